"""From the terms of a query to its best passages in machine code, by numba."""

import math
from typing import Any

import numpy as np
from numba import njit

from index.compiled.kernels import Lists
from index.compiled.layout import WHOLE, layout
from index.compiled.lists import AT, BODY, DF, HEAD, KIND, NUMBER, Array, Coded, Words
from index.compiled.maxscore import search
from index.compiled.postings import ANCHOR, MANY

_layout = njit(cache=True, nogil=True)(layout)


def _crc_table() -> Array:
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> 1) ^ np.uint32(0xEDB88320), table >> 1)
    return table


_CRC = _crc_table()


@njit(cache=True, nogil=True)
def ask_part(
    rows: Array,
    idfs: Array,
    weights: Array,
    given: Array,
    given_scores: Array,
    coded: Coded,
    numbers: Array,
    allowed: Array,
    k: int,
    sums: Array,
) -> tuple[Array, Array]:
    """The hits of any query in a part."""
    lists = Lists(rows, idfs, weights, given, given_scores, coded)
    return search(lists, numbers, allowed, k, sums)


@njit(cache=True, nogil=True)
def ask(
    keys: Array,
    sizes: Array,
    weights: Array,
    words: Words,
    coded: Coded,
    numbers: Array,
    allowed: Array,
    k: int,
    sums: Array,
) -> tuple[Array, Array]:
    """The hits of a query of single terms in an index of one part: `find` and `search`."""
    passages = len(numbers)
    rows = find(keys, sizes, words, passages)
    idfs = np.zeros(len(rows))
    for t in range(len(rows)):
        if rows[t, DF]:
            idfs[t] = math.log((passages + 1) / rows[t, DF])
    none, nothing = np.empty(0, np.int32), np.empty(0)
    return ask_part(rows, idfs, weights, none, nothing, coded, numbers, allowed, k, sums)


@njit(cache=True, nogil=True)
def find(keys: Array, sizes: Array, words: Words, passages: int) -> Array:
    """The rows of terms in a part, of which `keys` holds the bytes one after the other."""
    rows = np.zeros((len(sizes), 6), np.int64)
    start = 0
    for t in range(len(sizes)):
        row, end = rows[t], start + sizes[t]
        number = _number(keys[start:end], words)
        row[NUMBER], row[KIND] = number, WHOLE
        start = end
        if number < 0:
            continue
        at = np.int64(words.anchors[number // ANCHOR])
        for before in range(number // ANCHOR * ANCHOR, number):
            count = _count(words, before)
            _, head, body = _layout(count, passages)
            at += head + body + ((count + 1) >> 1)
        count = _count(words, number)
        row[AT], row[DF] = at, count
        row[KIND], row[HEAD], row[BODY] = _layout(count, passages)
    return rows


@njit(cache=True, nogil=True)
def _number(key: Array, words: Words) -> int:
    text, lengths, firsts = words.text, words.lengths, words.firsts
    bits = 0
    while (2 << bits) < len(firsts):
        bits += 1
    bucket = np.int64(_crc32(key)) >> (32 - bits)
    place = np.int64(words.starts[bucket])
    for number in range(firsts[bucket], firsts[bucket + 1]):
        length = np.int64(lengths[number])
        if length == len(key) and np.all(text[place : place + length] == key):
            return number
        place += length
    return -1


@njit(cache=True, nogil=True)
def _crc32(key: Array) -> Any:
    crc = np.uint32(0xFFFFFFFF)
    for byte in key:
        crc = _CRC[(crc ^ byte) & np.uint32(255)] ^ (crc >> np.uint32(8))
    return crc ^ np.uint32(0xFFFFFFFF)


@njit(cache=True, nogil=True)
def _count(words: Words, number: int) -> Any:
    count = np.int64(words.df[number])
    if count == MANY:
        count = np.int64(words.frequent_df[np.searchsorted(words.frequent, number)])
    return count
