"""Finds the index's words that sound like a name: Nadella → 나델라, 올트먼 → 울트먼."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from index.likeness import joined, similarities
from index.phones import VOWELS, phones, prices, weight
from index.skeletons import DROPPED, SKELETON, variants
from index.surnames import korean_name

if TYPE_CHECKING:
    from index.sound_table import SoundTable

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

# The heaviest reading: what may be silent is said.
_SAID = str.maketrans({"R": "l", "7": "g", "G": "g", "W": "b", "w": "b"})

_HANGUL = re.compile("[가-힣]{2,}")
_LATIN = re.compile(r"[a-zà-öø-ÿ]{3,}")


@dataclass(frozen=True, slots=True)
class Match:
    """A term of the vocabulary, and how alike it sounds, in 0–1."""

    term: str
    similarity: float


class SoundPart(NamedTuple):
    """The sounds of a vocabulary, and its terms by their numbers."""

    table: "SoundTable"
    term: Callable[[int], str]


class SoundIndex:
    """The terms of an index by their sound."""

    def __init__(self, parts: Sequence[SoundPart], known: Callable[[str], bool] = bool) -> None:
        """`known` tells which terms are still in the index; no other one is found."""
        self._parts = parts
        self._known = known

    @classmethod
    def of(cls, vocabulary: Iterable[str]) -> "SoundIndex":
        """An index of a vocabulary in memory."""
        from index.sound_table import make_sounds

        terms = list(vocabulary)
        return cls([SoundPart(make_sounds(terms), terms.__getitem__)])

    @property
    def nbytes(self) -> int:
        """Bytes that its tables hold."""
        return sum(part.table.nbytes for part in self._parts)

    def find(self, word: str, limit: int = 4, threshold: float = THRESHOLD) -> list[Match]:
        """The terms that sound like `word`, best first, without `word` itself.

        A name of several words that opens or ends with a Korean surname (Kim Young-sam,
        Young-sam Kim) is matched whole, and as such a one if it can be (Berners-Lee is no 이).
        """
        person = korean_name(word)
        if person and (found := list(self._people(*person, threshold))):
            return self._rank(found, word, limit, threshold)
        asked = joined(word)
        sounds = phones(asked)
        if not _LATIN.fullmatch(asked) and not _HANGUL.fullmatch(asked):
            return []
        skeleton = sounds.translate(SKELETON)
        strong = sum(sound not in VOWELS + "x67HRWwy" for sound in sounds)
        if len(skeleton) < 2 or (word.islower() and strong < MIN_CONSONANTS):
            return []
        return self._rank(self._alike(sounds, asked, threshold), asked, limit, threshold)

    def _alike(self, sounds: str, asked: str, least: float) -> Iterator[Match]:
        """Terms of a like skeleton and weight; of the same script the letters must agree more."""
        import numpy as np

        wanted = np.array(sorted(variants(sounds, hangul=asked[0] >= "가")), np.int64)
        low, high = weight(_lightest(sounds)), weight(sounds.translate(_SAID))
        for table, term_of in self._parts:
            places = table.places(wanted)
            rows = table.sounds_at(places)
            weights = prices()[1][rows].sum(axis=1)
            slack = (1 - least) * (weights + high) / 2
            near = np.flatnonzero((low - slack <= weights) & (weights <= high + slack))
            scores = similarities(sounds, rows[near])
            for place in np.flatnonzero(scores >= least):
                term = term_of(int(table.terms[places[near[place]]]))
                if alike := _across(asked, term, float(scores[place])):
                    yield Match(term, alike)

    def _rank(self, found: Iterable[Match], asked: str, limit: int, least: float) -> list[Match]:
        once = dict.fromkeys(m for m in found if m.similarity >= least and m.term != asked)
        good = [match for match in once if self._known(match.term)]
        best = max((m.similarity for m in good), default=0.0)
        near = (m for m in good if m.similarity >= best - MARGIN)
        return sorted(near, key=lambda match: (-match.similarity, match.term))[:limit]

    def _people(self, surnames: tuple[str, ...], given: str, least: float) -> Iterator[Match]:
        """Terms that are one of the surnames and then sound like the given name."""
        for surname in surnames:
            whole = phones(surname) + phones(given)
            found = self._alike(whole, given, least)
            yield from (match for match in found if match.term.startswith(surname))


def _lightest(sounds: str) -> str:
    """The reading that weighs least: 나세르 as Nasser, whose r is silent, 벤지오 as Bengio."""
    return sounds.replace(DROPPED, "R").replace("nj", "nG")


def _across(asked: str, term: str, score: float) -> float:
    """The score as it is between two scripts; within one the difference counts more."""
    if asked[0] < "가" and term[0] < "가":
        return 1 - (1 - score) * _SAME_LATIN
    if asked[0] < "가" or term[0] < "가":
        return score
    return 1 - (1 - score) * _SAME_HANGUL if min(len(asked), len(term)) >= _SYLLABLES else 0.0
