"""Reads the text of a question into words: names, head words of the lexicon, single morphemes."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.aliases import AliasMatch
from index.analyzer import Analyzer, Morpheme
from index.answer_type import AnswerType, answer_type
from index.commonness import share_at, weight
from index.engine import Engine
from index.knowledge import Knowledge
from index.name_like import name_like, person_like
from index.question import (
    Question,
    Way,
    Word,
    asks,
    light_verbs,
    make_question,
)
from index.ranking import idf
from index.tagged import COUNTER_TAG, LATIN_TAG, NUMBER_TAG, NUMERAL_TAG, VERB_TAGS
from index.unknown import whole_names
from index.ways import Ways
from index.worth import useful

_SURE = 0.3  # a way less sure than this tells nothing of how common the word is
_WANTED = 0.8  # for what the answer holds, which the question need not say
_LIGHT_VERB = 0.3  # against another word as common: it may still tell places apart
_LONE_LETTERS = re.compile(r"[ᄀ-ᇿㄱ-ㆎ]+")
_COUNT_RANK, _YEAR_DIGITS = 40, 3  # 1, 12: as common as the words at this place; 2006 is rare


class QuestionReader:
    """Turns the text of a question into words and groups for one index."""

    def __init__(self, analyzer: Analyzer, engine: Engine, knowledge: Knowledge) -> None:
        self._analyzer = analyzer
        self._engine = engine
        self._knowledge = knowledge
        self._ways = Ways(analyzer, engine, knowledge)

    @property
    def knowledge(self) -> Knowledge:
        """What is known of words beside the articles."""
        return self._knowledge

    def read(self, text: str) -> Question:
        """Read a question; one without any term gives an empty query."""
        said = [one for one in self._analyzer.morphemes(text) if not self._is_sigh(one)]
        morphemes = whole_names(text, said, self._engine.df)
        names = self._knowledge.aliases.match(text)
        wanted = answer_type(text)
        # What only asks for a kind carries nothing, as a word that was there before.
        seen = {
            one.term for one in morphemes if wanted and wanted.only_asks(text, one.start, one.end)
        }
        words: list[Word] = []
        position = 0
        while position < len(morphemes):
            name = _name_at(names, morphemes[position].start)
            length = self._length(text, morphemes, position, name)
            words.append(self._word(text, morphemes[position : position + length], name, seen))
            position += length
        words.extend(self._bare_names(names, morphemes))
        words.extend(self._phrases(len(text), morphemes))
        if wanted is None:
            return make_question(text, words, self._engine.df)
        words.extend(self._counter(wanted, len(text)))
        return make_question(text, words, self._engine.df, wanted.asked_by(text))

    def _is_sigh(self, morpheme: Morpheme) -> bool:
        """Whether it is no word but ㅠㅠ or ㅋㅋ, as it stands in many questions."""
        return bool(_LONE_LETTERS.fullmatch(morpheme.term)) and not self._engine.df(morpheme.term)

    def _length(
        self, text: str, morphemes: Sequence[Morpheme], position: int, name: AliasMatch | None
    ) -> int:
        """How many morphemes from here are one word."""
        if name:
            return sum(name.start <= one.start < name.end for one in morphemes[position:])
        if morphemes[position].tag != LATIN_TAG:
            rest = morphemes[position:]
            if self._ways.loans.is_one(text, rest[:2]):
                return 2
            return self._ways.heard.torn(text, rest) or 1
        if self._ways.loans.half_written(morphemes[position : position + 2]):
            return 2
        for length in range(self._knowledge.lexicon.longest, 1, -1):
            part = morphemes[position : position + length]
            if len(part) == length and self._ways.head(text, part):
                return length
            # A person's romanized name (Kim Young-sam) is looked for by its sound as a whole.
            named = len(part) == length <= 3 and person_like(text, part)
            if named and self._ways.heard.person(text[part[0].start : part[-1].end]):
                return length
        return 1

    def _word(
        self, text: str, part: Sequence[Morpheme], name: AliasMatch | None, seen: set[str]
    ) -> Word:
        terms = tuple(one.term for one in part)
        start, end = part[0].start, part[-1].end
        said = terms[0] if len(part) == 1 else text[start:end]
        asked = tuple(one.term for one in part if not asks(one.term, one.tag))
        own = Way(said, asked or terms, 1.0, "word")
        others = self._ways.of_name(name, own) if name else []
        # A name in capitals is no word of asking (the US, the WHO), unless all of them are.
        if others and text[start:end].isupper() and not (text.isascii() and text.isupper()):
            asked = asked or terms
        key = bool(set(asked) - seen)
        seen.update(asked)
        ways = [own, *others]
        if key or len(part) > 1:
            ways.extend(self._ways.of_word(text, part, named=len(ways) > 1))
        return Word(
            start,
            end,
            found := tuple(useful(ways, self._engine)),
            key and part[0].tag != COUNTER_TAG,
            self._weight(text, part, found),
            name=bool(name) or (not self._ways.head(text, part) and name_like(text, part[0])),
        )

    def _counter(self, wanted: AnswerType, end: int) -> Iterator[Word]:
        """What the answer holds (27%, 소장), as a word behind the end of the question."""
        known = {one: idf(self._engine, one) for one in wanted.counter if self._engine.df(one)}
        # 193나노미터 is no more of an answer than 13.5nm: any is worth what the commonest is.
        fair = {one: min(known.values()) / (own or 1) for one, own in known.items()}
        source = f"asks for {wanted.name}"
        ways = [Way(one, (one,), _WANTED, source, fair=fair[one]) for one in known]
        yield from self._unsaid(end, ways)

    def _phrases(self, end: int, morphemes: Sequence[Morpheme]) -> Iterator[Word]:
        """What two words in a row mean together (돈 돌려받다: 환불), behind the end."""
        for first, second in pairwise(morphemes):
            ways = self._ways.of_phrase(first, second)
            known = [way for way in ways if all(map(self._engine.df, way.terms))]
            yield from self._unsaid(end, useful(known, self._engine))

    def _unsaid(self, end: int, ways: Sequence[Way]) -> Iterator[Word]:
        """Ways that the question does not spell out as a word behind its end, if there are any."""
        if ways:
            parts = ((way.text, self._analyzer.morphemes(way.text)) for way in ways)
            share = max((self._share(text, part) for text, part in parts if part), default=0.0)
            common = weight(self._df(ways), len(self._engine), share)
            yield Word(end, end, tuple(ways), key=False, weight=common)

    def _weight(self, text: str, part: Sequence[Morpheme], ways: Sequence[Way]) -> float:
        common = weight(self._df(ways), len(self._engine), self._share(text, part))
        verb = part[0].tag[:2] in VERB_TAGS
        return common * _LIGHT_VERB if verb and part[0].term in light_verbs() else common

    def _df(self, ways: Sequence[Way]) -> int:
        """In how many passages a word is, as far as its commonest way tells."""
        df = self._engine.df
        return max((min(map(df, way.terms)) for way in ways if way.sure >= _SURE), default=0)

    def _share(self, text: str, part: Sequence[Morpheme]) -> float:
        """The share of other prose that holds a word, by its rarest part."""
        if part[0].tag == LATIN_TAG:
            return share_at(self._knowledge.lexicon.rank(self._ways.head(text, part) or ""))
        if all(one.tag in (NUMBER_TAG, NUMERAL_TAG) for one in part):
            return share_at(_COUNT_RANK if len(part[0].term) < _YEAR_DIGITS else 0)
        return min(share_at(one.rank) for one in part)

    def _bare_names(
        self, names: Sequence[AliasMatch], morphemes: Sequence[Morpheme]
    ) -> Iterator[Word]:
        """Names without any content morpheme (%): they match as their other spellings only."""
        for name in names:
            if not any(name.start <= one.start < name.end for one in morphemes):
                ways = useful(self._ways.of_name(name), self._engine)
                if ways:
                    yield Word(name.start, name.end, tuple(ways), key=False)


def _name_at(names: Sequence[AliasMatch], offset: int) -> AliasMatch | None:
    return next((name for name in names if name.start <= offset < name.end), None)
