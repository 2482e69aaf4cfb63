"""The default engine: rank_bm25's scores out of postings that lie in arrays."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.compiled.arrays import sizes_of, spans
from index.compiled.block import Block
from index.compiled.counting import count_sentences
from index.compiled.fast import FROM, FastSearch, load_machine
from index.compiled.part import Part
from index.compiled.plain import PlainList, best, matches
from index.compiled.reader import Leaf, Reader
from index.compiled.runs import Run
from index.compiled.scoring import Matches, top
from index.engine import Document, Group, Hit, Query, SentenceCounts

if TYPE_CHECKING:
    import numpy.typing as npt

_TERMS_KEPT = 1 << 16  # look-ups remembered


class _Term(NamedTuple):
    df: int
    idf: float
    runs: tuple[Run | None, ...]  # in each part, deleted passages included


class CompiledEngine:
    """`index.engine.Engine` over immutable parts; any number of threads may ask it."""

    name = "compiled"

    def __init__(self, parts: Sequence[Part], *, fast: bool | None = None) -> None:
        """`fast` tells whether to use machine code; None: where it is worth its loading."""
        self._parts = tuple(parts)
        self._size = sum(int(part.alive().sum()) for part in parts)
        terms = sum(int(part.segment.lengths[part.alive()].sum()) for part in parts)
        self.mean_length = terms / self._size if terms else 1.0
        self._readers = [Reader(part, self.mean_length, len(parts)) for part in parts]
        machine = load_machine() if fast or (fast is None and self._size >= FROM) else None
        self._fast = FastSearch(machine, self._readers, self._size) if machine else None
        self._places = _places(self._parts, self._size)
        self._mean_sentence_length = _mean_sentence_length(self._parts)
        self._find = lru_cache(_TERMS_KEPT)(self._look_up)

    @classmethod
    def of(cls, documents: Iterable[Document], *, fast: bool | None = None) -> "CompiledEngine":
        """An engine over documents, in memory."""
        block = Block()
        for document in documents:
            block.add(document)
        part = Part(block.segment(), np.arange(len(block), dtype=np.int32), gone={})
        return cls([part], fast=fast)

    def __len__(self) -> int:
        return self._size

    def df(self, term: str) -> int:
        return self._find(term).df

    def vocabulary(self) -> Iterable[str]:
        terms = {term for part in self._parts for term in part.segment.vocabulary}
        if any(part.gone for part in self._parts):
            return [term for term in terms if self._look_up(term).df]
        return terms

    def mean_sentence_length(self) -> float:
        return self._mean_sentence_length

    def search(
        self, query: Query, k: int, within: "npt.NDArray[np.bool_] | None" = None
    ) -> list[Hit]:
        allowed = [_allowed(reader, within) for reader in self._readers]
        hits = self._fast.search(query, k, allowed, self._match) if self._fast else None
        if hits is None:
            hits = []
            for number, (reader, flags) in enumerate(zip(self._readers, allowed, strict=True)):
                found = best(self._lists(query, number), reader, k, flags)
                hits.extend(top(found, reader.part.numbers, k))
        if len(self._readers) > 1:
            hits.sort(key=lambda hit: (-hit.score, hit.passage))
        return hits[: max(0, k)]

    def sentence_counts(self, passages: Sequence[int], terms: Sequence[str]) -> SentenceCounts:
        runs = [self._find(term).runs for term in terms]
        return count_sentences(self._parts, self._places, passages, runs)

    def _lists(self, query: Query, number: int) -> list[PlainList]:
        """What the groups of a query match in a part."""
        lists = []
        for place, group in enumerate(query):
            ways = group.alternatives
            if len(ways) == 1 and len(ways[0]) == 1:  # most are, and it is the quicker way
                term, weight = ways[0][0]
                _, idf, runs = self._find(term)
                if run := runs[number]:
                    lists.append(PlainList(place, (Leaf(run, idf, weight),), (1,)))
                continue
            leaves, counts = self._leaves(group, number)
            if leaves:
                lists.append(PlainList(place, leaves, counts))
        return lists

    def _leaves(self, group: Group, number: int) -> tuple[list[Leaf], list[int]]:
        """The terms of a group that stand in a part, and how many each alternative has."""
        leaves: list[Leaf] = []
        ways = []
        for alternative in group.alternatives:
            before = len(leaves)
            for term, weight in alternative:
                _, idf, runs = self._find(term)
                if run := runs[number]:
                    leaves.append(Leaf(run, idf, weight))
            if len(leaves) > before:
                ways.append(len(leaves) - before)
        return leaves, ways

    def _match(self, number: int, group: Group) -> Matches:
        """The passages of a part that a group matches."""
        return matches([PlainList(0, *self._leaves(group, number))], self._readers[number])[0]

    def _look_up(self, term: str) -> _Term:
        runs: list[Run | None] = []
        df = 0
        for part in self._parts:
            number = part.segment.vocabulary.find(term)
            run = part.segment.postings.run(number) if number >= 0 else None
            df += run.df - part.gone.get(number, 0) if run else 0
            runs.append(run)
        if not df:  # in no passage that is still there
            return _Term(0, 0.0, (None,) * len(runs))
        return _Term(df, math.log((self._size + 1) / df), tuple(runs))


def _allowed(
    reader: Reader, within: "npt.NDArray[np.bool_] | None"
) -> "npt.NDArray[np.bool_] | None":
    """Which passages of a part may be hits; None for all of them."""
    if within is None:
        return reader.alive
    own = within[reader.part.numbers]
    return own if reader.alive is None else own & reader.alive


def _places(
    parts: Sequence[Part], size: int
) -> "tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]":
    """The part of each passage of the index, and its place in that part."""
    part_of, place_of = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32)
    for number, part in enumerate(parts):
        alive = part.alive()
        part_of[part.numbers[alive]] = number
        place_of[part.numbers[alive]] = np.flatnonzero(alive)
    return part_of, place_of


def _mean_sentence_length(parts: Sequence[Part]) -> float:
    """Terms a sentence, over the passages that are still there; headings do not count."""
    terms = sentences = 0
    for part in parts:
        segment, alive = part.segment, part.alive()
        starts = segment.row_starts[:-1][alive].astype(np.int64)
        sizes = sizes_of(segment.row_starts)[alive]
        rows = spans(starts + 1, sizes - 1)
        terms += int(segment.row_lengths[rows].sum(dtype=np.int64))
        sentences += len(rows)
    return terms / sentences if sentences else 0.0
