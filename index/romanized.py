"""Korean words in Latin letters: haenyeo is 해녀, gimjang is 김장, Yoo Ah-in is 유아인."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

from index.surnames import korean_name

# By the places of the consonants and vowels in a syllable of Unicode. The Revised Romanization, and
# beside it what is often written: k and ch at the beginning, u for eo and eu, oo and ee; in names
# ah for a, you and yu for yeo (Young, Hyun), woo for u.
_LEADS = (
    "g k", "kk", "n", "d t", "tt", "r l", "m", "b p", "pp", "s sh", "ss", "", "j ch", "jj", "ch",
    "k", "t", "p", "h",
)  # fmt: skip
_VOWELS = (
    "a ah", "ae", "ya", "yae", "eo u", "e", "yeo you yu", "ye", "o", "wa", "wae", "oe", "yo",
    "u oo woo", "wo", "we", "wi", "yu", "eu u", "ui ee", "i ee",
)  # fmt: skip
_TAILS = {0: "", 1: "k g", 4: "n", 7: "t", 8: "l", 16: "m", 17: "p b", 21: "ng"}
_FIRST, _FINALS = 0xAC00, 28
_SHORTEST, _LONGEST = 5, 20  # letters; shorter words are spelled like too much else
MOST = 500  # readings of a word; names have a hundred or two, u repeated has billions
_KEPT = 1 << 10  # ends of words; the ways to read the beginning share them


def romanized(word: str, known: Callable[[str], int]) -> Iterator[str]:
    """The Korean words, of those that are known, which are so spelled."""
    if _SHORTEST <= len(word) <= _LONGEST and word.isascii() and word.isalpha():
        yield from filter(known, _readings(word.lower()))


def person(name: str, known: Callable[[str], int]) -> Iterator[str]:
    """The Korean people, of those that are known, whose romanized name this is.

    That takes a surname in front or behind. Names of few consonants are not told by their sound.
    """
    if parts := korean_name(name):
        surnames, given = parts
        for reading in _readings(given.replace("'", "")):
            yield from filter(known, (surname + reading for surname in surnames))


@lru_cache(_KEPT)
def _readings(letters: str) -> tuple[str, ...]:
    """The ways to read the letters as syllables."""
    if not letters:
        return ("",)
    readings = (
        chr(_FIRST + (lead * len(_VOWELS) + vowel) * _FINALS + tail) + more
        for lead, after in _begun(letters, enumerate(_LEADS))
        for vowel, behind in _begun(after, enumerate(_VOWELS))
        for tail, rest in _begun(behind, _TAILS.items())
        for more in _readings(rest)
    )
    return tuple(islice(readings, MOST))


def _begun(letters: str, sounds: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The places of the sounds with which the letters begin, and the letters that are left."""
    for place, spellings in sounds:
        for spelled in spellings.split() or [""]:
            if letters.startswith(spelled):
                yield place, letters[len(spelled) :]
