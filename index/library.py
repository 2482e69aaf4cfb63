"""The library: a folder of articles that answers questions with quotes."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.analyzer import Analyzer
from index.answer import Answer, Verdict
from index.corpus import Corpus
from index.engine import Engine
from index.memory import Progress, check_engine, read_folder
from index.notice import Notice
from index.passage import Passage
from index.problem import Problem

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

QUESTION_LIMIT = 1000  # characters; what is longer is cut, nobody asks that much


class UnknownArticleError(LookupError):
    """No article has the id, or no collection the name, that a question was narrowed to."""


@dataclass(frozen=True, slots=True)
class Library:
    """Articles, their passages and a search engine; immutable, so any thread may ask."""

    corpus: Corpus
    engine: Engine
    analyzer: Analyzer
    public_url: str | None = None
    notices: tuple[Notice, ...] = ()

    @classmethod
    def open(
        cls,
        content: str | Path,
        *,
        data: str | Path | None = None,
        engine: str = "compiled",
        analyzer: Analyzer | None = None,
        progress: Progress | None = None,
        public_url: str | None = None,
    ) -> "Library":
        """Open the index of a folder, brought up to date; raises ContentError and EngineError.

        The index is kept in `data`, or without it in a cache folder of the user's; where neither
        can be written, and with the engine "rank_bm25", it is made in memory. `progress` is
        called with the number of files done and of all files to read.
        """
        check_engine(engine)
        analyzer = analyzer or Analyzer()
        notices: tuple[Notice, ...] = ()
        if engine == "compiled":
            from index.store.opening import open_index

            folder = Path(data) if data else None
            index, notices = open_index(Path(content), folder, analyzer, progress)
            if index is not None:
                return cls(index.corpus, index.engine, analyzer, public_url, notices)
        corpus, made = read_folder(Path(content), analyzer, engine, progress)
        return cls(corpus, made, analyzer, public_url, notices)

    def ask(
        self,
        question: str,
        *,
        limit: int = 3,
        article: str | None = None,
        collection: str | None = None,
    ) -> Answer:
        """Answer a question with at most `limit` quotes, best first.

        `article` (an id) and `collection` narrow the search; raises UnknownArticleError when
        there is none of that name.
        """
        from index.question import read_question
        from index.quoting import Quoter
        from index.ranking import rank
        from index.verdict import judge

        began = time.perf_counter()
        within = self._within(article, collection)
        read = read_question(question[:QUESTION_LIMIT], self.analyzer)
        ranked = rank(self.engine, read.query, within)
        judged = judge(self.engine, read, ranked)
        found = ranked[:limit] if judged.verdict is not Verdict.NOT_FOUND else []
        quoter = Quoter(self.corpus, self.analyzer, read, self.public_url)
        quotes = tuple(quoter.quote(candidate, i) for i, candidate in enumerate(found, 1))
        return Answer(
            question=question,
            verdict=judged.verdict,
            confidence=judged.confidence,
            quotes=quotes,
            suggestions=() if judged.verdict is Verdict.ANSWERED else self._suggest(ranked),
            took_ms=(time.perf_counter() - began) * 1000,
            language=read.language,
        )

    @property
    def problems(self) -> Sequence[Problem]:
        """Files that are not served, and why."""
        return self.corpus.problems

    def passages(self, article_id: str) -> list[Passage]:
        """The passages of an article, in order; empty when there is no such article."""
        return [self.corpus[number].passage for number in self.corpus.numbers(article_id)]

    def _suggest(self, ranked: Sequence[object], limit: int = 3) -> tuple[str, ...]:
        return tuple(self.corpus.titles()[:limit])

    def _within(
        self, article: str | None, collection: str | None
    ) -> "npt.NDArray[np.bool_] | None":
        if article is None and collection is None:
            return None
        import numpy as np

        allowed = np.zeros(len(self.corpus), dtype=bool)
        known = False
        for one, of in zip(self.corpus.ids(), self.corpus.collections(), strict=True):
            if one == (article or one) and of == (collection or of):
                known = True
                numbers = self.corpus.numbers(one)
                allowed[numbers.start : numbers.stop] = True
        if not known:
            raise UnknownArticleError(article or collection)
        return allowed
