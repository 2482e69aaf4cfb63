"""Search in machine code: rare lists are added up, frequent ones are only asked (MaxScore).

A list cannot add more than its bound. Lists are taken in the order of their bounds, and a passage
that stands only in lists whose bounds together do not reach the k-th best score cannot be a hit.
So once that score is known well enough, what is left of the lists is not read: only the passages
that it can still lift so far are looked up there. What remains is scored again in the order of
the query, so that its sums are those of the reference to the last bit.
"""

import numpy as np
from numba import njit

from index.compiled.kernels import Lists, add, look_up
from index.compiled.layout import BYTE_BLOCK
from index.compiled.lists import DF, MOST, Array

FEW = 2000  # postings; so few are added up before the lists would be ordered
WORTH = 4  # postings that are read in the time of one look-up, roughly
SLACK = 1.0 - 1e-12  # sums in another order differ by less than this


@njit(cache=True, nogil=True)
def search(
    lists: Lists, numbers: Array, allowed: Array, k: int, sums: Array
) -> tuple[Array, Array]:
    """The best k passages of a part by score and then by number: their numbers and scores.

    `numbers` are those that the index gives to the passages; `allowed` has a flag for each
    passage, or none at all. `sums` is all 0, before and after.
    """
    rows = lists.rows
    size, postings = len(rows), rows[:, DF].sum()
    touched = np.empty(min(postings, len(numbers)) + 1, np.int32)
    count, split, threshold = 0, 0, 0.0
    if postings <= FEW:
        for t in range(size):
            count = add(lists, t, sums, touched, count)
        found, scores = _taken(touched[:count], sums, allowed, 0.0)
        return _best(found, scores, numbers, k)
    bounds = lists.weights * lists.idfs * MOST
    order = np.argsort(-bounds)
    left = np.zeros(size + 1)  # what the lists from a place on can add
    for i in range(size - 1, -1, -1):
        left[i] = left[i + 1] + bounds[order[i]]
    ends = np.empty((size, -(-len(numbers) // BYTE_BLOCK)), np.int32)
    ends[:, 0] = -1
    while split < size:
        if count >= k and rows[order[split], DF] > WORTH * k * (size - split):
            reached = _foremost(lists, order[split:], ends, touched[:count], sums, allowed, k)
            threshold = max(threshold, reached)
        if left[split] < threshold:
            break
        count = add(lists, order[split], sums, touched, count)
        split += 1
    if split < size and count > WORTH * k:
        reached = _foremost(lists, order[split:], ends, touched[:count], sums, allowed, k)
        threshold = max(threshold, reached)
    found, scores = _taken(touched[:count], sums, allowed, threshold - left[split])
    for i in range(split, size):
        look_up(lists, order[i], ends[order[i]], found, scores)
        found, scores = _hopeful(found, scores, threshold - left[i + 1])
    found, scores = _hopeful(found, scores, _kth(scores, k) * SLACK)
    scores[:] = 0.0
    for t in range(size):
        look_up(lists, t, ends[t], found, scores)
    return _best(found, scores, numbers, k)


@njit(cache=True, nogil=True)
def _foremost(
    lists: Lists, rest: Array, ends: Array, touched: Array, sums: Array, allowed: Array, k: int
) -> float:
    """A score that k passages reach: of those that are best so far, looked up in the rest."""
    best, passages = np.zeros(k), np.empty(k, np.int32)
    for passage in touched:
        score = sums[passage]
        if score > best[0] and (not len(allowed) or allowed[passage]):
            i = 1
            while i < k and best[i] < score:
                best[i - 1], passages[i - 1] = best[i], passages[i]
                i += 1
            best[i - 1], passages[i - 1] = score, passage
    if best[0] == 0.0:  # there are not k of them
        return 0.0
    for t in rest:
        look_up(lists, t, ends[t], passages, best)
    least: float = best.min() * SLACK
    return least


@njit(cache=True, nogil=True)
def _taken(touched: Array, sums: Array, allowed: Array, least: float) -> tuple[Array, Array]:
    """The allowed passages with such sums at least, and these sums, which are made 0 again."""
    found, scores, kept = np.empty_like(touched), np.empty(len(touched)), 0
    for passage in touched:
        score = sums[passage]
        sums[passage] = 0.0
        if score >= least and (not len(allowed) or allowed[passage]):
            found[kept], scores[kept] = passage, score
            kept += 1
    return found[:kept], scores[:kept]


@njit(cache=True, nogil=True)
def _hopeful(found: Array, scores: Array, least: float) -> tuple[Array, Array]:
    """Those with such scores at least, moved to the front."""
    kept = 0
    for n in range(len(found)):
        if scores[n] >= least:
            found[kept], scores[kept] = found[n], scores[n]
            kept += 1
    return found[:kept], scores[:kept]


@njit(cache=True, nogil=True)
def _kth(scores: Array, k: int) -> float:
    """The k-th best score; 0 when there are fewer."""
    best = np.zeros(k)
    for score in scores:
        if score > best[0]:
            i = 1
            while i < k and best[i] < score:
                best[i - 1] = best[i]
                i += 1
            best[i - 1] = score
    least: float = best[0]
    return least


@njit(cache=True, nogil=True)
def _best(found: Array, scores: Array, numbers: Array, k: int) -> tuple[Array, Array]:
    """The best k of some passages, by score and then by number."""
    best, hits, count = np.zeros(k), np.zeros(k, np.int32), 0
    for n in range(len(found)):
        score, number = scores[n], numbers[found[n]]
        if count == k and (score < best[k - 1] or (score == best[k - 1] and number > hits[k - 1])):
            continue
        i = min(count, k - 1)
        while i and (best[i - 1] < score or (best[i - 1] == score and hits[i - 1] > number)):
            best[i], hits[i] = best[i - 1], hits[i - 1]
            i -= 1
        best[i], hits[i] = score, number
        count = min(k, count + 1)
    return hits[:count], best[:count]
