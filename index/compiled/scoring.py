"""Scores of a part's passages for a query: rank_bm25's operations, in its order, on postings."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.engine import DELTA, K1, B, Group, Hit

Scores = npt.NDArray[np.float64]

_BLOCK = 64  # scores of which the best is looked at first


class Matches(NamedTuple):
    """Passages of a part, ascending, and a score for each."""

    passages: npt.NDArray[np.int64]
    scores: Scores


Read = Callable[[str], Matches]  # the passages that hold a term, with its BM25+ in each


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


def add_up(groups: Sequence[Matches], size: int) -> Scores:
    """The score of every passage of a part of that size, summed in the order of the groups."""
    if not groups:
        return np.zeros(size)
    # bincount adds in the order of its input.
    summed = np.bincount(
        np.concatenate([group.passages for group in groups]),
        weights=np.concatenate([group.scores for group in groups]),
        minlength=size,
    )
    return summed.astype(np.float64, copy=False)


def match(group: Group, read: Read, size: int) -> Matches:
    """The best alternative of a group, for each passage (of `size`) that any of them matches."""
    if len(group.alternatives) == 1 and len(group.alternatives[0]) == 1:
        term, weight = group.alternatives[0][0]
        found = read(term)
        return Matches(found.passages, weight * found.scores)
    weighted = [
        [(weight, read(term)) for term, weight in alternative] for alternative in group.alternatives
    ]
    held = np.zeros(size, np.bool_)
    for alternative in weighted:
        for _, found in alternative:
            held[found.passages] = True
    union = np.flatnonzero(held)
    best, sums = np.zeros(len(union)), np.zeros(size)
    for alternative in weighted:
        for weight, found in alternative:
            sums[found.passages] += weight * found.scores
        best = np.maximum(best, sums[union])
        for _, found in alternative:
            sums[found.passages] = 0.0
    return Matches(union, best)


def positive(scores: Scores, k: int) -> Matches:
    """The passages with scores above 0 that may be among the best k, in no order."""
    least = 0.0
    blocks = len(scores) // _BLOCK
    if 0 < k <= blocks:
        # k blocks hold a score that the k-th best of their best scores does not exceed.
        maxima = scores[: blocks * _BLOCK].reshape(-1, _BLOCK).max(axis=1)
        least = float(np.partition(maxima, blocks - k)[blocks - k])
    kept = np.flatnonzero(scores >= least if least > 0 else scores > 0)
    return Matches(kept, scores[kept])


def top(found: Matches, numbers: npt.NDArray[np.int32], k: int) -> list[Hit]:
    """The best k, by score and then by number; `numbers` are those of the index."""
    pairs = zip(found.scores.tolist(), numbers[found.passages].tolist(), strict=True)
    best = sorted((-score, number) for score, number in pairs)[: max(0, k)]
    return [Hit(number, -score) for score, number in best]
