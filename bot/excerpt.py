"""A quote inside its neighbouring sentences, as pieces of text with the part each plays."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, zip_longest

from index.answer import Answer, Quote

# Characters that an excerpt may have for more than one sentence on each side (bench/quality.py);
# where the answer is doubtful, the right sentence is more often some way off.
ROOM, ROOM_IN_DOUBT = 200, 400
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

    The pieces, joined, are a slice of the article's text.
    """
    return _pieces(quote, *bounds(quote, answer))


def whole_passage(quote: Quote) -> tuple[Piece, ...]:
    """The quote within its whole passage, as `excerpt` gives it."""
    return _pieces(quote, quote.passage.start, quote.passage.end)


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


def _pieces(quote: Quote, start: int, end: int) -> tuple[Piece, ...]:
    cuts = {start, end, _led(quote), quote.end}
    for span in (*quote.matched, *quote.focus):
        cuts |= {span.start, span.end}
    edges = sorted(cut for cut in cuts if start <= cut <= end)
    pieces = [Piece(quote.article.text[a:b], _role(quote, a)) for a, b in pairwise(edges)]
    return tuple(_joined(pieces))


def _led(quote: Quote) -> int:
    """Where a quote begins with the mark of a list item, which would be left alone on its line."""
    line = quote.article.text.rfind("\n", 0, quote.start) + 1
    return line if _ITEM.fullmatch(quote.article.text, line, quote.start) else quote.start


def _role(quote: Quote, offset: int) -> Role:
    if not _led(quote) <= offset < quote.end:
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
