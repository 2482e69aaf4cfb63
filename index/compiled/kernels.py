"""Lists of scored passages in machine code, by numba (the `[fast]` extra).

A list is what one group of a query matches in a part: a coded run (see `coding`), or passages
and scores. It is either added to an array of sums, or asked for single passages.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from index.compiled.coding import BYTE_BLOCK, BYTES, LARGE, PAIR, WORD_BLOCK, WORDS
from index.compiled.reader import AT, BODY, DF, GIVEN, HEAD, IDF, KIND, LARGES
from index.engine import DELTA, K1

Array = npt.NDArray[Any]


class Lists(NamedTuple):
    """The lists of a query, and what reading them takes.

    `rows` (lists, 8) has the columns of `reader`, `values` is the same memory as float64. What is
    coded is in `codes`; what is given, in `given` and `given_scores`. `levels` (passages,) tells
    which column of `impacts` (frequencies, levels) a passage's length has.
    """

    rows: Array
    values: Array
    weights: Array
    codes: Array
    width: int
    levels: Array
    impacts: Array
    given: Array
    given_scores: Array


@njit(cache=True, nogil=True)
def add(lists: Lists, t: int, sums: Array, touched: Array, count: int) -> int:
    """Add a list to the sums of its passages, and note in `touched` those whose sum was 0.

    `count` passages are noted there already; gives how many are now.
    """
    row = lists.rows[t]
    at, df, larges = row[AT], row[DF], row[LARGES]
    if row[KIND] == GIVEN:
        passages, scores = lists.given[at : at + df], lists.given_scores[at : at + df]
        for i in range(df):
            touched[count] = passages[i]
            count += sums[passages[i]] == 0.0
            sums[passages[i]] += scores[i]
        return count
    codes, levels, impacts = lists.codes, lists.levels, lists.impacts
    idf, weight = lists.values[t, IDF], lists.weights[t]
    body = at + row[HEAD]
    halves = body + row[BODY]
    unit, block_size = _unit(row, lists.width)
    i, base = 0, 0
    for block in range(max(1, row[HEAD] // unit)):
        stop = i + read(codes, at + unit * block, unit) if row[HEAD] else df
        while i < stop:
            passage = base + read(codes, body + unit * i, unit)
            frequency = (codes[halves + (i >> 1)] >> ((i & 1) << 2)) & 15
            impact = impacts[frequency, levels[passage]]
            if frequency == LARGE:
                impact = large(codes, halves + ((df + 1) >> 1), larges, i, impact)
            before = sums[passage]
            touched[count] = passage
            count += before == 0.0
            sums[passage] = before + weight * (idf * impact)
            i += 1
        base += block_size
    return count


@njit(cache=True, nogil=True)
def look_up(lists: Lists, t: int, ends: Array, passages: Array, scores: Array) -> None:
    """Add to scores of passages what a list has for them.

    `ends` is memory for the ends of the list's blocks, which begins with -1 when it is fresh.
    """
    row = lists.rows[t]
    at, df, larges = row[AT], row[DF], row[LARGES]
    if row[KIND] == GIVEN:
        given, given_scores = lists.given[at : at + df], lists.given_scores[at : at + df]
        for n, place in enumerate(np.searchsorted(given, passages)):
            if place < df and given[place] == passages[n]:
                scores[n] += given_scores[place]
        return
    codes, levels, impacts = lists.codes, lists.levels, lists.impacts
    idf, weight = lists.values[t, IDF], lists.weights[t]
    body = at + row[HEAD]
    halves = body + row[BODY]
    unit, block_size = _unit(row, lists.width)
    if row[HEAD] and ends[0] < 0:
        total = np.int64(0)
        for block in range(row[HEAD] // unit):
            total += read(codes, at + unit * block, unit)
            ends[block] = total
    for n in range(len(passages)):
        i = _posting(codes, row, unit, block_size, ends, passages[n])
        if i >= 0:
            frequency = (codes[halves + (i >> 1)] >> ((i & 1) << 2)) & 15
            impact = impacts[frequency, levels[passages[n]]]
            if frequency == LARGE:
                impact = large(codes, halves + ((df + 1) >> 1), larges, i, impact)
            scores[n] += weight * (idf * impact)


@njit(cache=True, nogil=True)
def _posting(
    codes: Array, row: Array, unit: int, block_size: int, ends: Array, passage: int
) -> int:
    """Which posting of a run a passage is, -1 when it is not there."""
    at = row[AT]
    body = at + row[HEAD]
    low, high, wanted = np.int64(0), row[DF], np.int64(passage)
    if row[HEAD]:
        block = wanted // block_size
        high = np.int64(ends[block])
        low = high - read(codes, at + unit * block, unit)
        wanted -= block * block_size
    end = high
    while low < high:
        middle = (low + high) >> 1
        if read(codes, body + unit * middle, unit) < wanted:
            low = middle + 1
        else:
            high = middle
    held = low < end and read(codes, body + unit * low, unit) == wanted
    return int(low) if held else -1


@njit(cache=True, nogil=True)
def _unit(row: Array, width: int) -> tuple[int, int]:
    """The bytes of a passage's number in a run, and the passages of a block."""
    if row[KIND] == BYTES:
        return 1, BYTE_BLOCK
    if row[KIND] == WORDS:
        return 2, WORD_BLOCK
    return width, 0


@njit(cache=True, nogil=True)
def large(codes: Array, pairs: int, count: int, i: Any, norm: float) -> float:
    """The impact of posting `i` of a run, whose frequency is among the pairs."""
    low, high = 0, count
    while low < high:
        middle = (low + high) >> 1
        if read(codes, pairs + PAIR * middle, 4) < i:
            low = middle + 1
        else:
            high = middle
    frequency = float(read(codes, pairs + PAIR * low + 4, 4))
    return DELTA + (frequency * (K1 + 1)) / (norm + frequency)


@njit(cache=True, nogil=True)
def read(codes: Array, at: int, unit: int) -> Any:
    """A number of `unit` bytes, at most four."""
    number = np.int64(codes[at])
    if unit > 1:
        number |= np.int64(codes[at + 1]) << 8
    if unit > 2:
        number |= np.int64(codes[at + 2]) << 16
    if unit > 3:
        number |= np.int64(codes[at + 3]) << 24
    return number
