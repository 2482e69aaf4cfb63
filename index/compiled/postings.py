"""Postings: which passages hold a term, how often, and in which of their sentences."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Bytes, Numbers, Unsigned, spans
from index.compiled.coding import (
    BYTE_BLOCK,
    BYTES,
    LARGE,
    PAIR,
    WORD_BLOCK,
    WORDS,
    shape,
    whole_width,
)

STRIDE = 64  # postings from one entry of a term's skips to the next
SKIP_BYTES = 4

Passages = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of term t, in `df[t]` of `size` passages, are the run at `at[t]` of `codes`.

    Its occurrences lie at `rows_at[t]` of `rows`: first, for each 64th posting but the first,
    where that posting's occurrences begin (four bytes, counted from the term's first); then for
    each occurrence its row in the passage, `row_width` bytes: 0 the heading, else the sentence
    from 1.
    """

    size: int
    row_width: int
    df: Unsigned
    at: Unsigned
    codes: Bytes
    rows_at: Unsigned
    rows: Bytes

    def run(self, term: int) -> tuple[int, int, int]:
        """In how many passages a term stands, and where its run begins and ends."""
        last = term + 1 == len(self.at)
        end = len(self.codes) if last else int(self.at[term + 1])
        return int(self.df[term]), int(self.at[term]), end

    def read(self, term: int) -> tuple[Passages, Unsigned]:
        """The passages of a term, ascending, and its frequency in each."""
        df, at = int(self.df[term]), int(self.at[term])
        way, head, body = shape(df, self.size)
        halves = at + head + body
        coded = self.codes[at + head : halves]
        if way == BYTES:
            blocks = np.repeat(_bases(head, BYTE_BLOCK), self.codes[at : at + head])
            passages = blocks + coded
        elif way == WORDS:
            passages = coded.view("<u2").astype(np.int32)
            if head:
                counts = self.codes[at : at + head].view("<u2")
                passages += np.repeat(_bases(head // 2, WORD_BLOCK), counts)
        else:
            width = whole_width(self.size)
            passages = coded[::width].astype(np.int32)
            for i in range(1, width):
                passages |= coded[i::width].astype(np.int32) << (8 * i)
        return passages, self._frequencies(halves, df)

    def locate(self, term: int, wanted: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Those of some passages, given ascending, that hold a term.

        Their positions in `wanted`, their positions in the run, and the term's frequencies.
        """
        df, at = int(self.df[term]), int(self.at[term])
        way, head, body = shape(df, self.size)
        if way == BYTES:
            held, posting = self._locate_bytes(at, head, wanted)
        else:
            passages = self.read(term)[0]
            place = np.minimum(np.searchsorted(passages, wanted), df - 1)
            held = np.flatnonzero(passages[place] == wanted)
            posting = place[held]
        halves = at + head + body
        frequencies = (self.codes[halves + (posting >> 1)] >> ((posting & 1) << 2)) & 15
        if (frequencies == LARGE).any():
            frequencies = self._frequencies(halves, df)[posting]
        return held, posting, frequencies.astype(np.int64)

    def occurrences(self, term: int, wanted: Numbers) -> tuple[Numbers, Numbers]:
        """The occurrences of a term in some passages, given ascending and distinct.

        For each occurrence its position in `wanted`, and its row.
        """
        held, posting, counts = self.locate(term, wanted)
        at, skips = int(self.rows_at[term]), (int(self.df[term]) - 1) // STRIDE
        starts = self._since_skip(term, posting)
        block = posting // STRIDE
        if skips:
            table = self.rows[at : at + SKIP_BYTES * skips].view("<u4")
            starts += np.where(block > 0, table[np.maximum(block, 1) - 1], 0)
        where = at + SKIP_BYTES * skips + self.row_width * spans(starts, counts)
        found = self.rows[where].astype(np.int64)
        for i in range(1, self.row_width):
            found |= self.rows[where + i].astype(np.int64) << (8 * i)
        return np.repeat(held, counts), found

    def _locate_bytes(self, at: int, head: int, wanted: Numbers) -> tuple[Numbers, Numbers]:
        ends = np.cumsum(self.codes[at : at + head], dtype=np.int64)
        block = wanted // BYTE_BLOCK
        sizes = self.codes[at + block].astype(np.int64)
        starts = ends[block] - sizes
        posting = spans(starts, sizes)
        asked = np.repeat(np.arange(len(wanted)), sizes)
        equal = np.flatnonzero(self.codes[at + head + posting] == (wanted % BYTE_BLOCK)[asked])
        return asked[equal], posting[equal]

    def _frequencies(self, halves: int, df: int) -> Unsigned:
        """The frequencies of a run, of which the half bytes begin at `halves`."""
        tail = halves + (df + 1) // 2
        packed = self.codes[halves:tail]
        found = np.empty(2 * len(packed), dtype=np.uint8)
        np.bitwise_and(packed, 15, out=found[::2])
        np.right_shift(packed, 4, out=found[1::2])
        found = found[:df]
        large = np.flatnonzero(found == LARGE)
        if not len(large):
            return found
        whole = found.astype(np.uint32)
        whole[large] = self.codes[tail : tail + PAIR * len(large)].view("<u4")[1::2]
        return whole

    def _since_skip(self, term: int, posting: Numbers) -> Numbers:
        """How many occurrences stand between a posting and the skip before it."""
        df, at = int(self.df[term]), int(self.at[term])
        _, head, body = shape(df, self.size)
        window = (posting // STRIDE * STRIDE)[:, None] + np.arange(STRIDE)
        inside = window < posting[:, None]
        window = np.minimum(window, df - 1)
        near = (self.codes[at + head + body + (window >> 1)] >> ((window & 1) << 2)) & 15
        if (near[inside] == LARGE).any():
            near = self._frequencies(at + head + body, df)[window]
        since: Numbers = np.where(inside, near, 0).sum(axis=1, dtype=np.int64)
        return since


def _bases(blocks: int, block: int) -> Passages:
    return np.arange(0, blocks * block, block, dtype=np.int32)
