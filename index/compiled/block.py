"""A block: documents gathered in memory until they become a segment."""

from array import array
from collections import defaultdict
from itertools import pairwise

import numpy as np

from index.compiled.arrays import Numbers, narrow, starts_of
from index.compiled.columns import MemoryColumn
from index.compiled.postings import Postings
from index.compiled.postings_writer import PostingsWriter, width_of
from index.compiled.segment import Segment
from index.compiled.vocabulary import encode_term, make_vocabulary, order_of
from index.engine import Document

CHUNK = 1 << 19  # occurrences coded at a time: coding takes about 100 bytes for each


class Block:
    """Documents to come, 4 bytes a term; `segment()` makes the segment of those added so far."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        self._terms = array("i")
        self._row_lengths = array("i")
        self._rows = array("i")

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def size(self) -> int:
        """The number of terms gathered."""
        return len(self._terms)

    def add(self, document: Document) -> None:
        """Add the next document."""
        for row in (document.heading, *document.sentences):
            self._terms.extend(map(self._numbers.__getitem__, row))
            self._row_lengths.append(len(row))
        self._rows.append(1 + len(document.sentences))

    def segment(self) -> Segment:
        """The segment of all documents added."""
        keys = [encode_term(term) for term in self._numbers]
        order = order_of(keys)
        renumbered = np.empty(len(keys), dtype=np.int64)
        renumbered[order] = np.arange(len(keys))
        rows = np.array(self._rows, dtype=np.int64)
        row_lengths = np.array(self._row_lengths, dtype=np.int64)
        row_starts, before = starts_of(rows), starts_of(row_lengths)
        return Segment(
            vocabulary=make_vocabulary([keys[i] for i in order]),
            postings=self._postings(renumbered, rows, row_lengths),
            lengths=narrow(before[row_starts[1:]] - before[row_starts[:-1]]),
            row_starts=narrow(row_starts),
            row_lengths=narrow(row_lengths),
        )

    def _postings(self, renumbered: Numbers, rows: Numbers, row_lengths: Numbers) -> Postings:
        row_width = width_of(int(rows.max(initial=0)))
        writer = PostingsWriter(len(rows), row_width, MemoryColumn)
        terms = renumbered[np.array(self._terms, dtype=np.int64)]
        order = np.argsort(terms, kind="stable")
        starts = np.searchsorted(terms, np.arange(len(renumbered) + 1), sorter=order)
        row_of_term = np.repeat(np.arange(len(row_lengths)), row_lengths)
        passage_of_row = np.repeat(np.arange(len(rows)), rows)
        row_in_passage = np.arange(len(row_lengths)) - np.repeat(starts_of(rows)[:-1], rows)
        for first, last in chunks(starts):
            some = order[starts[first] : starts[last]]
            row = row_of_term[some]
            _add(writer, terms[some], passage_of_row[row], row_in_passage[row])
        return writer.postings()


def chunks(starts: Numbers) -> list[tuple[int, int]]:
    """Terms, from first to before last, in runs of about CHUNK occurrences."""
    edges = np.searchsorted(starts, np.arange(0, starts[-1] + CHUNK, CHUNK), side="right") - 1
    edges = np.unique(np.append(edges, len(starts) - 1))
    return [(int(a), int(b)) for a, b in pairwise(edges) if b > a]


def _add(writer: PostingsWriter, terms: Numbers, passages: Numbers, rows: Numbers) -> None:
    """Add occurrences, ordered by term and then as they stand in the text."""
    changed = np.append(True, (terms[1:] != terms[:-1]) | (passages[1:] != passages[:-1]))
    first = np.flatnonzero(changed)
    frequencies = np.diff(np.append(first, len(terms)))
    of_posting = terms[first]
    term_first = np.flatnonzero(np.append(True, of_posting[1:] != of_posting[:-1]))
    df = np.diff(np.append(term_first, len(of_posting)))
    writer.add(df, passages[first], frequencies, rows)
