"""Where the bytes of a coded run lie, which follows from its passages and how many there are."""

from bisect import bisect_left
from functools import lru_cache

import numpy as np

from index.compiled.arrays import Numbers

# The ways of coding, which `coding` describes.
BITS, BYTES, WORDS, WHOLE = range(4)
BYTE_BLOCK, WORD_BLOCK = 255, 1 << 16
BIT_BYTES = 32  # of a block in bits


def layout(df: int, size: int) -> tuple[int, int, int]:
    """The way of coding a run of `df` passages out of `size`, its bytes of counts, of passages.

    Plain arithmetic, so that numba compiles it too.
    """
    blocks, word_blocks = (size + BYTE_BLOCK - 1) // BYTE_BLOCK, (size + WORD_BLOCK - 1) >> 16
    way, head, body = BITS, blocks, BIT_BYTES * blocks
    if df < body:
        way, body = BYTES, df
    word_head = 2 * word_blocks if word_blocks > 1 else 0
    if word_head + 2 * df < head + body:
        way, head, body = WORDS, word_head, 2 * df
    width = 3 if size <= 1 << 24 else 4
    if width * df < head + body:
        way, head, body = WHOLE, 0, width * df
    return way, head, body


shape = lru_cache(1 << 12)(layout)


@lru_cache(1 << 12)
def length(df: int, size: int) -> int:
    """The length of a run, in bytes."""
    _, head, body = layout(df, size)
    return head + body + ((df + 1) >> 1)


@lru_cache(64)
def short_lengths(size: int) -> list[int]:
    """The lengths of runs of as many passages as a byte counts, by that number."""
    return [length(df, size) if df else 0 for df in range(256)]


def shapes(df: Numbers, size: int) -> tuple[Numbers, Numbers, Numbers]:
    """`layout` of many runs: ways, heads and bodies."""
    edges, heads, units, fixed = _steps(size)
    way = WHOLE - edges.searchsorted(df, "right")
    return way, heads[way], units[way] * df + fixed[way]


@lru_cache(64)
def _steps(size: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """From how many passages on a run is coded in WORDS, BYTES and BITS; and what each way takes.

    The more passages, the fewer bytes for each: the way of fewest bytes never turns back. For each
    way the bytes of counts, of a passage, and beside the passages.
    """
    denser = (WORDS, BYTES, BITS)
    edges = [
        bisect_left(range(size + 2), -way, key=lambda df: -layout(df, size)[0]) for way in denser
    ]
    blocks, word_blocks = -(-size // BYTE_BLOCK), -(-size // WORD_BLOCK)
    heads = [blocks, blocks, 2 * word_blocks if word_blocks > 1 else 0, 0]
    units, fixed = [0, 1, 2, 3 if size <= 1 << 24 else 4], [BIT_BYTES * blocks, 0, 0, 0]
    arrays = [np.array(values, np.int64) for values in (edges, heads, units, fixed)]
    return arrays[0], arrays[1], arrays[2], arrays[3]


def lengths_of(df: Numbers, size: int) -> Numbers:
    """The lengths of runs, in bytes."""
    _, head, body = shapes(df, size)
    return head + body + (df + 1) // 2
