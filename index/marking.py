"""Where terms stand in a quote, told from how often the index has them there."""

import re
from collections.abc import Iterator, Mapping

from index.lemma import lemma
from index.normalize import normalize

_LATIN = re.compile(r"[A-Za-z]+")
# A single syllable is also a particle or a suffix, and a stem that ends in a vowel melts into the
# next syllable (가다, 갔다), so that the letters would be found elsewhere.
_PARTICLES = frozenset("은는을를만들")
_HANGUL, _FINALS = range(0xAC00, 0xD7A4), 28  # in Unicode, those of one final consonant


def find_terms(text: str, counts: Mapping[str, int]) -> list[tuple[int, int]] | None:
    """The spans of terms in a text that holds each of them so many times.

    None where the letters alone cannot tell: a term that stands there in another form, or more
    often than it was counted because another word holds it.
    """
    normal = normalize(text)
    lowered = normal.text.lower()
    if len(lowered) != len(normal.text):
        return None
    found: list[tuple[int, int]] = []
    for term, count in counts.items():
        spans = list(_places(term, normal.text, lowered))
        if len(spans) != count:
            return None
        found.extend((normal.start(start), normal.end(end)) for start, end in spans)
    return sorted(found)


def _places(term: str, text: str, lowered: str) -> Iterator[tuple[int, int]]:
    if term.isascii() and term.isalpha():
        # The words are looked at as they are written: GPUs is an abbreviation, holds a verb.
        words = _LATIN.finditer(text)
        yield from (word.span() for word in words if lemma(word[0]) == term)
    elif term.isdigit():
        number = re.compile(rf"(?<![\d.,]){term}(?![\d]|[.,]\d)")
        yield from (match.span() for match in number.finditer(lowered))
    elif len(term) > 1 or _is_closed(term):
        yield from (match.span() for match in re.finditer(re.escape(term), lowered))


def _is_closed(syllable: str) -> bool:
    place = ord(syllable)
    closed = place in _HANGUL and (place - _HANGUL.start) % _FINALS > 0
    return closed and syllable not in _PARTICLES
