"""Questions for what something is (해녀가 뭐야?): the article's first mention introduces it."""

import re
from collections.abc import Sequence

import numpy as np

from index.corpus import Corpus
from index.question import Question
from index.ranking import Ranked

AHEAD = 1.1  # of the best score: what introduces a thing tells more of what it is than any other

_KOREAN = re.compile(
    r"(뭐|뭘|뭔|무엇|누구|누군)\s?(야|예요|에요|이야|이에요|지|지요|죠|니|냐|가|가요|고|인가|인가요|인지|임|입니까|일까|일까요"
    r"|를 말해|를 말하나요|하는 (곳|데|사람|회사|거|것|단체|기관)\S*)?\s*[?.!~ㅋㅎ]*$"
    r"|무슨 (뜻|말|의미)\S*\s*[?.!~]*$|[가-힣)](이란|란)\s*\?*$|(이란|란)\s(무엇|뭐)\S*\s*[?.!~]*$"
)
_ENGLISH = re.compile(
    r"^\s*(what|who)('s|\s+(is|are|was|were))\s+(an?\s+|the\s+)?(?P<thing>\S+(\s\S+){0,3}?)\s*\?*$",
    re.IGNORECASE,
)
_MORE = re.compile(r"\S\s+\S|의|[A-Za-z]{2}")  # words beside the thing; a particle is none


def introduced(question: Question, corpus: Corpus, candidates: Sequence[Ranked]) -> list[Ranked]:
    """The candidates (best first) with the first mention of what a definition is asked of ahead."""
    if not candidates or not _thing(question):
        return list(candidates)
    best = candidates[0]
    own = corpus.numbers(corpus[best.passage].article.id)
    naming = (one for one in candidates if one.passage in own)
    naming = (one for one in naming if first_mention(question, corpus, one) is not None)
    first = min(naming, key=lambda one: one.passage, default=None)
    if first is None:
        return list(candidates)
    rest = [one for one in candidates if one is not first]
    return [first.scored(max(first.score, AHEAD * best.score)), *rest]


def first_mention(question: Question, corpus: Corpus, candidate: Ranked) -> int | None:
    """The first sentence that names what a definition is asked of."""
    keys = _thing(question)
    if not keys:
        return None
    held = np.all(candidate.sentences[:, keys] > 0, axis=1)
    article, passage = corpus[candidate.passage]
    # Several words are one thing where they stand together: 수에즈 운하, but not 히딩크 별명.
    name = question.text[question.words[keys[0]].start : question.words[keys[-1]].end].lower()
    for place, sentence in enumerate(passage.sentences):
        text = article.text[sentence.start : sentence.end].lower()
        if held[place] and (len(keys) == 1 or name in text):
            return place
    return None


def _thing(question: Question) -> list[int]:
    """The key words of what a definition is asked of; none for another question."""
    wording = (_KOREAN if question.language == "ko" else _ENGLISH).search(question.text)
    if not wording:
        return []
    start, end = wording.span("thing") if question.language == "en" else (0, wording.start())
    keys = sorted(question.keys, key=lambda key: question.words[key].start)
    named = [key for key in keys if start <= question.words[key].start < end]
    if not named or (question.language == "en" and named != keys):
        return []
    words = question.words[named[0]], question.words[named[-1]]
    around = question.text[start : words[0].start] + question.text[words[1].end : end]
    inside = question.text[words[0].end : words[1].start] if len(named) > 1 else ""
    return [] if _MORE.search(around) or "의 " in inside else named
