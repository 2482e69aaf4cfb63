"""A question as the index understands it: groups to search for, and the terms that carry it."""

import re
from dataclasses import dataclass
from functools import cache

from index.analyzer import Analyzer, Morpheme, bigrams
from index.engine import Group, Query, WeightedTerm
from index.wordlist import load_words

BIGRAM_WEIGHT = 0.5  # against 1 for a morpheme (bench/quality.py)
_HANGUL = re.compile(r"[ᄀ-ᇿ㄰-㆏가-힣]")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to be searched: `query` is all of it, `keys` the groups that carry it.

    `keys` are positions in `query`: the words that an answer can be expected to hold, without
    interrogatives, light verbs and words such as "이유" that belong to asking.
    """

    text: str
    language: str
    morphemes: tuple[Morpheme, ...]
    query: Query
    keys: tuple[int, ...]


def read_question(text: str, analyzer: Analyzer) -> Question:
    """Analyze a question; one without any term gives an empty query."""
    morphemes = tuple(analyzer.morphemes(text))
    stop = question_words()
    groups: list[Group] = []
    keys: list[int] = []
    for morpheme in morphemes:
        if morpheme.term not in stop and morpheme.term not in _terms_of(groups, keys):
            keys.append(len(groups))
        groups.append(single(morpheme.term, 1.0))
    groups.extend(single(bigram, BIGRAM_WEIGHT) for bigram in bigrams(text))
    return Question(text, language_of(text), morphemes, tuple(groups), tuple(keys))


def single(term: str, weight: float) -> Group:
    """A group that matches as one term only."""
    return Group(alternatives=((WeightedTerm(term, weight),),))


def language_of(text: str) -> str:
    """ "en" for a text in Latin letters without any Hangul, else "ko"."""
    return "en" if _LATIN.search(text) and not _HANGUL.search(text) else "ko"


@cache
def question_words() -> frozenset[str]:
    """Terms that belong to asking, not to what is asked (index/data/question_words.txt)."""
    return frozenset(load_words("question_words.txt"))


def _terms_of(groups: list[Group], keys: list[int]) -> set[str]:
    return {term.term for key in keys for term in groups[key].alternatives[0]}
