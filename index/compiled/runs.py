"""A coded run, read: its passages, and which of some passages it holds."""

from typing import NamedTuple

import numpy as np

from index.compiled.arrays import Bytes, Numbers, spans
from index.compiled.coding import (
    BIT_BYTES,
    BITS,
    BYTE_BLOCK,
    BYTES,
    WORD_BLOCK,
    WORDS,
    passages_of_bits,
)


class Run(NamedTuple):
    """A coded run: where it begins, its passages, how it is coded, bytes of counts, of passages."""

    at: int
    df: int
    way: int
    head: int
    body: int


def passages_of(codes: Bytes, run: Run) -> Numbers:
    """The passages of a run, ascending."""
    body = run.at + run.head
    coded = codes[body : body + run.body]
    if run.way == BITS:
        return passages_of_bits(coded)
    if not run.head:
        width = run.body // run.df
        if width == 2:  # the commonest, and so the shortest way
            return coded.view("<u2").astype(np.int64)
        passages = coded[::width].astype(np.int64)
        for i in range(1, width):
            passages |= coded[i::width].astype(np.int64) << (8 * i)
        return passages
    unit, block = (2, WORD_BLOCK) if run.way == WORDS else (1, BYTE_BLOCK)
    counts = codes[run.at : body].view(f"<u{unit}")
    passages = np.repeat(np.arange(0, block * len(counts), block), counts)
    passages += coded.view(f"<u{unit}")
    return passages


def locate(codes: Bytes, run: Run, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Those of some passages, given ascending, that a run holds.

    Their positions in `wanted`, and their positions in the run.
    """
    if run.way not in (BITS, BYTES):
        passages = passages_of(codes, run)
        place = np.minimum(np.searchsorted(passages, wanted), run.df - 1)
        held = np.flatnonzero(passages[place] == wanted)
        return held, place[held]
    block, inside = np.divmod(wanted, BYTE_BLOCK)
    body = run.at + run.head
    counts = codes[run.at : body]
    before = np.cumsum(counts, dtype=np.int64)[block] - counts[block]
    if run.way == BITS:
        at = body + BIT_BYTES * block
        held = np.flatnonzero(codes[at + (inside >> 3)] >> (inside & 7) & 1)
        return held, before[held] + _bits_before(codes, at[held], inside[held])
    sizes = counts[block].astype(np.int64)
    posting = spans(before, sizes)
    asked = np.repeat(np.arange(len(wanted)), sizes)
    equal = np.flatnonzero(codes[body + posting] == inside[asked])
    return asked[equal], posting[equal]


def _bits_before(codes: Bytes, at: Numbers, inside: Numbers) -> Numbers:
    """How many bits stand before a place in blocks of bits that begin at `at`."""
    bits = np.unpackbits(codes[at[:, None] + np.arange(BIT_BYTES)], axis=1, bitorder="little")
    before: Numbers = (bits * (np.arange(8 * BIT_BYTES) < inside[:, None])).sum(1, np.int64)
    return before
