"""HTML pages: the article's text and what the page says of itself, through trafilatura."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.article import Block, BlockKind
from index.plaintext import split_lines, strip
from index.problem import ReadError, Reason

if TYPE_CHECKING:
    from lxml.etree import _Element

# Only dates that the page declares: a guess would cite the year of a copyright notice.
_DATES = {"extensive_search": False, "original_date": True}
_SILENT = ("head", "noscript", "script", "style", "template")
_PARTING = (
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
)  # fmt: skip
_AUTHOR = '//meta[@name="author" or @property="article:author"]/@content'


@dataclass(frozen=True, slots=True)
class Page:
    """An extracted page: plain text, a paragraph a line, and the page's own metadata."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None
    author: str | None
    published: str | None
    url: str | None


def parse(source: str) -> Page:
    """Extract the main text of a page; raises ReadError (NO_TEXT) when there is none."""
    import trafilatura  # slow to import, needed only for HTML

    tree = _tree(source)
    document = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    if document is None or isinstance(document, dict) or not (document.text or "").strip():
        text = _everything(_tree(source))
        return Page(text, _blocks(text, frozenset()), None, None, None, None)
    text = document.text or ""
    heads = document.body.iter("head") if document.body is not None else ()
    headings = frozenset(" ".join("".join(head.itertext()).split()) for head in heads)
    return Page(
        text=text,
        blocks=_blocks(text, headings),
        title=document.title or None,
        author=document.author or _author(_tree(source)),
        published=document.date or None,
        url=document.url or None,
    )


def _tree(source: str) -> "_Element":
    """The page as a tree; the encoding is settled here, whatever the page says of it."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8")
    try:
        tree: _Element = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except LxmlError as error:
        raise ReadError(Reason.NO_TEXT) from error
    return tree


def _author(tree: "_Element") -> str | None:
    """The author that the page declares; trafilatura drops one-word names, as Korean ones are."""
    names = (" ".join(str(name).split()) for name in tree.xpath(_AUTHOR))
    return next((name for name in names if name and "://" not in name), None)


def _everything(tree: "_Element") -> str:
    """All words of a page in which trafilatura sees no article; raises ReadError (NO_TEXT)."""
    from lxml.etree import strip_elements

    strip_elements(tree, *_SILENT, with_tail=False)
    for element in tree.iter(*_PARTING):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    words = "".join(tree.itertext())
    lines = (" ".join(line.split()) for line in words.splitlines())
    text = "\n".join(line for line in lines if line)
    if not text:
        raise ReadError(Reason.NO_TEXT)
    return text


def _blocks(text: str, headings: frozenset[str]) -> tuple[Block, ...]:
    """A block a line: a heading, an item, a row of a table, or a paragraph."""
    spans = (strip(text, *line) for line in split_lines(text))
    return tuple(_block(text, start, end, headings) for start, end in spans if start < end)


def _block(text: str, start: int, end: int, headings: frozenset[str]) -> Block:
    line = text[start:end]
    if " ".join(line.split()) in headings:
        return Block(start, end, BlockKind.HEADING, 2)
    if line.startswith("- "):
        return Block(*strip(text, start + 2, end), BlockKind.ITEM)
    return Block(start, end, BlockKind.ROW if line.startswith("| ") else BlockKind.PARAGRAPH)
