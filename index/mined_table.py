"""Mined aliases of numbered articles in arrays, which are used where they lie on disk."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Literal, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Bytes, Numbers, Unsigned, narrow, starts_of
from index.mining import MinedAlias
from index.spelling import key

_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


@dataclass(frozen=True, slots=True, eq=False)
class MinedTable:
    """Which names articles (numbered) say are one, and where each of them says so.

    Group g has the names `names[name_starts[g]:name_starts[g + 1]]`, which is JSON, and the rows
    `firsts[g]:firsts[g + 1]`, one a place: the article, where the evidence begins in its text, and
    the evidence, `evidence[evidence_starts[r]:evidence_starts[r + 1]]`. `hashes` ascend, one for
    each name of a group (`holders`): names are found by the CRC of their keys.
    """

    name_starts: Unsigned
    names: Bytes
    firsts: Unsigned
    articles: npt.NDArray[np.int32]
    places: npt.NDArray[np.int32]
    evidence_starts: Unsigned
    evidence: Bytes
    hashes: npt.NDArray[np.uint32]
    holders: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.name_starts) - 1

    def holders_of(self, spelled: str) -> list[int]:
        """The groups that may have a name of this key; another key may share its hash."""
        wanted = np.uint32(hash_of(spelled))
        first, last = (int(np.searchsorted(self.hashes, wanted, side)) for side in _SIDES)
        return sorted(set(self.holders[first:last].tolist()))

    def names_of(self, group: int) -> tuple[str, ...]:
        """The names of a group."""
        start, end = self.name_starts[group : group + 2].tolist()
        return tuple(json.loads(_text(self.names, start, end)))

    def rows(self, group: int, ids: Sequence[str]) -> Iterator[tuple[int, MinedAlias]]:
        """The articles that explain a group, by number, and what each says; `ids` are theirs."""
        names = self.names_of(group)
        for row in range(*self.firsts[group : group + 2].tolist()):
            article = int(self.articles[row])
            start, end = self.evidence_starts[row : row + 2].tolist()
            evidence = _text(self.evidence, start, end)
            yield article, MinedAlias(names, ids[article], int(self.places[row]), evidence)


class MinedPart(NamedTuple):
    """A table, the ids of its articles, and the articles that are there no more."""

    table: MinedTable
    ids: Sequence[str]
    deleted: frozenset[int] = frozenset()

    def explained(self, group: int) -> Iterator[MinedAlias]:
        """Where a group of the table is explained, in articles that are still there."""
        rows = self.table.rows(group, self.ids)
        return (alias for article, alias in rows if article not in self.deleted)


def make_table(aliases: Iterable[tuple[int, MinedAlias]]) -> MinedTable:
    """The table of some aliases, each with the number of its article."""
    groups: dict[tuple[str, ...], list[tuple[int, MinedAlias]]] = {}
    for article, alias in aliases:
        groups.setdefault(alias.names, []).append((article, alias))
    rows = [row for found in groups.values() for row in found]
    names = [_bytes(json.dumps(group, ensure_ascii=False)) for group in groups]
    evidence = [_bytes(alias.evidence) for _, alias in rows]
    keys = [(hash_of(key(name)), n) for n, group in enumerate(groups) for name in group]
    hashed = np.array(sorted(keys), dtype=np.int64).reshape(-1, 2)
    return MinedTable(
        name_starts=_starts(names),
        names=np.frombuffer(b"".join(names), dtype=np.uint8),
        firsts=narrow(starts_of(np.array([len(found) for found in groups.values()], np.int64))),
        articles=np.array([article for article, _ in rows], dtype=np.int32),
        places=np.array([alias.start for _, alias in rows], dtype=np.int32),
        evidence_starts=_starts(evidence),
        evidence=np.frombuffer(b"".join(evidence), dtype=np.uint8),
        hashes=hashed[:, 0].astype(np.uint32),
        holders=hashed[:, 1].astype(np.int32),
    )


def moved(part: MinedPart, articles: Numbers, first: int) -> list[tuple[int, MinedAlias]]:
    """The aliases of some articles of a part, renumbered from `first` in that order."""
    numbers = dict(zip(articles.tolist(), count(first), strict=False))
    table = part.table
    rows = chain.from_iterable(table.rows(group, part.ids) for group in range(len(table)))
    kept = [(numbers[article], alias) for article, alias in rows if article in numbers]
    return sorted(kept, key=lambda pair: (pair[0], pair[1].start))


def hash_of(spelled: str) -> int:
    """What a name of that key is found by."""
    return crc32(_bytes(spelled))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: Bytes, start: int, end: int) -> str:
    return data[start:end].tobytes().decode("utf-8", "surrogatepass")


def _starts(parts: Sequence[bytes]) -> Unsigned:
    return narrow(starts_of(np.array([len(part) for part in parts], dtype=np.int64)))
