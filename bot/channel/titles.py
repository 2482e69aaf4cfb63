"""Finding an article by what is typed of its title: any part of it, its Hangul initials, its id."""

import hashlib
from dataclasses import dataclass
from unicodedata import normalize

from index.corpus import Corpus

CHOICES = 25  # Discord refuses more
_NAME = 100  # characters of a choice's name and value
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_SYLLABLES = range(0xAC00, 0xD7A4)
_PER_INITIAL = 588  # syllables that begin with the same consonant


@dataclass(frozen=True, slots=True)
class Choice:
    """An article to choose: what is shown, and what is sent back."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class _Entry:
    article_id: str
    choice: Choice
    folded: str
    initials: str


class Titles:
    """The titles of one library, ready to be searched."""

    def __init__(self, corpus: Corpus) -> None:
        self._entries = [
            _entry(article_id, title)
            for article_id, title in zip(corpus.ids(), corpus.titles(), strict=True)
        ]
        self._by_name = {
            name: entry.article_id
            for entry in reversed(self._entries)
            for name in (entry.folded, entry.choice.value, entry.article_id)
        }

    def choices(self, typed: str) -> list[Choice]:
        """At most 25 articles whose title holds what was typed, the likeliest first."""
        wanted = fold(typed)
        ranked = sorted(
            (rank, number)
            for number, entry in enumerate(self._entries)
            if (rank := _rank(entry, wanted)) is not None
        )
        return [self._entries[number].choice for _, number in ranked[:CHOICES]]

    def find(self, typed: str) -> str | None:
        """The id of the article that was chosen or typed out; None unless exactly one fits."""
        for name in (typed, fold(typed)):
            if name in self._by_name:
                return self._by_name[name]
        fitting = self.choices(typed) if fold(typed) else []
        return self._by_name[fitting[0].value] if len(fitting) == 1 else None


def fold(words: str) -> str:
    """The words as they are compared: composed, without case and spaces."""
    return "".join(normalize("NFKC", words).casefold().split())


def initials(words: str) -> str:
    """The words with each Hangul syllable made its first consonant: 세종대왕 is ㅅㅈㄷㅇ."""
    return "".join(
        _INITIALS[(ord(one) - _SYLLABLES.start) // _PER_INITIAL] if ord(one) in _SYLLABLES else one
        for one in words
    )


def _entry(article_id: str, title: str) -> _Entry:
    shown = " ".join(title.split()) or article_id
    name = shown if len(shown) <= _NAME else shown[: _NAME - 1] + "…"
    folded = fold(shown)
    return _Entry(article_id, Choice(name, _value(article_id)), folded, initials(folded))


def _value(article_id: str) -> str:
    if len(article_id) <= _NAME:
        return article_id
    return "#" + hashlib.blake2b(article_id.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _rank(entry: _Entry, wanted: str) -> int | None:
    """0 for the best; None when the article does not fit at all."""
    if not wanted:
        return 0
    if entry.folded.startswith(wanted):
        return 0
    if wanted in entry.folded:
        return 1
    typed = _compatible(wanted)
    if entry.initials.startswith(typed):
        return 2
    if typed in entry.initials:
        return 3
    return 4 if wanted in entry.article_id.casefold() else None


def _compatible(words: str) -> str:
    """Consonants as a keyboard gives them; NFKC makes conjoining ones of them."""
    leading = dict(zip(map(chr, range(0x1100, 0x1113)), _INITIALS, strict=True))
    return "".join(leading.get(one, one) for one in words)
