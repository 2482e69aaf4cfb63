"""A coded run, read: its passages, and which of some passages it holds."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from index.compiled.arrays import Bytes, Numbers, spans
from index.compiled.coding import passages_of_bits
from index.compiled.layout import BIT_BYTES, BITS, BYTE_BLOCK, BYTES, WORD_BLOCK, WORDS


class Run(NamedTuple):
    """A term, its coded run: where it begins, passages, how coded, bytes of counts, of passages."""

    term: int
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


def passages_of(codes: memoryview, runs: Sequence[Run]) -> Numbers:
    """The passages of runs, ascending in each, run after run; a way's runs follow each other."""
    found = [_coded_alike(codes, list(alike)) for _, alike in groupby(runs, attrgetter("way"))]
    return np.concatenate(found) if len(found) > 1 else found[0]


def _coded_alike(codes: memoryview, runs: Sequence[Run]) -> Numbers:
    """`passages_of` for runs that are coded in the same way."""
    way, head = runs[0].way, runs[0].head
    bodies = [run.at + run.head for run in runs]
    pairs = zip(bodies, runs, strict=True)
    coded = b"".join([codes[body : body + run.body] for body, run in pairs])
    if way == BITS:
        places = passages_of_bits(np.frombuffer(coded, np.uint8))
        return places % (BYTE_BLOCK * head) if len(runs) > 1 else places
    width = runs[0].body // runs[0].df
    if width > 2:
        padded = np.zeros((len(coded) // width, 4), np.uint8)
        padded[:, :width] = np.frombuffer(coded, np.uint8).reshape(-1, width)
        return padded.view("<u4").reshape(-1).astype(np.int64)
    passages = np.frombuffer(coded, f"<u{width}").astype(np.int64)
    if head:
        heads = b"".join([codes[body - head : body] for body in bodies])
        block = WORD_BLOCK if way == WORDS else BYTE_BLOCK
        starts = np.arange(0, block * (head // width), block)
        passages += np.repeat(np.tile(starts, len(runs)), np.frombuffer(heads, f"<u{width}"))
    return passages


def in_blocks(
    codes: Bytes, runs: Sequence[Run], wanted: Numbers
) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Where runs in bits or bytes hold some passages: the runs, the passages and the postings.

    Runs and passages by their positions in what is given.
    """
    _, at, _, way, head, _ = np.array(runs, dtype=np.int64).T
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
