"""Lists of scored passages in machine code, by numba (the `[fast]` extra).

A list is what one group of a query matches in a part: a coded run (see `coding`), or passages
and scores. It is either added to an array of sums, or asked for single passages.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from index.compiled.coding import LARGE
from index.compiled.layout import WORDS
from index.compiled.lists import AT, BODY, DF, GIVEN, HEAD, KIND, Array, Coded
from index.compiled.unpacking import decode, posting_of, read
from index.engine import DELTA, K1


class Lists(NamedTuple):
    """The lists of a query, and what reading them takes.

    `rows` (lists, 6) has the columns of `lists`, beside `idfs` and `weights` (lists,). What is
    given is in `given` and `given_scores`.
    """

    rows: Array
    idfs: Array
    weights: Array
    given: Array
    given_scores: Array
    coded: Coded


@njit(cache=True, nogil=True)
def add(lists: Lists, t: int, sums: Array, touched: Array, count: int) -> int:
    """Add a list to the sums of its passages, and note in `touched` those whose sum was 0.

    `count` passages are noted there already; gives how many are now.
    """
    row = lists.rows[t]
    at, df = row[AT], row[DF]
    if row[KIND] == GIVEN:
        passages, scores = lists.given[at : at + df], lists.given_scores[at : at + df]
        for i in range(df):
            touched[count] = passages[i]
            count += sums[passages[i]] == 0.0
            sums[passages[i]] += scores[i]
        return count
    codes, levels, impacts = lists.coded.codes, lists.coded.levels, lists.coded.impacts
    idf, weight = lists.idfs[t], lists.weights[t]
    passages = np.empty(df, np.int32)
    decode(codes, row, passages)
    halves = 2 * (at + row[HEAD] + row[BODY])
    for i in range(df):
        passage = passages[i]
        frequency = (codes[(halves + i) >> 1] >> ((i & 1) << 2)) & 15
        impact = impacts[frequency, levels[passage]]
        if frequency == LARGE:
            impact = large(lists.coded.large_places, lists.coded.larges, halves + i, impact)
        before = sums[passage]
        touched[count] = passage
        count += before == 0.0
        sums[passage] = before + weight * (idf * impact)
    return count


@njit(cache=True, nogil=True)
def look_up(lists: Lists, t: int, ends: Array, passages: Array, scores: Array) -> None:
    """Add to scores of passages what a list has for them.

    `ends` is memory for the ends of the list's blocks, which begins with -1 when it is fresh.
    """
    row = lists.rows[t]
    at, df = row[AT], row[DF]
    if row[KIND] == GIVEN:
        given, given_scores = lists.given[at : at + df], lists.given_scores[at : at + df]
        for n, place in enumerate(np.searchsorted(given, passages)):
            if place < df and given[place] == passages[n]:
                scores[n] += given_scores[place]
        return
    codes, levels, impacts = lists.coded.codes, lists.coded.levels, lists.coded.impacts
    idf, weight = lists.idfs[t], lists.weights[t]
    halves = 2 * (at + row[HEAD] + row[BODY])
    if row[HEAD] and ends[0] < 0:
        unit = 2 if row[KIND] == WORDS else 1
        total = np.int64(0)
        for block in range(row[HEAD] // unit):
            total += read(codes, at + unit * block, unit)
            ends[block] = total
    for n in range(len(passages)):
        i = posting_of(codes, row, ends, passages[n])
        if i >= 0:
            frequency = (codes[(halves + i) >> 1] >> ((i & 1) << 2)) & 15
            impact = impacts[frequency, levels[passages[n]]]
            if frequency == LARGE:
                impact = large(lists.coded.large_places, lists.coded.larges, halves + i, impact)
            scores[n] += weight * (idf * impact)


@njit(cache=True, nogil=True)
def large(places: Array, larges: Array, half: Any, norm: float) -> float:
    """The impact of a frequency that does not fit the half byte at that place."""
    frequency = float(larges[np.searchsorted(places, half)])
    return DELTA + (frequency * (K1 + 1)) / (norm + frequency)
