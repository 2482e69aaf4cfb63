"""Search with numpy alone: rare lists are added up, frequent ones are only looked up (MaxScore).

The same thought as in `maxscore`: once the k-th best score is known well enough, the lists that
cannot reach it by themselves need not be read, only asked for the passages that they can still
lift. A passage's score is at last summed in the order of the query, as the reference does.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Numbers, starts_of
from index.compiled.lists import MOST
from index.compiled.reader import NOTHING, Reader
from index.compiled.scoring import Matches, Scores, add_up, positive

FEW = 30_000  # postings; so few are added up in less time than it takes to choose among them
SLACK = 1.0 - 1e-12  # sums in another order differ by less than this

Flags = npt.NDArray[np.bool_]


class PlainList(NamedTuple):
    """What a group of a query matches: a term of a part, or (term -1) passages with scores."""

    place: int  # in the query
    term: int
    idf: float
    weight: float
    postings: int
    given: Matches | None = None

    @property
    def bound(self) -> float:
        """What a passage can score by it at most."""
        if self.given is None:
            return self.weight * self.idf * MOST
        return float(self.given.scores.max(initial=0.0))

    def matches(self, reader: Reader) -> Matches:
        """Its passages and their weighted scores."""
        if self.given is not None:
            return self.given
        found = reader.read(self.term, self.idf)
        return Matches(found.passages, self.weight * found.scores)

    def look_up(self, reader: Reader, passages: Numbers) -> Scores:
        """The weighted scores of passages, given ascending; 0 where it does not match."""
        if self.given is None:
            return self.weight * reader.look_up(self.term, self.idf, passages)
        place = np.minimum(np.searchsorted(self.given.passages, passages), self.postings - 1)
        held = self.given.passages[place] == passages
        return np.where(held, self.given.scores[place], 0.0)


def best(lists: Sequence[PlainList], reader: Reader, k: int, allowed: Flags | None) -> Matches:
    """The passages of a part that may be among its best k, with their scores, in no order."""
    lists = [one for one in lists if one.postings]
    size = len(reader.levels)
    if k <= 0 or not lists or sum(one.postings for one in lists) <= FEW:
        sums = add_up([one.matches(reader) for one in lists], size)
        return positive(_allowed(sums, allowed), k)
    order = sorted(lists, key=lambda one: -one.bound)
    left = np.cumsum([0.0, *(one.bound for one in reversed(order))])[::-1].tolist()
    split, room = 0, 1 + size // 16
    while split < len(order) and room > 0:
        room -= order[split].postings
        split += 1
    threshold, added = 0.0, 0
    while added < split:  # twice at most
        matches = [one.matches(reader) for one in order[:split]]
        sums = _allowed(add_up(matches, size), allowed)
        threshold, added = _reached(sums, order[split:], reader, k), split
        while split < len(order) and left[split] >= threshold:
            split += 1
    found = np.flatnonzero(sums >= max(threshold - left[split], 5e-324))
    scores = sums[found]
    for i in range(split, len(order)):
        scores += order[i].look_up(reader, found)
        kept = scores >= threshold - left[i + 1]
        found, scores = found[kept], scores[kept]
    found = found[scores >= _kth(scores, k) * SLACK]
    if not len(found):
        return NOTHING
    return _rescored(order, matches, reader, found)


def _reached(sums: Scores, rest: Sequence[PlainList], reader: Reader, k: int) -> float:
    """A score that k passages reach: of those that are best so far, looked up in the rest."""
    foremost, scores = positive(sums, k)
    if len(foremost) > k:
        best = np.sort(np.argpartition(scores, len(scores) - k)[len(scores) - k :])
        foremost, scores = foremost[best], scores[best]
    if len(foremost) < k:
        return 0.0
    for one in rest:
        scores += one.look_up(reader, foremost)
    return float(scores.min()) * SLACK


def _rescored(
    order: Sequence[PlainList], added: Sequence[Matches], reader: Reader, found: Numbers
) -> Matches:
    """Some passages with their scores, summed in the order of the query.

    The first lists of `order` have been added: what they give is picked out of them all at once.
    """
    passages = np.concatenate([one.passages for one in added])
    wanted = np.zeros(len(reader.levels), np.bool_)
    wanted[found] = True
    own = np.flatnonzero(wanted[passages])
    starts = starts_of(np.array([len(one.passages) for one in added]))
    parts = np.zeros((1 + max(one.place for one in order), len(found)))
    places = np.array([one.place for one in order])
    of_list = places[np.searchsorted(starts, own, "right") - 1]
    column = np.searchsorted(found, passages[own])
    parts[of_list, column] = np.concatenate([one.scores for one in added])[own]
    for one in order[len(added) :]:
        parts[one.place] = one.look_up(reader, found)
    # accumulate adds one row after the other; sum need not.
    return Matches(found, np.add.accumulate(parts, axis=0)[-1])


def _kth(scores: Scores, k: int) -> float:
    return float(np.partition(scores, len(scores) - k)[len(scores) - k]) if len(scores) > k else 0.0


def _allowed(sums: Scores, allowed: Flags | None) -> Scores:
    if allowed is not None:
        sums[~allowed] = 0.0
    return sums
