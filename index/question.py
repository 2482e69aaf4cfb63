"""A question as the index understands it: words, the ways each may match, and what carries it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from index.analyzer import bigrams
from index.engine import Group, Query, WeightedTerm
from index.wordlist import load_words

BIGRAM_WEIGHT = 0.5  # against 1 for a morpheme (bench/quality.py)
_HANGUL = re.compile(r"[ᄀ-ᇿ㄰-㆏가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_KOREAN = 0.2  # of the characters


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a word may match: as all of `terms`, because of `source`.

    `sure` tells how sure it is to mean the word, in 0–1. A match is worth that much of its terms'
    score, times `fair`, which levels ways of unequal rarity. `same` ways are other spellings of
    the word itself, not translations or guesses.
    """

    text: str
    terms: tuple[str, ...]
    sure: float
    source: str
    same: bool = False
    fair: float = 1.0

    def levelled(self, fair: float) -> "Way":
        """The way, worth what is fair (dataclasses.replace takes ten times as long)."""
        return Way(self.text, self.terms, self.sure, self.source, self.same, fair)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question, `question[start:end]`, and the ways in which it may match.

    `key` words carry the question: an answer can be expected to hold them. Interrogatives, light
    verbs and words that belong to asking (이유, 이름) are no key words. `weight` is what it counts,
    against 1: less for a word that is common everywhere, or taken over from the conversation. A
    `name` (or a number) stands for one thing, so that an answer without it is about another.
    """

    start: int
    end: int
    ways: tuple[Way, ...]
    key: bool
    weight: float = 1.0
    name: bool = False

    def group(self) -> Group:
        """The word as a group of a query."""
        return Group(
            tuple(
                tuple(WeightedTerm(term, way.sure * way.fair * self.weight) for term in way.terms)
                for way in self.ways
            ),
            tuple(way.sure for way in self.ways),
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to be searched; the first groups of `query` are those of `words`."""

    text: str
    language: str
    words: tuple[Word, ...]
    query: Query

    @property
    def keys(self) -> tuple[int, ...]:
        """Positions in `query` of the key words."""
        return tuple(number for number, word in enumerate(self.words) if word.key)

    def said(self, number: int) -> str:
        """A word of the question, as it stands there."""
        return self.text[self.words[number].start : self.words[number].end]


def make_question(
    text: str,
    words: Sequence[Word],
    known: Callable[[str], int],
    asking: Iterable[tuple[int, int]] = (),
) -> Question:
    """The question of these words, with the bigrams of its text behind them.

    `known` tells in how many passages a term is; the letters of the spans `asking` are left out.
    """
    kept = tuple(word for word in words if word.key or not _is_latin(text, word))
    groups = [word.group() for word in kept]
    groups.extend(_letters(text, words, known, asking))
    return Question(text, language_of(text), kept, tuple(groups))


def _letters(
    text: str,
    words: Iterable[Word],
    known: Callable[[str], int],
    asking: Iterable[tuple[int, int]],
) -> Iterator[Group]:
    """The bigrams of a question, each worth what is fair.

    Latin words have bigrams only when the articles hold the word, and English words of asking have
    none: in Korean articles their letters would match whatever happens to be in English. A word
    that the articles rather have in translation has none: its letters would outweigh that. The
    letters of a name of several spellings are levelled as its ways are: without that,
    마이크로소프트 would be worth more than MS by six bigrams.
    """
    rest = list(text)
    for word in words:
        latin = _is_latin(text, word)
        translated = _translated(word, latin, known)
        seen = word.key and all(map(known, word.ways[0].terms))
        level = word.ways[0].fair ** 2 if any(way.same for way in word.ways) else 1.0
        if latin or translated or level < 1:
            rest[word.start : word.end] = " " * (word.end - word.start)
            if not translated and (seen or not latin):
                weight = BIGRAM_WEIGHT * level
                yield from (single(one, weight) for one in bigrams(text[word.start : word.end]))
    for start, end in asking:
        rest[start:end] = " " * (end - start)
    yield from (single(one, BIGRAM_WEIGHT) for one in bigrams("".join(rest)))


def _translated(word: Word, latin: bool, known: Callable[[str], int]) -> bool:
    """Whether the articles hold a key word's translation at least as often as the word itself."""
    own = min(map(known, word.ways[0].terms))
    other = _HANGUL if latin else _LATIN
    return word.key and any(
        other.match(way.terms[0]) is not None and min(map(known, way.terms)) >= max(own, 1)
        for way in word.ways
        if not way.same
    )


def _is_latin(text: str, word: Word) -> bool:
    return word.end > word.start and text[word.start].isascii()


def single(term: str, weight: float) -> Group:
    """A group that matches as one term only."""
    return Group(alternatives=((WeightedTerm(term, weight),),))


def language_of(text: str) -> str:
    """ "en" for a text in Latin letters without any Hangul, else "ko"."""
    return "en" if _LATIN.search(text) and not _HANGUL.search(text) else "ko"


def language_of_prose(text: str) -> str:
    """ "ko" for a text with as much Hangul as Korean prose full of English words has, else "en"."""
    return "ko" if len(_HANGUL.findall(text)) >= _KOREAN * len(text) else "en"


def asks(term: str, tag: str) -> bool:
    """Whether a term belongs to asking, not to what is asked: a word of asking, or a light verb.

    (알 is to know in 알다, and what a hen lays as a noun.)
    """
    return term in question_words() or (term in light_verbs() and not tag.startswith("NN"))


@cache
def question_words() -> frozenset[str]:
    """Words of asking, whatever their part of speech (index/data/question_words.txt)."""
    return frozenset(load_words("question_words.txt"))


@cache
def light_verbs() -> frozenset[str]:
    """Stems of verbs that say next to nothing by themselves (index/data/light_verbs.txt)."""
    return frozenset(load_words("light_verbs.txt"))
