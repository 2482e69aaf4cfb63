"""Reads questions: each word with its aliases, translations and likely misspellings."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.aliases import AliasMatch
from index.analyzer import LATIN_TAG, Analyzer, Morpheme
from index.engine import Engine
from index.knowledge import Knowledge
from index.lexicon import Equivalent
from index.question import Question, Way, Word, make_question, plain_word, question_words
from index.ranking import idf
from index.sound import SoundIndex

# How sure an alternative is, beside the word itself (bench/quality.py --english).
TRANSLATION = 0.8
TRANSLATION_STEP = 0.9  # each further equivalent of a line is less likely
BACK_TRANSLATION = 0.6
SOUND_POWER = 4
SOUND_SIMILAR = 0.85  # for words that the articles know; others take what sounds alike
_NAME_SYLLABLES = 3
_CACHED_PHRASES = 1 << 13


class QuestionReader:
    """Turns the text of a question into words and groups for one index."""

    def __init__(self, analyzer: Analyzer, engine: Engine, knowledge: Knowledge) -> None:
        self._analyzer = analyzer
        self._engine = engine
        self._knowledge = knowledge
        self._phrase = lru_cache(maxsize=_CACHED_PHRASES)(self._tokenize)

    def read(self, text: str) -> Question:
        """Read a question; one without any term gives an empty query."""
        morphemes = self._analyzer.morphemes(text)
        seen: set[str] = set()
        words: list[Word] = []
        position = 0
        names = self._knowledge.aliases.match(text)
        while position < len(morphemes):
            name = next(
                (one for one in names if one.start <= morphemes[position].start < one.end), None
            )
            if name:
                length = sum(name.start <= one.start < name.end for one in morphemes[position:])
            else:
                length = self._head_length(morphemes, position)
                length = max(length, self._person_length(text, morphemes, position))
            part = morphemes[position : position + length]
            words.append(self._word(text, part, name, seen))
            position += length
        words.extend(self._bare_names(names, morphemes))
        return make_question(text, words, self._engine.df)

    def _word(
        self, text: str, part: Sequence[Morpheme], name: AliasMatch | None, seen: set[str]
    ) -> Word:
        if len(part) == 1:
            plain = plain_word(part[0], seen=seen)
            own, key = plain.ways, plain.key
        else:
            terms = tuple(one.term for one in part)
            start, end = part[0].start, part[-1].end
            own = (Way(text[start:end], terms, 1.0, "word"),)
            key = bool(set(terms) - question_words() - seen)
            seen.update(terms)
        ways = [*own]
        if name:
            ways.extend(self._alias_ways(name))
        if key or len(part) > 1:
            ways.extend(self._lexicon_ways(part, own[0]))
            if len(ways) == 1:
                ways.extend(self._sound_ways(text, part, self._knowledge.sounds))
        return Word(part[0].start, part[-1].end, tuple(self._useful(ways)), key)

    def _bare_names(
        self, names: Sequence[AliasMatch], morphemes: Sequence[Morpheme]
    ) -> Iterator[Word]:
        """Names without any content morpheme (%): they match as their other spellings only."""
        for name in names:
            if not any(name.start <= one.start < name.end for one in morphemes):
                ways = self._useful(self._alias_ways(name))
                if ways:
                    yield Word(name.start, name.end, tuple(ways), key=False)

    def _alias_ways(self, name: AliasMatch) -> list[Way]:
        return [
            Way(other.text, terms, other.weight, other.source)
            for other in name.others
            if (terms := self._phrase(other.text))
        ]

    def _head_length(self, morphemes: Sequence[Morpheme], position: int) -> int:
        """How many morphemes from here make a head word of the lexicon, at least 1."""
        if morphemes[position].tag != LATIN_TAG:
            return 1
        for length in range(self._knowledge.lexicon.longest, 1, -1):
            part = morphemes[position : position + length]
            if (
                len(part) == length
                and " ".join(one.term for one in part) in self._knowledge.lexicon
            ):
                return length
        return 1

    def _person_length(self, text: str, morphemes: Sequence[Morpheme], position: int) -> int:
        """How many capitalized Latin words from here are a person's romanized name, at least 1."""
        for length in (3, 2):
            part = morphemes[position : position + length]
            named = len(part) == length and all(_name_like(text, one) for one in part)
            if named and self._knowledge.sounds.find(text[part[0].start : part[-1].end]):
                return length
        return 1

    def _lexicon_ways(self, part: Sequence[Morpheme], own: Way) -> Iterator[Way]:
        lexicon = self._knowledge.lexicon
        head = " ".join(one.term for one in part)
        if part[0].tag == LATIN_TAG:
            weight = TRANSLATION
            for equivalent in lexicon.get(head):
                if terms := self._equivalent(equivalent):
                    yield Way(equivalent.text, terms, weight, f"lexicon: {head}")
                    weight *= TRANSLATION_STEP
        else:
            for back in lexicon.reverse(head):
                if terms := self._phrase(back):
                    yield Way(back, terms, BACK_TRANSLATION, f"lexicon: {back}")

    def _sound_ways(self, text: str, part: Sequence[Morpheme], sounds: SoundIndex) -> Iterator[Way]:
        surface = text[part[0].start : part[-1].end]
        hangul = part[0].tag.startswith("NN")
        if (hangul and len(surface) < _NAME_SYLLABLES) or not (hangul or part[0].tag == LATIN_TAG):
            return
        sure = bool(self._engine.df(part[0].term)) or surface.islower()
        least = SOUND_SIMILAR if sure else 0.0
        for match in sounds.find(surface):
            if match.similarity >= least and match.term != part[0].term:
                weight = match.similarity**SOUND_POWER
                yield Way(match.term, (match.term,), weight, f"sound: {match.similarity:.2f}")

    def _equivalent(self, equivalent: Equivalent) -> tuple[str, ...]:
        return (equivalent.text,) if equivalent.stem else self._phrase(equivalent.text)

    def _tokenize(self, phrase: str) -> tuple[str, ...]:
        return tuple(one.term for one in self._analyzer.morphemes(phrase))

    def _useful(self, ways: Sequence[Way]) -> list[Way]:
        """The first way, and those that some passage can match, worth no more than the first.

        A rare alternative would otherwise outweigh the word that was asked.
        """
        if not ways:
            return []
        first = ways[0]
        known = all(map(self._engine.df, first.terms))
        limit = max((idf(self._engine, term) for term in first.terms), default=0.0)
        kept, seen = [first], {first.terms}
        for way in ways[1:]:
            if way.terms in seen or not all(map(self._engine.df, way.terms)):
                continue
            seen.add(way.terms)
            own = max(idf(self._engine, term) for term in way.terms)
            fair = min(1.0, limit / own) if known and own else 1.0
            kept.append(Way(way.text, way.terms, way.weight * fair, way.source))
        return kept


def _name_like(text: str, morpheme: Morpheme) -> bool:
    capital = morpheme.tag == LATIN_TAG and text[morpheme.start].isupper()
    return capital and morpheme.term not in question_words()
