"""A quote inside its neighbouring sentences, as pieces of text with the part each plays."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, takewhile, zip_longest

from index.answer import Answer, Quote
from index.article import BlockKind

# Characters that an excerpt may have for more than one sentence on each side (bench/quality.py);
# where the answer is doubtful, the right sentence is more often some way off.
ROOM, ROOM_IN_DOUBT = 200, 400
_LEFT_OUT = "…\n"
_ITEM = re.compile(r"\s*(?:[-*+•·▪–]|\d+[.)])\s+")


class Role(StrEnum):
    """What a piece of an excerpt is."""

    NEIGHBOUR = "neighbour"
    QUOTE = "quote"
    MATCHED = "matched"
    FOCUS = "focus"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of the article and their role."""

    text: str
    role: Role


def excerpt(quote: Quote, answer: Answer) -> tuple[Piece, ...]:
    """A quote of the answer between the sentences around it, within its passage (see `bounds`).

    The pieces, joined, are a slice of the article's text. A row of a table that began further
    up has the first row above it, which says what the cells are.
    """
    return _shown(quote, *bounds(quote, answer))


def whole_passage(quote: Quote) -> tuple[Piece, ...]:
    """The quote within its whole passage, as `excerpt` gives it."""
    return _shown(quote, quote.passage.start, quote.passage.end)


def bounds(quote: Quote, answer: Answer) -> tuple[int, int]:
    """Where the excerpt of a quote begins and ends in the article's text.

    It has the sentence before and the one after, and further ones, by turns, while there is room.
    """
    room = ROOM_IN_DOUBT if answer.hedge else ROOM
    sentences = quote.passage.sentences
    starts = [one.start for one in reversed(sentences) if one.end <= quote.start]
    ends = [one.end for one in sentences if one.start >= quote.end]
    start, end = starts[0] if starts else quote.start, ends[0] if ends else quote.end
    for further_start, further_end in zip_longest(starts[1:], ends[1:]):
        if further_end is not None and further_end - start <= room:
            end = further_end
        if further_start is not None and end - further_start <= room:
            start = further_start
    return start, end


def marked(quote: Quote, start: int, end: int) -> tuple[Piece, ...]:
    """The article's text from start to end, with the part that the quote's words play."""
    cuts = {start, end, _led(quote.article.text, quote.start), quote.end}
    for span in (*quote.matched, *quote.focus):
        cuts |= {span.start, span.end}
    edges = sorted(cut for cut in cuts if start <= cut <= end)
    pieces = [Piece(quote.article.text[a:b], _role(quote, a)) for a, b in pairwise(edges)]
    return tuple(_joined(pieces))


def _shown(quote: Quote, start: int, end: int) -> tuple[Piece, ...]:
    start = _led(quote.article.text, start)
    return tuple(_joined([*_table_head(quote, start), *marked(quote, start, end)]))


def _table_head(quote: Quote, start: int) -> list[Piece]:
    """The first row of the table that the quote stands in, where it is above the excerpt."""
    blocks = quote.article.blocks
    before = blocks[: bisect_right(blocks, quote.start, key=lambda block: block.start)]
    rows = list(takewhile(lambda block: block.kind is BlockKind.ROW, reversed(before)))
    head = next((row for row in rows if row.heads_table), None)
    if head is None or head.start >= start:
        return []
    left_out = any(head.start < row.start < start for row in rows)
    words = quote.article.text[head.start : head.end]
    return [Piece(f"{words}\n{_LEFT_OUT if left_out else ''}", Role.NEIGHBOUR)]


def _led(text: str, start: int) -> int:
    """Where a sentence begins with the mark of its list item, which belongs to it on its line."""
    line = text.rfind("\n", 0, start) + 1
    return line if _ITEM.fullmatch(text, line, start) else start


def _role(quote: Quote, offset: int) -> Role:
    if not _led(quote.article.text, quote.start) <= offset < quote.end:
        return Role.NEIGHBOUR
    if any(span.start <= offset < span.end for span in quote.focus):
        return Role.FOCUS
    if any(span.start <= offset < span.end for span in quote.matched):
        return Role.MATCHED
    return Role.QUOTE


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbouring pieces of one role made one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].role is piece.role:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.role)
        else:
            joined.append(piece)
    return joined
