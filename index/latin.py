"""Where words and sentences in Latin letters end, which Kiwi, made for Korean, often mistakes."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kiwipiepy import Token

# Kiwi often takes English sentences for one, so they are parted here.
_LATIN_END = re.compile(r"[a-z0-9)%”\"’'][.!?][\"”’')]*\s+(?=[\"“‘'(]?[A-Z])")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"“])(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|No|Inc|Ltd|Co|Corp|etc|approx|Fig|Gen|Gov|Sen)\.$"
)
_CODE = 2  # letters before a number that say nothing without it
_RARE = 2  # digits of a number that tells something by itself too (Il-76, II-76)
_NUMBER_END = ".,"  # Kiwi takes the full stop of an English sentence along


def latin_end(text: str, start: int, end: int) -> int:
    """Where the first English sentence of the span ends; `end` when it is one sentence."""
    for match in _LATIN_END.finditer(text, start, end):
        if not _ABBREVIATED.search(text, start, match.start() + 2):
            return match.end()
    return end


class LatinWord(NamedTuple):
    """A word in Latin letters, with what is used of a token of Kiwi's."""

    form: str
    tag: str
    start: int
    end: int
    id: int


def whole_words(
    tokens: "Iterable[Token]", latin_tag: str, number_tag: str
) -> "Iterator[Token | LatinWord]":
    """The tokens of a text, those of `latin_tag` whole, a code (E2, F-16) as one of them.

    At the end of a sentence Kiwi takes the full stop along, and may cut the word (d, isc.).
    """
    latin: LatinWord | None = None
    held: list[Token] = []  # a hyphen that may belong to a code
    for token in tokens:
        ended = held[-1].end if held else latin.end if latin else -1
        if latin and token.start == ended:
            if token.tag == latin_tag and not held and latin.form[-1] != ".":
                latin = latin._replace(form=latin.form + token.form, end=token.end)
                continue
            if token.form == "-" and not held and len(latin.form) <= _CODE:
                held.append(token)
                continue
            if token.tag == number_tag and len(latin.form) <= _CODE:
                yield from _code(latin, token)
                latin, held = None, []
                continue
        if latin:
            yield _without_stop(latin)
        yield from held
        latin, held = None, []
        if token.tag == latin_tag:
            latin = LatinWord(token.form, token.tag, token.start, token.end, token.id)
        else:
            yield token
    if latin:
        yield _without_stop(latin)
    yield from held


def _code(letters: LatinWord, number: "Token") -> "Iterator[Token | LatinWord]":
    """The code that letters are with the number behind them, and a longer number by itself too."""
    digits = number.form.rstrip(_NUMBER_END)
    rare = len(digits) >= _RARE
    end = letters.end if rare else number.start + len(digits)
    yield letters._replace(form=letters.form + digits, end=end)
    if rare:
        yield number


def _without_stop(word: LatinWord) -> LatinWord:
    """The word without a full stop that belongs to the sentence: not that of U.S."""
    if word.form.find(".") == len(word.form) - 1 > 0:
        return word._replace(form=word.form[:-1], end=word.end - 1)
    return word
