"""The terms of a part, read: where their runs lie, and which passages score how much by them."""

import threading
from struct import Struct

import numpy as np
import numpy.typing as npt

from index.compiled.coding import LARGE, PAIR, shape, whole_width
from index.compiled.part import Part
from index.compiled.scoring import Matches, Scores, impacts, norms
from index.engine import DELTA, K1

# Postings decoded and kept, 12 bytes each: frequent words are asked for again and again.
_KEPT = 2_000_000
NOTHING = Matches(np.empty(0, np.int32), np.empty(0))

# A row tells of a list of postings. Its columns: the kind (a way of coding, or GIVEN), where it
# begins, passages, bytes of counts and of passages, frequencies that do not fit half a byte; and
# as floats, a term's idf, and what a passage can score at most by a list of weight 1.
KIND, AT, DF, HEAD, BODY, LARGES, IDF, BOUND = range(8)
GIVEN = 3
ROW = Struct("6q2d")
_MOST = DELTA + K1 + 1  # of a term's idf, that a passage can score by it


class Reader:
    """Reads terms of a part, given by number and idf; any number of threads may."""

    def __init__(self, part: Part, mean_length: float) -> None:
        self.part = part
        self.alive: npt.NDArray[np.bool_] | None = part.alive() if part.gone else None
        lengths = part.segment.lengths
        distinct = np.flatnonzero(np.bincount(lengths))
        # Few lengths differ, so all that BM25+ makes of a frequency and a length is a small table.
        level_of = np.zeros(int(distinct.max(initial=0)) + 1, np.int32)
        level_of[distinct] = np.arange(len(distinct))
        self.levels: npt.NDArray[np.int32] = level_of[lengths]
        self._norms = norms(distinct, mean_length)
        frequencies = np.arange(1, LARGE)[:, None]
        # (frequencies, levels), none for 0; LARGE stands for many frequencies and has the norms.
        none = np.zeros(len(distinct))
        self.impacts = np.vstack((none, impacts(frequencies, self._norms), self._norms))
        # One type, whether mapped or in memory: numba compiles for each.
        self.codes = part.segment.postings.codes.view()
        self.codes.flags.writeable = False
        self.width = whole_width(part.segment.postings.size)
        self._sums: list[Scores] = []
        self._decoded: dict[int, Matches] = {}
        self._count = 0
        self._lock = threading.Lock()

    def borrow(self) -> Scores:
        """An array of zeros, one a passage; to be given back as it was."""
        try:
            return self._sums.pop()
        except IndexError:
            return np.zeros(len(self.levels))

    def give_back(self, sums: Scores) -> None:
        """Keep an array of zeros for the next who asks."""
        self._sums.append(sums)

    def row(self, term: int, idf: float) -> bytes | None:
        """The row of a term's run; None for -1, a term that is not in this part."""
        if term < 0:
            return None
        postings = self.part.segment.postings
        df, at, end = postings.run(term)
        way, head, body = shape(df, postings.size)
        larges = (end - at - head - body - (df + 1) // 2) // PAIR
        return ROW.pack(way, at, df, head, body, larges, idf, idf * _MOST)

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
        self, passages: npt.NDArray[np.int32], frequencies: npt.NDArray[np.unsignedinteger]
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
