"""Postings: which passages hold a term, how often, and in which of their sentences."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Bytes, Numbers, Unsigned, places_in, spans, starts_of
from index.compiled.coding import LARGE, Larges, decode, frequencies_at
from index.compiled.layout import BYTES, length, lengths_of, shape, short_lengths
from index.compiled.runs import Located, Run, in_blocks, passages_of

MANY = 255  # passages of a term, from which on their number does not fit a byte
ANCHOR = 8  # terms from one whose place is kept to the next
STRIDE = 64  # postings from one entry of a term's skips to the next
SKIP_BYTES = 4
# The two half bytes of each byte, as one number of two bytes.
_HALVES = np.array([(byte & 15) | (byte >> 4) << 8 for byte in range(256)], "<u2")


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
    # The memory of `df`, `frequent`, `frequent_df` and `anchors`, for single numbers of them.
    _views: tuple[memoryview, memoryview, memoryview, memoryview] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        arrays = (self.df, self.frequent, self.frequent_df, self.anchors)
        object.__setattr__(self, "_views", tuple(array.data for array in arrays))

    def __len__(self) -> int:
        return len(self.df)

    def df_of(self, term: int) -> int:
        """In how many passages a term stands."""
        counts, frequent, frequent_df, _ = self._views
        df = counts[term]
        return int(df if df < MANY else frequent_df[bisect_left(frequent, term)])

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
        counts, _, _, anchors = self._views
        first = term // ANCHOR * ANCHOR
        *before, df = counts[first : term + 1]
        at = anchors[term // ANCHOR]
        if MANY in before:
            at += sum(length(self.df_of(number), self.size) for number in range(first, term))
        else:
            at += sum(map(short_lengths(self.size).__getitem__, before))
        if df == MANY:
            df = self.df_of(term)
        return Run(term, at, df, *shape(df, self.size))

    def read(self, term: int) -> tuple[Numbers, Unsigned]:
        """The passages of a term, ascending, and its frequency in each."""
        return self.read_all([self.run(term)])

    def read_all(self, runs: Sequence[Run]) -> tuple[Numbers, Unsigned]:
        """The passages of runs, ascending in each, and the frequencies, run after run.

        The runs are given in the order of their passages' number, so that ways of coding follow
        each other.
        """
        return passages_of(self.codes.data, runs), self._frequencies(runs)

    def locate(self, runs: Sequence[Run], wanted: Numbers) -> Located:
        """Where runs hold some passages, given ascending and distinct."""
        _, at, df, way, head, body = np.array(runs, dtype=np.int64).reshape(-1, 6).T
        blocked, listed = np.flatnonzero(way <= BYTES), np.flatnonzero(way > BYTES)
        parts = []
        if len(blocked):
            for own, held, posting in in_blocks(
                self.codes, [runs[i] for i in blocked.tolist()], wanted
            ):
                parts.append((blocked[own], held, posting))
        if len(listed) and len(wanted):
            larges = Larges(self.large_places, self.larges)
            passages, _ = decode(df[listed], at[listed], self.codes, larges, self.size)
            place = np.minimum(np.searchsorted(wanted, passages), len(wanted) - 1)
            found = np.flatnonzero(wanted[place] == passages)
            own = np.repeat(listed, df[listed])[found]
            posting = spans(np.zeros_like(listed), df[listed])[found]
            parts.append((own, place[found], posting))
        none = np.empty(0, dtype=np.int64)
        run, held, posting = map(np.concatenate, zip((none,) * 3, *parts, strict=True))
        return Located(run, held, posting, 2 * (at + head + body)[run] + posting)

    def frequencies(self, halves: Numbers) -> Numbers:
        """The frequencies whose half bytes are at these places."""
        return frequencies_at(self.codes, Larges(self.large_places, self.larges), halves)

    def occurrences(self, runs: Sequence[Run], wanted: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The occurrences of terms in some passages, given ascending and distinct.

        For each occurrence the position of its run, that of its passage, and its row.
        """
        term, held, posting, halves = self.locate(runs, wanted)
        counts = self.frequencies(halves)
        at = self.rows_at[np.array([run.term for run in runs])].astype(np.int64)[term]
        skips = np.array([(run.df - 1) // STRIDE for run in runs], dtype=np.int64)[term]
        starts = self._since_skip(halves, posting % STRIDE)
        skipped = np.flatnonzero(posting >= STRIDE)
        entry = at[skipped] + SKIP_BYTES * (posting[skipped] // STRIDE - 1)
        starts[skipped] += _read(self.rows, entry, SKIP_BYTES)
        where = at + SKIP_BYTES * skips + self.row_width * starts
        occurrence = np.repeat(np.arange(len(term)), counts)
        within = self.row_width * spans(np.zeros_like(counts), counts)
        rows = _read(self.rows, where[occurrence] + within, self.row_width)
        return term[occurrence], held[occurrence], rows

    def _frequencies(self, runs: Sequence[Run]) -> Unsigned:
        """The frequencies of runs, run after run."""
        codes, places = self.codes.data, [run.at + run.head + run.body for run in runs]
        pairs = zip(places, runs, strict=True)
        packed = b"".join([codes[place : place + (run.df + 1) // 2] for place, run in pairs])
        found = _HALVES.take(np.frombuffer(packed, np.uint8)).view(np.uint8)
        ends = list(accumulate(run.df + run.df % 2 for run in runs))
        unused = [end - 1 for end, run in zip(ends, runs, strict=True) if run.df % 2]
        if unused:  # the last half byte of an odd number of them
            found = np.delete(found, unused)
        if LARGE not in found.tobytes():
            return found
        large = np.flatnonzero(found == LARGE)
        starts = starts_of(np.array([run.df for run in runs]))
        own = np.searchsorted(starts, large, "right") - 1
        halves = 2 * np.array(places)[own] + large - starts[own]
        whole = found.astype(np.uint32)
        whole[large] = self.larges[places_in(self.large_places, halves)]
        return whole

    def _since_skip(self, halves: Numbers, behind: Numbers) -> Numbers:
        """How many occurrences stand in the postings (`behind` of them) between a skip and one."""
        window = (halves - behind)[:, None] + np.arange(STRIDE)
        inside = np.arange(STRIDE) < behind[:, None]
        since = np.zeros(window.shape, dtype=np.int64)
        since[inside] = self.frequencies(window[inside])
        total: Numbers = since.sum(axis=1)
        return total


def _read(data: Bytes, where: Numbers, width: int) -> Numbers:
    numbers = data[where].astype(np.int64)
    for i in range(1, width):
        numbers |= data[where + i].astype(np.int64) << (8 * i)
    return numbers
