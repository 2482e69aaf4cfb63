"""All terms of a small part, decoded: then reading a term is a slice."""

import numpy as np

from index.compiled.arrays import Numbers, starts_of
from index.compiled.block import chunks
from index.compiled.coding import Larges, decode
from index.compiled.impact_table import ImpactTable
from index.compiled.postings import Postings
from index.compiled.runs import Run
from index.compiled.scoring import Matches


class Whole:
    """The passages of each term, and the term's impact in each, 16 bytes a posting."""

    def __init__(self, postings: Postings, df: Numbers, impacts: ImpactTable) -> None:
        starts = starts_of(df)
        self._passages = np.empty(int(starts[-1]), np.int64)
        self._impacts = np.empty(int(starts[-1]))
        larges = Larges(postings.large_places, postings.larges)
        at = postings.starts(np.arange(len(df)))
        for first, last in chunks(starts):
            some = slice(int(starts[first]), int(starts[last]))
            passages, frequencies = decode(
                df[first:last], at[first:last], postings.codes, larges, postings.size
            )
            self._passages[some] = passages
            self._impacts[some] = impacts.of(passages, frequencies)
        self._starts = starts.data

    def read(self, run: Run) -> Matches:
        """The passages of a term, and its impact in each."""
        start = self._starts[run.term]
        some = slice(start, start + run.df)
        return Matches(self._passages[some], self._impacts[some])
