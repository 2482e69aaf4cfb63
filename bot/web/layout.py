"""An article laid out for reading: its blocks, with passages anchored and quotes marked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.excerpt import Piece, Role, marked
from bot.web.stretch import Stretch, in_cells
from index.answer import Quote
from index.article import Article, Block, BlockKind
from index.passage import Passage

_BULLET = re.compile(r"(?:^|\n)[ \t]*(\S{1,12})[ \t]+$")
_DEEPEST = 6  # HTML has no deeper heading; the title is the only first one


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as it is shown; `level` is 2 to 6 for headings, `page` stands where one begins."""

    kind: BlockKind
    level: int
    bullet: str
    page: int | None
    stretches: tuple[Stretch, ...]

    @property
    def cells(self) -> list[list[Stretch]]:
        """The stretches of a table's row, by cell."""
        return in_cells(self.stretches)


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    passage: int
    quote: Quote | None


def lay_out(
    article: Article, passages: Sequence[Passage], quotes: Sequence[Quote]
) -> list[tuple[BlockKind, list[Shown]]]:
    """The article's blocks, those of one list or table together."""
    blocks = article.blocks or (Block(0, len(article.text)),)
    shown = _shown(article, blocks, _places(passages, quotes))
    return [(kind, list(group)) for kind, group in groupby(shown, key=lambda one: one.kind)]


def _shown(article: Article, blocks: Sequence[Block], places: list[_Place]) -> Iterator[Shown]:
    depths = sorted({block.level for block in blocks if block.kind is BlockKind.HEADING})
    page, end, first = None, 0, 0
    for position, block in enumerate(blocks):
        bullet = _BULLET.search(article.text[end : block.start])
        before, page, end = page, article.page(block.start), block.end
        if position == 0 and _is_title(article, block):
            continue
        heading = block.kind is BlockKind.HEADING
        first = bisect_right(places, block.start, first, key=lambda place: place.end)
        last = bisect_left(places, block.end, first, key=lambda place: place.start)
        yield Shown(
            kind=block.kind,
            level=min(_DEEPEST, 2 + depths.index(block.level)) if heading else 0,
            bullet=bullet[1] if bullet and block.kind is BlockKind.ITEM else "",
            page=page if page != before else None,
            stretches=tuple(_stretches(article.text, block, places[first:last])),
        )


def _is_title(article: Article, block: Block) -> bool:
    """Whether a block only says what already stands above the article."""
    words = article.text[block.start : block.end].lstrip("# ")
    return block.kind is BlockKind.HEADING and words == article.title


def _places(passages: Sequence[Passage], quotes: Sequence[Quote]) -> list[_Place]:
    """Where each passage is anchored: at its quote, else at its first sentence."""
    by_passage = {quote.passage.number: quote for quote in reversed(quotes)}
    places = []
    for passage in passages:
        quote, first = by_passage.get(passage.number), passage.sentences[0]
        start, end = (quote.start, quote.end) if quote else (first.start, first.end)
        places.append(_Place(start, end, passage.number, quote))
    return places


def _stretches(text: str, block: Block, places: Iterable[_Place]) -> Iterator[Stretch]:
    at = block.start
    for place in places:
        start, end = max(place.start, at), min(place.end, block.end)
        if at < start:
            yield Stretch(_plain(text[at:start]))
        yield Stretch(
            pieces=marked(place.quote, start, end) if place.quote else _plain(text[start:end]),
            anchor=place.passage if start == place.start else None,
            rank=place.quote.rank if place.quote else None,
        )
        at = end
    if at < block.end:
        yield Stretch(_plain(text[at : block.end]))


def _plain(text: str) -> tuple[Piece, ...]:
    return (Piece(text, Role.NEIGHBOUR),)
