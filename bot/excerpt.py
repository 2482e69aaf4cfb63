"""A quote among its neighbouring sentences, cut into pieces that a front end styles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.answer import MisquoteError, Quote, Span


class Role(StrEnum):
    """What a piece is: a sentence around the quote, the quote, or a word of it that stands out."""

    NEIGHBOUR = "neighbour"
    QUOTE = "quote"
    MATCHED = "matched"
    FOCUS = "focus"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one role."""

    text: str
    role: Role


def excerpt(quote: Quote) -> tuple[Piece, ...]:
    """The quote with the sentences before and after it in its passage.

    Joined, the pieces are a slice of the article; raises MisquoteError if they were not.
    """
    around = surroundings(quote)
    pieces = (
        *_plain(quote, around.start, quote.start, Role.NEIGHBOUR),
        *quoted(quote),
        *_plain(quote, quote.end, around.end, Role.NEIGHBOUR),
    )
    return _prove(quote, around, pieces)


def whole_passage(quote: Quote) -> tuple[Piece, ...]:
    """The quote within its whole passage, in pieces as `excerpt` gives them."""
    passage = Span(quote.passage.start, quote.passage.end)
    pieces = (
        *_plain(quote, passage.start, quote.start, Role.NEIGHBOUR),
        *quoted(quote),
        *_plain(quote, quote.end, passage.end, Role.NEIGHBOUR),
    )
    return _prove(quote, passage, pieces)


def quoted(quote: Quote) -> tuple[Piece, ...]:
    """The quote alone, its matched and asked-for words apart."""
    return tuple(_quoted(quote))


def surroundings(quote: Quote) -> Span:
    """From the sentence before the quote to the one after it, within its passage."""
    before = [one.start for one in quote.passage.sentences if one.end <= quote.start]
    after = [one.end for one in quote.passage.sentences if one.start >= quote.end]
    return Span(before[-1] if before else quote.start, after[0] if after else quote.end)


def _quoted(quote: Quote) -> Iterator[Piece]:
    at = quote.start
    for span, role in _marks(quote):
        start, end = max(span.start, at), min(span.end, quote.end)
        if start >= end:
            continue
        yield from _plain(quote, at, start, Role.QUOTE)
        yield from _plain(quote, start, end, role)
        at = end
    yield from _plain(quote, at, quote.end, Role.QUOTE)


def _marks(quote: Quote) -> list[tuple[Span, Role]]:
    """The marked spans in order; what is asked for wins over what merely matched."""
    matched = [
        (span, Role.MATCHED) for whole in quote.matched for span in _without(whole, quote.focus)
    ]
    focus = [(span, Role.FOCUS) for span in quote.focus]
    return sorted([*matched, *focus], key=lambda mark: mark[0].start)


def _without(span: Span, holes: Sequence[Span]) -> Iterator[Span]:
    """What is left of a span outside the holes."""
    at = span.start
    for hole in sorted(holes, key=lambda one: one.start):
        if at < hole.start and hole.start < span.end:
            yield Span(at, hole.start)
        if hole.start < span.end and hole.end > at:
            at = hole.end
    if at < span.end:
        yield Span(at, span.end)


def _plain(quote: Quote, start: int, end: int, role: Role) -> Iterator[Piece]:
    if start < end:
        yield Piece(quote.article.text[start:end], role)


def _prove(quote: Quote, span: Span, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    joined = "".join(piece.text for piece in pieces)
    if joined != quote.article.text[span.start : span.end]:
        raise MisquoteError(f"{quote.article.id}[{span.start}:{span.end}] was cut wrongly")
    return pieces
