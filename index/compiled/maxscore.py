"""Search in machine code: MaxScore over windows of passages.

A list cannot add more than its bound. Lists whose bounds together do not reach the k-th best
score so far cannot make a passage a hit, so passages that stand in none of the other lists are
never looked at, and a passage is given up when what is left to look up cannot lift it. What is
left over is scored again in the order of the query, to the last bit.
"""

import numpy as np
from numba import njit

from index.compiled.coding import BYTE_BLOCK, BYTES
from index.compiled.kernels import (
    AT,
    BODY,
    BOUND,
    COUNT,
    HEAD,
    IDF,
    KIND,
    WEIGHT,
    Array,
    Lists,
    frequency_at,
    open_lists,
    probe,
    score_of,
)

WINDOW_BLOCKS = 16
WINDOW = WINDOW_BLOCKS * BYTE_BLOCK  # passages whose scores fit a core's first cache
SLACK = 1.0 - 1e-12  # sums in another order differ by less than this


@njit(cache=True, nogil=True)
def search(
    rows: Array,
    values: Array,
    codes: Array,
    norms: Array,
    width: int,
    given: Array,
    given_scores: Array,
    allowed: Array,
    k: int,
) -> tuple[Array, Array]:
    """Passages that may be among the best k of a part, with their scores, in no order.

    `rows` and `values` are the groups of the query in its order (see `kernels`), `given` and
    `given_scores` what some of them match; `allowed` has a flag for each passage, or none at all.
    """
    lists = open_lists(rows, values, codes, norms, width, given, given_scores)
    count = len(rows)
    order = np.argsort(-values[:, BOUND])
    left = _sums_to_the_end(values[order, BOUND])  # what the lists from a place on can add
    essential = np.ones(count, np.bool_)
    split = count  # the lists from here on in `order` are not essential
    cursors = lists.starts.copy()
    best, threshold = np.zeros(k), 0.0  # the best scores, ascending, and what a hit has to reach
    found, scores, kept = np.empty(4 * k + 64, np.int32), np.empty(4 * k + 64, np.float64), 0
    sums, touched = np.zeros(WINDOW), np.empty(WINDOW + 1, np.int32)
    for low in range(0, len(norms), WINDOW):
        for n in range(_gather(lists, low, essential, cursors, sums, touched)):
            total, passage = sums[touched[n]], low + touched[n]
            sums[touched[n]] = 0.0
            if total + left[split] < threshold or (len(allowed) and not allowed[passage]):
                continue
            for i in range(split, count):
                if total + left[i] < threshold:
                    break
                total += probe(lists, order[i], passage)
            if total >= threshold:
                if kept == len(found):
                    found, scores = _twice(found), _twice(scores)
                found[kept], scores[kept] = passage, total
                kept += 1
                threshold = _insert(best, total) * SLACK
        while split > 1 and left[split - 1] < threshold:
            split -= 1
            essential[order[split]] = False
    reached = scores[:kept] >= threshold
    found, scores = found[:kept][reached], scores[:kept][reached]
    if split < count:  # otherwise the lists were added up in the order of the query
        _rescore(lists, found, scores)
    return found, scores


@njit(cache=True, nogil=True)
def _sums_to_the_end(bounds: Array) -> Array:
    sums = np.zeros(len(bounds) + 1)
    for i in range(len(bounds) - 1, -1, -1):
        sums[i] = sums[i + 1] + bounds[i]
    return sums


@njit(cache=True, nogil=True)
def _gather(
    lists: Lists, low: int, essential: Array, cursors: Array, sums: Array, touched: Array
) -> int:
    """Add the essential lists up over a window, and tell how many passages they touched."""
    rows = lists.rows
    high = min(len(lists.norms), low + WINDOW)
    count = 0
    for t in range(len(rows)):
        if rows[t, KIND] == BYTES:
            if essential[t]:
                count = _gather_bytes(lists, t, low, sums, touched, count)
            continue
        i, stop = cursors[t], lists.starts[t] + rows[t, COUNT]
        while i < stop and lists.passages[i] < high:
            if essential[t]:
                place = lists.passages[i] - low
                touched[count] = place
                count += sums[place] == 0.0
                sums[place] += lists.scores[i]
            i += 1
        cursors[t] = i
    return count


@njit(cache=True, nogil=True)
def _gather_bytes(lists: Lists, t: int, low: int, sums: Array, touched: Array, count: int) -> int:
    row, codes, norms, start = lists.rows[t], lists.codes, lists.norms, lists.starts[t]
    body = row[AT] + row[HEAD]
    halves = body + row[BODY]
    idf, weight = lists.values[t, IDF], lists.values[t, WEIGHT]
    first = low // BYTE_BLOCK
    i = lists.ends[start + first] - codes[row[AT] + first]
    for block in range(first, min(row[HEAD], first + WINDOW_BLOCKS)):
        base = block * BYTE_BLOCK - low
        stop = lists.ends[start + block]
        while i < stop:
            place = base + codes[body + i]
            touched[count] = place
            count += sums[place] == 0.0
            frequency = frequency_at(codes, halves, i, row)
            sums[place] += score_of(idf, weight, frequency, norms[low + place])
            i += 1
    return count


@njit(cache=True, nogil=True)
def _insert(best: Array, score: float) -> float:
    """Put a score among the best, and tell the least of them."""
    if score > best[0]:
        i = 0
        while i + 1 < len(best) and best[i + 1] < score:
            best[i] = best[i + 1]
            i += 1
        best[i] = score
    least: float = best[0]
    return least


@njit(cache=True, nogil=True)
def _rescore(lists: Lists, found: Array, scores: Array) -> None:
    for n in range(len(found)):
        total = 0.0
        for t in range(len(lists.rows)):
            total += probe(lists, t, found[n])
        scores[n] = total


@njit(cache=True, nogil=True)
def _twice(array: Array) -> Array:
    return np.append(array, np.empty_like(array))
