"""Finds the index's words that sound like a name: Nadella → 나델라, 올트먼 → 울트먼."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from typing import TYPE_CHECKING

from index.phones import VOWELS, phones, prices, weight

if TYPE_CHECKING:
    import numpy as np

# Measured by bench/sound.py: the figures of this and of .90 stand in docs/quality.md.
THRESHOLD = 0.80
# A lower-case English word is seldom a name; with fewer consonants it sounds like anything.
MIN_CONSONANTS = 3
_LONGEST = 24  # sounds; a longer term is a compound or a sentence run together
_MOST_VARIANTS = 400

# The classes of the skeleton: sounds that one word of the other script may swap.
_CLASSES = dict.fromkeys("gkK", "1") | dict.fromkeys("dtq", "2") | dict.fromkeys("bpPv", "3")
_CLASSES |= dict.fromkeys("sjczSXJQC", "4") | dict.fromkeys("nN", "5") | {"m": "6", "l": "7"}
_SKELETON = str.maketrans(_CLASSES | dict.fromkeys("DhHRwWy67x" + VOWELS, ""))
# What else an ambiguous letter may be in the other word's skeleton.
_READINGS = {
    "D": ("2", "4"), "R": ("", "7"), "C": ("4", "1"), "J": ("4", "1"), "S": ("4", "1"),
    "Q": ("4", ""), "z": ("4", "2"), "q": ("2", "4"), "7": ("", "1"), "W": ("", "3"),
}  # fmt: skip

_HANGUL = re.compile("[가-힣]{2,}")
_LATIN = re.compile(r"[a-zà-öø-ÿ]{3,}")


@dataclass(frozen=True, slots=True)
class Match:
    """A term of the vocabulary, and how alike it sounds, in 0–1."""

    term: str
    similarity: float


def similarity(one: str, other: str) -> float:
    """How alike two words or names sound, in 0–1; spaces make no difference."""
    import numpy as np

    asked, sounds = phones(_joined(one)), phones(_joined(other)).encode("ascii", "ignore")
    if not asked or not sounds:
        return 0.0
    return float(_similarities(asked, np.frombuffer(sounds, np.uint8)[None, :])[0])


class SoundIndex:
    """The vocabulary by sound, in flat arrays: about 40 bytes a term beside the term itself."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        import numpy as np

        terms = [t for t in vocabulary if _HANGUL.fullmatch(t) or _LATIN.fullmatch(t)]
        sounds = phones("\n".join(terms)).split("\n") if terms else []
        skeletons = "\n".join(sounds).translate(_SKELETON).split("\n") if terms else []
        kept = [
            place
            for place, skeleton in enumerate(skeletons)
            if 1 < len(skeleton) < 16 and len(sounds[place]) <= _LONGEST
        ]
        keys = np.fromiter((int(skeletons[place]) for place in kept), np.int64, len(kept))
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._terms = [terms[kept[place]] for place in order]
        texts = [sounds[kept[place]] for place in order]
        table = np.array(texts, dtype=f"S{_LONGEST}") if texts else np.zeros(0, f"S{_LONGEST}")
        self._sounds = table.view(np.uint8).reshape(len(texts), _LONGEST)

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays and the list, beside the terms themselves."""
        return self._keys.nbytes + self._sounds.nbytes + 8 * len(self._terms)

    def find(self, word: str, limit: int = 4, threshold: float = THRESHOLD) -> list[Match]:
        """The terms that sound like `word`, best first, without `word` itself.

        A name of several words that opens or ends with a Korean surname (Kim Young-sam,
        Young-sam Kim) is matched whole; of any other, one word is to be given at a time.
        """
        if given := _korean_name(word):
            return self._rank(list(self._people(*given)), word, limit, threshold)
        joined = _joined(word)
        sounds = phones(joined)
        if not _LATIN.fullmatch(joined) and not _HANGUL.fullmatch(joined):
            return []
        skeleton = sounds.translate(_SKELETON)
        strong = sum(sound not in VOWELS + "x67HRWwy" for sound in sounds)
        if len(skeleton) < 2 or (word.islower() and strong < MIN_CONSONANTS):
            return []
        places = self._places(_variants(sounds))
        scores = _similarities(sounds, self._sounds[places])
        pairs = ((self._terms[place], float(s)) for place, s in zip(places, scores, strict=True))
        return self._rank([Match(*pair) for pair in pairs], word, limit, threshold)

    def _rank(self, found: list[Match], word: str, limit: int, least: float) -> list[Match]:
        asked = _joined(word)
        short = len(asked) < 3 and _HANGUL.fullmatch(asked)
        good = (m for m in found if m.similarity >= least and m.term != asked and not short)
        return sorted(good, key=lambda match: (-match.similarity, match.term))[:limit]

    def _places(self, skeletons: set[int]) -> "np.ndarray":
        import numpy as np

        wanted = np.array(sorted(skeletons), np.int64)
        starts = np.searchsorted(self._keys, wanted, "left")
        stops = np.searchsorted(self._keys, wanted, "right")
        ranges = [np.arange(a, b) for a, b in zip(starts, stops, strict=True) if b > a]
        return np.concatenate(ranges) if ranges else np.zeros(0, np.int64)

    def _people(self, surnames: tuple[str, ...], given: str) -> Iterator[Match]:
        """Terms that are one of the surnames and then sound like the given name."""
        for surname in surnames:
            whole = phones(surname) + phones(given)
            places = self._places(_variants(whole))
            scores = _similarities(whole, self._sounds[places])
            for place, score in zip(places, scores, strict=True):
                if self._terms[place].startswith(surname):
                    yield Match(self._terms[place], float(score))


def _joined(word: str) -> str:
    return re.sub(r"[\s\-'’.·]+", "", word).lower()


def _variants(sounds: str) -> set[int]:
    """Skeletons that a term of the same name may have: other readings, one sound more or less."""
    choices = [
        _READINGS.get(sound, (sound.translate(_SKELETON),)) for sound in sounds if sound not in "x"
    ]
    while _count(choices) > 32:
        choices[next(i for i, each in enumerate(choices) if len(each) > 1)] = (
            choices[next(i for i, each in enumerate(choices) if len(each) > 1)][0],
        )
    found = {"".join(each) for each in product(*choices)}
    near: set[str] = set(found)
    for skeleton in sorted(found, key=len):
        if len(skeleton) >= 3 and len(near) < _MOST_VARIANTS:
            near |= {skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton))}
            near |= {
                skeleton[:i] + extra + skeleton[i:]
                for i in range(len(skeleton) + 1)
                for extra in "1234567"
            }
    return {int(skeleton) for skeleton in near if 1 < len(skeleton) < 16}


def _count(choices: list[tuple[str, ...]]) -> int:
    total = 1
    for each in choices:
        total *= len(each)
    return total


def _similarities(asked: str, table: "np.ndarray") -> "np.ndarray":
    """1 − the weighted edit distance to each row of sounds, by the words' mean weight."""
    import numpy as np

    replace, drop = prices()
    dropped = drop[table]
    skipped = np.zeros((len(table), table.shape[1] + 1), np.float32)
    np.cumsum(dropped, axis=1, out=skipped[:, 1:])
    row = skipped.copy()
    for sound in asked.encode("ascii", "ignore"):
        step = row + drop[sound]
        np.minimum(step[:, 1:], row[:, :-1] + replace[sound][table], out=step[:, 1:])
        row = np.minimum.accumulate(step - skipped, axis=1) + skipped
    mean = (weight(asked) + skipped[:, -1]) / 2
    return np.maximum(0.0, 1.0 - row[:, -1] / np.maximum(mean, 0.1))


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    """Romanized surname → the Hangul ones it may be."""
    table: dict[str, tuple[str, ...]] = {}
    lines = resources.files("index").joinpath("data/surnames.txt").read_text("utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            hangul, _, spelled = line.partition(" = ")
            for each in spelled.split():
                table[each] = (*table.get(each, ()), hangul)
    return table


def _korean_name(name: str) -> tuple[tuple[str, ...], str] | None:
    """The surname's Hangul forms and the given name of a romanized name of two or three parts."""
    parts = re.findall(r"[A-Za-z]+", name)
    if not 2 <= len(parts) <= 3 or not name.isascii() or name != name.strip():
        return None
    for surname, given in ((parts[0], parts[1:]), (parts[-1], parts[:-1])):
        if hangul := _surnames().get(surname.lower()):
            return hangul, "".join(given).lower()
    return None
