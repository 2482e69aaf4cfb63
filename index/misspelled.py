"""Slips of the finger in Hangul: 헤녀 for 해녀, 적외산 for 적외선."""

from collections.abc import Callable, Iterator

from index.likeness import similarity

# How alike they sound: 혼란 is no 홀란 and 파머 no 파묘, names that the articles do not have.
_ALIKE, _SHORT_ALIKE, _SHORT = 0.8, 0.9, 2

_FIRST = 0xAC00
_LEADS, _VOWELS, _TAILS = 19, 21, 28  # of a syllable of Unicode
_SYLLABLES = range(_FIRST, _FIRST + _LEADS * _VOWELS * _TAILS)


def meant(word: str, known: Callable[[str], object]) -> list[str]:
    """The known words that this one may be but for a slip, if they sound alike.

    None where they are as many as its syllables: it may be so many by chance.
    """
    least = _ALIKE if len(word) > _SHORT else _SHORT_ALIKE
    found = [one for one in slips(word) if known(one) and similarity(word, one) >= least]
    return found if len(found) < len(word) else []


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
