"""A block: documents gathered in memory until they become a segment."""

from array import array
from collections import defaultdict

import numpy as np

from index.engine import Document
from index.postings import make_postings, smallest
from index.segment import Segment
from index.vocabulary import encode, make_vocabulary, order_of


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
        keys = [encode(term) for term in self._numbers]
        order = order_of(keys)
        renumbered = np.empty(len(keys), dtype=np.int64)
        renumbered[order] = np.arange(len(keys))
        rows = np.array(self._rows, dtype=np.int64)
        row_lengths = np.array(self._row_lengths, dtype=np.int64)
        row_starts = np.concatenate(([0], np.cumsum(rows)))
        passage_of_row = np.repeat(np.arange(len(rows)), rows)
        row_in_passage = np.arange(len(row_lengths)) - row_starts[passage_of_row]
        return Segment(
            vocabulary=make_vocabulary([keys[i] for i in order]),
            postings=make_postings(
                renumbered[np.array(self._terms, dtype=np.int64)],
                np.repeat(passage_of_row, row_lengths),
                np.repeat(row_in_passage, row_lengths),
                len(keys),
            ),
            lengths=np.bincount(passage_of_row, weights=row_lengths, minlength=len(rows)).astype(
                np.int64
            ),
            row_starts=row_starts,
            row_lengths=smallest(row_lengths),
        )
