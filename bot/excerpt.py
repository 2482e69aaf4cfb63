"""A quote inside its neighbouring sentences, as pieces of text with the part each plays."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from index.answer import Quote


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


def excerpt(quote: Quote) -> tuple[Piece, ...]:
    """The quote between the sentence before and the one after it, within its passage.

    The pieces, joined, are a slice of the article's text.
    """
    return _pieces(quote, *bounds(quote))


def whole_passage(quote: Quote) -> tuple[Piece, ...]:
    """The quote within its whole passage, as `excerpt` gives it."""
    return _pieces(quote, quote.passage.start, quote.passage.end)


def bounds(quote: Quote) -> tuple[int, int]:
    """Where the excerpt of a quote begins and ends in the article's text."""
    sentences = quote.passage.sentences
    before = [one.start for one in sentences if one.end <= quote.start]
    after = [one.end for one in sentences if one.start >= quote.end]
    return (before[-1] if before else quote.start), (after[0] if after else quote.end)


def _pieces(quote: Quote, start: int, end: int) -> tuple[Piece, ...]:
    cuts = {start, end, quote.start, quote.end}
    for span in (*quote.matched, *quote.focus):
        cuts |= {span.start, span.end}
    edges = sorted(cut for cut in cuts if start <= cut <= end)
    pieces = [Piece(quote.article.text[a:b], _role(quote, a)) for a, b in pairwise(edges)]
    return tuple(_joined(pieces))


def _role(quote: Quote, offset: int) -> Role:
    if not quote.start <= offset < quote.end:
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
