"""Search with numpy alone: rare lists are added up, frequent ones are only looked up (MaxScore).

Twenty terms would be hundreds of calls of numpy, each of which costs more than its work on a short
list; so all rare lists of a query are one array, and so are all frequent ones. Once the k-th best
score is known well enough, the frequent lists are asked only for the passages that they can still
lift. A passage's score is at last summed in the order of the query, as the reference does.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, islice
from operator import itemgetter
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Numbers, starts_of
from index.compiled.lists import MOST
from index.compiled.reader import NOTHING, Leaf, Reader
from index.compiled.scoring import Matches, Scores, match, reached

CELLS = 1 << 15  # scores looked up at a time: frequent lists, times passages
SLACK = 1.0 - 1e-12  # sums in another order differ by less than this
LEAST = 5e-324  # a score above 0
MANY = 500  # passages; looking up more costs more than to find out which of them are hopeless

Flags = npt.NDArray[np.bool_]
T = TypeVar("T")


class PlainList(NamedTuple):
    """What a group of a query matches in a part: the terms of its alternatives, one after the
    other, and how many each alternative has."""

    place: int  # in the query
    leaves: Sequence[Leaf]
    ways: Sequence[int]

    @property
    def bound(self) -> float:
        """What a passage can score by it at most."""
        return MOST * max(
            sum(one.weight * one.idf for one in way) for way in self.split(self.leaves)
        )

    def split(self, leaves: Iterable[T]) -> list[list[T]]:
        """What there is for each leaf, by alternatives."""
        rest = iter(leaves)
        return [list(islice(rest, count)) for count in self.ways]


class Added(NamedTuple):
    """Lists that were read: their places in the query, how many passages each has, and these of
    all lists, one after the other, with their weighted scores."""

    places: list[int]
    sizes: list[int]
    passages: Numbers
    scores: Scores


def best(lists: Sequence[PlainList], reader: Reader, k: int, allowed: Flags | None) -> Matches:
    """The passages of a part that may be among its best k, with their scores, in no order."""
    if k <= 0 or not lists:
        return NOTHING
    rare: list[PlainList] = []
    frequent: list[PlainList] = []
    for one in lists:
        (frequent if any(map(reader.frequent, one.leaves)) else rare).append(one)
    added = _read(rare, reader)
    sums = np.bincount(added.passages, added.scores, len(reader)).astype(np.float64, copy=False)
    if allowed is not None:
        sums[~allowed] = 0.0
    frequent.sort(key=lambda one: -one.bound)
    found, scores = _lifted(sums, frequent, reader, k, allowed)
    if not frequent and added.places == sorted(added.places):
        return Matches(found, sums.take(found))  # bincount has added in the order of the query
    return _rescored(added, frequent, len(reader), found, scores)


def _read(lists: Sequence[PlainList], reader: Reader) -> Added:
    """Read lists; the terms of all are read together."""
    single = [one for one in lists if len(one.leaves) == 1]
    order, sizes, passages, scores = reader.read([one.leaves[0] for one in single])
    places = [single[number].place for number in order]
    if len(single) == len(lists):
        return Added(places, sizes, passages, scores)
    others = [one for one in lists if len(one.leaves) > 1]
    own = matches(others, reader)
    return Added(
        places + [one.place for one in others],
        sizes + [len(one.passages) for one in own],
        np.concatenate([passages, *(one.passages for one in own)]),
        np.concatenate([scores, *(one.scores for one in own)]),
    )


def matches(lists: Sequence[PlainList], reader: Reader) -> list[Matches]:
    """The passages that lists match, each by its best alternative."""
    read = reader.read([leaf for one in lists for leaf in one.leaves]).matches()
    own = (found for _, found in sorted(read, key=itemgetter(0)))
    with reader.zeros() as sums:
        return [match(one.split(own), sums) for one in lists]


def _lifted(
    sums: Scores, lists: Sequence[PlainList], reader: Reader, k: int, allowed: Flags | None
) -> tuple[Numbers, Scores]:
    """The passages that may be among the best k, and what lists have for them (lists, passages).

    `sums` has what the other lists give to each passage; these are given by falling bounds.
    """
    left = [*accumulate((one.bound for one in reversed(lists)), initial=0.0)][::-1]
    threshold = reached(sums, k) * SLACK
    if threshold > left[0]:
        found = np.flatnonzero(sums >= threshold - left[0])
    elif not lists:
        found = np.flatnonzero(sums)
    else:
        found = np.arange(len(sums)) if allowed is None else np.flatnonzero(allowed)
    scores = sums.take(found)
    if len(found) > MANY and threshold:
        foremost = np.flatnonzero(scores >= threshold)[: 4 * k]  # any k of them would do
        lifted = _look_up(lists, reader, found.take(foremost)).sum(axis=0)
        threshold = _kth(scores.take(foremost) + lifted, k) * SLACK
        found, scores, _ = _kept(found, scores, [], threshold - left[0])
    parts = [np.empty((0, len(found)))]
    done = 0
    while done < len(lists):
        some = lists[done : done + max(1, CELLS // (len(found) + 1))]
        done += len(some)
        parts.append(_look_up(some, reader, found))
        scores += parts[-1].sum(axis=0)
        threshold = max(threshold, _kth(scores, k) * SLACK)
        least = threshold - left[done] if done < len(lists) else max(threshold, LEAST)
        found, scores, parts = _kept(found, scores, parts, least)
    return found, np.concatenate(parts)


def _kept(
    found: Numbers, scores: Scores, parts: Sequence[Scores], least: float
) -> tuple[Numbers, Scores, list[Scores]]:
    """Passages with such scores at least, these scores, and what they are made of."""
    kept = np.flatnonzero(scores >= least)
    return found.take(kept), scores.take(kept), [part.take(kept, axis=1) for part in parts]


def _look_up(lists: Sequence[PlainList], reader: Reader, passages: Numbers) -> Scores:
    """What lists have for passages, given ascending (lists, passages)."""
    leaves = [leaf for one in lists for leaf in one.leaves]
    rows = reader.look_up(leaves, passages)
    if len(leaves) == len(lists):
        return rows
    own = iter(rows)
    best = np.zeros((len(lists), len(passages)))
    for one, score in zip(lists, best, strict=True):
        for way in one.split(own):
            np.maximum(score, sum(way), out=score)
    return best


def _rescored(
    added: Added, frequent: Sequence[PlainList], size: int, found: Numbers, scores: Scores
) -> Matches:
    """Some passages with their scores, summed in the order of the query.

    `scores` (lists, passages) is what the frequent lists have for them.
    """
    wanted = np.zeros(size, np.bool_)
    wanted[found] = True
    own = np.flatnonzero(wanted.take(added.passages))
    of_list = np.searchsorted(starts_of(np.array(added.sizes, np.int64)), own, "right") - 1
    places = [one.place for one in frequent]
    parts = np.zeros((1 + max(*places, *added.places, 0), len(found)))
    parts[places] = scores
    column = np.searchsorted(found, added.passages.take(own))
    parts[np.array(added.places, np.int64)[of_list], column] = added.scores.take(own)
    # accumulate adds one row after the other; sum need not.
    return Matches(found, np.add.accumulate(parts, axis=0)[-1])


def _kth(scores: Scores, k: int) -> float:
    """The k-th best score; 0 when there are fewer."""
    return (
        float(np.partition(scores, len(scores) - k)[len(scores) - k]) if len(scores) >= k else 0.0
    )
