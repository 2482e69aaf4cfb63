"""Lists of scored passages in machine code, by numba (the `[fast]` extra).

A list is what one group of a query matches in a part: coded postings, or passages and scores.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from index.compiled.coding import BYTE_BLOCK, BYTES, LARGE, PAIR, WORD_BLOCK, WORDS
from index.engine import DELTA, K1

Array = npt.NDArray[Any]

GIVEN = 3  # the kind of a list whose passages and scores are given, beside the ways of coding

# Columns of `lists`: the kind, where its run or its given passages begin, passages, head, body,
# and frequencies that do not fit half a byte.
KIND, AT, COUNT, HEAD, BODY, LARGES = range(6)
# Columns of `values`: the idf, the weight, and the bound of a list.
IDF, WEIGHT, BOUND = range(3)


class Lists(NamedTuple):
    """The lists of a query, and what reading them takes.

    `rows` (lists, 6) and `values` (lists, 3) have the columns above. A list in blocks of bytes
    has its blocks' ends at `ends[starts[t]:]`; any other has been decoded to `passages` and
    `scores` from `starts[t]` on.
    """

    rows: Array
    values: Array
    codes: Array
    norms: Array
    starts: Array
    ends: Array
    passages: Array
    scores: Array


@njit(cache=True, nogil=True)
def score_of(idf: float, weight: float, frequency: float, norm: float) -> float:
    """BM25+, weighted."""
    return weight * (idf * (DELTA + (frequency * (K1 + 1)) / (norm + frequency)))


@njit(cache=True, nogil=True)
def frequency_at(codes: Array, halves: int, i: int, row: Array) -> Any:
    """The frequency of posting `i` of a run."""
    half = (codes[halves + (i >> 1)] >> ((i & 1) << 2)) & 15
    return half if half < LARGE else _large(codes, halves + ((row[COUNT] + 1) >> 1), i, row)


@njit(cache=True, nogil=True)
def _large(codes: Array, pairs: int, i: int, row: Array) -> Any:
    low, high = 0, row[LARGES]
    while low < high:
        middle = (low + high) >> 1
        if _whole(codes, pairs + PAIR * middle) < i:
            low = middle + 1
        else:
            high = middle
    return _whole(codes, pairs + PAIR * low + 4)


@njit(cache=True, nogil=True)
def _whole(codes: Array, at: int) -> Any:
    number = np.int64(0)
    for j in range(4):
        number |= np.int64(codes[at + j]) << (8 * j)
    return number


@njit(cache=True, nogil=True)
def _decode(
    codes: Array,
    row: Array,
    value: Array,
    norms: Array,
    width: int,
    passages: Array,
    scores: Array,
) -> None:
    """Decode a run in words or whole numbers, with scores, to the start of `passages`."""
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
        passages[i] = passage
        scores[i] = score_of(
            value[IDF], value[WEIGHT], frequency_at(codes, halves, i, row), norms[passage]
        )


@njit(cache=True, nogil=True)
def open_lists(
    rows: Array,
    values: Array,
    codes: Array,
    norms: Array,
    width: int,
    given: Array,
    given_scores: Array,
) -> Lists:
    """Decode what is not in blocks of bytes, and find where the blocks end."""
    blocks = -(-len(norms) // BYTE_BLOCK)
    starts = np.zeros(len(rows), np.int64)
    coarse = small = 0
    for t in range(len(rows)):
        if rows[t, KIND] == BYTES:
            starts[t] = coarse
            coarse += blocks
        else:
            starts[t] = small
            small += rows[t, COUNT]
    ends = np.empty(coarse, np.int32)
    passages, scores = np.empty(small, np.int32), np.empty(small, np.float64)
    for t in range(len(rows)):
        at, start, end = rows[t, AT], starts[t], starts[t] + rows[t, COUNT]
        if rows[t, KIND] == BYTES:
            total = 0
            for block in range(blocks):
                total += codes[at + block]
                ends[start + block] = total
        elif rows[t, KIND] == GIVEN:
            passages[start:end] = given[at : at + rows[t, COUNT]]
            scores[start:end] = given_scores[at : at + rows[t, COUNT]]
        else:
            _decode(codes, rows[t], values[t], norms, width, passages[start:end], scores[start:end])
    return Lists(rows, values, codes, norms, starts, ends, passages, scores)


@njit(cache=True, nogil=True)
def probe(lists: Lists, t: int, passage: int) -> float:
    """The score of a passage in one list; 0 when it is not there."""
    row, codes, start = lists.rows[t], lists.codes, lists.starts[t]
    if row[KIND] != BYTES:
        low, high = start, start + row[COUNT]
        while low < high:
            middle = (low + high) >> 1
            if lists.passages[middle] < passage:
                low = middle + 1
            else:
                high = middle
        found = low < start + row[COUNT] and lists.passages[low] == passage
        return lists.scores[low] if found else 0.0
    block = passage // BYTE_BLOCK
    wanted = passage - block * BYTE_BLOCK
    body = row[AT] + row[HEAD]
    end = lists.ends[start + block]
    for i in range(end - codes[row[AT] + block], end):
        if codes[body + i] == wanted:
            frequency = frequency_at(codes, body + row[BODY], i, row)
            return score_of(
                lists.values[t, IDF], lists.values[t, WEIGHT], frequency, lists.norms[passage]
            )
        if codes[body + i] > wanted:
            break
    return 0.0
