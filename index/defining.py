"""Questions for what something is (해녀가 뭐야?): the article's first mention introduces it.

What only the title names is introduced by the article's beginning.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.answer_type import AnswerType, answer_type
from index.corpus import Corpus
from index.question import Question
from index.ranking import Ranked
from index.spelling import is_particles

if TYPE_CHECKING:
    import numpy.typing as npt

AHEAD = 1.1  # of the best score: what introduces a thing tells more of what it is than any other

_KOREAN = re.compile(
    r"(이?라는 (게|건|것은|것이) )?(뭐|뭔|무엇|누구|누군)\s?"
    r"(야|예요|에요|이야|이에요|지|지요|죠|니|냐|가|가요|고|인가|인가요|인지|임|입니까|일까|일까요"
    r"|를 말해|를 말하나요|하는 (곳|데|사람|회사|거|것|단체|기관)\S*)?\s*[?.!~ㅋㅎ]*$"
    r"|무슨 (뜻|말|의미)\S*\s*[?.!~]*$|(?<=[가-힣)])이?란(\s(무엇|뭐)\S*)?\s*[?.!~]*$"
)
_ENGLISH = re.compile(
    r"^\s*(what|who)('s|\s+(is|are|was|were))\s+(an?\s+|the\s+)?(?P<thing>\S+(\s\S+){0,3}?)\s*\?*$",
    re.IGNORECASE,
)


def defined(question: Question) -> list[int]:
    """The key words of what a definition is asked of; none for another question.

    Nothing but a particle stands behind them: 김치의 날이 뭐야? does not ask what 김치 is.
    """
    wording = (_KOREAN if question.language == "ko" else _ENGLISH).search(question.text)
    if not wording:
        return []
    end = wording.end("thing") if question.language == "en" else wording.start()
    keys = sorted(question.keys, key=lambda key: question.words[key].start)
    named = [key for key in keys if question.words[key].start < end]
    if not named:
        return []
    behind = question.text[question.words[named[-1]].end : end].strip(" ?")
    return named if not behind or is_particles(behind) else []


def first_mention(
    question: Question, thing: Sequence[int], corpus: Corpus, candidate: Ranked
) -> int | None:
    """The first sentence of a candidate that names the thing (key words of the question).

    Of those that say what it means, where it is that that is asked.
    """
    if not thing:
        return None
    meaning = _meaning(question)
    named: int | None = None
    held = np.all([_held(question, key, candidate) for key in thing], axis=0)
    # Several words are one thing where they stand together: 수에즈 운하, but not 히딩크 별명.
    name = question.text[question.words[thing[0]].start : question.words[thing[-1]].end].lower()
    for place in np.flatnonzero(held).tolist():
        text = _text(corpus, candidate, place)
        if len(thing) == 1 or name in text.lower():
            if not meaning or meaning.found_in(text):
                return place
            named = place if named is None else named
    return named


def _opening(thing: Sequence[int], own: range, candidates: Sequence[Ranked]) -> Ranked | None:
    """The beginning of an article whose title names the thing, and no sentence does."""
    begin = (one for one in candidates if one.passage == own.start and all(one.heading[thing]))
    return next(begin, None)


def _text(corpus: Corpus, candidate: Ranked, place: int) -> str:
    """A sentence of a candidate."""
    article, passage = corpus[candidate.passage]
    return article.text[passage.sentences[place].start : passage.sentences[place].end]


def _meaning(question: Question) -> AnswerType | None:
    wanted = answer_type(question.text)
    return wanted if wanted and wanted.name == "meaning" else None


def _held(question: Question, key: int, candidate: Ranked) -> "npt.NDArray[np.bool_]":
    """Whether each sentence has a word in one of its ways whole (실록 is no 조선왕조실록)."""
    place = {term: number for number, term in enumerate(candidate.terms)}
    ways = ([place[term] for term in way.terms] for way in question.words[key].ways)
    held: npt.NDArray[np.bool_] = np.any(
        [np.all(candidate.counts[:, terms] > 0, axis=1) for terms in ways], axis=0
    )
    return held


def introduced(question: Question, corpus: Corpus, candidates: Sequence[Ranked]) -> list[Ranked]:
    """The candidates (best first) with the first mention of what a definition is asked of ahead."""
    thing = defined(question)
    if not thing or not candidates:
        return list(candidates)
    best = candidates[0]
    own = corpus.numbers(corpus[best.passage].article.id)
    meaning = _meaning(question)
    naming: list[tuple[bool, int, Ranked]] = []
    for one in candidates:
        place = first_mention(question, thing, corpus, one) if one.passage in own else None
        if place is not None:
            lacks = meaning is not None and not meaning.found_in(_text(corpus, one, place))
            naming.append((lacks, one.passage, one))
    if naming:
        *_, first = min(naming, key=lambda one: one[:2])
    elif opening := _opening(thing, own, candidates):
        first = opening
    else:
        return list(candidates)
    rest = [one for one in candidates if one is not first]
    return [first.scored(max(first.score, AHEAD * best.score)), *rest]
