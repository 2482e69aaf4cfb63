"""Occurrences to coded postings, some terms at a time."""

import numpy as np

from index.compiled.arrays import Bytes, Numbers, Unsigned, narrow, spans
from index.compiled.coding import encode
from index.compiled.columns import NewColumn
from index.compiled.postings import SKIP_BYTES, STRIDE, Postings


class PostingsWriter:
    """Takes the postings of terms in their order, and gives the Postings of all of them."""

    def __init__(self, size: int, row_width: int, column: NewColumn) -> None:
        self._size = size
        self._row_width = row_width
        self._codes, self._rows = column(), column()
        self._df = [np.empty(0, dtype=np.int64)]
        self._code_lengths = [np.empty(0, dtype=np.int64)]
        self._row_lengths = [np.empty(0, dtype=np.int64)]

    def add(self, df: Numbers, passages: Numbers, frequencies: Numbers, rows: Numbers) -> None:
        """Add terms: their postings one after the other, and a row for each occurrence."""
        lengths, coded = encode(df, passages, frequencies, self._size)
        self._df.append(df)
        self._code_lengths.append(lengths)
        self._codes.append(coded)
        lengths, coded_rows = _encode_rows(df, frequencies, rows, self._row_width)
        self._row_lengths.append(lengths)
        self._rows.append(coded_rows)

    def postings(self) -> Postings:
        """The postings of all terms added."""
        return Postings(
            size=self._size,
            row_width=self._row_width,
            df=narrow(np.concatenate(self._df)),
            at=_starts(np.concatenate(self._code_lengths)),
            codes=self._codes.take(),
            rows_at=_starts(np.concatenate(self._row_lengths)),
            rows=self._rows.take(),
        )


def width_of(rows: int) -> int:
    """The bytes of a row's number, where passages have up to that many rows."""
    return max(1, (max(1, rows) - 1).bit_length() + 7 >> 3)


def _starts(lengths: Numbers) -> Unsigned:
    return narrow(np.cumsum(lengths) - lengths)


def _encode_rows(
    df: Numbers, frequencies: Numbers, rows: Numbers, width: int
) -> tuple[Numbers, Bytes]:
    """The skips and rows of some terms as bytes, and how many bytes each term has."""
    postings_at = np.cumsum(df) - df
    before = np.cumsum(frequencies) - frequencies
    term_before = before[postings_at]
    occurrences = np.diff(np.append(term_before, frequencies.sum()))
    skips = (df - 1) // STRIDE
    lengths = SKIP_BYTES * skips + width * occurrences
    at = np.cumsum(lengths) - lengths
    coded = np.zeros(int(lengths.sum()), dtype=np.uint8)
    term = np.repeat(np.arange(len(df)), skips)
    rank = spans(np.zeros_like(skips), skips)
    values = before[postings_at[term] + STRIDE * (rank + 1)] - term_before[term]
    for i in range(SKIP_BYTES):
        coded[at[term] + SKIP_BYTES * rank + i] = (values >> (8 * i)) & 255
    where = spans(at + SKIP_BYTES * skips, width * occurrences)
    for i in range(width):
        coded[where[i::width]] = (rows >> (8 * i)) & 255
    return lengths, coded
