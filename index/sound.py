"""Finds the index's words that sound like a name: Nadella → 나델라, 올트먼 → 울트먼."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from sys import getsizeof
from typing import TYPE_CHECKING

from index.likeness import joined, similarities
from index.phones import VOWELS, hangul_phones, latin_phones, phones, prices, weight
from index.skeletons import LONGEST_SKELETON, SKELETON, numbers, variants
from index.surnames import korean_name

if TYPE_CHECKING:
    import numpy as np

# Measured by bench/sound.py: the figures of this and of .90 stand in docs/quality.md.
THRESHOLD = 0.80
# A lower-case English word is seldom a name; with fewer consonants it sounds like anything.
MIN_CONSONANTS = 3
# Worse ones than the best by this much are other words, not other spellings.
MARGIN = 0.10
# Words of one script share letters, not only sounds (Charles, charts): a difference counts so.
_SAME_LATIN = 2.0
_SAME_HANGUL = 1.5
# Two-syllable nouns all sound like one another (만족, 민족); names of two are left to the aliases.
_SYLLABLES = 3
_LONGEST = 24  # sounds; a longer term is a compound or a sentence run together

# The heaviest reading: what may be silent is said.
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


class SoundIndex:
    """The vocabulary by sound, in flat arrays of about 50 bytes a term."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        import numpy as np

        lines = "\n".join(vocabulary)
        hangul, latin = _HANGUL_LINE.findall(lines), _LATIN_LINE.findall(lines)
        sounds = hangul_phones("\n".join(hangul)) + "\n" + latin_phones("\n".join(latin))
        skeletons = np.array(sounds.translate(SKELETON).split("\n"), f"S{LONGEST_SKELETON + 1}")
        table = np.array(sounds.split("\n"), f"S{_LONGEST + 1}")
        lengths = np.char.str_len(skeletons)
        fit = (lengths > 1) & (lengths <= LONGEST_SKELETON)
        kept = np.flatnonzero(fit & (np.char.str_len(table) <= _LONGEST))
        keys = numbers(skeletons[kept])
        order = np.argsort(keys, kind="stable")
        terms = (hangul or [""]) + (latin or [""])
        self._keys = keys[order]
        chosen = [terms[place] for place in kept[order].tolist()]
        # One string and its cuts: a str of each term would cost six times as much memory.
        self._text = "".join(chosen)
        self._cuts = np.zeros(len(chosen) + 1, np.int32)
        np.cumsum([len(term) for term in chosen], out=self._cuts[1:])
        table = table[kept[order]].astype(f"S{_LONGEST}")
        self._sounds = table.view(np.uint8).reshape(len(table), _LONGEST)
        self._weights = prices()[1][self._sounds].sum(axis=1)

    @property
    def nbytes(self) -> int:
        """Bytes that the index holds."""
        arrays = (self._keys, self._sounds, self._weights, self._cuts)
        return sum(int(array.nbytes) for array in arrays) + getsizeof(self._text)

    def _term(self, place: int) -> str:
        return self._text[self._cuts[place] : self._cuts[place + 1]]

    def find(self, word: str, limit: int = 4, threshold: float = THRESHOLD) -> list[Match]:
        """The terms that sound like `word`, best first, without `word` itself.

        A name of several words that opens or ends with a Korean surname (Kim Young-sam,
        Young-sam Kim) is matched whole; of any other, one word is to be given at a time.
        """
        if given := korean_name(word):
            return self._rank(list(self._people(*given, threshold)), word, limit, threshold)
        asked = joined(word)
        sounds = phones(asked)
        if not _LATIN.fullmatch(asked) and not _HANGUL.fullmatch(asked):
            return []
        skeleton = sounds.translate(SKELETON)
        strong = sum(sound not in VOWELS + "x67HRWwy" for sound in sounds)
        if len(skeleton) < 2 or (word.islower() and strong < MIN_CONSONANTS):
            return []
        return self._rank(list(self._alike(sounds, asked, threshold)), asked, limit, threshold)

    def _alike(self, sounds: str, asked: str, least: float) -> Iterator[Match]:
        """Terms of a like skeleton and weight; of the same script the letters must agree more."""
        import numpy as np

        places = self._places(variants(sounds))
        weights, low, high = self._weights[places], weight(sounds), weight(sounds.translate(_SAID))
        slack = (1 - least) * (weights + high) / 2
        places = places[(low - slack <= weights) & (weights <= high + slack)]
        scores = similarities(sounds, self._sounds[places])
        for place in np.flatnonzero(scores >= least):
            term = self._term(places[place])
            if alike := _across(asked, term, float(scores[place])):
                yield Match(term, alike)

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
            found = self._alike(whole, given, least)
            yield from (match for match in found if match.term.startswith(surname))


def _across(asked: str, term: str, score: float) -> float:
    """The score as it is between two scripts; within one the difference counts more."""
    if asked[0] < "가" and term[0] < "가":
        return 1 - (1 - score) * _SAME_LATIN
    if asked[0] < "가" or term[0] < "가":
        return score
    return 1 - (1 - score) * _SAME_HANGUL if min(len(asked), len(term)) >= _SYLLABLES else 0.0
