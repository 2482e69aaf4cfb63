"""Names of places, languages, currencies, months and weekdays, English and Korean."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from index.alias_file import AliasGroup, AliasLines, Spelling

FILES = ("cldr.txt", "places.txt")
# A translation of a name is as sure as a curated alias of it.
WEIGHT = 0.9


@dataclass(frozen=True, slots=True)
class Name:
    """An English name, its Korean ones, and `file:line`; `exact`: only with these capitals."""

    english: str
    korean: tuple[str, ...]
    source: str
    exact: bool = False


def load_names() -> tuple[Name, ...]:
    """All names of the shipped files, in their order; those written by hand come last."""
    folder = resources.files("index").joinpath("data")
    texts = ((name, folder.joinpath(name).read_text("utf-8")) for name in FILES)
    return tuple(each for name, text in texts for each in read_names(text.splitlines(), name))


def read_names(lines: Iterable[str], file: str) -> list[Name]:
    """`English=한국어,한국어` a line, `#` for comments; raises ValueError at a bad one."""
    names = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        head, equals, tail = line.partition("=")
        korean = tuple(part.strip() for part in tail.split(","))
        english = head.strip()
        if not equals or not english.strip('"') or not all(korean):
            raise ValueError(f"{file}:{number}: {line!r} is not English=한국어,한국어")
        exact = english.startswith('"')
        names.append(Name(english.strip('"'), korean, f"{file}:{number}", exact))
    return names


def as_lexicon(names: Iterable[Name]) -> dict[str, tuple[str, ...]]:
    """Lower-case English → Korean, all lines of one head together, without the exact ones."""
    table: dict[str, tuple[str, ...]] = {}
    for name in names:
        if not name.exact:
            head = name.english.lower()
            table[head] = tuple(dict.fromkeys((*table.get(head, ()), *name.korean)))
    return table


def as_aliases(names: Iterable[Name]) -> AliasLines:
    """The names as groups for `Aliases`: found in both directions, particles and all.

    A Korean name of one syllable (원, 본) is said in answer only: in a question it is a noun.
    """
    groups = []
    for name in names:
        english = Spelling(name.english, exact=name.exact)
        korean = (Spelling(each, answer_only=len(each) < 2) for each in name.korean)
        groups.append(AliasGroup((english, *korean), WEIGHT, name.source))
    return AliasLines(tuple(groups), frozenset())
