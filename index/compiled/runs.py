"""A coded run, read: its passages, and which of some passages it holds."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from index.compiled.arrays import Bytes, Numbers, spans
from index.compiled.coding import passages_of_bits
from index.compiled.layout import BIT_BYTES, BITS, BYTE_BLOCK, BYTES, WORD_BLOCK, WORDS


class Run(NamedTuple):
    """A coded run: where it begins, its passages, how it is coded, bytes of counts, of passages."""

    at: int
    df: int
    way: int
    head: int
    body: int


class Located(NamedTuple):
    """Postings found: their runs and passages, by position, their places in the runs.

    `halves` are the places of the half bytes of their frequencies.
    """

    run: Numbers
    passage: Numbers
    posting: Numbers
    halves: Numbers


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


def in_blocks(
    codes: Bytes, runs: Sequence[Run], wanted: Numbers
) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Where runs in bits or bytes hold some passages: the runs, the passages and the postings.

    Runs and passages by their positions in what is given.
    """
    at, _, way, head, _ = np.array(runs, dtype=np.int64).T
    block, inside = np.divmod(wanted, BYTE_BLOCK)
    counts = codes[at[:, None] + np.arange(head[0])]  # (runs, blocks): all have as many
    sizes = counts[:, block].astype(np.int64)
    before = np.cumsum(counts, axis=1, dtype=np.int64)[:, block] - sizes
    run, held = np.nonzero((way[:, None] == BITS) & (sizes > 0))
    byte = (at + head)[run] + BIT_BYTES * block[held]
    there = np.flatnonzero(codes[byte + (inside[held] >> 3)] >> (inside[held] & 7) & 1)
    run, held = run[there], held[there]
    yield run, held, before[run, held] + _bits_before(codes, byte[there], inside[held])
    run, held = np.nonzero((way[:, None] == BYTES) & (sizes > 0))
    pair = np.repeat(np.arange(len(run)), sizes[run, held])
    posting = spans(before[run, held], sizes[run, held])
    there = np.flatnonzero(codes[(at + head)[run][pair] + posting] == inside[held][pair])
    yield run[pair[there]], held[pair[there]], posting[there]


def _bits_before(codes: Bytes, at: Numbers, inside: Numbers) -> Numbers:
    """How many bits stand before a place in blocks of bits that begin at `at`."""
    bits = np.unpackbits(codes[at[:, None] + np.arange(BIT_BYTES)], axis=1, bitorder="little")
    before: Numbers = (bits * (np.arange(8 * BIT_BYTES) < inside[:, None])).sum(1, np.int64)
    return before
