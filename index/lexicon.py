"""English head words with their Korean equivalents, from `index/data/lexicon/*.txt`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import chain, islice, zip_longest
from types import MappingProxyType

from index.lemma import lemma

GENERAL = "general.txt"  # the most frequent words of every field; it is read first
_ASKING = "how "  # how long asks for a 길이, and is not what it is called
LOOSE = "loose.txt"  # equivalents that are meant now and then, of heads of the other files
STEM_MARK = "-"
_EMPTY_OR_PADDED = re.compile(r"(?:^|,)[\s,=-]|[\s=],")
_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*")
_HANGUL = range(0xAC00, 0xD7A4)
_FINALS = 28  # the syllables of a block of Unicode that differ in the final consonant alone


_Entry = tuple[str, int, str, str]  # file, line, head, equivalents as written


class LexiconError(ValueError):
    """A line that cannot be read, as `path:line: problem`."""


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A Korean equivalent; a `stem` is a term as it is, other texts are tokenized."""

    text: str
    stem: bool

    @property
    def phrase(self) -> str:
        """What to tokenize: the noun with its object particle, without which Kiwi reads 섬 as 서다.

        The particle is no content term, so the terms are those of the noun.
        """
        last = ord(self.text[-1])
        closed = last in _HANGUL and (last - _HANGUL.start) % _FINALS
        return self.text + ("을" if closed else "를")


class Lexicon:
    """An immutable mapping of English heads (lower case) to Korean equivalents, best first.

    Beside them a head may have loose equivalents, which it means now and then.
    """

    def __init__(self, entries: Mapping[str, str], loose: Mapping[str, str] | None = None) -> None:
        """`entries`: head → equivalents as written in a file, taken apart when asked for."""
        self._entries = MappingProxyType(dict(entries))
        self._loose = MappingProxyType(dict(loose or {}))
        self.longest = max((head.count(" ") + 1 for head in self._entries), default=1)

    @classmethod
    def load(cls, limit: int | None = None) -> "Lexicon":
        """The packaged lexicon, or its `limit` most frequent heads.

        These are the first of general.txt, then those of the fields' files line by line in turn.
        """
        folder = files("index").joinpath("data", "lexicon")
        texts = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
        return cls.read(texts, limit)

    @classmethod
    def read(cls, texts: Mapping[str, str], limit: int | None = None) -> "Lexicon":
        """The lexicon of files given as name → text; raises LexiconError at the first bad line."""
        fields = [_lines(name, texts[name]) for name in sorted(texts.keys() - {GENERAL, LOOSE})]
        turns = chain.from_iterable(zip_longest(*fields))
        lines = chain(_lines(GENERAL, texts.get(GENERAL, "")), filter(None, turns))
        entries: dict[str, str] = {}
        for name, number, head, equivalents in islice(lines, limit):
            if head in entries:
                raise _error(name, number, f"{head!r} is there already; keep one of the two lines")
            entries[head] = equivalents
        loose: dict[str, str] = {}
        for name, number, head, equivalents in _lines(LOOSE, texts.get(LOOSE, "")):
            if head in loose:
                raise _error(name, number, f"{head!r} is there already; keep one of the two lines")
            if head not in entries and limit is None:
                raise _error(name, number, f"{head!r} is a head of no other file; add it to one")
            loose[head] = equivalents
        return cls(entries, loose)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, head: object) -> bool:
        return head in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def get(self, head: str) -> tuple[Equivalent, ...]:
        """The equivalents of a head, the most likely first; none for an unknown one."""
        return _equivalents(self._entries.get(head))

    def loose(self, head: str) -> tuple[Equivalent, ...]:
        """The loose equivalents of a head."""
        return _equivalents(self._loose.get(head))

    def terms(self, head: str) -> tuple[str, ...]:
        """The terms of a head of words in plain letters; none for another text."""
        if head not in self._entries or not _PLAIN.fullmatch(head):
            return ()
        return tuple(map(lemma, head.split(" ")))

    def rank(self, head: str) -> int:
        """The place (from 1) of a head among all, the commonest first; 0 for an unknown one."""
        return self._ranks.get(head, 0)

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return {head: place for place, head in enumerate(self._entries, 1)}

    def reverse(self, korean: str) -> tuple[str, ...]:
        """The English heads of a Korean text, those that have it as a first equivalent first."""
        return _split(self._heads.get(korean))

    def reverse_loose(self, korean: str) -> tuple[str, ...]:
        """The English heads of which a Korean text is a loose equivalent."""
        return _split(self._loose_heads.get(korean))

    @cached_property
    def _heads(self) -> Mapping[str, str]:
        return _turned(self._entries)

    @cached_property
    def _loose_heads(self) -> Mapping[str, str]:
        return _turned(self._loose)


def _turned(entries: Mapping[str, str]) -> Mapping[str, str]:
    """The heads of each equivalent, joined by commas: a third of the memory that tuples take."""
    heads: dict[str, str] = {}
    rest = list(entries.items())
    while rest:
        more = []
        for head, written in rest:
            if head.startswith(_ASKING):
                continue
            first, _, others = written.partition(",")
            korean = first.rstrip(STEM_MARK)
            heads[korean] = f"{heads[korean]},{head}" if korean in heads else head
            if others:
                more.append((head, others))
        rest = more
    return heads


def _split(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split(",")) if joined else ()


def _equivalents(written: str | None) -> tuple[Equivalent, ...]:
    return tuple(map(_equivalent, _split(written)))


def _equivalent(written: str) -> Equivalent:
    return Equivalent(written.rstrip(STEM_MARK), written.endswith(STEM_MARK))


def _lines(name: str, text: str) -> Iterator[_Entry]:
    """The entries of a file: its lines that are neither empty nor a comment."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line and line[0] != "#":
            head, _, equivalents = line.partition("=")
            if not head or head != head.lower() or _EMPTY_OR_PADDED.search(equivalents + ","):
                raise _error(name, number, f"{line!r} is not 'head=한국어,한국어' in lower case")
            yield name, number, head, equivalents


def _error(name: str, number: int, problem: str) -> LexiconError:
    return LexiconError(f"index/data/lexicon/{name}:{number}: {problem}")
