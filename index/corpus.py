"""The text side of an index: articles and their passages, by number."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from index.article import Article
from index.passage import Passage
from index.problem import Problem

if TYPE_CHECKING:
    from index.mined import MinedNames


class Placed(NamedTuple):
    """A passage with the article it is of."""

    article: Article
    passage: Passage


class Corpus(Protocol):
    """Articles in the order of the index; passages are numbered as the engine numbers them."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Files that are not served, and why."""

    def __len__(self) -> int:
        """The number of passages."""

    def __getitem__(self, number: int) -> Placed:
        """The passage of that number, with its article (and its text) as they were indexed."""

    def ids(self) -> Sequence[str]:
        """The ids of all articles, in order."""

    def titles(self) -> Sequence[str]:
        """The titles of all articles, in the order of `ids`."""

    def collections(self) -> Sequence[str]:
        """The collections of all articles, in the order of `ids`."""

    def article(self, article_id: str) -> Article | None:
        """The article of that id; None when there is none."""

    def numbers(self, article_id: str) -> range:
        """The numbers of an article's passages; empty when there are none."""

    def articles(self) -> Iterator[Article]:
        """All articles, one at a time."""

    def mined(self) -> "MinedNames":
        """The names that the articles explain."""


class MemoryCorpus:
    """`Corpus` with everything in memory."""

    def __init__(
        self, articles: Sequence[tuple[Article, Sequence[Passage]]], problems: Sequence[Problem]
    ) -> None:
        self._problems = tuple(problems)
        self._articles = {article.id: article for article, _ in articles}
        self._placed = [
            Placed(article, passage) for article, passages in articles for passage in passages
        ]
        self._numbers: dict[str, range] = {}
        start = 0
        for article, passages in articles:
            self._numbers[article.id] = range(start, start + len(passages))
            start += len(passages)

    @property
    def problems(self) -> Sequence[Problem]:
        return self._problems

    def __len__(self) -> int:
        return len(self._placed)

    def __getitem__(self, number: int) -> Placed:
        return self._placed[number]

    def ids(self) -> Sequence[str]:
        return list(self._articles)

    def titles(self) -> Sequence[str]:
        return [article.title for article in self._articles.values()]

    def collections(self) -> Sequence[str]:
        return [article.collection for article in self._articles.values()]

    def article(self, article_id: str) -> Article | None:
        return self._articles.get(article_id)

    def numbers(self, article_id: str) -> range:
        return self._numbers.get(article_id, range(0))

    def articles(self) -> Iterator[Article]:
        return iter(self._articles.values())

    def mined(self) -> "MinedNames":
        from index.mined import mined_from

        return mined_from((article.id, article.text) for article in self.articles())
