"""Consonant skeletons: what two spellings of one name share, so that few words are compared."""

from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING

from index.phones import VOWELS

if TYPE_CHECKING:
    import numpy as np

LONGEST_SKELETON = 15
_MOST_READINGS = 32
_MOST_VARIANTS = 400
# From so many consonants on, one may be missing or too many.
_LONG_SKELETON = 4

# The classes of the skeleton: sounds that one word of the other script may swap.
_CLASSES = dict.fromkeys("gkK", "1") | dict.fromkeys("dtqD", "2") | dict.fromkeys("bpPv", "3")
_CLASSES |= dict.fromkeys("sjczSXJQCG", "4") | dict.fromkeys("nNV", "5") | {"m": "6", "l": "7"}
SKELETON = str.maketrans(_CLASSES | dict.fromkeys("hHRwWy67x" + VOWELS, ""))
# What else an ambiguous letter may be in the other word's skeleton.
_READINGS = {
    "D": ("2", "4"), "R": ("", "7"), "C": ("4", "1"), "J": ("4", "1"), "S": ("4", "1"),
    "Q": ("4", ""), "z": ("4", "2"), "q": ("2", "4"), "7": ("", "1"), "G": ("4", "1", ""),
    "w": ("", "3"), "W": ("", "3"),
}  # fmt: skip
# And what a sound of Hangul may be there: the s of 캐서린 a th, the k of 니콜라스 a ch, the g of
# 길버트 a soft g, the b of 바그너 a w.
_HEARD = {"s": ("4", "2"), "k": ("1", "4"), "g": ("1", "4"), "b": ("3", "")}
DROPPED = "lx"  # 르, with which Hangul may write an r that is not said (나세르: Nasser)
_UNWRITTEN = VOWELS + "xhHy6"


def numbers(skeletons: "np.ndarray") -> "np.ndarray":
    """Skeletons of digits as integers."""
    import numpy as np

    digits = skeletons.view(np.uint8).reshape(len(skeletons), skeletons.itemsize)
    numbers = np.zeros(len(skeletons), np.int64)
    for column in digits.T:
        numbers = np.where(column, numbers * 10 + column - ord("0"), numbers)
    return numbers


def variants(sounds: str, *, hangul: bool = False) -> set[int]:
    """Skeletons that a term of the same name may have: other readings, one sound more or less.

    `sounds` are those of a word in Latin letters or in Hangul.
    """
    near = readings = _readings(sounds, _READINGS | _HEARD if hangul else _READINGS)
    for skeleton in sorted(readings, key=len):
        if len(skeleton) >= _LONG_SKELETON and len(near) < _MOST_VARIANTS:
            near = near | _edited(skeleton)
    return {int(skeleton) for skeleton in near if 1 < len(skeleton) <= LONGEST_SKELETON}


def _readings(sounds: str, ambiguous: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Every reading of the ambiguous letters, or of the first few where they are many."""
    readings = {""}
    for sound, after in zip(sounds, sounds[1:] + " ", strict=True):
        if sound not in _UNWRITTEN:
            choices = ambiguous.get(sound, (sound.translate(SKELETON),))
            if sound + after == DROPPED:
                choices = (*choices, "")
            room = len(readings) * len(choices) <= _MOST_READINGS
            readings = {a + b for a, b in product(readings, choices if room else choices[:1])}
    return readings


def _edited(skeleton: str) -> set[str]:
    places = range(len(skeleton) + 1)
    fewer = {skeleton[:place] + skeleton[place + 1 :] for place in places}
    return fewer | {skeleton[:p] + extra + skeleton[p:] for p in places for extra in "1234567"}
