"""Postings: which passages hold a term, how often, and in which of their sentences."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_STRIDE = 64  # postings between two entries of `skips`
_SHIFT = 6


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of term t stand at `starts[t]:starts[t + 1]`, ordered by passage.

    `rows` has one entry an occurrence, posting after posting: 0 for the heading, else the
    sentence's number from 1. `skips[i]` is where the occurrences of posting `64 i` begin.
    """

    starts: npt.NDArray[np.int64]
    passages: npt.NDArray[np.int32]
    frequencies: npt.NDArray[np.unsignedinteger]
    rows: npt.NDArray[np.unsignedinteger]
    skips: npt.NDArray[np.int64]

    def df(self, term: int) -> int:
        """In how many passages a term stands."""
        return int(self.starts[term + 1] - self.starts[term])

    def read(self, term: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.unsignedinteger]]:
        """The passages of a term, ascending, and its frequency in each."""
        span = slice(self.starts[term], self.starts[term + 1])
        return self.passages[span], self.frequencies[span]

    def occurrences(
        self, term: int, wanted: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The occurrences of a term in some passages, given ascending and distinct.

        For each occurrence its position in `wanted`, and its row.
        """
        begin, end = int(self.starts[term]), int(self.starts[term + 1])
        passages = self.passages[begin:end]
        at = np.minimum(np.searchsorted(passages, wanted), end - begin - 1)
        held = np.flatnonzero(passages[at] == wanted)
        postings = begin + at[held]
        counts = self.frequencies[postings].astype(np.int64)
        starts = self._occurrence_starts(postings)
        # Runs of consecutive positions: each run's start, less what came before it.
        before = np.cumsum(counts) - counts
        flat = np.repeat(starts - before, counts) + np.arange(counts.sum())
        return np.repeat(held, counts), self.rows[flat].astype(np.int64)

    def _occurrence_starts(self, postings: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        block = postings >> _SHIFT
        window = (block << _SHIFT)[:, None] + np.arange(_STRIDE)
        inside = window < postings[:, None]
        near = self.frequencies[np.minimum(window, len(self.frequencies) - 1)]
        since = np.where(inside, near, 0).sum(axis=1, dtype=np.int64)
        starts: npt.NDArray[np.int64] = self.skips[block] + since
        return starts


def make_postings(
    terms: npt.NDArray[np.int64],
    passages: npt.NDArray[np.int64],
    rows: npt.NDArray[np.int64],
    vocabulary_size: int,
) -> Postings:
    """Postings of occurrences that are given in the order of the text, one entry each."""
    order = np.argsort(terms, kind="stable")
    terms, passages, rows = terms[order], passages[order], rows[order]
    first = np.flatnonzero(_changes(terms) | _changes(passages))
    frequencies = np.diff(np.append(first, len(terms)))
    return Postings(
        starts=np.searchsorted(terms[first], np.arange(vocabulary_size + 1)),
        passages=passages[first].astype(np.int32),
        frequencies=smallest(frequencies),
        rows=smallest(rows),
        skips=first[::_STRIDE],
    )


def smallest(numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.unsignedinteger]:
    """The same numbers, none negative, in the narrowest unsigned type that holds them."""
    width: npt.DTypeLike = np.min_scalar_type(int(numbers.max(initial=0)))
    return numbers.astype(width)


def _changes(numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    return np.concatenate((np.ones(min(1, len(numbers)), bool), numbers[1:] != numbers[:-1]))
