"""Finds the index's words that sound like a name: Nadella → 나델라, 올트먼 → 울트먼."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from typing import TYPE_CHECKING

from index.phones import VOWELS, hangul_phones, latin_phones, phones, prices, weight

if TYPE_CHECKING:
    import numpy as np

# Measured by bench/sound.py: the figures of this and of .90 stand in docs/quality.md.
THRESHOLD = 0.80
# A lower-case English word is seldom a name; with fewer consonants it sounds like anything.
MIN_CONSONANTS = 3
# Worse ones than the best by this much are other words, not other spellings.
MARGIN = 0.08
# Words of one script share letters, not only sounds (Charles, charts): a difference counts so.
_SAME_LATIN = 2.0
# A short word has few sounds to tell it by, so each difference counts more.
_SHORTNESS = 0.8
_LONGEST_SKELETON = 15
_LONGEST = 24  # sounds; a longer term is a compound or a sentence run together
_MOST_VARIANTS = 400

# The classes of the skeleton: sounds that one word of the other script may swap.
_CLASSES = dict.fromkeys("gkK", "1") | dict.fromkeys("dtqD", "2") | dict.fromkeys("bpPv", "3")
_CLASSES |= dict.fromkeys("sjczSXJQCG", "4") | dict.fromkeys("nNV", "5") | {"m": "6", "l": "7"}
_SKELETON = str.maketrans(_CLASSES | dict.fromkeys("hHRwWy67x" + VOWELS, ""))
# What else an ambiguous letter may be in the other word's skeleton.
_READINGS = {
    "D": ("2", "4"), "R": ("", "7"), "C": ("4", "1"), "J": ("4", "1"), "S": ("4", "1"),
    "Q": ("4", ""), "z": ("4", "2"), "q": ("2", "4"), "7": ("", "1"), "G": ("4", "1", ""), "w": ("", "3"), "W": ("", "3"),
}  # fmt: skip

_SAID = str.maketrans({"R": "l", "7": "g", "G": "g", "W": "b", "w": "b"})

_HANGUL = re.compile("[가-힣]{2,}")
_HANGUL_LINE = re.compile("^[가-힣]{2,}$", re.MULTILINE)
_LATIN_LINE = re.compile("^[a-zà-öø-ÿ]{3,}$", re.MULTILINE)
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

        lines = "\n".join(vocabulary)
        hangul, latin = _HANGUL_LINE.findall(lines), _LATIN_LINE.findall(lines)
        sounds = hangul_phones("\n".join(hangul)) + "\n" + latin_phones("\n".join(latin))
        skeletons = np.array(sounds.translate(_SKELETON).split("\n"), f"S{_LONGEST_SKELETON + 1}")
        table = np.array(sounds.split("\n"), f"S{_LONGEST + 1}")
        lengths = np.char.str_len(skeletons)
        fit = (lengths > 1) & (lengths <= _LONGEST_SKELETON)
        kept = np.flatnonzero(fit & (np.char.str_len(table) <= _LONGEST))
        keys = _numbers(skeletons[kept])
        order = np.argsort(keys, kind="stable")
        terms = (hangul or [""]) + (latin or [""])
        self._keys = keys[order]
        self._terms = [terms[place] for place in kept[order].tolist()]
        table = table[kept[order]].astype(f"S{_LONGEST}")
        self._sounds = table.view(np.uint8).reshape(len(table), _LONGEST)
        self._weights = prices()[1][self._sounds].sum(axis=1)

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays and the list, beside the terms themselves."""
        return self._keys.nbytes + self._sounds.nbytes + self._weights.nbytes + 8 * len(self._terms)

    def find(self, word: str, limit: int = 4, threshold: float = THRESHOLD) -> list[Match]:
        """The terms that sound like `word`, best first, without `word` itself.

        A name of several words that opens or ends with a Korean surname (Kim Young-sam,
        Young-sam Kim) is matched whole; of any other, one word is to be given at a time.
        """
        if given := _korean_name(word):
            return self._rank(list(self._people(*given, threshold)), word, limit, threshold)
        joined = _joined(word)
        sounds = phones(joined)
        if not _LATIN.fullmatch(joined) and not _HANGUL.fullmatch(joined):
            return []
        skeleton = sounds.translate(_SKELETON)
        strong = sum(sound not in VOWELS + "x67HRWwy" for sound in sounds)
        if len(skeleton) < 2 or (word.islower() and strong < MIN_CONSONANTS):
            return []
        return self._rank(list(self._alike(sounds, joined, threshold)), joined, limit, threshold)

    def _alike(self, sounds: str, joined: str, least: float) -> Iterator[Match]:
        """Terms of a like skeleton and weight; of the same script the letters must agree more."""
        places = self._places(_variants(sounds))
        weights, low, high = self._weights[places], weight(sounds), weight(_fully(sounds))
        slack = (1 - least) * (weights + high) / 2
        places = places[(low - slack <= weights) & (weights <= high + slack)]
        scores = _similarities(sounds, self._sounds[places])
        latin = joined[0] < "가"
        import numpy as np

        for place in np.flatnonzero(scores >= least):
            term = self._terms[places[place]]
            same = _SAME_LATIN if latin and term[0] < "가" else 1.0
            yield Match(term, 1 - (1 - float(scores[place])) * same)

    def _rank(self, found: list[Match], asked: str, limit: int, least: float) -> list[Match]:
        good = [m for m in found if m.similarity >= least and m.term != asked]
        best = max((m.similarity for m in good), default=0.0)
        near = (m for m in good if m.similarity >= best - MARGIN)
        return sorted(near, key=lambda match: (-match.similarity, match.term))[:limit]

    def _places(self, skeletons: set[int]) -> "np.ndarray":
        import numpy as np

        wanted = np.array(sorted(skeletons), np.int64)
        starts = np.searchsorted(self._keys, wanted, "left")
        stops = np.searchsorted(self._keys, wanted, "right")
        ranges = [np.arange(a, b) for a, b in zip(starts, stops, strict=True) if b > a]
        return np.concatenate(ranges) if ranges else np.zeros(0, np.int64)

    def _people(self, surnames: tuple[str, ...], given: str, least: float) -> Iterator[Match]:
        """Terms that are one of the surnames and then sound like the given name."""
        for surname in surnames:
            whole = phones(surname) + phones(given)
            found = self._alike(whole, surname, least)
            yield from (match for match in found if match.term.startswith(surname))


def _numbers(skeletons: "np.ndarray") -> "np.ndarray":
    """Skeletons of digits as integers."""
    import numpy as np

    digits = skeletons.view(np.uint8).reshape(len(skeletons), skeletons.itemsize)
    numbers = np.zeros(len(skeletons), np.int64)
    for column in digits.T:
        numbers = np.where(column, numbers * 10 + column - ord("0"), numbers)
    return numbers


def _fully(sounds: str) -> str:
    """The heaviest reading: what may be silent is said."""
    return sounds.translate(_SAID)


def _joined(word: str) -> str:
    return re.sub(r"[\s\-'’.·]+", "", word).lower()


def _variants(sounds: str) -> set[int]:
    """Skeletons that a term of the same name may have: other readings, one sound more or less."""
    choices = [
        _READINGS.get(sound, (sound.translate(_SKELETON),)) for sound in sounds if sound not in VOWELS + "xhHy6"
    ]
    while _count(choices) > 32:
        choices[next(i for i, each in enumerate(choices) if len(each) > 1)] = (
            choices[next(i for i, each in enumerate(choices) if len(each) > 1)][0],
        )
    found = {"".join(each) for each in product(*choices)}
    near: set[str] = set(found)
    for skeleton in sorted(found, key=len):
        if len(skeleton) >= 4 and len(near) < _MOST_VARIANTS:
            near |= {skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton))}
            near |= {
                skeleton[:i] + extra + skeleton[i:]
                for i in range(len(skeleton) + 1)
                for extra in "1234567"
            }
    return {int(skeleton) for skeleton in near if 1 < len(skeleton) <= _LONGEST_SKELETON}


def _count(choices: list[tuple[str, ...]]) -> int:
    total = 1
    for each in choices:
        total *= len(each)
    return total


def _similarities(asked: str, table: "np.ndarray") -> "np.ndarray":
    """1 − the weighted edit distance to each row of sounds, by the words' mean weight."""
    import numpy as np

    replace, drop = prices()
    table = table[:, : int((table != 0).any(axis=0).sum())]
    dropped = drop[table]
    skipped = np.zeros((len(table), table.shape[1] + 1), np.float32)
    np.cumsum(dropped, axis=1, out=skipped[:, 1:])
    row = skipped.copy()
    for sound in asked.encode("ascii", "ignore"):
        step = row + drop[sound]
        np.minimum(step[:, 1:], row[:, :-1] + replace[sound][table], out=step[:, 1:])
        row = np.minimum.accumulate(step - skipped, axis=1) + skipped
    mean = (weight(asked) + skipped[:, -1]) / 2
    mean = np.maximum(mean, 0.1)
    return np.maximum(0.0, 1.0 - row[:, -1] / mean * (1 + _SHORTNESS / mean))


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
