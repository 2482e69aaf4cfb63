"""Search in machine code: rare lists are added up, frequent ones are only asked (MaxScore).

A list cannot add more than its bound. Lists are taken in the order of their bounds, and a passage
that stands only in lists whose bounds together do not reach the k-th best score cannot be a hit.
So once that score is known well enough, what is left of the lists is not read: only the passages
that it can still lift so far are looked up there. What remains is scored again in the order of
the query, so that its sums are those of the reference to the last bit.
"""

import numpy as np
from numba import njit

from index.compiled.coding import BYTE_BLOCK
from index.compiled.kernels import Array, Lists, add, look_up
from index.compiled.reader import BOUND, DF

FEW = 2000  # postings; so few are added up before the lists would be ordered
WORTH = 2  # postings that are read in the time of one look-up, roughly
SLACK = 1.0 - 1e-12  # sums in another order differ by less than this


@njit(cache=True, nogil=True)
def search(
    rows: Array,
    values: Array,
    weights: Array,
    codes: Array,
    width: int,
    levels: Array,
    impacts: Array,
    given: Array,
    given_scores: Array,
    allowed: Array,
    k: int,
    sums: Array,
) -> tuple[Array, Array]:
    """Passages that may be among the best k of a part, with their scores, in no order.

    See `Lists`; `allowed` has a flag for each passage, or none at all. `sums` is all 0, before and
    after.
    """
    lists = Lists(rows, values, weights, codes, width, levels, impacts, given, given_scores)
    size, postings = len(rows), rows[:, DF].sum()
    touched = np.empty(min(postings, len(levels)) + 1, np.int32)
    count, split, threshold = 0, 0, 0.0
    if postings <= FEW:
        for t in range(size):
            count = add(lists, t, sums, touched, count)
        found, scores = _taken(touched[:count], sums, allowed, 0.0)
        return _best(found, scores, k)
    bounds = weights * values[:, BOUND]
    order = np.argsort(-bounds)
    left = _sums_to_the_end(bounds[order])  # what the lists from a place on can add
    ends = np.empty((size, -(-len(levels) // BYTE_BLOCK)), np.int32)
    ends[:, 0] = -1
    while split < size:
        if count >= k and rows[order[split], DF] > WORTH * k * (size - split):
            passages, reached = _foremost(touched[:count], sums, allowed, k)
            for t in order[split:]:
                look_up(lists, t, ends[t], passages, reached)
            if len(reached) == k:
                threshold = max(threshold, reached.min() * SLACK)
        if left[split] < threshold:
            break
        count = add(lists, order[split], sums, touched, count)
        split += 1
    found, scores = _taken(touched[:count], sums, allowed, threshold - left[split])
    for i in range(split, size):
        look_up(lists, order[i], ends[order[i]], found, scores)
        hopeful = scores + left[i + 1] >= threshold
        found, scores = found[hopeful], scores[hopeful]
    found, scores = _best(found, scores, k)
    scores[:] = 0.0
    for t in range(size):
        look_up(lists, t, ends[t], found, scores)
    return found, scores


@njit(cache=True, nogil=True)
def _sums_to_the_end(bounds: Array) -> Array:
    sums = np.zeros(len(bounds) + 1)
    for i in range(len(bounds) - 1, -1, -1):
        sums[i] = sums[i + 1] + bounds[i]
    return sums


@njit(cache=True, nogil=True)
def _foremost(touched: Array, sums: Array, allowed: Array, k: int) -> tuple[Array, Array]:
    """The k allowed passages with the greatest sums, or fewer, and these sums."""
    best, passages = np.zeros(k), np.empty(k, np.int32)
    for passage in touched:
        if sums[passage] > best[0] and (not len(allowed) or allowed[passage]):
            _insert(best, passages, sums[passage], passage)
    there = best > 0.0
    return passages[there], best[there]


@njit(cache=True, nogil=True)
def _insert(best: Array, passages: Array, score: float, passage: int) -> None:
    """Put a score into the place of the least of the best, which are ascending."""
    i = 0
    while i + 1 < len(best) and best[i + 1] < score:
        best[i], passages[i] = best[i + 1], passages[i + 1]
        i += 1
    best[i], passages[i] = score, passage


@njit(cache=True, nogil=True)
def _taken(touched: Array, sums: Array, allowed: Array, least: float) -> tuple[Array, Array]:
    """The allowed passages with such sums at least, and these sums, which are made 0 again."""
    found, scores, kept = np.empty_like(touched), np.empty(len(touched)), 0
    for passage in touched:
        if sums[passage] >= least and (not len(allowed) or allowed[passage]):
            found[kept], scores[kept] = passage, sums[passage]
            kept += 1
        sums[passage] = 0.0
    return found[:kept], scores[:kept]


@njit(cache=True, nogil=True)
def _best(found: Array, scores: Array, k: int) -> tuple[Array, Array]:
    """Those of some passages that reach the k-th best score, or nearly."""
    best, passages = np.zeros(k), np.zeros(k, np.int32)
    for n in range(len(found)):
        if scores[n] > best[0]:
            _insert(best, passages, scores[n], found[n])
    reached = scores >= best[0] * SLACK
    return found[reached], scores[reached]
