"""The library: a folder of articles that answers questions with quotes."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.analyzer import Analyzer
from index.answer import Answer, Verdict
from index.article import Article
from index.corpus import Corpus, MemoryCorpus
from index.engine import Document, Engine
from index.folder import Source, find_sources, read_source
from index.passage import Passage
from index.passages import make_passages
from index.problem import Problem

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

QUESTION_LIMIT = 1000  # characters; what is longer is cut, nobody asks that much
ENGINES = ("compiled", "rank_bm25")
Progress = Callable[[int, int], None]


class EngineError(ValueError):
    """An engine that does not exist was asked for."""


class UnknownArticleError(LookupError):
    """No article has the id, or no collection the name, that a question was narrowed to."""


@dataclass(frozen=True, slots=True)
class Library:
    """Articles, their passages and a search engine; immutable, so any thread may ask."""

    corpus: Corpus
    engine: Engine
    analyzer: Analyzer
    public_url: str | None = None

    @classmethod
    def open(
        cls,
        content: str | Path,
        *,
        engine: str = "compiled",
        analyzer: Analyzer | None = None,
        progress: Progress | None = None,
        public_url: str | None = None,
    ) -> "Library":
        """Read and index a folder; raises ContentError when it cannot be read, EngineError.

        `progress` is called with the number of files done and of all files.
        """
        analyzer = analyzer or Analyzer()
        sources, problems = find_sources(Path(content))
        made = list(make_passages(_read(sources, problems, progress), analyzer))
        for article, pairs in made:
            if not pairs:
                problems.append(_no_text(article))
        corpus = MemoryCorpus(
            [(article, [passage for passage, _ in pairs]) for article, pairs in made], problems
        )
        documents = (document for _, pairs in made for _, document in pairs)
        return cls(corpus, make_engine(engine, documents), analyzer, public_url)

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
        for one in self.corpus.articles():
            if one.id == (article or one.id) and one.collection == (collection or one.collection):
                known = True
                numbers = self.corpus.numbers(one.id)
                allowed[numbers.start : numbers.stop] = True
        if not known:
            raise UnknownArticleError(article or collection)
        return allowed


def make_engine(name: str, documents: Iterable[Document]) -> Engine:
    """The engine of that name over documents, in memory; raises EngineError."""
    if name == "compiled":
        from index.compiled import CompiledEngine

        return CompiledEngine.of(documents)
    if name == "rank_bm25":
        from index.reference import ReferenceEngine

        return ReferenceEngine(documents)
    raise EngineError(f"engine {name!r} is not known; use one of: {', '.join(ENGINES)}")


def _read(
    sources: Sequence[Source], problems: list[Problem], progress: Progress | None
) -> Iterator[Article]:
    for number, source in enumerate(sources, 1):
        result = read_source(source)
        if isinstance(result, Problem):
            problems.append(result)
        else:
            yield result
        if progress:
            progress(number, len(sources))


def _no_text(article: Article) -> Problem:
    from index.problem import Reason

    return Problem(article.file, Reason.NO_TEXT)
