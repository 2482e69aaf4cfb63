"""Words that a question has in one, or in Hangul where the articles have them in English."""

from collections.abc import Callable, Iterator, Sequence

from index.analyzer import Morpheme
from index.engine import Engine
from index.heard import SOUND_POWER, SOUND_SURE
from index.knowledge import Knowledge
from index.question import Way
from index.tagged import LATIN_TAG

# How sure a way is, beside the word itself (bench/quality.py).
BACK_TRANSLATION = 0.6
PARTED = 0.8
LOOSE = 0.2  # of a loose equivalent, in both directions
_SHORTEST, _LONGEST = 2, 12  # syllables of half a compound, and of a whole one


class Loans:
    """Finds loan words for one index; `terms` gives the terms of an English phrase."""

    def __init__(
        self, engine: Engine, knowledge: Knowledge, terms: Callable[[str], tuple[str, ...]]
    ) -> None:
        self._engine = engine
        self._knowledge = knowledge
        self._terms = terms

    def half_written(self, part: Sequence[Morpheme]) -> str | None:
        """The Latin word of the articles whose end is in Hangul here (NVQ링크: nvqlink)."""
        if [one.tag[:2] for one in part] != [LATIN_TAG, "NN"] or part[0].end < part[1].start:
            return None
        heads = self._knowledge.lexicon.reverse(part[1].term)
        words = (part[0].term + head for head in heads)
        return next(filter(self._engine.df, words), None)

    def is_one(self, text: str, part: Sequence[Morpheme]) -> bool:
        """Whether two nouns are one word of the articles in Hangul (엠 + 파이어: empire)."""
        if len(part) < 2 or part[0].end < part[1].start:
            return False
        if any(not one.tag.startswith("NN") or self._engine.df(one.term) for one in part):
            return False
        heads = self._knowledge.lexicon.reverse(text[part[0].start : part[1].end])
        return any(map(self._known, heads))

    def two_words(self, part: Sequence[Morpheme]) -> Iterator[Way]:
        """The two words of the articles that an unknown noun is (쑥라떼: 쑥 라떼)."""
        noun, df = part[0], self._engine.df
        if len(part) > 1 or noun.rank or not noun.tag.startswith("NN") or df(noun.term):
            return
        for cut in range(1, len(noun.term)):
            both = noun.term[:cut], noun.term[cut:]
            if len(noun.term) > _SHORTEST and all(map(df, both)):
                yield Way(" ".join(both), both, PARTED, "two words in one", same=True)

    def halves(self, text: str, noun: Morpheme) -> Iterator[Way]:
        """Two English words that an unknown noun is, written as one (골든레코드)."""
        if noun.rank or not noun.tag.startswith("NN") or self._engine.df(noun.term):
            return
        word = text[noun.start : noun.end]
        if len(word) > _LONGEST:
            return
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            for first, sure in self._words(word[:cut]):
                for second, other in self._words(word[cut:]):
                    both = self._terms(first) + self._terms(second)
                    yield Way(f"{first} {second}", both, min(sure, other), "two words in one")

    def _words(self, word: str) -> Iterator[tuple[str, float]]:
        """English words of the articles that a Hangul one is, and how sure they are."""
        lexicon = self._knowledge.lexicon
        found = [
            (head, sure)
            for heads, sure in (
                (lexicon.reverse(word), BACK_TRANSLATION),
                (lexicon.reverse_loose(word), LOOSE),
            )
            for head in heads
            if self._known(head)
        ]
        if found:
            yield from found
            return
        for match in self._knowledge.sounds.find(word):
            if match.similarity >= SOUND_SURE:
                yield match.term, match.similarity**SOUND_POWER

    def _known(self, head: str) -> bool:
        return all(map(self._engine.df, self._terms(head)))
