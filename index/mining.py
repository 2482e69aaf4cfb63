"""Mines names from what an article puts in brackets: 마이크로소프트(MS), 한국은행(한은)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.bracket import VERB, names

MINING_VERSION = 1  # raise when the same text would give other aliases
_MOST_WORDS = 5  # of the name before a bracket
_FARTHEST = 80  # characters that it may reach back

# The noun phrases of a text as (start, end), for instance from a morphological analyzer.
Nouns = Callable[[str], list[tuple[int, int]]]

_BRACKET = re.compile(r"(?<=[\w'’\"”」』》>])( ?)[(（]([^()（）\n]{1,80})[)）]")
_WORD = re.compile(r"[\w&.+\-·]+$")
_QUOTED = re.compile(r"['‘\"“「『《<〈]([^'‘’\"“”「」『』《》<>〈〉\n]{2,30})['’\"”」』》>〉]$")


@dataclass(frozen=True, slots=True)
class MinedAlias:
    """Names that `evidence`, at `start` of the article's text, says are one."""

    names: tuple[str, ...]
    article: str
    start: int
    evidence: str


def mine(article: str, text: str, nouns: Nouns | None = None) -> list[MinedAlias]:
    """The names that the text says are one, in order.

    With `nouns`, the name before a bracket must be a noun phrase that ends there.
    """
    spans = sorted(nouns(text)) if nouns else None
    found: list[MinedAlias] = []
    for bracket in _BRACKET.finditer(text):
        lefts = _lefts(text, bracket.start(), spans)
        if not lefts or (bracket[1] and not lefts[0][-1].isascii()):
            continue
        if known := names(lefts, bracket[2]):
            start = text.rindex(known[0], 0, bracket.start())
            found.append(MinedAlias(known, article, start, text[start : bracket.end()]))
    return found


def _lefts(text: str, end: int, spans: list[tuple[int, int]] | None) -> list[str]:
    """What the name before the bracket may be, the shortest first, each a slice of the text."""
    line = max(text.rfind("\n", 0, end) + 1, end - _FARTHEST)
    quoted = _QUOTED.search(text, line, end)
    if quoted and quoted.end() == end:
        return [quoted[1]]
    first = line if spans is None else _phrase_start(text, end, spans)
    words: list[str] = []
    stop = end
    while first < stop and len(words) < _MOST_WORDS and (word := _WORD.search(text, first, stop)):
        words.append(text[word.start() : end])
        stop = word.start() - 1
        if stop < first or text[stop] != " ":
            break
    return [] if words and spans is None and VERB.search(words[0]) else words


def _phrase_start(text: str, end: int, spans: list[tuple[int, int]]) -> int:
    """Where the noun phrase before `end` begins; `end` itself when none ends there."""
    start = end
    for first, last in reversed(spans):
        if last == start or (last == start - 1 < end - 1 and text[last] == " "):
            start = first
    return start
