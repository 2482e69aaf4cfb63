"""Scores of a part's passages for a query: rank_bm25's operations, in its order, on postings."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.engine import DELTA, K1, B, Hit

Scores = npt.NDArray[np.float64]

_GROUP = 64  # scores, of which the best is looked at first


class Matches(NamedTuple):
    """Passages of a part, ascending, and a score for each."""

    passages: npt.NDArray[np.int64]
    scores: Scores

    @property
    def nbytes(self) -> int:
        return self.passages.nbytes + self.scores.nbytes

    def of(self, passages: npt.NDArray[np.int64]) -> Scores:
        """The scores of some passages, given ascending; 0 where it has none."""
        found = np.zeros(len(passages))
        if len(passages):
            place = np.minimum(np.searchsorted(passages, self.passages), len(passages) - 1)
            held = np.flatnonzero(passages.take(place) == self.passages)
            found[place.take(held)] = self.scores.take(held)
        return found


def norms(lengths: npt.NDArray[np.integer], mean_length: float) -> Scores:
    """What a passage's length adds to the denominator."""
    return (K1 * (1 - B + B * lengths.astype(np.float64) / mean_length)).astype(
        np.float64, copy=False
    )


def impacts(frequencies: npt.NDArray[np.integer], length_norms: Scores) -> Scores:
    """BM25+ of terms in passages that hold them, without their idf."""
    counts = frequencies.astype(np.float64)
    scores: Scores = DELTA + (counts * (K1 + 1)) / (length_norms + counts)
    return scores


def match(ways: Sequence[Sequence[Matches]], sums: Scores) -> Matches:
    """The best alternative of a group, for each passage that any of them matches.

    Each alternative is given as the weighted matches of its terms. `sums` has a place for each
    passage of the part and is all 0, before and after.
    """
    held = np.zeros(len(sums), np.bool_)
    for way in ways:
        for found in way:
            held[found.passages] = True
    union = np.flatnonzero(held)
    best = np.zeros(len(union))
    for way in ways:
        for found in way:
            sums[found.passages] += found.scores
        np.maximum(best, sums.take(union), out=best)
        for found in way:
            sums[found.passages] = 0.0
    return Matches(union, best)


def reached(scores: Scores, k: int) -> float:
    """A score that k of them reach, if not the best such; 0 where there are too few to tell."""
    groups = len(scores) // _GROUP
    if k > groups:
        return 0.0
    # k groups hold a score that the k-th best of their best scores does not exceed.
    maxima = scores[: groups * _GROUP].reshape(_GROUP, -1).max(axis=0)
    maxima.partition(groups - k)
    return float(maxima[groups - k])


def top(found: Matches, numbers: npt.NDArray[np.int32], k: int) -> list[Hit]:
    """The best k, by score and then by number; `numbers` are those of the index."""
    pairs = zip(found.scores.tolist(), numbers[found.passages].tolist(), strict=True)
    best = sorted((-score, number) for score, number in pairs)[: max(0, k)]
    return [Hit(number, -score) for score, number in best]
