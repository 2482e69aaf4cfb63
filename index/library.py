"""The library: a folder of articles that answers questions with quotes."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.analyzer import Analyzer
from index.answer import QUOTES, Answer, Quote
from index.corpus import Corpus
from index.engine import Engine
from index.link import ReaderSite
from index.memory import Progress, check_engine, read_folder
from index.notice import Notice
from index.passage import Passage
from index.problem import Problem

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from index.question import Question
    from index.question_reader import QuestionReader
    from index.ranking import Ranked
    from index.sound import SoundIndex

QUESTION_LIMIT = 1000  # characters; what is longer is cut, nobody asks that much


class UnknownArticleError(LookupError):
    """No article has the id, or no collection the name, that a question was narrowed to."""


@dataclass(frozen=True, slots=True)
class Library:
    """Articles, their passages and a search engine; immutable, so any thread may ask."""

    corpus: Corpus
    engine: Engine
    analyzer: Analyzer
    reader: "QuestionReader"
    site: ReaderSite | None = None
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
        public_collections: Collection[str] | None = None,
        rebuild: bool = False,
        live: bool = False,
        changed: Collection[str] | None = None,
    ) -> "Library":
        """Open the index of a folder, brought up to date; raises ContentError and EngineError.

        The index is kept in `data`, or without it in a cache folder of the user's; where neither
        can be written, and with the engine "rank_bm25", it is made in memory. `progress` is
        called with the number of files done and of all files to read; with `rebuild` these are
        all, whatever the index has of them. Who follows the folder (`live`) may name the files
        below it that alone have `changed` since it was opened without a notice. Quotes link to
        the web reader at `public_url`, if it shows their collection; without `public_collections`
        it shows all.
        """
        check_engine(engine)
        analyzer = analyzer or Analyzer()
        site = ReaderSite(public_url, public_collections) if public_url else None
        notices: tuple[Notice, ...] = ()
        if engine == "compiled":
            from index.store.opening import open_index

            folder = Path(data) if data else None
            index, notices = open_index(
                Path(content),
                folder,
                analyzer,
                progress,
                rebuild=rebuild,
                live=live,
                changed=changed,
            )
            if index is not None:
                return cls.over(
                    index.corpus, index.engine, analyzer, Path(content), site, notices, index.sounds
                )
        corpus, made = read_folder(Path(content), analyzer, engine, progress)
        return cls.over(corpus, made, analyzer, Path(content), site, notices)

    @classmethod
    def over(
        cls,
        corpus: Corpus,
        engine: Engine,
        analyzer: Analyzer,
        content: Path | None = None,
        site: ReaderSite | None = None,
        notices: tuple[Notice, ...] = (),
        sounds: "SoundIndex | None" = None,
    ) -> "Library":
        """A library over an index that is there; `content` may hold the operator's aliases.

        Raises AliasFileError when these cannot be read.
        """
        from index.knowledge import Knowledge
        from index.question_reader import QuestionReader

        reader = QuestionReader(analyzer, engine, Knowledge(corpus, engine, content, sounds))
        return cls(corpus, engine, analyzer, reader, site, notices)

    def ask(
        self,
        question: str,
        *,
        limit: int = QUOTES,
        article: str | None = None,
        collection: str | None = None,
        allowed: Collection[str] | None = None,
    ) -> Answer:
        """Answer a question with at most `limit` quotes, best first.

        `article` (an id) and `collection` narrow the search; raises UnknownArticleError when
        there is none of that name. `allowed` names the only collections that exist for who asks.
        """
        from index.answering import Answerer

        began = time.perf_counter()
        within = self.within(article, collection, allowed)
        read = self.read(question)
        ranked = self.candidates(read, within)
        answerer = Answerer(self.corpus, self.engine, self.analyzer, self.site)
        return replace(answerer.answer(read, ranked, limit, began), question=question)

    def read(self, question: str) -> "Question":
        """The question as it is searched: its words, and the ways in which each may match."""
        return self.reader.read(question[:QUESTION_LIMIT])

    def candidates(
        self, question: "Question", within: "npt.NDArray[np.bool_] | None" = None
    ) -> "list[Ranked]":
        """The passages that may answer a question that was read, best first."""
        from index.ranking import rank
        from index.reranking import rerank

        return rerank(self.engine, self.corpus, question, rank(self.engine, question.query, within))

    def nearest(self, question: str, article: str, *, limit: int = 20) -> tuple[Quote, ...]:
        """The sentences of one article nearest to a question, one a passage, whatever the verdict.

        They are the sentences that `ask` quotes from these passages, for showing where they stand.
        """
        from index.quoting import Quoter

        read = self.read(question)
        ranked = self.candidates(read, self.within(article, None, None))[:limit]
        quoter = Quoter(self.corpus, self.analyzer, read, self.site)
        quotes = (quoter.quote(candidate, i) for i, candidate in enumerate(ranked, 1))
        return tuple(map(quoter.finished, quotes))

    @property
    def problems(self) -> Sequence[Problem]:
        """Files that are not served, and why."""
        return self.corpus.problems

    def passages(self, article_id: str) -> list[Passage]:
        """The passages of an article, in order; empty when there is no such article."""
        return [self.corpus[number].passage for number in self.corpus.numbers(article_id)]

    def within(
        self, article: str | None, collection: str | None, allowed: Collection[str] | None
    ) -> "npt.NDArray[np.bool_] | None":
        """One flag a passage, whether a question so narrowed may search it; None for all of them.

        Raises UnknownArticleError.
        """
        if article is None and collection is None and allowed is None:
            return None
        import numpy as np

        within = np.zeros(len(self.corpus), dtype=bool)
        known = article is None and collection is None
        for one, of in zip(self.corpus.ids(), self.corpus.collections(), strict=True):
            wanted = one == (article or one) and of == (collection or of)
            if wanted and (allowed is None or of in allowed):
                known = True
                numbers = self.corpus.numbers(one)
                within[numbers.start : numbers.stop] = True
        if not known:
            raise UnknownArticleError(article or collection)
        return within
