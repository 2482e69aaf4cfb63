"""Search by machine code (`machine`), when the `[fast]` extra is installed."""

import logging
import math
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Numbers
from index.compiled.lists import DF, GIVEN, MOST, NO_LIST, NUMBER, Coded, Words
from index.compiled.reader import NOTHING, Reader
from index.compiled.scoring import Matches, Scores
from index.compiled.vocabulary import encode_term
from index.engine import Group, Hit, Query

if TYPE_CHECKING:
    from types import ModuleType

# Passages. Below, loading machine code (half a second, 130 MB) costs more than it ever gives.
FROM = 10_000
_MANY = 200  # hits; a query for more is for a check, and pruning would not help it
_ALL = np.empty(0, np.bool_)

Flags = npt.NDArray[np.bool_]
Match = Callable[[int, Group], Matches]  # what a group matches in the part of that number

_log = logging.getLogger(__name__)


@cache
def load_machine() -> "ModuleType | None":
    """The compiled search; None without numba, or where numba cannot keep what it compiles."""
    if find_spec("numba") is None:
        return None
    try:
        from index.compiled import machine
    except RuntimeError as error:  # numba has no folder to write its cache to
        _log.warning("search runs without numba: %s", error)
        return None
    return machine


class FastSearch:
    """Searches parts that together have `size` passages; any number of threads may."""

    def __init__(self, machine: "ModuleType", readers: Sequence[Reader], size: int) -> None:
        self._machine = machine
        self._size = size
        self._parts = [_FastPart(reader) for reader in readers]

    def search(
        self, query: Query, k: int, allowed: Sequence[Flags | None], match: Match
    ) -> list[Hit] | None:
        """The best k hits of each part; `allowed` has a flag for each passage of each.

        None when the query has something that only the arrays of numpy know how to do.
        """
        terms = _terms(query) if 0 < k <= _MANY else None
        if terms is None:
            return None
        keys = np.frombuffer(b"".join(terms.keys) or b"-", np.uint8)
        sizes, weights = np.array([len(key) for key in terms.keys]), np.array(terms.weights)
        if len(self._parts) == 1 and not terms.others and not self._parts[0].gone:
            part = self._parts[0]
            return part.hits(self._machine.ask, (keys, sizes, weights, part.words), allowed[0], k)
        rows = [self._machine.find(keys, sizes, part.words, part.size) for part in self._parts]
        idfs = self._idfs(rows)
        hits: list[Hit] = []
        parts = zip(self._parts, rows, allowed, strict=True)
        for number, (part, own, flags) in enumerate(parts):
            given = [match(number, query[place]) for place in terms.others]
            if any(one.scores.min(initial=1.0) <= 0 for one in given):
                return None
            lists = (own, idfs, weights, *_give(given, terms.others, own, idfs))
            hits.extend(part.hits(self._machine.ask_part, lists, flags, k))
        return hits

    def _idfs(self, rows: Sequence[Numbers]) -> Scores:
        """The idf of each list's term; a list whose passages are all deleted is emptied."""
        held = np.sum([own[:, DF] for own in rows], axis=0)
        for part, own in zip(self._parts, rows, strict=True):
            if part.gone:
                held -= [part.gone.get(number, 0) for number in own[:, NUMBER].tolist()]
        for own in rows:
            own[held == 0] = NO_LIST
        return np.array([math.log((self._size + 1) / df) if df else 0.0 for df in held.tolist()])


class _FastPart:
    """The arrays of a part as the machine code takes them."""

    def __init__(self, reader: Reader) -> None:
        vocabulary, postings = reader.part.segment.vocabulary, reader.part.segment.postings
        self.size = postings.size
        self.gone = reader.part.gone
        words = (vocabulary.text, vocabulary.lengths, vocabulary.firsts, vocabulary.starts)
        places = (postings.df, postings.frequent, postings.frequent_df, postings.anchors)
        runs = (postings.codes, postings.large_places, postings.larges)
        impacts = (reader.impacts.levels, reader.impacts.table)
        self.words = Words(*map(_plain, (*words, *places)))
        self._coded = Coded(*map(_plain, (*runs, *impacts)))
        self._numbers = _plain(reader.part.numbers)
        self._zeros = reader.zeros

    def hits(
        self, ask: Any, arguments: tuple[Any, ...], allowed: Flags | None, k: int
    ) -> list[Hit]:
        """What the machine code finds, given these arguments before those that the part gives."""
        with self._zeros() as sums:
            flags = _ALL if allowed is None else allowed
            numbers, scores = ask(*arguments, self._coded, self._numbers, flags, k, sums)
        return list(map(Hit, numbers.tolist(), scores.tolist()))


class _Terms(NamedTuple):
    """The groups of a query as terms; a group that is none, at one of `others`, has no key."""

    keys: list[bytes]
    weights: list[float]
    others: list[int]


def _terms(query: Query) -> _Terms | None:
    """The terms of a query; None when one of them weighs nothing."""
    keys, weights, others = _Terms([], [], [])
    for place, group in enumerate(query):
        alternatives = group.alternatives
        if len(alternatives) == 1 and len(alternatives[0]) == 1:
            term, weight = alternatives[0][0]
            if weight <= 0:
                return None
            keys.append(encode_term(term))
            weights.append(weight)
        else:
            keys.append(b"")
            weights.append(1.0)
            others.append(place)
    return _Terms(keys, weights, others)


def _give(
    given: Sequence[Matches], places: Sequence[int], rows: Numbers, idfs: Scores
) -> tuple[npt.NDArray[np.int32], Scores]:
    """Make rows of what some groups match, and the passages and scores that these rows mean."""
    start = 0
    for place, one in zip(places, given, strict=True):
        rows[place] = -1, GIVEN, start, len(one.passages), 0, 0
        idfs[place] = one.scores.max(initial=0.0) / MOST
        start += len(one.passages)
    passages, scores = zip(NOTHING, *given, strict=True)
    return np.concatenate(passages).astype(np.int32), np.concatenate(scores)


def _plain(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The array as one that cannot be written to, mapped or not: numba compiles for each type."""
    plain = array.view(np.ndarray)
    plain.flags.writeable = False
    return plain
