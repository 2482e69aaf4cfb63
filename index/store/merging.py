"""Several segments to one, without what is deleted, in little memory."""

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from zlib import crc32

import numpy as np

from index.compiled.arrays import Numbers, narrow, sizes_of, spans, starts_of
from index.compiled.coding import Larges, decode
from index.compiled.columns import NewColumn
from index.compiled.postings import SKIP_BYTES, STRIDE, Postings
from index.compiled.postings_writer import PostingsWriter, width_of
from index.compiled.segment import Segment
from index.compiled.vocabulary import Vocabulary, make_vocabulary
from index.store.shelf import Shelf, passages_of
from index.store.shelf_writer import ShelfWriter
from index.store.state import Piece

_CHUNK = 1 << 18  # postings merged at a time


class _Source(NamedTuple):
    """A segment to merge: its passages that stay, and the new number of each passage (or -1)."""

    segment: Segment
    stays: Numbers
    renumbered: Numbers


class _Term(NamedTuple):
    """A key, and the number of its term in each segment that has it."""

    key: bytes
    numbers: list[tuple[int, int]]


class _Chunk(NamedTuple):
    """Postings of some terms: the term (from 0), passage and frequency; and all their rows."""

    terms: Numbers
    passages: Numbers
    frequencies: Numbers
    rows: Numbers


def merge_pieces(pieces: Sequence[Piece], column: NewColumn) -> tuple[Segment, Shelf]:
    """One segment and shelf of what is there in the pieces, in their order."""
    shelves = ShelfWriter(column)
    sources: list[_Source] = []
    start = 0
    for piece in pieces:
        shelves.copy(piece.shelf, piece.alive())
        stays = passages_of(piece.shelf, piece.alive())
        renumbered = np.full(len(piece.segment), -1, dtype=np.int64)
        renumbered[stays] = np.arange(start, start + len(stays))
        sources.append(_Source(piece.segment, stays, renumbered))
        start += len(stays)
    return _merge_segments(sources, start, column), shelves.shelf()


def _merge_segments(sources: Sequence[_Source], size: int, column: NewColumn) -> Segment:
    none = np.empty(0, dtype=np.int64)
    rows = [none, *(_row_counts(source) for source in sources)]
    row_counts = np.concatenate(rows)
    writer = PostingsWriter(size, width_of(int(row_counts.max(initial=0))), column)
    keys: list[bytes] = []
    for terms in _chunks(sources):
        chunk = _joined([_read(source, n, terms) for n, source in enumerate(sources)])
        df = np.bincount(chunk.terms, minlength=len(terms))
        keys.extend(term.key for term, count in zip(terms, df.tolist(), strict=True) if count)
        if len(chunk.terms):
            writer.add(df[df > 0], chunk.passages, chunk.frequencies, chunk.rows)
    lengths = [source.segment.lengths[source.stays].astype(np.int64) for source in sources]
    row_lengths = [_row_lengths(source) for source in sources]
    return Segment(
        vocabulary=make_vocabulary(keys),
        postings=writer.postings(),
        lengths=narrow(np.concatenate([none, *lengths])),
        row_starts=narrow(starts_of(row_counts)),
        row_lengths=narrow(np.concatenate([none, *row_lengths])),
    )


def _row_counts(source: _Source) -> Numbers:
    return sizes_of(source.segment.row_starts)[source.stays]


def _row_lengths(source: _Source) -> Numbers:
    starts = source.segment.row_starts[:-1].astype(np.int64)[source.stays]
    return source.segment.row_lengths[spans(starts, _row_counts(source))].astype(np.int64)


def _chunks(sources: Sequence[_Source]) -> Iterator[list[_Term]]:
    """All terms in the order of a vocabulary, as many at a time as make a chunk."""
    keyed = [_keyed(n, source.segment.vocabulary) for n, source in enumerate(sources)]
    postings = [source.segment.postings for source in sources]
    chunk: list[_Term] = []
    size = 0
    for (_, key), group in groupby(merge(*keyed), key=itemgetter(0, 1)):
        chunk.append(_Term(key, [(source, number) for _, _, source, number in group]))
        size += sum(postings[source].df_of(number) for source, number in chunk[-1].numbers)
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _keyed(source: int, vocabulary: Vocabulary) -> Iterator[tuple[int, bytes, int, int]]:
    return ((crc32(key), key, source, n) for n, key in enumerate(vocabulary.keys()))


def _read(source: _Source, number: int, terms: Sequence[_Term]) -> _Chunk:
    """What one segment has of some terms."""
    pairs = [(n, own) for n, term in enumerate(terms) for s, own in term.numbers if s == number]
    chosen = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    postings, own = source.segment.postings, chosen[:, 1]
    df = postings.dfs(own)
    larges = Larges(postings.large_places, postings.larges)
    passages, frequencies = decode(df, postings.starts(own), postings.codes, larges, postings.size)
    rows = _read_rows(postings, own, df, frequencies)
    passages = source.renumbered[passages]
    stays = passages >= 0
    return _Chunk(
        np.repeat(chosen[:, 0], df)[stays],
        passages[stays],
        frequencies[stays],
        rows[np.repeat(stays, frequencies)],
    )


def _read_rows(postings: Postings, terms: Numbers, df: Numbers, frequencies: Numbers) -> Numbers:
    before = starts_of(frequencies)
    edges = before[starts_of(df)]
    skips = SKIP_BYTES * ((df - 1) // STRIDE)
    width = postings.row_width
    at = spans(postings.rows_at[terms].astype(np.int64) + skips, width * np.diff(edges))[::width]
    rows = postings.rows[at].astype(np.int64)
    for i in range(1, width):
        rows |= postings.rows[at + i].astype(np.int64) << (8 * i)
    return rows


def _joined(chunks: Sequence[_Chunk]) -> _Chunk:
    """Chunks of the same terms as one, ordered by term and passage."""
    joined = _Chunk(*(np.concatenate(arrays) for arrays in zip(*chunks, strict=True)))
    order = np.argsort(joined.terms, kind="stable")
    starts = starts_of(joined.frequencies)[:-1]
    return _Chunk(
        joined.terms[order],
        joined.passages[order],
        joined.frequencies[order],
        joined.rows[spans(starts[order], joined.frequencies[order])],
    )
