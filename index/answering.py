"""From ranked passages to an answer: a verdict, quotes without doubles, titles to ask about."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from index.analyzer import Analyzer
from index.answer import Answer, Quote, Verdict
from index.corpus import Corpus
from index.engine import Engine
from index.link import ReaderSite
from index.normalize import fold
from index.question import Question
from index.quoting import Quoter
from index.ranking import Ranked
from index.verdict import Judgement, doubt, judge, misses

SUGGESTIONS = 3
_TOPIC = 0.8  # how surely a heading holds a word to be about it; translations do, guesses do not


@dataclass(frozen=True, slots=True)
class Answerer:
    """Makes answers over one index."""

    corpus: Corpus
    engine: Engine
    analyzer: Analyzer
    site: ReaderSite | None = None

    def answer(
        self,
        question: Question,
        ranked: Sequence[Ranked],
        limit: int,
        began: float,
        judged: Judgement | None = None,
    ) -> Answer:
        """The answer to a question, begun at `began` (time.perf_counter), out of its candidates.

        Who has judged the candidates already says how.
        """
        judged = judged or judge(self.engine, self.corpus, question, ranked)
        found = ranked if judged.verdict is not Verdict.NOT_FOUND else ()
        quoter = Quoter(self.corpus, self.analyzer, question, self.site)
        quotes = without_doubles(
            (quoter.quote(candidate, rank) for rank, candidate in enumerate(found, 1)), limit
        )
        finished = tuple(map(quoter.finished, quotes))
        if finished and misses(self.analyzer, question, finished[0].text):
            judged = doubt(judged)
        sure = judged.verdict is Verdict.ANSWERED
        return Answer(
            question=question.text,
            verdict=judged.verdict,
            confidence=judged.confidence,
            quotes=finished,
            suggestions=() if sure else tuple(self._suggestions(question, ranked)),
            took_ms=(time.perf_counter() - began) * 1000,
            language=question.language,
        )

    def _suggestions(self, question: Question, ranked: Sequence[Ranked]) -> Iterator[str]:
        """Titles worth asking about: those of articles about something that the question names."""
        topics = [key for key in question.keys if not question.said(key).isnumeric()]
        titles = (
            self.corpus[candidate.passage].article.title
            for candidate in ranked
            if any(candidate.heading[key] >= _TOPIC for key in topics)
        )
        return islice(dict.fromkeys(titles), SUGGESTIONS)


def without_doubles(quotes: Iterator[Quote], limit: int) -> list[Quote]:
    """The first `limit` quotes that differ; one that says the same joins the first as `also`."""
    kept: dict[str, Quote] = {}
    for quote in quotes:
        words = " ".join(fold(quote.text).split())
        if words in kept:
            kept[words] = replace(kept[words], also=(*kept[words].also, quote))
        elif len(kept) < limit:
            kept[words] = replace(quote, rank=len(kept) + 1)
        else:
            break
    return list(kept.values())
