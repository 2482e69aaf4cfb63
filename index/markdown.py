"""Markdown files: front matter, and the words of the text without the marks around them."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from index.article import Block, BlockKind
from index.frontmatter import FrontMatter, read_front_matter
from index.inline import make_parser, one_line, words
from index.plaintext import own_lines

# Comments and code are taken out whole, also when nothing ends them; other tags are only marks.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<code>script|style)\b.*?(?:</(?P=code)\s*>|\Z)|</?(?P<tag>\w*)[^<>]*>",
    re.S | re.I,
)
_INLINE_TAG = re.compile(
    r"a|abbr|b|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u", re.I
)
_CELL = " | "
_LEAVES = ("inline", "fence", "code_block", "html_block")
_GAP, _LINE = "\n\n", "\n"


@dataclass(slots=True)
class _Text:
    """The text as it grows, with the source line of each of its lines."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    lines: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def add(self, content: str, line: int, kind: BlockKind, level: int = 0, mark: str = "") -> None:
        """Append a block whose first line stands on `line`; `mark` (a bullet) is not part of it."""
        if not content.strip():
            return
        if self.parts:
            self._append(_LINE if self._goes_on(kind, mark) else _GAP, line - 1)
        else:
            self.lines.append(line)
        self.lines[-1] = line
        self._append(mark, line)
        start = self.length
        self._append(content, line)
        parts = own_lines(content) if kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else []
        if len(parts) > 1:
            self.blocks.extend(Block(start + a, start + b, BlockKind.ITEM) for a, b in parts)
        else:
            self.blocks.append(Block(start, self.length, kind, level))

    def _goes_on(self, kind: BlockKind, mark: str) -> bool:
        """Whether a block is a list's next item or a table's next row: no blank line parts them."""
        next_one = bool(mark) if kind is BlockKind.ITEM else kind is BlockKind.ROW
        return next_one and bool(self.blocks) and self.blocks[-1].kind is kind

    def _append(self, piece: str, line: int) -> None:
        self.parts.append(piece)
        self.length += len(piece)
        self.lines.extend(line + i + 1 for i in range(piece.count("\n")))


@dataclass(frozen=True, slots=True)
class Markdown:
    """A parsed file: its front matter, its text, its blocks and its source lines."""

    meta: FrontMatter
    text: str
    blocks: tuple[Block, ...]
    source_lines: tuple[int, ...]
    heading: str | None


def parse(source: str) -> Markdown:
    """Parse a Markdown file; raises ReadError (FRONT_MATTER) with the line of the fault."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    meta = read_front_matter(source)
    offset = source.count("\n", 0, meta.end)
    text = _Text()
    for token, marks, in_row in _leaves(make_parser().parse(source[meta.end :])):
        _add(text, token, offset, marks, in_row)
    heading = next((b for b in text.blocks if b.kind is BlockKind.HEADING), None)
    whole = "".join(text.parts)
    return Markdown(
        meta=meta,
        text=whole,
        blocks=tuple(text.blocks),
        source_lines=tuple(text.lines) or (1,),
        heading=" ".join(whole[heading.start : heading.end].split()) if heading else None,
    )


class _Marks:
    """Which mark (bullet, number, heading tag) the next words stand behind."""

    def __init__(self) -> None:
        self._lists: list[int | None] = []
        self._next: list[str] = []

    def take(self) -> list[str]:
        """The mark of the words that come now; further words of a list item have an empty one."""
        mark, self._next = self._next, [""] if self._lists else []
        return mark

    def see(self, token: Token) -> None:
        """Follow a token that opens or closes something."""
        match token.type:
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
                self._next = [""] if self._lists else []
            case "list_item_open":
                number = self._lists[-1]
                self._next = ["- " if number is None else f"{number}. "]
                if number is not None:
                    self._lists[-1] = number + 1
            case "heading_open":
                self._next = [token.tag]


def _leaves(tokens: list[Token]) -> Iterator[tuple[Token, list[str], list[Token] | None]]:
    """Blocks with words in them, in order; a table row comes as one, with its cells.

    The marks before a row tell whether it is the heading of its table.
    """
    marks = _Marks()
    row: list[Token] | None = None
    row_marks: list[str] = []
    for token in tokens:
        if token.type in ("thead_open", "tbody_open"):
            row_marks = ["th"] if token.type == "thead_open" else []
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            if row:
                yield row[0], row_marks, row
            row = None
        elif token.type == "inline" and row is not None:
            row.append(token)
        elif token.type in _LEAVES:
            yield token, marks.take(), None
        else:
            marks.see(token)


def _add(text: _Text, token: Token, offset: int, marks: list[str], row: list[Token] | None) -> None:
    line = (token.map[0] if token.map else 0) + offset + 1
    if row is not None:
        cells = _CELL.join(one_line(words(cell)) for cell in row)
        text.add(cells, line, BlockKind.ROW, level=len(marks))
    elif token.type == "inline":
        mark = marks[0] if marks else ""
        if mark.startswith("h"):
            text.add(words(token), line, BlockKind.HEADING, int(mark[1]))
        else:
            kind = BlockKind.ITEM if marks else BlockKind.PARAGRAPH
            text.add(words(token), line, kind, mark=mark)
    elif token.type == "html_block":
        _add_html(text, token.content, line)
    else:
        first = 1 if token.type == "fence" else 0
        text.add(token.content.rstrip("\n"), line + first, BlockKind.CODE)


def _add_html(text: _Text, content: str, line: int) -> None:
    """Add what a block of HTML says, without its tags, at the line where it says it."""
    lines = [
        one_line(html.unescape(words)).strip() for words in _TAG.sub(_blank, content).split("\n")
    ]
    said = [number for number, words in enumerate(lines) if words]
    if said:
        shown = lines[said[0] : said[-1] + 1]
        text.add("\n".join(shown), line + said[0], BlockKind.PARAGRAPH)


def _blank(tag: re.Match[str]) -> str:
    """What a tag leaves behind: its newlines, or a space where it parts words."""
    newlines = "\n" * tag[0].count("\n")
    return newlines or ("" if _INLINE_TAG.fullmatch(tag["tag"] or "") else " ")
