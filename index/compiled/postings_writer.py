"""Occurrences to coded postings, some terms at a time."""

import numpy as np

from index.compiled.arrays import Bytes, Numbers, offsets, spans
from index.compiled.coding import encode
from index.compiled.columns import NewColumn
from index.compiled.postings import ANCHOR, MANY, SKIP_BYTES, STRIDE, Postings


class PostingsWriter:
    """Takes the postings of terms in their order, and gives the Postings of all of them."""

    def __init__(self, size: int, row_width: int, column: NewColumn) -> None:
        self._size = size
        self._row_width = row_width
        self._codes, self._rows = column(), column()
        none = np.empty(0, dtype=np.int64)
        self._df, self._lengths, self._row_lengths = [none], [none], [none]
        self._places, self._larges = [none], [none]
        self._coded = 0

    def add(self, df: Numbers, passages: Numbers, frequencies: Numbers, rows: Numbers) -> None:
        """Add terms: their postings one after the other, and a row for each occurrence."""
        coded = encode(df, passages, frequencies, self._size)
        self._df.append(df)
        self._lengths.append(coded.lengths)
        self._codes.append(coded.codes)
        self._places.append(2 * self._coded + coded.places)
        self._larges.append(coded.larges)
        self._coded += len(coded.codes)
        lengths, coded_rows = _encode_rows(df, frequencies, rows, self._row_width)
        self._row_lengths.append(lengths)
        self._rows.append(coded_rows)

    def postings(self) -> Postings:
        """The postings of all terms added."""
        df = np.concatenate(self._df)
        frequent = np.flatnonzero(df >= MANY)
        return Postings(
            size=self._size,
            row_width=self._row_width,
            df=np.minimum(df, MANY).astype(np.uint8),
            frequent=frequent.astype(np.uint32),
            frequent_df=df[frequent].astype(np.uint32),
            anchors=offsets(_starts(np.concatenate(self._lengths))[::ANCHOR]),
            codes=self._codes.take(),
            large_places=offsets(np.concatenate(self._places)),
            larges=np.concatenate(self._larges).astype(np.uint32),
            rows_at=offsets(_starts(np.concatenate(self._row_lengths))),
            rows=self._rows.take(),
        )


def width_of(rows: int) -> int:
    """The bytes of a row's number, where passages have up to that many rows."""
    return max(1, (max(1, rows) - 1).bit_length() + 7 >> 3)


def _starts(lengths: Numbers) -> Numbers:
    return np.cumsum(lengths) - lengths


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
