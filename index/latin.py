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


def whole_words(tokens: "Iterable[Token]", latin_tag: str) -> "Iterator[Token | LatinWord]":
    """The tokens of a text, those of `latin_tag` whole.

    At the end of a sentence Kiwi takes the full stop along, and may cut the word (d, isc.).
    """
    latin: LatinWord | None = None
    for token in tokens:
        if token.tag == latin_tag:
            if latin and token.start == latin.end and latin.form[-1] != ".":
                latin = latin._replace(form=latin.form + token.form, end=token.end)
                continue
            if latin:
                yield _without_stop(latin)
            latin = LatinWord(token.form, token.tag, token.start, token.end, token.id)
            continue
        if latin:
            yield _without_stop(latin)
            latin = None
        yield token
    if latin:
        yield _without_stop(latin)


def _without_stop(word: LatinWord) -> LatinWord:
    """The word without a full stop that belongs to the sentence: not that of U.S."""
    if word.form.find(".") == len(word.form) - 1 > 0:
        return word._replace(form=word.form[:-1], end=word.end - 1)
    return word
