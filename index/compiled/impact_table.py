"""What BM25+ makes of a term's frequency in the passages of a part, without its idf."""

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Numbers
from index.compiled.coding import LARGE
from index.compiled.scoring import Scores, impacts, norms

Frequencies = npt.NDArray[np.integer]


class ImpactTable:
    """Few lengths of passages differ, so the impacts are a small table.

    `table` (frequencies, levels) has a column for each length, of which `levels` (passages,) tells
    the number. Row 0 is nothing; LARGE stands for many frequencies, its row has the norms of the
    lengths.
    """

    def __init__(self, lengths: npt.NDArray[np.unsignedinteger], mean_length: float) -> None:
        distinct = np.flatnonzero(np.bincount(lengths))
        level_of = np.zeros(int(distinct.max(initial=0)) + 1, np.int32)
        level_of[distinct] = np.arange(len(distinct))
        self.levels: npt.NDArray[np.int32] = level_of[lengths]
        self._norms = norms(distinct, mean_length)
        none, frequencies = np.zeros(len(distinct)), np.arange(1, LARGE)[:, None]
        self.table = np.vstack((none, impacts(frequencies, self._norms), self._norms))

    def of(self, passages: Numbers, frequencies: Frequencies) -> Scores:
        """The impacts of frequencies, one for each passage; those in a byte are below LARGE."""
        if frequencies.dtype == np.uint8:
            return self.looked_up(passages, frequencies)
        return impacts(frequencies, self._norms[self.levels.take(passages)])

    def looked_up(self, passages: Numbers, frequencies: Frequencies) -> Scores:
        """The impacts of frequencies (…, passages); they mean nothing where these are LARGE."""
        places = np.multiply(frequencies, self.table.shape[1], dtype=np.int64)
        places += self.levels.take(passages)
        found: Scores = self.table.take(places)
        return found
