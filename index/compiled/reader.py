"""The terms of a part, read: which passages hold a term, and what they score by it."""

import threading

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Numbers
from index.compiled.coding import LARGE
from index.compiled.part import Part
from index.compiled.scoring import Matches, Scores, impacts, norms

# Postings decoded and kept, 12 bytes each: frequent words are asked for again and again.
_KEPT = 2_000_000
NOTHING = Matches(np.empty(0, np.int32), np.empty(0))


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
        self._count = 0
        self._lock = threading.Lock()

    def read(self, term: int, idf: float) -> Matches:
        """The passages that hold a term, and its BM25+ in each."""
        if term < 0:
            return NOTHING
        found = self._decoded.get(term)
        if found is None:
            passages, frequencies = self.part.segment.postings.read(term)
            found = Matches(passages, idf * self._impacts(passages, frequencies))
            self._keep(term, found)
        return found

    def _impacts(
        self, passages: npt.NDArray[np.int32] | Numbers, frequencies: npt.NDArray[np.integer]
    ) -> Scores:
        levels = self.levels[passages]
        if frequencies.dtype == np.uint8:  # all less than LARGE
            found: Scores = self.impacts[frequencies, levels]
            return found
        return impacts(frequencies, self._norms[levels])

    def _keep(self, term: int, found: Matches) -> None:
        with self._lock:
            if self._count + len(found.passages) > _KEPT:
                self._decoded.clear()
                self._count = 0
            if len(found.passages) <= _KEPT // 4:
                self._decoded[term] = found
                self._count += len(found.passages)
