"""A coded run, read in machine code, by numba: what `runs` does with numpy."""

from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from index.compiled.layout import BIT_BYTES, BITS, BYTE_BLOCK, BYTES, WORD_BLOCK, WORDS
from index.compiled.lists import AT, BODY, DF, HEAD, KIND

Array = npt.NDArray[Any]

_FIRST_BIT = np.array([0, *((n & -n).bit_length() - 1 for n in range(1, 256))], np.int64)
_BIT_COUNT = np.array([n.bit_count() for n in range(256)], np.int64)


@njit(cache=True, nogil=True)
def decode(codes: Array, row: Array, passages: Array) -> None:
    """Decode the passages of a run."""
    at, df, kind = row[AT], row[DF], row[KIND]
    body = at + row[HEAD]
    if kind == BITS:
        i = 0
        for block in range(row[HEAD]):
            for byte in range(BIT_BYTES if codes[at + block] else 0):
                bits = codes[body + BIT_BYTES * block + byte]
                base = BYTE_BLOCK * block + 8 * byte
                while bits:
                    passages[i] = base + _FIRST_BIT[bits]
                    bits &= bits - 1
                    i += 1
        return
    unit = 1 if kind == BYTES else 2 if kind == WORDS else row[BODY] // max(1, df)
    if row[HEAD] == 0:
        for i in range(df):
            passages[i] = read(codes, body + unit * i, unit)
        return
    size = BYTE_BLOCK if kind == BYTES else WORD_BLOCK
    i = 0
    for block in range(row[HEAD] // unit):
        for _ in range(read(codes, at + unit * block, unit)):
            passages[i] = size * block + read(codes, body + unit * i, unit)
            i += 1


@njit(cache=True, nogil=True)
def posting_of(codes: Array, row: Array, ends: Array, passage: int) -> int:
    """Which posting of a run a passage is, -1 when it is not there."""
    at, kind = row[AT], row[KIND]
    body = at + row[HEAD]
    low, high, wanted, unit = np.int64(0), row[DF], np.int64(passage), 1
    if kind == BITS:
        block = wanted // BYTE_BLOCK
        inside = wanted - BYTE_BLOCK * block
        block_at = body + BIT_BYTES * block
        bits = np.int64(codes[block_at + (inside >> 3)])
        if not bits >> (inside & 7) & 1:
            return -1
        before = _BIT_COUNT[bits & ((1 << (inside & 7)) - 1)]
        for byte in range(inside >> 3):
            before += _BIT_COUNT[codes[block_at + byte]]
        return int(ends[block] - codes[at + block] + before)
    if kind == BYTES:
        block = wanted // BYTE_BLOCK
        high = np.int64(ends[block])
        low = high - codes[at + block]
        wanted -= BYTE_BLOCK * block
    elif kind == WORDS:
        unit = 2
        if row[HEAD]:
            block = wanted // WORD_BLOCK
            high = np.int64(ends[block])
            low = high - read(codes, at + 2 * block, 2)
            wanted -= WORD_BLOCK * block
    else:
        unit = int(row[BODY] // max(1, row[DF]))
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
def read(codes: Array, at: Any, unit: Any) -> Any:
    """A number of `unit` bytes, at most four."""
    number = np.int64(codes[at])
    if unit > 1:
        number |= np.int64(codes[at + 1]) << 8
    if unit > 2:
        number |= np.int64(codes[at + 2]) << 16
    if unit > 3:
        number |= np.int64(codes[at + 3]) << 24
    return number
