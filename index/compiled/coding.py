"""How the postings of a term are coded into bytes: about 1.3 a passage, and a half a frequency.

A run of n ascending passages, out of `size`, is coded in the shortest of three ways:

- BYTES: the passages lie in blocks of 255; how many fall in each block, a byte each, and then
  what each passage is in its block, a byte each. Any block is found without decoding the others.
- WORDS: the same with blocks of 65,536 and two bytes (and no counts when there is one block).
- WHOLE: three bytes each, or four when there are more than 16,777,216 passages.

Its frequencies follow, a half byte each, the first in the lower half. 15 says that the frequency
is among the pairs that follow: which posting of the run, and its frequency, four bytes each.
Numbers are little-endian, and nothing is aligned.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from index.compiled.arrays import Bytes, Numbers, spans

BYTES, WORDS, WHOLE = 0, 1, 2
BYTE_BLOCK, WORD_BLOCK = 255, 1 << 16
LARGE = 15  # the half byte of a frequency that does not fit one
PAIR = 8  # bytes of a posting and its frequency


class Shape(NamedTuple):
    """How a run is laid out: the way of coding, bytes of counts, bytes of all passages."""

    way: int
    head: int
    body: int


@lru_cache(1 << 12)
def shape(df: int, size: int) -> Shape:
    """The layout of a run of `df` passages out of `size`."""
    byte_blocks, words_head = -(-size // BYTE_BLOCK), words_head_of(size)
    options = (
        (byte_blocks + df, Shape(BYTES, byte_blocks, df)),
        (words_head + 2 * df, Shape(WORDS, words_head, 2 * df)),
        (whole_width(size) * df, Shape(WHOLE, 0, whole_width(size) * df)),
    )
    return min(options)[1]


def whole_width(size: int) -> int:
    """Bytes of a passage's number that is not in a block."""
    return 3 if size <= 1 << 24 else 4


def words_head_of(size: int) -> int:
    """Bytes of counts of a run in words; a single block needs none."""
    blocks = -(-size // WORD_BLOCK)
    return 2 * blocks if blocks > 1 else 0


def shapes(df: Numbers, size: int) -> tuple[Numbers, Numbers, Numbers]:
    """`shape` of many runs: ways, heads and bodies."""
    heads = np.array([-(-size // BYTE_BLOCK), words_head_of(size), 0])
    units = np.array([1, 2, whole_width(size)])
    way = np.argmin(heads[:, None] + units[:, None] * df, axis=0)
    return way, heads[way], units[way] * df


def encode(
    df: Numbers, passages: Numbers, frequencies: Numbers, size: int
) -> tuple[Numbers, Bytes]:
    """The runs of some terms and their lengths, from their postings, term after term."""
    way, head, body = shapes(df, size)
    term = np.repeat(np.arange(len(df)), df)
    within = spans(np.zeros_like(df), df)
    large = frequencies >= LARGE
    large_count = np.bincount(term[large], minlength=len(df))
    lengths = head + body + (df + 1) // 2 + PAIR * large_count
    at = np.cumsum(lengths) - lengths
    coded = np.zeros(int(lengths.sum()), dtype=np.uint8)
    for one, block, width in _ways(size):
        some = np.flatnonzero(way[term] == one)
        starts, numbers = at[term[some]], passages[some]
        if block and len(some) and head[term[some[0]]]:
            counts = np.bincount(starts + width * (numbers // block), minlength=len(coded))
            places = np.flatnonzero(counts)
            _put(coded, places, counts[places], width)
        where = starts + head[term[some]] + width * within[some]
        _put(coded, where, numbers % block if block else numbers, width)
    halves = at[term] + (head + body)[term] + within // 2
    short = np.minimum(frequencies, LARGE).astype(np.uint8)
    lower = within % 2 == 0
    coded[halves[lower]] = short[lower]
    coded[halves[~lower]] |= short[~lower] << 4
    rank = spans(np.zeros_like(large_count), large_count)
    pairs = (at + lengths - PAIR * large_count)[term[large]] + PAIR * rank
    _put(coded, pairs, within[large], 4)
    _put(coded, pairs + 4, frequencies[large], 4)
    return lengths, coded


def decode(df: Numbers, at: Numbers, coded: Bytes, size: int) -> tuple[Numbers, Numbers]:
    """The passages and frequencies of many runs that begin at `at`, run after run."""
    way, head, body = shapes(df, size)
    term = np.repeat(np.arange(len(df)), df)
    within = spans(np.zeros_like(df), df)
    passages = np.empty(len(term), dtype=np.int64)
    for one, block, width in _ways(size):
        terms = np.flatnonzero(way == one)
        some = np.flatnonzero(way[term] == one)
        where = at[term[some]] + head[term[some]] + width * within[some]
        passages[some] = _get(coded, where, width)
        if block and len(terms) and head[terms[0]]:
            blocks = int(head[terms[0]]) // width
            places = at[terms][:, None] + width * np.arange(blocks)
            counts = _get(coded, places.ravel(), width)
            passages[some] += np.repeat(np.tile(np.arange(blocks) * block, len(terms)), counts)
    halves = coded[at[term] + (head + body)[term] + within // 2]
    frequencies = np.where(within % 2 == 0, halves & 15, halves >> 4).astype(np.int64)
    large = np.flatnonzero(frequencies == LARGE)
    if len(large):
        count = np.bincount(term[large], minlength=len(df))
        rank = spans(np.zeros_like(count), count)
        tail = (at + head + body + (df + 1) // 2)[term[large]]
        frequencies[large] = _get(coded, tail + PAIR * rank + 4, 4)
    return passages, frequencies


def _ways(size: int) -> tuple[tuple[int, int, int], ...]:
    """The ways of coding: passages in a block (0 for no blocks), bytes a passage."""
    return (BYTES, BYTE_BLOCK, 1), (WORDS, WORD_BLOCK, 2), (WHOLE, 0, whole_width(size))


def _put(coded: Bytes, where: Numbers, numbers: Numbers, width: int) -> None:
    for i in range(width):
        coded[where + i] = (numbers >> (8 * i)) & 255


def _get(coded: Bytes, where: Numbers, width: int) -> Numbers:
    numbers = coded[where].astype(np.int64)
    for i in range(1, width):
        numbers |= coded[where + i].astype(np.int64) << (8 * i)
    return numbers
