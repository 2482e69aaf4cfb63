"""From ranked passages to an answer: a verdict, quotes without doubles, titles to ask about."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from index.analyzer import Analyzer
from index.answer import Answer, Quote, Verdict
from index.corpus import Corpus
from index.engine import Engine
from index.link import ReaderSite
from index.normalize import fold
from index.question import Question
from index.quoting import Quoter
from index.ranking import Ranked
from index.verdict import Judgement, judge

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SUGGESTIONS = 3


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
        within: "npt.NDArray[np.bool_] | None" = None,
        judged: Judgement | None = None,
    ) -> Answer:
        """The answer to a question, begun at `began` (time.perf_counter), out of its candidates.

        Only articles with a passage `within` (one flag each) are suggested. Who has judged the
        candidates already says how.
        """
        judged = judged or judge(self.engine, self.corpus, question, ranked)
        found = ranked if judged.verdict is not Verdict.NOT_FOUND else ()
        quoter = Quoter(self.corpus, self.analyzer, question, self.site)
        quotes = without_doubles(
            (quoter.quote(candidate, rank) for rank, candidate in enumerate(found, 1)), limit
        )
        sure = judged.verdict is Verdict.ANSWERED
        return Answer(
            question=question.text,
            verdict=judged.verdict,
            confidence=judged.confidence,
            quotes=tuple(map(quoter.marked, quotes)),
            suggestions=() if sure else tuple(self._suggestions(ranked, within)),
            took_ms=(time.perf_counter() - began) * 1000,
            language=question.language,
        )

    def _suggestions(
        self, ranked: Sequence[Ranked], within: "npt.NDArray[np.bool_] | None"
    ) -> list[str]:
        """Titles worth asking about: those that matched something, then the folder's first."""
        matched = (self.corpus[candidate.passage].article.title for candidate in ranked)
        titles = dict.fromkeys(islice(matched, SUGGESTIONS))
        for article_id, title in zip(self.corpus.ids(), self.corpus.titles(), strict=True):
            if len(titles) >= SUGGESTIONS:
                break
            numbers = self.corpus.numbers(article_id)
            if within is None or within[numbers.start : numbers.stop].any():
                titles[title] = None
        return list(titles)


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
