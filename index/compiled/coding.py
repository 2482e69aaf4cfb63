"""How the postings of a term are coded into bytes: about one a passage, and a half a frequency.

A run of n ascending passages, out of `size`, is coded in the shortest of four ways:

- BITS: the passages lie in blocks of 255; how many fall in each block, a byte each, and then 32
  bytes a block, a bit for each passage that may be in it.
- BYTES: the same, but what follows is a byte for each passage, which says where in its block it is.
- WORDS: the same with blocks of 65,536 and two bytes (and no counts when there is one block).
- WHOLE: three bytes each, or four when there are more than 16,777,216 passages.

Its frequencies follow, a half byte each, the first in the lower half. 15 says that the frequency
is kept elsewhere, under the place of the half byte: twice the byte's, and one more for the upper.
So the length of a run follows from n. Numbers are little-endian, and nothing is aligned.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Bytes, Numbers, Unsigned, places_in, spans
from index.compiled.layout import (
    BIT_BYTES,
    BITS,
    BYTE_BLOCK,
    BYTES,
    WHOLE,
    WORD_BLOCK,
    WORDS,
    shapes,
)

LARGE = 15  # the half byte of a frequency that does not fit one


class Coded(NamedTuple):
    """The runs of some terms: their lengths, their bytes, and the large frequencies with places."""

    lengths: Numbers
    codes: Bytes
    places: Numbers
    larges: Numbers


class Larges(NamedTuple):
    """Frequencies that do not fit a half byte, by the places of those, ascending."""

    places: Unsigned
    values: npt.NDArray[np.uint32]


def encode(df: Numbers, passages: Numbers, frequencies: Numbers, size: int) -> Coded:
    """The runs of some terms, from their postings, term after term."""
    way, head, body = shapes(df, size)
    term = np.repeat(np.arange(len(df)), df)
    within = spans(np.zeros_like(df), df)
    lengths = head + body + (df + 1) // 2
    at = np.cumsum(lengths) - lengths
    coded = np.zeros(int(lengths.sum()), dtype=np.uint8)
    for one, block, width in _ways(size):
        some = np.flatnonzero(way[term] == one)
        if not len(some):
            continue
        starts, numbers, heads = at[term[some]], passages[some], head[term[some]]
        inside = numbers % block if block else numbers
        if heads[0]:
            counts = np.bincount(starts + width * (numbers // block))
            places = np.flatnonzero(counts)
            _put(coded, places, counts[places], width)
        if one == BITS:
            where = starts + heads + BIT_BYTES * (numbers // block) + (inside >> 3)
            bits = np.bincount(where, weights=1 << (inside & 7)).astype(np.uint8)
            places = np.flatnonzero(bits)
            coded[places] = bits[places]
        else:
            _put(coded, starts + heads + width * within[some], inside, width)
    halves = 2 * (at + head + body)[term] + within
    short = np.minimum(frequencies, LARGE).astype(np.uint8)
    lower = within % 2 == 0
    coded[halves[lower] >> 1] = short[lower]
    coded[halves[~lower] >> 1] |= short[~lower] << 4
    large = frequencies >= LARGE
    return Coded(lengths, coded, halves[large], frequencies[large])


def decode(
    df: Numbers, at: Numbers, codes: Bytes, larges: Larges, size: int
) -> tuple[Numbers, Numbers]:
    """The passages and frequencies of many runs that begin at `at`, run after run."""
    way, head, body = shapes(df, size)
    term = np.repeat(np.arange(len(df)), df)
    within = spans(np.zeros_like(df), df)
    first = np.cumsum(df) - df
    passages = np.empty(len(term), dtype=np.int64)
    for one, block, width in _ways(size):
        terms = np.flatnonzero(way == one)
        some = np.flatnonzero(way[term] == one)
        if one == BITS:
            for number in terms.tolist():  # at most eight of them fill a chunk of postings
                begin = int(at[number] + head[number])
                bits = codes[begin : begin + int(body[number])]
                passages[first[number] :][: df[number]] = passages_of_bits(bits)
            continue
        passages[some] = _get(
            codes, at[term[some]] + head[term[some]] + width * within[some], width
        )
        if len(terms) and head[terms[0]]:
            blocks = int(head[terms[0]]) // width
            places = at[terms][:, None] + width * np.arange(blocks)
            counts = _get(codes, places.ravel(), width)
            passages[some] += np.repeat(np.tile(np.arange(blocks) * block, len(terms)), counts)
    halves = 2 * (at + head + body)[term] + within
    return passages, frequencies_at(codes, larges, halves)


def frequencies_at(codes: Bytes, larges: Larges, halves: Numbers) -> Numbers:
    """The frequencies whose half bytes are at these places."""
    found: Numbers = (codes[halves >> 1] >> ((halves & 1) << 2).astype(np.uint8) & LARGE).astype(
        np.int64
    )
    large = np.flatnonzero(found == LARGE)
    if len(large):
        found[large] = larges.values[places_in(larges.places, halves[large])]
    return found


def passages_of_bits(bits: Bytes) -> Numbers:
    """The passages of a run in bits, given without its counts."""
    spread = np.unpackbits(bits, bitorder="little").reshape(-1, 8 * BIT_BYTES)
    return np.flatnonzero(spread[:, :BYTE_BLOCK])


def _ways(size: int) -> tuple[tuple[int, int, int], ...]:
    """The ways of coding: passages in a block (0 for no blocks), bytes a count or passage."""
    width = 3 if size <= 1 << 24 else 4
    return (BITS, BYTE_BLOCK, 1), (BYTES, BYTE_BLOCK, 1), (WORDS, WORD_BLOCK, 2), (WHOLE, 0, width)


def _put(coded: Bytes, where: Numbers, numbers: Numbers, width: int) -> None:
    for i in range(width):
        coded[where + i] = (numbers >> (8 * i)) & 255


def _get(codes: Bytes, where: Numbers, width: int) -> Numbers:
    numbers = codes[where].astype(np.int64)
    for i in range(1, width):
        numbers |= codes[where + i].astype(np.int64) << (8 * i)
    return numbers
