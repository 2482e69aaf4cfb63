"""Reads the lines of an aliases.txt: groups of spellings, and an operator's vetoes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from index.decoding import decode
from index.fault import Fault
from index.folder import ContentError
from index.problem import ReadError
from index.spelling import key

CURATED_WEIGHT = 0.9  # how sure a line of a file is, beside the asked word itself (1.0)


class AliasFileError(ContentError):
    """A file or a line that cannot be read."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a name; `exact` means with these capitals only.

    What is `answer_only` is looked for in articles and never recognized in a question.
    """

    text: str
    ambiguous: bool = False
    exact: bool = False
    answer_only: bool = False
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", key(self.text))


@dataclass(frozen=True, slots=True)
class AliasGroup:
    """Spellings of one name, how sure that is, and where it says so."""

    spellings: tuple[Spelling, ...]
    weight: float
    source: str


@dataclass(frozen=True, slots=True)
class AliasLines:
    """What one file says: its groups, and what it takes away (keys of one or two spellings)."""

    groups: tuple[AliasGroup, ...]
    vetoes: frozenset[frozenset[str]]


def shipped_aliases() -> AliasLines:
    """The names that come with the program."""
    text = resources.files("index").joinpath("data/aliases.txt").read_text("utf-8")
    return read_aliases(text.splitlines(), "aliases.txt", CURATED_WEIGHT)


def operator_aliases(path: Path) -> AliasLines | None:
    """The operator's own file; None when there is none. Raises AliasFileError."""
    try:
        lines = decode(path.read_bytes()).splitlines()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise AliasFileError(Fault.UNREADABLE, path, error) from error
    except ReadError as error:
        raise AliasFileError(Fault.NOT_TEXT, path, error.detail) from error
    return read_aliases(lines, str(path), CURATED_WEIGHT)


def read_aliases(lines: Iterable[str], name: str, weight: float) -> AliasLines:
    """The groups and vetoes of the file `name`; raises AliasFileError at the first bad line."""
    groups: list[AliasGroup] = []
    vetoes: set[frozenset[str]] = set()
    for number, raw in enumerate(lines, start=1):
        line = raw.strip().removeprefix("\ufeff")
        if not line or line.startswith("#"):
            continue
        place = f"{name}:{number}"
        if line.startswith("!"):
            vetoes.add(_veto(line[1:], place))
        else:
            groups.append(AliasGroup(_group(line, place), weight, place))
    return AliasLines(tuple(groups), frozenset(vetoes))


def _group(line: str, place: str) -> tuple[Spelling, ...]:
    spellings = _spellings(line, place)
    if len(spellings) < 2:
        raise AliasFileError(Fault.ONE_SPELLING, place, repr(line))
    return spellings


def _veto(line: str, place: str) -> frozenset[str]:
    spellings = _spellings(line, place)
    if len(spellings) > 2:
        raise AliasFileError(Fault.LONG_VETO, place, repr(line.strip()))
    return frozenset(spelling.key for spelling in spellings)


def _spellings(line: str, place: str) -> tuple[Spelling, ...]:
    found: dict[str, Spelling] = {}
    for part in line.split("="):
        spelling = _spelling(part.strip(), place)
        if found.setdefault(spelling.text, spelling) is not spelling:
            raise AliasFileError(Fault.TWICE, place, repr(spelling.text))
    return tuple(found.values())


def _spelling(part: str, place: str) -> Spelling:
    text = part.removesuffix("?").rstrip()
    exact = len(text) > 2 and text.startswith('"') and text.endswith('"')
    if exact:
        text = text[1:-1].strip()
    if not key(text) or '"' in text:
        raise AliasFileError(Fault.NO_SPELLING, place, repr(part))
    return Spelling(text, ambiguous=part.endswith("?"), exact=exact)
