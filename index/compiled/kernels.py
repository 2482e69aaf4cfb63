"""Search in machine code, by numba (the `[fast]` extra): MaxScore over windows of passages.

A list (a group of the query) cannot add more than its bound. Lists whose bounds together do not
reach the k-th best score so far cannot make a passage a hit, so passages that stand in none of
the other lists are never looked at, and a passage is given up when what is left to look up cannot
lift it. What is left over is scored again in the order of the query, to the last bit.
"""

import numpy as np
from numba import njit

from index.compiled.coding import BYTE_BLOCK, BYTES, LARGE, PAIR, WORD_BLOCK, WORDS
from index.engine import DELTA, K1

WINDOW_BLOCKS = 16
WINDOW = WINDOW_BLOCKS * BYTE_BLOCK  # passages whose scores fit a core's first cache
GIVEN = 3  # the kind of a list whose passages and scores are given, beside the ways of coding
SLACK = 1.0 - 1e-12  # sums in another order differ by less than this

# Columns of `lists`: the kind, where its run or its given passages begin, passages, head, body,
# and frequencies that do not fit half a byte.
KIND, AT, COUNT, HEAD, BODY, LARGES = range(6)
# Columns of `values`: the idf, the weight, and the bound of a list.
IDF, WEIGHT, BOUND = range(3)


@njit(cache=True, nogil=True)
def _score(idf: float, weight: float, frequency: float, norm: float) -> float:
    return weight * (idf * (DELTA + (frequency * (K1 + 1)) / (norm + frequency)))


@njit(cache=True, nogil=True)
def _frequency(codes, halves, i, row):
    half = (codes[halves + (i >> 1)] >> ((i & 1) << 2)) & 15
    return half if half < LARGE else _large(codes, halves + ((row[COUNT] + 1) >> 1), i, row)


@njit(cache=True, nogil=True)
def _large(codes, pairs, i, row):
    low, high = 0, row[LARGES]
    while low < high:
        middle = (low + high) >> 1
        if _whole(codes, pairs + PAIR * middle) < i:
            low = middle + 1
        else:
            high = middle
    return _whole(codes, pairs + PAIR * low + 4)


@njit(cache=True, nogil=True)
def _whole(codes, at):
    number = np.int64(0)
    for j in range(4):
        number |= np.int64(codes[at + j]) << (8 * j)
    return number


@njit(cache=True, nogil=True)
def _decode(codes, row, value, norms, width, passages, scores, start):
    """Decode a run in words or whole numbers, with scores, to `passages[start:]`."""
    at, count, head = row[AT], row[COUNT], row[HEAD]
    body = at + head
    halves = body + row[BODY]
    block, left = -WORD_BLOCK, np.int64(0)
    if row[KIND] == WORDS and head == 0:
        block, left = 0, count
    blocks = 0
    for i in range(count):
        if row[KIND] == WORDS:
            while left == 0:
                left = codes[at + 2 * blocks] | (np.int64(codes[at + 2 * blocks + 1]) << 8)
                blocks += 1
                block += WORD_BLOCK
            left -= 1
            passage = block + (codes[body + 2 * i] | (np.int64(codes[body + 2 * i + 1]) << 8))
        else:
            passage = np.int64(0)
            for j in range(width):
                passage |= np.int64(codes[body + width * i + j]) << (8 * j)
        passages[start + i] = passage
        scores[start + i] = _score(
            value[IDF], value[WEIGHT], _frequency(codes, halves, i, row), norms[passage]
        )


@njit(cache=True, nogil=True)
def _probe(passage, t, lists, values, codes, norms, ends, starts, passages, scores):
    """The score of a passage in one list; 0 when it is not there."""
    if lists[t, KIND] != BYTES:
        low, high = starts[t], starts[t] + lists[t, COUNT]
        while low < high:
            middle = (low + high) >> 1
            if passages[middle] < passage:
                low = middle + 1
            else:
                high = middle
        found = low < starts[t] + lists[t, COUNT] and passages[low] == passage
        return scores[low] if found else 0.0
    block = passage // BYTE_BLOCK
    wanted = passage - block * BYTE_BLOCK
    body = lists[t, AT] + lists[t, HEAD]
    end = ends[starts[t] + block]
    first = end - codes[lists[t, AT] + block]
    for i in range(first, end):
        if codes[body + i] >= wanted:
            if codes[body + i] > wanted:
                break
            frequency = _frequency(codes, body + lists[t, BODY], i, lists[t])
            return _score(values[t, IDF], values[t, WEIGHT], frequency, norms[passage])
    return 0.0


@njit(cache=True, nogil=True)
def search(lists, values, codes, norms, width, given, given_scores, allowed, k):
    """Passages that may be among the best k of a part, with their scores, in no order.

    `lists` (lists, 6) and `values` (lists, 3) are the groups of the query in its order; `allowed`
    has a flag for each passage, or none at all.
    """
    size, count = len(norms), len(lists)
    blocks = -(-size // BYTE_BLOCK)
    starts = np.zeros(count, np.int64)
    coarse = small = 0
    for t in range(count):
        if lists[t, KIND] == BYTES:
            starts[t] = coarse
            coarse += blocks
        else:
            starts[t] = small
            small += lists[t, COUNT]
    ends = np.empty(coarse, np.int32)
    passages, scores = np.empty(small, np.int32), np.empty(small, np.float64)
    cursor = starts.copy()
    for t in range(count):
        at, n = lists[t, AT], lists[t, COUNT]
        if lists[t, KIND] == BYTES:
            total = 0
            for b in range(blocks):
                total += codes[at + b]
                ends[starts[t] + b] = total
        elif lists[t, KIND] == GIVEN:
            passages[starts[t] : starts[t] + n] = given[at : at + n]
            scores[starts[t] : starts[t] + n] = given_scores[at : at + n]
        else:
            _decode(codes, lists[t], values[t], norms, width, passages, scores, starts[t])

    order = np.argsort(-values[:, BOUND])
    left = np.zeros(count + 1)  # what the lists from a place of `order` on can add together
    for i in range(count - 1, -1, -1):
        left[i] = left[i + 1] + values[order[i], BOUND]
    essential = np.ones(count, np.bool_)
    split = count  # the lists from here on in `order` are not essential

    best = np.zeros(k)  # ascending
    threshold = 0.0
    found, found_scores = np.empty(4 * k + 64, np.int32), np.empty(4 * k + 64, np.float64)
    n_found = 0
    sums, touched = np.zeros(WINDOW), np.empty(WINDOW + 1, np.int32)
    for window in range(-(-size // WINDOW)):
        low = window * WINDOW
        high = min(size, low + WINDOW)
        n_touched = 0
        for t in range(count):
            if lists[t, KIND] != BYTES:
                i, stop = cursor[t], starts[t] + lists[t, COUNT]
                if essential[t]:
                    while i < stop and passages[i] < high:
                        place = passages[i] - low
                        touched[n_touched] = place
                        n_touched += sums[place] == 0.0
                        sums[place] += scores[i]
                        i += 1
                else:
                    while i < stop and passages[i] < high:
                        i += 1
                cursor[t] = i
            elif essential[t]:
                body = lists[t, AT] + lists[t, HEAD]
                halves = body + lists[t, BODY]
                row = lists[t]
                idf, weight = values[t, IDF], values[t, WEIGHT]
                first = low // BYTE_BLOCK
                last = min(blocks, first + WINDOW_BLOCKS)
                i = ends[starts[t] + first] - codes[lists[t, AT] + first]
                for block in range(first, last):
                    base = block * BYTE_BLOCK - low
                    stop = ends[starts[t] + block]
                    while i < stop:
                        place = base + codes[body + i]
                        touched[n_touched] = place
                        n_touched += sums[place] == 0.0
                        frequency = _frequency(codes, halves, i, row)
                        sums[place] += _score(idf, weight, frequency, norms[low + place])
                        i += 1
        for n in range(n_touched):
            place = touched[n]
            total = sums[place]
            sums[place] = 0.0
            if total + left[split] < threshold:
                continue
            passage = low + place
            if len(allowed) and not allowed[passage]:
                continue
            for i in range(split, count):
                if total + left[i] < threshold:
                    break
                total += _probe(
                    passage, order[i], lists, values, codes, norms, ends, starts, passages, scores
                )
            if total < threshold or total == 0.0:
                continue
            if n_found == len(found):
                found = np.append(found, np.empty_like(found))
                found_scores = np.append(found_scores, np.empty_like(found_scores))
            found[n_found], found_scores[n_found] = passage, total
            n_found += 1
            if total > best[0]:
                i = 0
                while i + 1 < k and best[i + 1] < total:
                    best[i] = best[i + 1]
                    i += 1
                best[i] = total
                threshold = best[0] * SLACK
        while split > 1 and left[split - 1] < threshold:
            split -= 1
            essential[order[split]] = False

    kept = 0
    for n in range(n_found):
        if found_scores[n] >= threshold:
            # Without pruning, the lists were added up in the order of the query already.
            total = found_scores[n] if split == count else 0.0
            for t in range(count if split < count else 0):
                total += _probe(
                    found[n], t, lists, values, codes, norms, ends, starts, passages, scores
                )
            found[kept], found_scores[kept] = found[n], total
            kept += 1
    return found[:kept].copy(), found_scores[:kept].copy()
