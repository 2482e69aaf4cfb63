"""The terms of a part, read: which passages hold a term, and what they score by it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import compress, count
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Numbers
from index.compiled.impact_table import ImpactTable
from index.compiled.kept import Kept
from index.compiled.part import Part
from index.compiled.rows import Rows
from index.compiled.runs import Run
from index.compiled.scoring import Matches, Scores
from index.compiled.whole import Whole

_MATCHES_KEPT = 40_000_000  # bytes of terms, decoded: the same words come again and again
# A term in more than one passage of so many is frequent: it is not read, but looked up in a row of
# all passages.
FREQUENT = 8
LONG = 200  # passages; a term in fewer is decoded in less time than it takes to keep it
# Postings of an index, up to which all are decoded (48 MB) when it is asked again and again:
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


class Reader:
    """Reads terms of a part; any number of threads may."""

    def __init__(self, part: Part, mean_length: float, parts: int = 1) -> None:
        """`parts` is how many share the memory in which all may be decoded."""
        self.part = part
        self.alive: npt.NDArray[np.bool_] | None = part.alive() if part.gone else None
        self.impacts = ImpactTable(part.segment.lengths, mean_length)
        self._matches = Kept[Matches](_MATCHES_KEPT)
        self._rows = Rows(part.segment.postings, self.impacts)
        self._zeros: list[Scores] = []
        self._asked = count()
        self._most = WHOLE // parts
        self._whole: Whole | None = None

    def __len__(self) -> int:
        return len(self.impacts.levels)

    @contextmanager
    def zeros(self) -> Iterator[Scores]:
        """A 0 for each passage, which are to be left as 0; new memory would cost more than work."""
        try:
            zeros = self._zeros.pop()
        except IndexError:
            zeros = np.zeros(len(self.impacts.levels))
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
        return Whole(postings, df, self.impacts) if df.sum() <= self._most else None

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
        return leaf.run.df * FREQUENT > len(self.impacts.levels)

    def _look_up(self, leaves: Sequence[Leaf], passages: Numbers) -> Scores:
        """`look_up` for frequent terms."""
        scores = self._rows.look_up([leaf.run for leaf in leaves], passages)
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
        return passages, self.impacts.of(passages, frequencies)
