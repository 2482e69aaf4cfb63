"""The terms of a part, read: where their runs lie, and which passages score how much by them."""

import threading
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.compiled.coding import PAIR, shape
from index.compiled.part import Part
from index.compiled.scoring import Matches, Scores, impacts, norms

# Postings decoded and kept, 12 bytes each: frequent words are asked for again and again.
_KEPT = 2_000_000
NOTHING = Matches(np.empty(0, np.int32), np.empty(0))


class Run(NamedTuple):
    """The run of a term: how it is coded, where, and how many frequencies are large."""

    way: int
    at: int
    df: int
    head: int
    body: int
    larges: int


class Reader:
    """Reads terms of a part, given by number and idf; any number of threads may."""

    def __init__(self, part: Part, mean_length: float) -> None:
        self.part = part
        self.norms: Scores = norms(part.segment.lengths, mean_length)
        self.alive: npt.NDArray[np.bool_] | None = part.alive() if part.gone else None
        self._decoded: dict[int, Matches] = {}
        self._count = 0
        self._lock = threading.Lock()

    def run(self, term: int) -> Run | None:
        """Where a term's run lies; None for -1, a term that is not in this part."""
        if term < 0:
            return None
        postings = self.part.segment.postings
        df, at, end = postings.run(term)
        way, head, body = shape(df, postings.size)
        return Run(way, at, df, head, body, (end - at - head - body - (df + 1) // 2) // PAIR)

    def read(self, term: int, idf: float) -> Matches:
        """The passages that hold a term, and its BM25+ in each."""
        if term < 0:
            return NOTHING
        found = self._decoded.get(term)
        if found is None:
            passages, frequencies = self.part.segment.postings.read(term)
            found = Matches(passages, impacts(frequencies, self.norms[passages], idf))
            self._keep(term, found)
        return found

    def _keep(self, term: int, found: Matches) -> None:
        with self._lock:
            if self._count + len(found.passages) > _KEPT:
                self._decoded.clear()
                self._count = 0
            if len(found.passages) <= _KEPT // 4:
                self._decoded[term] = found
                self._count += len(found.passages)
