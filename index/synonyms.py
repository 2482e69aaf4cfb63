"""Everyday words of a question with their written equivalents, from `index/data/synonyms.txt`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from types import MappingProxyType

from index.lexicon import STEM_MARK, Equivalent

FILE = "synonyms.txt"
_STEM_TAGS = ("VV", "VA")
# Words of letters and digits, inside them a few marks (M&A, CO2, 3.1절); a stem ends with "-".
_ENTRY = r"\w[\w&./+]*(?: \w[\w&./+]*)*-?"
_LINE = re.compile(rf"{_ENTRY}(?:, {_ENTRY})*(?: > {_ENTRY}(?:, {_ENTRY})*)?")

_Pair = tuple[tuple[str, ...], tuple[str, ...]]  # what is asked → what is looked for


class SynonymError(ValueError):
    """A line that cannot be read, as `path:line: problem`."""


class Synonyms:
    """An immutable mapping of a question's terms to the entries also looked for, in file order."""

    def __init__(self, groups: Iterable[_Pair]) -> None:
        """`groups`: entries as written in a file; the two sides of a symmetric one are the same."""
        sides: dict[str, list[tuple[str, ...]]] = {}
        count = 0
        for count, (asked, sought) in enumerate(groups, start=1):
            for entry in asked:
                sides.setdefault(entry.lower(), []).append(sought)
        self._count = count
        self._sides = MappingProxyType(sides)

    @classmethod
    def load(cls) -> "Synonyms":
        """The packaged list."""
        path = files("index").joinpath("data", FILE)
        return cls.read(path.read_text("utf-8"), f"index/data/{FILE}")

    @classmethod
    def read(cls, text: str, name: str) -> "Synonyms":
        """The list of a file's text; raises SynonymError at the first bad line of file `name`."""
        return cls(_groups(text, name))

    def __len__(self) -> int:
        """The number of groups."""
        return self._count

    def __contains__(self, written: object) -> bool:
        return written in self._sides

    def of(self, term: str, tag: str = "") -> tuple[Equivalent, ...]:
        """What else a question's term may be called: none for an unknown one.

        With Kiwi's `tag` a stem answers only to verbs and adjectives, and a noun only to other
        tags (죽- is to die, 죽 is porridge); without one, both do. An equivalent that is a stem
        may hold white space (세상 떠나): each part is a term as it is.
        """
        found: dict[str, None] = {}
        for asked in _written(term, tag):
            for side in self._sides.get(asked, ()):
                found.update(dict.fromkeys(side))
            found.pop(asked, None)
        return tuple(
            Equivalent(text.removesuffix(STEM_MARK), text.endswith(STEM_MARK)) for text in found
        )


def _written(term: str, tag: str) -> tuple[str, ...]:
    if not tag:
        return term, term + STEM_MARK
    return (term + STEM_MARK,) if tag.startswith(_STEM_TAGS) else (term,)


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
    asked, sought = tuple(left.split(", ")), tuple(right.split(", "))
    entries = asked + sought if directed else asked
    if len(set(entries)) < len(entries):
        raise SynonymError(f"{place}: {line!r} says an entry twice; keep one")
    if len(entries) < 2:
        raise SynonymError(f"{place}: {line!r} has no synonym; add one")
    return asked, sought if directed else asked
