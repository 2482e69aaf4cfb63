"""Everyday words of a question with their written equivalents, from `index/data/synonyms.txt`."""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import chain

from index.lexicon import STEM_MARK, Equivalent

FILE = "synonyms.txt"
_WORD = r"[\w%][\w&./+]*"  # M&A, 3.1, %
_ENTRY = rf"{_WORD}(?: {_WORD})*-?"
_LINE = re.compile(rf"{_ENTRY}(?:, {_ENTRY})*(?: > {_ENTRY}(?:, {_ENTRY})*)?")

_Pair = tuple[tuple[str, ...], tuple[str, ...]]  # what is asked → what is looked for


class SynonymError(ValueError):
    """A line that cannot be read, as `path:line: problem`."""


class Synonyms:
    """An immutable mapping of a question's terms to the entries also looked for, in file order."""

    def __init__(self, groups: Iterable[_Pair]) -> None:
        """`groups`: entries as written in a file; the two sides of a symmetric one are the same."""
        self._groups = tuple(groups)
        self._sides: dict[str, list[tuple[str, ...]]] = {}
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for asked, sought in self._groups:
            for entry in asked:
                self._sides.setdefault(_key(entry), []).append(sought)
                if " " in entry:
                    self._phrases.setdefault(entry.lower(), []).append(sought)

    @classmethod
    def load(cls) -> "Synonyms":
        """The packaged list."""
        text = files("index").joinpath("data", FILE).read_text("utf-8")
        return cls.read(text, f"index/data/{FILE}")

    @classmethod
    def read(cls, text: str, name: str) -> "Synonyms":
        """The list of a file's text; raises SynonymError at the first bad line of file `name`."""
        return cls(_groups(text, name))

    def __len__(self) -> int:
        return len(self._groups)

    def __iter__(self) -> Iterator[_Pair]:
        return iter(self._groups)

    def of(self, term: str, tag: str = "") -> tuple[Equivalent, ...]:
        """What else a question's term may be called: none for an unknown one.

        With Kiwi's `tag` a stem answers only to verbs and adjectives, and a noun only to other
        tags (죽- is to die, 죽 is porridge); without one, both do. Terms in a row ask for a
        compound when joined, with the last one's tag: 기계학습, 문열 (VV). An equivalent that is a
        stem may hold white space (세상 떠나): each part is a term as it is.
        """
        asked = _asked(term, tag)
        sides = chain.from_iterable(self._sides.get(key, ()) for key in asked)
        return _equivalents(chain.from_iterable(sides), asked)

    def of_two(self, first: str, second: str, tag: str) -> tuple[Equivalent, ...]:
        """What two terms in a row mean together, the second with Kiwi's `tag` (돈 돌려받-: 환불).

        Only what the list has as two words: 보다 and 수 (볼 수 있는) are no 보수.
        """
        asked = _asked(f"{first} {second}", tag)
        sides = chain.from_iterable(self._phrases.get(key, ()) for key in asked)
        return _equivalents(chain.from_iterable(sides), asked)


def _equivalents(entries: Iterable[str], asked: tuple[str, ...]) -> tuple[Equivalent, ...]:
    """The entries, each once, but for those that were asked."""
    keys = set(map(_key, asked))
    return tuple(
        Equivalent(entry.removesuffix(STEM_MARK), entry.endswith(STEM_MARK))
        for entry in dict.fromkeys(entries)
        if _key(entry) not in keys
    )


def _key(entry: str) -> str:
    return entry.replace(" ", "").lower()


def _asked(term: str, tag: str) -> tuple[str, ...]:
    if not tag:
        return term, term + STEM_MARK
    return (term + STEM_MARK,) if tag.startswith(("VV", "VA")) else (term,)


def _groups(text: str, name: str) -> Iterator[_Pair]:
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line and line[0] != "#":
            if line in seen:
                raise SynonymError(f"{name}:{number}: {line!r} is on line {seen[line]} already")
            seen[line] = number
            yield _pair(line, f"{name}:{number}")


def _pair(line: str, place: str) -> _Pair:
    if not _LINE.fullmatch(line):
        raise SynonymError(f"{place}: {line!r} is not '가, 나-, 다' or '가- > 나, 다'")
    left, directed, right = line.partition(" > ")
    asked = tuple(left.split(", "))
    sought = tuple(right.split(", ")) if directed else asked
    entries = asked + sought if directed else asked
    if len(set(entries)) < len(entries):
        raise SynonymError(f"{place}: {line!r} says an entry twice; keep one")
    if len(entries) < 2:
        raise SynonymError(f"{place}: {line!r} has no synonym; add one")
    return asked, sought
