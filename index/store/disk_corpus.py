"""The text side of an index on disk: articles are read when they are asked for."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.article import Article
from index.corpus import Placed
from index.mined import MinedNames
from index.mined_table import MinedPart
from index.problem import Problem
from index.store.shelf import unpack
from index.store.state import Order, State

_ARTICLES_KEPT = 16  # those last quoted; a question quotes three


class DiskCorpus:
    """`index.corpus.Corpus` over the shelves of an index."""

    def __init__(self, state: State, order: Order) -> None:
        self._state = state  # which keeps its pieces in use
        self._problems = tuple(state.manifest.all_problems())
        self._shelves = [piece.shelf for piece in state.pieces]
        self._ids = order.ids
        self._places = list(zip(order.pieces.tolist(), order.articles.tolist(), strict=True))
        self._position = {article_id: i for i, article_id in enumerate(self._ids)}
        self._starts: list[int] = order.starts.tolist()
        self._read = lru_cache(_ARTICLES_KEPT)(self._load)

    @property
    def problems(self) -> Sequence[Problem]:
        return self._problems

    def __len__(self) -> int:
        return self._starts[-1]

    def __getitem__(self, number: int) -> Placed:
        if not 0 <= number < len(self):
            raise IndexError(f"no passage {number}; there are {len(self)}")
        position = bisect_right(self._starts, number) - 1
        article, sections = self._read(position)
        piece, place = self._places[position]
        shelf = self._shelves[piece]
        own = int(shelf.passage_starts[place]) + number - self._starts[position]
        return Placed(article, shelf.passage(own, sections))

    def ids(self) -> Sequence[str]:
        return self._ids

    def titles(self) -> Sequence[str]:
        return [self._shelves[piece].titles[article] for piece, article in self._places]

    def collections(self) -> Sequence[str]:
        return [self._shelves[piece].collections[article] for piece, article in self._places]

    def article(self, article_id: str) -> Article | None:
        position = self._position.get(article_id)
        return None if position is None else self._read(position)[0]

    def numbers(self, article_id: str) -> range:
        position = self._position.get(article_id)
        if position is None:
            return range(0)
        return range(self._starts[position], self._starts[position + 1])

    def articles(self) -> Iterator[Article]:
        return (self._load(position)[0] for position in range(len(self._ids)))

    def mined(self) -> MinedNames:
        return MinedNames(
            [MinedPart(p.shelf.mined, p.shelf.ids, p.deleted) for p in self._state.pieces]
        )

    def _load(self, position: int) -> tuple[Article, list[str]]:
        piece, article = self._places[position]
        record = self._shelves[piece].record(article)
        return unpack(record), record["sections"]
