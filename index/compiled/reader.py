"""The terms of a part, read: which passages hold a term, and what they score by it."""

import threading
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Numbers
from index.compiled.coding import LARGE
from index.compiled.part import Part
from index.compiled.scoring import Matches, Scores, impacts, norms

# Bytes of postings kept decoded: frequent words are asked for again and again.
_KEPT = 64_000_000
_BYTES = 16  # of a posting, decoded
# Passages of a part for which the frequencies of a term are kept as a row, a byte each; in a
# larger part few rows could be kept, and single passages are looked up in the coded run.
_ROWS = 200_000
# Passages of a term: as few are decoded sooner with those of other terms than alone.
_RARE = 1000
NOTHING = Matches(np.empty(0, np.int64), np.empty(0))

Row = npt.NDArray[np.uint8]


class Reader:
    """Reads terms of a part, given by number and idf; any number of threads may.

    Few lengths of passages differ, so all that BM25+ makes of a frequency and a length is a small
    table: `impacts` (frequencies, levels), of which `levels` (passages,) tells the column. Row 0
    is nothing; LARGE stands for many frequencies, its row has the norms of the lengths.
    """

    def __init__(self, part: Part, mean_length: float) -> None:
        self.part = part
        self.alive: npt.NDArray[np.bool_] | None = part.alive() if part.gone else None
        lengths = part.segment.lengths
        distinct = np.flatnonzero(np.bincount(lengths))
        level_of = np.zeros(int(distinct.max(initial=0)) + 1, np.int32)
        level_of[distinct] = np.arange(len(distinct))
        self.levels: npt.NDArray[np.int32] = level_of[lengths]
        self._norms = norms(distinct, mean_length)
        none, frequencies = np.zeros(len(distinct)), np.arange(1, LARGE)[:, None]
        self.impacts = np.vstack((none, impacts(frequencies, self._norms), self._norms))
        self._decoded: dict[int, Matches] = {}
        self._rows: dict[int, Row] = {}
        self._room = _KEPT
        self._lock = threading.Lock()

    def read(self, term: int, idf: float) -> Matches:
        """The passages that hold a term, and its BM25+ in each."""
        if term < 0:
            return NOTHING
        found = self._decoded.get(term)
        if found is None:
            passages, frequencies = self.part.segment.postings.read(term)
            found = Matches(passages, idf * self._impacts(passages, frequencies))
            if self._take(_BYTES * len(passages)):
                self._decoded[term] = found
        return found

    def read_ahead(self, wanted: Iterable[tuple[int, float]]) -> None:
        """Decode the rare ones of some terms (numbers and idfs) together, and keep them."""
        idfs = {term: idf for term, idf in wanted if term >= 0 and term not in self._decoded}
        postings = self.part.segment.postings
        terms = np.array(list(idfs), np.int64)
        df = postings.dfs(terms)
        rare = df <= _RARE
        terms, df = terms[rare], df[rare]
        if len(terms) < 2 or not self._take(_BYTES * int(df.sum())):
            return
        passages, frequencies = postings.read_all(terms, df)
        own = np.repeat([idfs[term] for term in terms.tolist()], df)
        scores = own * self._impacts(passages, frequencies)
        start = 0
        for term, count in zip(terms.tolist(), df.tolist(), strict=True):
            some = slice(start, start := start + count)
            self._decoded[term] = Matches(passages[some], scores[some])

    def look_up(self, term: int, idf: float, passages: Numbers) -> Scores:
        """The BM25+ of a term in passages, given ascending; 0 where it is not."""
        if len(self.levels) <= _ROWS:
            row = self._rows.get(term)
            frequencies = (self._row(term) if row is None else row)[passages]
            if LARGE not in frequencies.tobytes():
                found: Scores = idf * self.impacts[frequencies, self.levels[passages]]
                return found
        postings = self.part.segment.postings
        located = postings.locate([postings.run(term)], passages)
        held, counts = located.passage, postings.frequencies(located.halves)
        found = np.zeros(len(passages))
        found[held] = idf * self._impacts(passages[held], counts)
        return found

    def _row(self, term: int) -> Row:
        """The frequency of a term in every passage, LARGE where it is not less."""
        passages, frequencies = self.part.segment.postings.read(term)
        row = np.zeros(len(self.levels), np.uint8)
        row[passages] = np.minimum(frequencies, LARGE)
        if self._take(len(row)):
            self._rows[term] = row
        return row

    def _impacts(self, passages: Numbers, frequencies: npt.NDArray[np.integer]) -> Scores:
        levels = self.levels.take(passages)
        if frequencies.dtype == np.uint8 or frequencies.max(initial=0) < LARGE:
            found: Scores = self.impacts[frequencies, levels]
            return found
        return impacts(frequencies, self._norms[levels])

    def _take(self, size: int) -> bool:
        """Whether there is room for so many bytes; when it is used up, all are forgotten."""
        with self._lock:
            if size > self._room:
                self._decoded.clear()
                self._rows.clear()
                self._room = _KEPT
            if size <= _KEPT // 4:
                self._room -= size
                return True
            return False
