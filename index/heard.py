"""Words and names of the articles that a question has as they are heard, in another script."""

from collections.abc import Iterator, Sequence

from index.analyzer import Morpheme
from index.engine import Engine
from index.knowledge import Knowledge
from index.question import Way
from index.romanized import person, romanized
from index.tagged import LATIN_TAG
from index.unknown import longer_names

ROMANIZED = 0.9  # how sure it is, beside the word itself (bench/quality.py)
SOUND_POWER = 2
SOUND_SURE = 0.85  # the likeness that a word needs which may as well be another
_NAME_SYLLABLES = 3
_VOWEL_STEP, _NG = 588, 21  # in Unicode, from a syllable to the next lead's, and to its own with ng


class Heard:
    """Finds for one index what a word may be by its sound or its romanization."""

    def __init__(self, engine: Engine, knowledge: Knowledge) -> None:
        self._engine = engine
        self._knowledge = knowledge

    def sounding(self, text: str, part: Sequence[Morpheme]) -> list[Way]:
        """What sounds like a noun or a Latin word, or like a name of several words."""
        surface = text[part[0].start : part[-1].end]
        latin = part[0].tag == LATIN_TAG
        if latin and len(part) > 1:
            return self.person(surface)
        if not latin and (not part[0].tag.startswith("NN") or len(surface) < _NAME_SYLLABLES):
            return []
        doubtful = bool(self._engine.df(part[0].term)) or surface.islower()
        found = list(self._alike(surface, SOUND_SURE if doubtful else 0.0))
        return found or list(self._alike(_gerund_stem(surface), SOUND_SURE))

    def person(self, name: str) -> list[Way]:
        """What a romanized name of several words is: one in the articles, as a whole."""
        return list(self._alike(name, SOUND_SURE)) or _romanized(person(name, self._engine.df))

    def romanized(self, part: Sequence[Morpheme]) -> list[Way]:
        """Korean words that are no names and have no English one (haenyeo)."""
        if len(part) > 1 or part[0].tag != LATIN_TAG or part[0].term in self._knowledge.lexicon:
            return []
        return _romanized(romanized(part[0].term, self._engine.df))

    def longer_names(self, text: str, noun: Morpheme) -> Iterator[Way]:
        """What sounds like an unknown noun with the syllable that Kiwi took for a particle.

        (와이즈만은 is 와이즈 + 만 + 은 to it, and may be 와이스먼.)
        """
        if noun.tag.startswith("NN") and not self._engine.df(noun.term):
            for name in longer_names(text[noun.start :], noun.end - noun.start):
                yield from self._alike(name, 0.0)

    def torn(self, text: str, morphemes: Sequence[Morpheme]) -> int:
        """How many of the first morphemes are the syllables of one word that Kiwi does not know.

        It is misspelled, or a name: 혜례본 is 해례본. 0 where they are none.
        """
        end = 0
        for one in morphemes:
            if not one.tag.startswith("NN") or len(one.term) > 1:
                break
            if end and morphemes[end - 1].end < one.start:
                break
            end += 1
        if end < _NAME_SYLLABLES:
            return 0
        surface = text[morphemes[0].start : morphemes[end - 1].end]
        return end if any(self._alike(surface, SOUND_SURE)) else 0

    def _alike(self, surface: str, least: float) -> Iterator[Way]:
        for match in self._knowledge.sounds.find(surface):
            if match.similarity >= least:
                weight = match.similarity**SOUND_POWER
                yield Way(match.term, (match.term,), weight, f"sound: {match.similarity:.2f}")


def _gerund_stem(word: str) -> str:
    """A Hangul word without the ng of -ing, which terms are without (스테이징: stage)."""
    ing = word[-1:] > "가" and (ord(word[-1]) - ord("이")) % _VOWEL_STEP == _NG
    return word[:-1] + chr(ord(word[-1]) - _NG) if ing else ""


def _romanized(words: Iterator[str]) -> list[Way]:
    return [Way(word, (word,), ROMANIZED, "romanized", same=True) for word in words]
