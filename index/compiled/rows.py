"""Frequent terms of a part, looked up for single passages."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Numbers
from index.compiled.coding import LARGE
from index.compiled.impact_table import ImpactTable
from index.compiled.kept import Kept
from index.compiled.postings import Postings
from index.compiled.runs import Run
from index.compiled.scoring import Scores

_KEPT = 24_000_000  # bytes: the same words come again and again


class Row(NamedTuple):
    """The frequency of a term in every passage of a part, a byte each, LARGE where it is not less.

    `large` passages (ascending) have the impacts `impacts`.
    """

    frequencies: npt.NDArray[np.uint8]
    large: Numbers
    impacts: Scores

    @property
    def nbytes(self) -> int:
        return self.frequencies.nbytes + 2 * self.large.nbytes


class Rows:
    """The rows of frequent terms, made when they are asked for; any number of threads may."""

    def __init__(self, postings: Postings, impacts: ImpactTable) -> None:
        self._postings = postings
        self._impacts = impacts
        self._kept = Kept[Row](_KEPT)

    def look_up(self, runs: Sequence[Run], passages: Numbers) -> Scores:
        """The impacts of terms in passages (terms, passages); 0 where a term does not stand."""
        rows = [self._row(run) for run in runs]
        frequencies = np.array([row.frequencies.take(passages) for row in rows])
        found = self._impacts.looked_up(passages, frequencies)
        if frequencies.max(initial=0) == LARGE:
            for row, own, scores in zip(rows, frequencies, found, strict=True):
                large = np.flatnonzero(own == LARGE)
                scores[large] = row.impacts[np.searchsorted(row.large, passages[large])]
        return found

    def _row(self, run: Run) -> Row:
        found = self._kept.get(run.term)
        if found is None:
            passages, frequencies = self._postings.read_all([run])
            row = np.zeros(len(self._impacts.levels), np.uint8)
            row[passages] = np.minimum(frequencies, LARGE)
            own = np.flatnonzero(frequencies >= LARGE)
            large = passages[own]
            found = Row(row, large, self._impacts.of(large, frequencies[own].astype(np.int64)))
            self._kept.put(run.term, found)
        return found
