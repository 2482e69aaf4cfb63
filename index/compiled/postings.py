"""Postings: which passages hold a term, how often, and in which of their sentences."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Bytes, Numbers, Unsigned, places_in, spans
from index.compiled.coding import LARGE, Larges, frequencies_at, length, lengths_of, shape
from index.compiled.runs import Run, locate, passages_of

MANY = 255  # passages of a term, from which on their number does not fit a byte
ANCHOR = 8  # terms from one whose place is kept to the next
STRIDE = 64  # postings from one entry of a term's skips to the next
SKIP_BYTES = 4
_HALVES = np.array([(byte & 15, byte >> 4) for byte in range(256)], np.uint8)


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of terms, in `size` passages, as runs of `codes`, one after the other.

    Term t stands in `df[t]` passages, or where that is MANY, in `frequent_df[i]` with
    `frequent[i] == t`; the run of each eighth term begins at `anchors[t // 8]`. Frequencies that
    do not fit a half byte are in `larges`, by their `large_places`.

    Its occurrences lie at `rows_at[t]` of `rows`: first, for each 64th posting but the first,
    where that posting's occurrences begin (four bytes, counted from the term's first); then for
    each occurrence its row in the passage, `row_width` bytes: 0 the heading, else the sentence
    from 1.
    """

    size: int
    row_width: int
    df: Bytes
    frequent: npt.NDArray[np.uint32]
    frequent_df: npt.NDArray[np.uint32]
    anchors: Unsigned
    codes: Bytes
    large_places: Unsigned
    larges: npt.NDArray[np.uint32]
    rows_at: Unsigned
    rows: Bytes

    def __len__(self) -> int:
        return len(self.df)

    def df_of(self, term: int) -> int:
        """In how many passages a term stands."""
        df = int(self.df[term])
        return (
            df if df < MANY else int(self.frequent_df[self.frequent.searchsorted(np.uint32(term))])
        )

    def dfs(self, terms: Numbers) -> Numbers:
        """In how many passages terms stand."""
        df = self.df[terms].astype(np.int64)
        many = np.flatnonzero(df == MANY)
        df[many] = self.frequent_df[places_in(self.frequent, terms[many])]
        return df

    def starts(self, terms: Numbers) -> Numbers:
        """Where the runs of some terms, given ascending, begin."""
        if not len(terms):
            return terms
        first = int(terms[0]) // ANCHOR * ANCHOR
        lengths = lengths_of(self.dfs(np.arange(first, int(terms[-1]) + 1)), self.size)
        starts: Numbers = (np.cumsum(lengths) - lengths)[terms - first]
        return starts + int(self.anchors[first // ANCHOR])

    def run(self, term: int) -> Run:
        """The run of a term."""
        first = term // ANCHOR * ANCHOR
        dfs = self.df[first : term + 1].tolist()
        if MANY in dfs:
            dfs = [self.df_of(number) for number in range(first, term + 1)]
        at = int(self.anchors[term // ANCHOR])
        for df in dfs[:-1]:
            at += length(df, self.size)
        return Run(at, dfs[-1], *shape(dfs[-1], self.size))

    def read(self, term: int) -> tuple[Numbers, Unsigned]:
        """The passages of a term, ascending, and its frequency in each."""
        return self.read_run(self.run(term))

    def read_run(self, run: Run) -> tuple[Numbers, Unsigned]:
        """The passages of a run, ascending, and the frequency in each."""
        halves = 2 * (run.at + run.head + run.body)
        return passages_of(self.codes, run), self._frequencies(halves, run.df)

    def frequencies(self, run: Run, posting: Numbers) -> Numbers:
        """The frequencies of some postings of a run."""
        halves = 2 * (run.at + run.head + run.body) + posting
        return frequencies_at(self.codes, Larges(self.large_places, self.larges), halves)

    def occurrences(self, term: int, wanted: Numbers) -> tuple[Numbers, Numbers]:
        """The occurrences of a term in some passages, given ascending and distinct.

        For each occurrence its position in `wanted`, and its row.
        """
        run = self.run(term)
        held, posting = locate(self.codes, run, wanted)
        if not len(held):
            return held, held
        counts = self.frequencies(run, posting)
        at, skips = int(self.rows_at[term]), (run.df - 1) // STRIDE
        starts = self._since_skip(run, posting)
        block = posting // STRIDE
        if skips:
            table = self.rows[at : at + SKIP_BYTES * skips].view("<u4")
            starts += np.where(block > 0, table[np.maximum(block, 1) - 1], 0)
        where = at + SKIP_BYTES * skips + self.row_width * spans(starts, counts)
        found = self.rows[where].astype(np.int64)
        for i in range(1, self.row_width):
            found |= self.rows[where + i].astype(np.int64) << (8 * i)
        return np.repeat(held, counts), found

    def _frequencies(self, halves: int, df: int) -> Unsigned:
        """The frequencies of a run, of which the half bytes begin at the place `halves`."""
        packed = self.codes[halves // 2 : halves // 2 + (df + 1) // 2]
        found = _HALVES[packed].reshape(-1)[:df]
        if LARGE not in found.tobytes():
            return found
        first, last = places_in(self.large_places, np.array((halves, halves + df)))
        whole = found.astype(np.uint32)
        whole[self.large_places[first:last].astype(np.int64) - halves] = self.larges[first:last]
        return whole

    def _since_skip(self, run: Run, posting: Numbers) -> Numbers:
        """How many occurrences stand between a posting and the skip before it."""
        window = (posting // STRIDE * STRIDE)[:, None] + np.arange(STRIDE)
        inside = window < posting[:, None]
        since = np.zeros(window.shape, dtype=np.int64)
        since[inside] = self.frequencies(run, window[inside])
        total: Numbers = since.sum(axis=1)
        return total
