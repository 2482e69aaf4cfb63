"""A conversation with a library: a follow-up takes over what it lacks from the turns before it."""

import time
from collections import deque
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from index.answer import QUOTES, Answer, Verdict
from index.answering import Answerer
from index.followup import FollowUp, Said, merge, read_follow_up
from index.library import Library
from index.question import Question
from index.ranking import Ranked, idf, rank
from index.reranking import rerank
from index.verdict import Judgement, doubt, judge

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

TURNS = 3  # remembered; a follow-up further back is a new question
# Measured by tests/test_dialogue.py over tests/golden/dialogues.jsonl.
SAME_ARTICLE = 1.4
SAME_ARTICLE_LEANING = 2.0
NEAR = 1.15  # the passage just quoted, and the one after it
HALF = 0.5  # of a question's nouns: a passage that holds less cannot be sure to answer it


class Dialogue:
    """The last turns of one member's conversation; for one question at a time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._said: deque[Said] = deque(maxlen=TURNS)

    def ask(
        self,
        question: str,
        *,
        limit: int = QUOTES,
        article: str | None = None,
        collection: str | None = None,
        allowed: Collection[str] | None = None,
    ) -> Answer:
        """Answer a question as `Library.ask` does, or as it follows up the questions before it."""
        began = time.perf_counter()
        library = self._library
        within = library.within(article, collection, allowed)
        own = library.read(question)
        follow_up = read_follow_up(library.analyzer, own)
        read, ranked, judged = self._rank(own, follow_up, within)
        answerer = Answerer(library.corpus, library.engine, library.analyzer, library.site)
        answer = answerer.answer(read, ranked, limit, began, judged)
        first = answer.quotes[0] if answer.quotes else None
        self._said.appendleft(
            Said(
                own.text,
                follow_up.nouns,
                follow_up.verbs,
                first.article.id if first else None,
                first.passage.number if first else None,
            )
        )
        return replace(answer, question=question)

    def _rank(
        self, own: Question, follow_up: FollowUp, within: "npt.NDArray[np.bool_] | None"
    ) -> tuple[Question, list[Ranked], Judgement]:
        """The question as it is understood, its candidates, and how good the first of them is."""
        engine, corpus = self._library.engine, self._library.corpus
        plain = self._library.candidates(own, within)
        alone = own, plain, judge(engine, corpus, own, plain)
        if not self._said:
            return alone
        merged = merge(follow_up, tuple(self._said))
        candidates = self._candidates(merged, follow_up, within)
        if not candidates or (plain and self._alone(follow_up, plain, candidates)):
            return alone
        judged = judge(engine, corpus, merged, candidates)
        if not follow_up.nouns:
            return merged, candidates, judged
        if judged.verdict is Verdict.NOT_FOUND or foreign(merged, follow_up, candidates[0]):
            return alone
        if self._held(follow_up, candidates[0]) < HALF:
            judged = doubt(judged)
        return merged, candidates, judged

    def _alone(self, follow_up: FollowUp, plain: list[Ranked], merged: list[Ranked]) -> bool:
        """Whether the question needs nothing of what was said before it."""
        if not follow_up.nouns:
            return False
        here = self._place()[0]
        if self._library.corpus[merged[0].passage].article.id != here:
            return self._held(follow_up, plain[0]) > HALF
        if follow_up.leans or len(follow_up.nouns) < 2:
            return False
        return self._held(follow_up, plain[0]) > self._held(follow_up, merged[0])

    def _held(self, follow_up: FollowUp, candidate: Ranked) -> float:
        """The share of the question's nouns that a candidate holds, rarer ones counting more."""
        held = total = 0.0
        for number, word in enumerate(follow_up.question.words):
            if word in follow_up.nouns:
                worth = min(
                    max(idf(self._library.engine, term) for term in way.terms) for way in word.ways
                )
                total += worth
                held += worth * bool(candidate.groups[number])
        return held / total if total else 0.0

    def _candidates(
        self, merged: Question, follow_up: FollowUp, within: "npt.NDArray[np.bool_] | None"
    ) -> list[Ranked]:
        """The candidates anywhere, and those of the article just quoted, which are worth more."""
        engine = self._library.engine
        found = {one.passage: one for one in rank(engine, merged.query, within)}
        here, passage = self._place()
        if here is not None:
            numbers = self._library.corpus.numbers(here)
            boost = SAME_ARTICLE_LEANING if follow_up.leans else SAME_ARTICLE
            for one in rank(engine, merged.query, self._inside(numbers, within)):
                near = one.passage - numbers.start + 1 in (passage, (passage or 0) + 1)
                found[one.passage] = one.scored(one.score * boost * (NEAR if near else 1))
        best_first = sorted(found.values(), key=lambda one: (-one.score, one.passage))
        return rerank(engine, self._library.corpus, merged, best_first)

    def _inside(
        self, numbers: range, within: "npt.NDArray[np.bool_] | None"
    ) -> "npt.NDArray[np.bool_]":
        import numpy as np

        inside = np.zeros(len(self._library.corpus), dtype=bool)
        inside[numbers.start : numbers.stop] = True
        return inside if within is None else inside & within

    def _place(self) -> tuple[str | None, int | None]:
        """The article and the passage quoted last."""
        return next(((s.article, s.passage) for s in self._said if s.article), (None, None))


def foreign(merged: Question, follow_up: FollowUp, candidate: Ranked) -> bool:
    """Whether a candidate holds no noun of a follow-up, not even two letters of one.

    English nouns are not looked at: they and verbs look the same, and none has its letters in a
    Korean article.
    """
    if merged.language != "ko":
        return False
    own = [number for number, word in enumerate(merged.words) if word in follow_up.nouns]
    letters = range(len(merged.words), len(merged.query))
    return not any(candidate.groups[number] for number in (*own, *letters))
