"""An article as it was read: its text, and where each part of the text stands."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

NEWLINE = re.compile(r"\r\n|\n|\r")


class BlockKind(StrEnum):
    """What a block of text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item, a table row or a piece of code: `text[start:end]`.

    `level` is that of a heading, and 1 for the row that heads a table.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0

    @property
    def heads_table(self) -> bool:
        """Whether it is the row that says what stands in the columns of its table."""
        return self.kind is BlockKind.ROW and self.level > 0


@dataclass(frozen=True, slots=True)
class Article:
    """One article; every offset anywhere in Inyong is a character offset in its `text`.

    `id` is the path under the content folder without its suffix, `file` the path with it.
    `source_lines[i]` is the line of the source file (from 1) that line i of the text came from;
    None when the text is the file itself. `pages` are the offsets at which pages begin (PDF).
    """

    id: str
    collection: str
    title: str
    text: str
    file: str
    author: str | None = None
    published: str | None = None
    url: str | None = None
    tags: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    source_lines: tuple[int, ...] | None = field(default=None, repr=False)
    pages: tuple[int, ...] = ()

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """First and last source line (from 1) of `text[start:end]`."""
        if "\r" in self.text:
            return LineMap(self).lines(start, end)
        first = self.text.count("\n", 0, start)
        last = first + self.text.count("\n", start, end - 1)
        if self.source_lines is None:
            return first + 1, last + 1
        return self.source_lines[first], self.source_lines[last]

    def page(self, offset: int) -> int | None:
        """The page (from 1) that holds the offset; None for a text without pages."""
        return bisect_right(self.pages, offset) if self.pages else None


class LineMap:
    """The newlines of one article, for the many look-ups of making its passages."""

    def __init__(self, article: Article) -> None:
        self._newlines = [newline.end() for newline in NEWLINE.finditer(article.text)]
        self._source_lines = article.source_lines

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """First and last source line (from 1) of the span."""
        first, last = bisect_right(self._newlines, start), bisect_right(self._newlines, end - 1)
        if self._source_lines is None:
            return first + 1, last + 1
        return self._source_lines[first], self._source_lines[last]
