"""An answer as pages of Discord markdown: the quote in its neighbours, and where it stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from bot.citation import cite, one_line
from bot.escape import emphasize, escape, sendable
from bot.excerpt import Piece, Role, excerpt, whole_passage
from bot.texts import text
from index.answer import Answer, Quote

# All text of a message may have 4,000 characters; a page leaves room for the lines around it.
PAGE = 1600
_CITATION = 200  # characters of a citation, before markdown; a longer one ends in an ellipsis
_LINK = 800  # a longer address is left to the button
_ALSO = 2  # further places named under a quote
# Brackets, backslashes and emoji break a masked link.
_NO_LINK = re.compile("[\\[\\]\\\\\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_DIM, _QUOTE = "-# ", "> "


@dataclass(frozen=True, slots=True)
class Page:
    """What one page of a message says: blocks of markdown, and the quote that they are of."""

    blocks: tuple[str, ...]
    quote: Quote


def answer_pages(answer: Answer, language: str) -> list[Page]:
    """Every quote of an answer with its neighbours; a long one takes several pages."""
    return [
        page for quote in answer.quotes for page in _pages(quote, excerpt(quote, answer), language)
    ]


def passage_pages(quote: Quote, language: str) -> list[Page]:
    """The whole passage around a quote."""
    return _pages(quote, whole_passage(quote), language)


def _pages(quote: Quote, pieces: Iterable[Piece], language: str) -> list[Page]:
    below = _below(quote, language)
    return [Page((*blocks, below), quote) for blocks in _packed(_lines(pieces))]


def _lines(pieces: Iterable[Piece]) -> Iterator[tuple[str, str]]:
    """Lines of markdown with the mark that opens each: dim around the quote, `>` for the quote."""
    for outside, run in groupby(pieces, key=lambda piece: piece.role is Role.NEIGHBOUR):
        mark = _DIM if outside else _QUOTE
        lines = _stripped(_by_line(run))
        for line in lines:
            # A blank line within the quote is the article's; one between dim lines shows nothing.
            if line or not outside:
                yield from ((mark, emphasize(part)) for part in _fitting(line))


def _by_line(pieces: Iterable[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *rest = sendable(piece.text).split("\n")
        lines[-1].append(Piece(first, piece.role))
        lines.extend([Piece(words, piece.role)] for words in rest)
    return [[piece for piece in line if piece.text] for line in lines]


def _stripped(lines: list[list[Piece]]) -> list[list[Piece]]:
    """The lines without white space before the first word and after the last, or on blank lines."""
    full = [i for i, line in enumerate(lines) if _words(line).strip()]
    if not full:
        return []
    kept = [line if _words(line).strip() else [] for line in lines[full[0] : full[-1] + 1]]
    first, last = _words(kept[0]), _words(kept[-1])
    kept[-1] = _sliced(kept[-1], 0, len(last.rstrip()))
    kept[0] = _sliced(kept[0], len(first) - len(first.lstrip()), len(first))
    return kept


def _fitting(line: list[Piece]) -> Iterator[list[Piece]]:
    """The line, cut at spaces where it is too long for a page whatever its characters."""
    words = _words(line)
    # Every character may be escaped and each piece in bold; even one-letter pieces fit a fifth.
    room = max(PAGE // 2 - len(_DIM) - 4 * len(line), PAGE // 5)
    start = 0
    while len(words) - start > room:
        # Within a word only if there is no space at all.
        end = words.rfind(" ", start, start + room) + 1 or start + room
        yield _sliced(line, start, end)
        start = end
    yield _sliced(line, start, len(words))


def _words(line: list[Piece]) -> str:
    return "".join(piece.text for piece in line)


def _sliced(line: list[Piece], start: int, end: int) -> list[Piece]:
    """The pieces of the line's text from start to end."""
    sliced: list[Piece] = []
    at = 0
    for piece in line:
        words = piece.text[max(start - at, 0) : max(end - at, 0)]
        if words:
            sliced.append(Piece(words, piece.role))
        at += len(piece.text)
    return sliced


def _packed(lines: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """Blocks for each page; lines of one mark make a block."""
    page: list[tuple[str, str]] = []
    used = 0
    for mark, line in lines:
        size = len(mark) + len(line) + 1
        if page and used + size > PAGE:
            yield _blocks(page)
            page, used = [], 0
        page.append((mark, line))
        used += size
    if page:
        yield _blocks(page)


def _blocks(lines: list[tuple[str, str]]) -> list[str]:
    return [
        "\n".join(mark + line for mark, line in run)
        for _, run in groupby(lines, key=lambda line: line[0])
    ]


def _below(quote: Quote, language: str) -> str:
    """The citation, linked to its source, and the further places of the same sentence."""
    lines = [_linked(_short(cite(quote, language)), quote.article.title, quote.link)]
    for other in quote.also[:_ALSO]:
        citation = _short(cite(other, language))
        lines.append(escape(text("also_in", language, citation=citation)))
    return "\n".join(_DIM + line for line in lines)


def _short(citation: str) -> str:
    return citation if len(citation) <= _CITATION else citation[: _CITATION - 1] + "…"


def _linked(citation: str, title: str, link: str | None) -> str:
    """The citation, its title a masked link, where Discord would make one of it."""
    head = f"「{one_line(title)}」"
    if (
        not link
        or len(link) > _LINK
        or not citation.startswith(head)
        or "://" in head
        or _NO_LINK.search(head)
    ):
        return escape(citation)
    return f"[{escape(head)}](<{masked(link)}>){escape(citation[len(head) :])}"


def masked(link: str) -> str:
    """The address with the characters encoded that would end a masked link."""
    for character in "<>() \\":
        link = link.replace(character, f"%{ord(character):02X}")
    return link
