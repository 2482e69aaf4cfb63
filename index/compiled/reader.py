"""The terms of a part, read: which passages hold a term, and what they score by it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import compress, count
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Numbers
from index.compiled.coding import LARGE
from index.compiled.kept import Kept
from index.compiled.part import Part
from index.compiled.runs import Run
from index.compiled.scoring import Matches, Scores, impacts, norms
from index.compiled.whole import Whole

# Bytes of terms kept decoded, and of frequent terms' rows: the same words come again and again.
_MATCHES_KEPT, _ROWS_KEPT = 40_000_000, 24_000_000
# A term in more than one passage of so many is frequent: it is not read, but looked up in a row of
# all passages.
FREQUENT = 8
LONG = 200  # passages; a term in fewer is decoded in less time than it takes to keep it
# Postings of a part, up to which all of them are decoded (48 MB) when it is asked again and again:
# after so many questions, for decoding takes as long as a hundred.
WHOLE, WHOLE_AFTER = 3_000_000, 20
NOTHING = Matches(np.empty(0, np.int64), np.empty(0))


class Leaf(NamedTuple):
    """A term of a part as a group of a query has it."""

    run: Run
    idf: float
    weight: float


class Joined(NamedTuple):
    """What terms match, one after the other in another `order`, and the passages of each."""

    order: list[int]
    sizes: list[int]
    passages: Numbers
    scores: Scores

    def matches(self) -> Iterator[tuple[int, Matches]]:
        """Each term, by its number, with its matches."""
        end = 0
        for number, size in zip(self.order, self.sizes, strict=True):
            some = slice(end, end := end + size)
            yield number, Matches(self.passages[some], self.scores[some])


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


class Reader:
    """Reads terms of a part; any number of threads may.

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
        self._matches = Kept[Matches](_MATCHES_KEPT)
        self._rows = Kept[Row](_ROWS_KEPT)
        self._zeros: list[Scores] = []
        self._asked = count()
        self._whole: Whole | None = None

    def __len__(self) -> int:
        return len(self.levels)

    @contextmanager
    def zeros(self) -> Iterator[Scores]:
        """A 0 for each passage, which are to be left as 0; new memory would cost more than work."""
        try:
            zeros = self._zeros.pop()
        except IndexError:
            zeros = np.zeros(len(self.levels))
        yield zeros
        self._zeros.append(zeros)

    def frequent(self, leaf: Leaf) -> bool:
        """Whether the term is one to look up, not to read."""
        return not self._whole and self._in_many(leaf)

    def read(self, leaves: Sequence[Leaf]) -> Joined:
        """The passages that hold terms, and their weighted BM25+ there; decoded at once."""
        if next(self._asked) == WHOLE_AFTER:
            self._whole = self._read_whole()
        if self._whole:
            return self._sliced(self._whole, leaves)
        kept: dict[int, Matches] = {}
        for number, leaf in enumerate(leaves):
            if leaf.run.df >= LONG and (found := self._matches.get(leaf.run.term)):
                kept[number] = found
        unread = [number for number in range(len(leaves)) if number not in kept]
        unread.sort(key=lambda number: leaves[number].run.df)
        order = [*unread, *kept]
        read = [NOTHING, *kept.values()]
        if unread:
            read[0] = self._decoded([leaves[number] for number in unread])
        sizes = [leaves[number].run.df for number in order]
        scores = np.concatenate([one.scores for one in read])
        scores *= np.repeat([leaves[number].weight for number in order], sizes)
        return Joined(order, sizes, np.concatenate([one.passages for one in read]), scores)

    def _sliced(self, whole: Whole, leaves: Sequence[Leaf]) -> Joined:
        """`read` where all is decoded; in the order that was given."""
        read = [NOTHING, *(whole.read(leaf.run) for leaf in leaves)]
        sizes = [leaf.run.df for leaf in leaves]
        scores = np.concatenate([one.scores for one in read])
        factors = [[leaf.idf for leaf in leaves], [leaf.weight for leaf in leaves]]
        for factor in np.repeat(factors, sizes, axis=1):
            scores *= factor
        passages = np.concatenate([one.passages for one in read])
        return Joined(list(range(len(leaves))), sizes, passages, scores)

    def _read_whole(self) -> Whole | None:
        """All terms, where they are few enough."""
        postings = self.part.segment.postings
        df = postings.dfs(np.arange(len(postings)))
        return Whole(postings, df, self._scored) if df.sum() <= WHOLE else None

    def look_up(self, leaves: Sequence[Leaf], passages: Numbers) -> Scores:
        """The weighted BM25+ of terms in passages, given ascending (terms, passages)."""
        # Another thread may have decoded all just now.
        frequent = [self._in_many(leaf) for leaf in leaves]
        if all(frequent):
            return self._look_up(leaves, passages)
        found = np.empty((len(leaves), len(passages)))
        found[frequent] = self._look_up(list(compress(leaves, frequent)), passages)
        rare = [number for number, common in enumerate(frequent) if not common]
        for number, match in self.read([leaves[number] for number in rare]).matches():
            found[rare[number]] = match.of(passages)
        return found

    def _in_many(self, leaf: Leaf) -> bool:
        return leaf.run.df * FREQUENT > len(self.levels)

    def _look_up(self, leaves: Sequence[Leaf], passages: Numbers) -> Scores:
        """`look_up` for frequent terms."""
        rows = [self._row(leaf) for leaf in leaves]
        levels = self.levels.take(passages)
        frequencies = np.array([row.frequencies.take(passages) for row in rows])
        scores = self._impacts(frequencies, levels)
        if frequencies.max(initial=0) == LARGE:
            for row, own, score in zip(rows, frequencies, scores, strict=True):
                large = np.flatnonzero(own == LARGE)
                score[large] = row.impacts[np.searchsorted(row.large, passages[large])]
        scores *= np.array([[leaf.idf] for leaf in leaves])
        scores *= np.array([[leaf.weight] for leaf in leaves])
        return scores

    def _decoded(self, leaves: Sequence[Leaf]) -> Matches:
        """Terms that are not kept, by rising numbers of passages; from now on, long ones are."""
        passages, scores = self._read(leaves)
        sizes = [leaf.run.df for leaf in leaves]
        scores *= np.repeat([leaf.idf for leaf in leaves], sizes)
        end = len(passages)
        for leaf in reversed(leaves):
            if leaf.run.df < LONG:
                break
            some = slice(end - leaf.run.df, end)
            end -= leaf.run.df
            # Copies, so that none keeps the others in memory.
            own = Matches(passages[some].copy(), scores[some].copy())
            self._matches.put(leaf.run.term, own)
        return Matches(passages, scores)

    def _read(self, leaves: Sequence[Leaf]) -> tuple[Numbers, Scores]:
        """The passages of terms, and the impact of the term in each, term after term."""
        postings = self.part.segment.postings
        passages, frequencies = postings.read_all([leaf.run for leaf in leaves])
        return passages, self._scored(passages, frequencies)

    def _scored(self, passages: Numbers, frequencies: npt.NDArray[np.integer]) -> Scores:
        """The impacts of frequencies in passages."""
        levels = self.levels.take(passages)
        if frequencies.dtype == np.uint8:
            return self._impacts(frequencies, levels)
        return impacts(frequencies, self._norms[levels])

    def _row(self, leaf: Leaf) -> Row:
        found = self._rows.get(leaf.run.term)
        if found is None:
            passages, frequencies = self.part.segment.postings.read_all([leaf.run])
            row = np.zeros(len(self.levels), np.uint8)
            row[passages] = np.minimum(frequencies, LARGE)
            own = np.flatnonzero(frequencies >= LARGE)
            large = passages[own]
            scored = impacts(frequencies[own], self._norms[self.levels[large]])
            found = Row(row, large, scored)
            self._rows.put(leaf.run.term, found)
        return found

    def _impacts(
        self, frequencies: npt.NDArray[np.integer], levels: npt.NDArray[np.integer]
    ) -> Scores:
        """The impacts of frequencies below LARGE."""
        places = np.multiply(frequencies, self.impacts.shape[1], dtype=np.int64)
        places += levels
        found: Scores = self.impacts.take(places)
        return found
