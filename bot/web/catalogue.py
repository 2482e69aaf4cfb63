"""The public part of a library: all that the reader, its API and its lists can ever show."""

import re
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from index.answer import Answer, Quote
from index.article import Article
from index.library import Library
from index.reading import DEFAULT_COLLECTION

_DATE = re.compile(r"\d{4}")
# Answers at hand: for the way back from an article, a page that is loaded again, what many ask.
_REMEMBERED = 128


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the list."""

    id: str
    title: str
    collection: str
    author: str | None
    published: str | None
    passages: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The articles of the public collections (None: all are), newest first.

    `answer` and `find` remember what was asked of this library lately.
    """

    library: Library
    public: frozenset[str] | None
    entries: tuple[Entry, ...]
    collections: tuple[str, ...]
    ids: dict[str, str]
    answer: Callable[..., Answer]
    find: Callable[[str, str], tuple[Quote, ...]]

    @classmethod
    def of(cls, library: Library, public: Collection[str] | None) -> "Catalogue":
        """List the public articles of a library, once."""
        names = None if public is None else frozenset(public)
        entries = [
            _entry(library, article)
            for article in library.corpus.articles()
            if names is None or article.collection in names
        ]
        entries.sort(key=lambda entry: (entry.title, entry.id))
        entries.sort(key=_date, reverse=True)
        return cls(
            library=library,
            public=names,
            entries=tuple(entries),
            collections=tuple(sorted({entry.collection for entry in entries}, key=_unnamed_last)),
            ids={entry.title: entry.id for entry in reversed(entries)},
            answer=lru_cache(_REMEMBERED)(partial(library.ask, allowed=names)),
            find=lru_cache(_REMEMBERED)(library.nearest),
        )

    def article(self, article_id: str) -> Article | None:
        """The article of that id, if it is public."""
        article = self.library.corpus.article(article_id)
        return article if article and self._shows(article) else None

    def ask(
        self,
        question: str,
        limit: int,
        article: str | None = None,
        collection: str | None = None,
    ) -> Answer:
        """The answer out of public articles; raises UnknownArticleError."""
        began = time.perf_counter()
        answer = self.answer(question, limit=limit, article=article, collection=collection)
        return replace(
            answer,
            took_ms=(time.perf_counter() - began) * 1000,
            quotes=tuple(self._trim(one) for one in answer.quotes if self._shows(one.article)),
            suggestions=tuple(title for title in answer.suggestions if title in self.ids),
        )

    def nearest(self, question: str, article: Article) -> tuple[Quote, ...]:
        """What the article quotes for a question, a sentence a passage."""
        return self.find(question, article.id) if question.strip() else ()

    def _shows(self, article: Article) -> bool:
        return self.public is None or article.collection in self.public

    def _trim(self, quote: Quote) -> Quote:
        return replace(quote, also=tuple(one for one in quote.also if self._shows(one.article)))


def _entry(library: Library, article: Article) -> Entry:
    return Entry(
        id=article.id,
        title=article.title,
        collection=article.collection,
        author=article.author,
        published=article.published,
        passages=len(library.corpus.numbers(article.id)),
    )


def _unnamed_last(collection: str) -> tuple[bool, str]:
    return collection == DEFAULT_COLLECTION, collection


def _date(entry: Entry) -> str:
    """What sorts by date; a date that does not begin with a year counts as none."""
    published = entry.published or ""
    return published if _DATE.match(published) else ""
