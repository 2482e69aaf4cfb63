"""The names that the articles of an index explain, found by the spelling of any of them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

import numpy as np

from index.mined_table import MinedPart, hash_of, make_table
from index.mining import MinedAlias, mine
from index.spelling import key


class MinedNames:
    """The mined aliases of an index, over its parts."""

    def __init__(self, parts: Sequence[MinedPart] = ()) -> None:
        self._parts = parts

    @classmethod
    def of(cls, aliases: Iterable[MinedAlias]) -> "MinedNames":
        """The names of aliases that are in memory."""
        known = list(aliases)
        return cls([MinedPart(make_table(enumerate(known)), [alias.article for alias in known])])

    def __iter__(self) -> Iterator[MinedAlias]:
        """Every alias, with each place that explains it."""
        for part in self._parts:
            yield from chain.from_iterable(map(part.explained, range(len(part.table))))

    def spelled(self, keys: Collection[str]) -> frozenset[str]:
        """Which of the keys may be that of a mined name; nearly all others are left out."""
        hashed = np.fromiter(map(hash_of, keys), dtype=np.uint32, count=len(keys))
        found = np.zeros(len(keys), dtype=bool)
        for part in self._parts:
            hashes = part.table.hashes
            if len(hashes):
                found |= hashes[np.searchsorted(hashes[:-1], hashed)] == hashed
        return frozenset(one for one, there in zip(keys, found.tolist(), strict=True) if there)

    def with_key(self, spelled: str) -> list[MinedAlias]:
        """Aliases that have a name of this key, each with the first place that explains it."""
        found: dict[tuple[str, ...], MinedAlias] = {}
        for part in self._parts:
            for group in part.table.holders_of(spelled):
                first = next(part.explained(group), None)
                if first and spelled in map(key, first.names):
                    found.setdefault(first.names, first)
        return sorted(found.values(), key=lambda alias: (alias.article, alias.start))


def mined_from(texts: Iterable[tuple[str, str]]) -> MinedNames:
    """The names that articles explain, each given by its id and its text."""
    return MinedNames.of(alias for article, text in texts for alias in mine(article, text))
