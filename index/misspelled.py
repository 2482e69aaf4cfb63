"""Slips of the finger in Hangul: 헤녀 for 해녀, 적외산 for 적외선."""

from collections.abc import Iterator

_FIRST = 0xAC00
_LEADS, _VOWELS, _TAILS = 19, 21, 28  # of a syllable of Unicode
_SYLLABLES = range(_FIRST, _FIRST + _LEADS * _VOWELS * _TAILS)


def slips(word: str) -> Iterator[str]:
    """The words that differ from this one in one consonant or vowel of one of its syllables."""
    for place, syllable in enumerate(word):
        if ord(syllable) in _SYLLABLES:
            for other in _others(ord(syllable) - _FIRST):
                yield word[:place] + chr(_FIRST + other) + word[place + 1 :]


def _others(number: int) -> Iterator[int]:
    """The syllables, by their numbers, that share two of the three parts with one of them."""
    for count, step in ((_LEADS, _VOWELS * _TAILS), (_VOWELS, _TAILS), (_TAILS, 1)):
        own = number // step % count
        yield from (number + (other - own) * step for other in range(count) if other != own)
