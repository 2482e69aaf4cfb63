"""The ways in which a word may match: other spellings, translations, what sounds like it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from index.aliases import AliasMatch
from index.analyzer import Analyzer, Morpheme
from index.engine import Engine
from index.heard import Heard
from index.knowledge import Knowledge
from index.lexicon import Equivalent
from index.loans import BACK_TRANSLATION, LOOSE, Loans
from index.misspelled import meant
from index.question import Way
from index.spelling import is_particles
from index.tagged import LATIN_TAG, NAME_TAG, NOUN_TAG
from index.unknown import by_letters, letter_pairs, unknown_ways, whole_years

# How sure an alternative is, beside the word itself (bench/quality.py).
TRANSLATION = 0.8
TRANSLATION_STEP = 0.9  # each further equivalent of a line is less likely
COMPOUND = 0.5  # of a translation's own sureness, for its letters in another word (커피나무)
SYNONYM = 0.6
ONLY_LOOSE = 0.4  # of a loose equivalent where the articles have no other
SURNAME = 0.7  # of a name's own sureness, for its last word alone
HALF_WRITTEN = 0.9
SLIP = 0.8  # of the word that a misspelled one was meant to be
_RARE = 40_000  # a word at this place or a later one of Kiwi's dictionary may be a slip as well
_PAIR = 2  # syllables; as many stand in other words by chance
_CACHED_PHRASES = 1 << 13


class Ways:
    """Finds the alternatives of words for one index."""

    def __init__(self, analyzer: Analyzer, engine: Engine, knowledge: Knowledge) -> None:
        self._analyzer = analyzer
        self._engine = engine
        self._knowledge = knowledge
        # The same few thousand phrases come again and again.
        self._terms = lru_cache(maxsize=_CACHED_PHRASES)(self._tokenize)
        self.loans = Loans(engine, knowledge, self._terms)
        self.heard = Heard(engine, knowledge)

    def of_name(self, name: AliasMatch, own: Way | None = None) -> list[Way]:
        """The other spellings of a name, and the last words of those of two words: surnames.

        `own` is the name as the question has it.
        """
        found = [
            Way(other.text, terms, other.weight, other.source, same=True)
            for other in name.others
            if (terms := self._terms(other.text))
        ]
        found.extend(
            replace(way, text=last, terms=way.terms[-1:], sure=way.sure * SURNAME, same=True)
            for way in (own, *found)
            if way
            and len(way.terms) == len(way.text.split()) == 2
            and not self._common(last := way.text.split()[-1])
        )
        return found

    def _common(self, word: str) -> bool:
        """Whether the last word of a name is a common one (웹 of 제임스 웹, Canal)."""
        lexicon = self._knowledge.lexicon
        return word.lower() in lexicon or bool(lexicon.reverse(word))

    def of_word(self, text: str, part: Sequence[Morpheme], *, named: bool) -> list[Way]:
        """Synonyms and translations; where nothing else is known, what sounds like the word."""
        if together := self.loans.half_written(part):
            return [Way(together, (together,), HALF_WRITTEN, "letters", same=True)]
        synonyms = self._knowledge.synonyms.of(part[0].term, part[0].tag) if len(part) == 1 else ()
        found = list(self._equivalents(synonyms))
        found.extend(self._translations(text, part))
        found.extend(whole_years(text, part[0], self._engine.df))
        found = self._only_loose(found, part)
        known = named or any(all(map(self._engine.df, way.terms)) for way in found)
        if not known:
            found.extend(
                list(self.loans.two_words(part))
                or self.heard.romanized(part)
                or self.heard.sounding(text, part)
                or list(self.loans.halves(text, part[0]))
                or self._misspelled(part)
            )
        if not found and not named:
            found.extend(self.heard.longer_names(text, part[0]))
        if not all(self._engine.df(one.term) for one in part):
            found.extend(unknown_ways(text[part[0].start : part[-1].end], self._engine.df))
        elif _may_be_inside(part[0]):
            surface = text[part[0].start : part[-1].end]
            # No spelling of a name is worth more than another, so its letters are one of them.
            found.extend(by_letters(surface, self._engine.df, same=named))
        return found

    def head(self, text: str, part: Sequence[Morpheme]) -> str | None:
        """The head word of the lexicon that these English words are: as written, or by lemma."""
        written = " ".join(text[part[0].start : part[-1].end].lower().split())
        lemmas = " ".join(one.term for one in part)
        return next((one for one in (written, lemmas) if one in self._knowledge.lexicon), None)

    def of_phrase(self, first: Morpheme, second: Morpheme) -> list[Way]:
        """What two words in a row mean together (돈 돌려받다: 환불)."""
        synonyms = self._knowledge.synonyms
        return list(self._equivalents(synonyms.of_two(first.term, second.term, second.tag)))

    def _equivalents(self, equivalents: Iterable[Equivalent]) -> Iterator[Way]:
        for equivalent in equivalents:
            if terms := self._equivalent(equivalent):
                yield Way(equivalent.text, terms, SYNONYM, "synonyms")

    def _translations(self, text: str, part: Sequence[Morpheme]) -> Iterator[Way]:
        lexicon = self._knowledge.lexicon
        if part[0].tag != LATIN_TAG:
            for back in self._heads(text, part):
                if terms := self._terms(back):
                    yield Way(back, terms, BACK_TRANSLATION, f"lexicon: {back}")
            for back in lexicon.reverse_loose(part[0].term) if len(part) == 1 else ():
                if terms := self._terms(back):
                    yield Way(back, terms, LOOSE, f"lexicon: {back}, loose")
            return
        head = self.head(text, part)
        sure = TRANSLATION
        for equivalent in lexicon.get(head) if head else ():
            if terms := self._equivalent(equivalent):
                yield Way(equivalent.text, terms, sure, f"lexicon: {head}")
                yield from self._inside(equivalent, sure, f"lexicon: {head}, letters")
                sure *= TRANSLATION_STEP
        for equivalent in lexicon.loose(head) if head else ():
            if terms := self._equivalent(equivalent):
                yield Way(equivalent.text, terms, LOOSE, f"lexicon: {head}, loose")

    def _only_loose(self, ways: list[Way], part: Sequence[Morpheme]) -> list[Way]:
        """The ways, loose ones surer where the articles have nothing else (갑문: lock)."""
        df = self._engine.df
        there = [way.sure for way in ways if all(map(df, way.terms))]
        if not there or max(there) > LOOSE or all(df(one.term) for one in part):
            return ways
        return [replace(way, sure=ONLY_LOOSE) if way.sure == LOOSE else way for way in ways]

    def _misspelled(self, part: Sequence[Morpheme]) -> list[Way]:
        """What a word that nobody knows is but for a slip, or that one's translations."""
        noun = part[0]
        known = 0 < noun.rank < _RARE or self._engine.df(noun.term)
        if len(part) > 1 or known or not noun.tag.startswith("NN") or len(noun.term) < _PAIR:
            return []
        return list(chain.from_iterable(map(self._meant, meant(noun.term, self._meant))))

    def _meant(self, word: str) -> list[Way]:
        """A word as the articles have it, spelled rightly: itself, or its translations."""
        if self._engine.df(word):
            return [Way(word, (word,), SLIP, "misspelled", same=True)]
        heads = ((head, self._terms(head)) for head in self._knowledge.lexicon.reverse(word))
        return [
            Way(head, terms, SLIP * BACK_TRANSLATION, f"lexicon: {head}, misspelled")
            for head, terms in heads
            if all(map(self._engine.df, terms))
        ]

    def _inside(self, equivalent: Equivalent, sure: float, source: str) -> Iterator[Way]:
        """A translated noun inside another word (커피 in 커피나무), by its letters."""
        pairs = () if equivalent.stem else letter_pairs(equivalent.text, self._engine.df)
        if pairs:
            yield Way(equivalent.text, pairs, sure * COMPOUND, source)

    def _heads(self, text: str, part: Sequence[Morpheme]) -> tuple[str, ...]:
        """English heads of a Korean word, with a suffix that follows it (국유화) or by itself."""
        word = re.match(r"\w*", text[part[0].start :])
        whole = word[0] if word else ""
        least = max(part[-1].end - part[0].start, 1)
        ends = range(len(whole), least, -1)
        # 배가 몇 척: no 배가 (doubling), but 배 with a particle.
        longer = (whole[:end] for end in ends if not is_particles(whole[least:end]))
        terms = part[0].term if len(part) == 1 else whole[:least]
        return next(filter(None, map(self._knowledge.lexicon.reverse, (*longer, terms))), ())

    def _equivalent(self, equivalent: Equivalent) -> tuple[str, ...]:
        if not equivalent.stem:
            return self._terms(equivalent.phrase)
        terms = tuple(equivalent.text.split())
        if len(terms) == 1 and not self._engine.df(terms[0]):
            # Kiwi cuts a word in one sentence and not in another (로보택시): its letters are there.
            return letter_pairs(terms[0], self._engine.df) or terms
        return terms

    def _tokenize(self, phrase: str) -> tuple[str, ...]:
        if " " in phrase and self._engine.df(phrase.lower()):
            return (phrase.lower(),)  # in a sentence, Kiwi has some names of several words as one
        known = self._knowledge.lexicon.terms(phrase)
        return known or tuple(one.term for one in self._analyzer.morphemes(phrase))


def _may_be_inside(noun: Morpheme) -> bool:
    """Whether a word is likely itself as a part of another (방탄소년단, 고려대학교)."""
    return noun.tag == NAME_TAG or (noun.tag == NOUN_TAG and len(noun.term) > _PAIR)
