"""Markdown files: front matter, and the words of the text without the marks around them."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.article import Block, BlockKind
from index.problem import ReadError, Reason

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.S | re.M)
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.S)
_CELL = " | "
_LEAVES = ("inline", "fence", "code_block", "html_block")


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
            self._append("\n" if kind is BlockKind.ROW and self._after_row() else "\n\n", line - 1)
        else:
            self.lines.append(line)
        self.lines[-1] = line
        self._append(mark, line)
        start = self.length
        self._append(content, line)
        self.blocks.append(Block(start, self.length, kind, level))

    def _after_row(self) -> bool:
        return bool(self.blocks) and self.blocks[-1].kind is BlockKind.ROW

    def _append(self, piece: str, line: int) -> None:
        self.parts.append(piece)
        self.length += len(piece)
        self.lines.extend(line + i + 1 for i in range(piece.count("\n")))


@dataclass(frozen=True, slots=True)
class Markdown:
    """A parsed file: the front matter's fields, the text, its blocks and its source lines."""

    meta: dict[str, Any]
    text: str
    blocks: tuple[Block, ...]
    source_lines: tuple[int, ...]
    heading: str | None


def parse(source: str) -> Markdown:
    """Parse a Markdown file; raises ReadError (FRONT_MATTER) with the line of the fault."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    meta, body_start = _front_matter(source)
    offset = source.count("\n", 0, body_start)
    text = _Text()
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(source[body_start:])
    for token, marks, in_row in _leaves(tokens):
        _add(text, token, offset, marks, in_row)
    heading = next((b for b in text.blocks if b.kind is BlockKind.HEADING), None)
    whole = "".join(text.parts)
    return Markdown(
        meta=meta,
        text=whole,
        blocks=tuple(text.blocks),
        source_lines=tuple(text.lines) or (1,),
        heading=whole[heading.start : heading.end] if heading else None,
    )


def meta_text(value: object) -> str | None:
    """A front matter value as one line of text; None when it is empty."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(text for item in value if (text := meta_text(item))) or None
    text = " ".join(str(value).split()) if value is not None else ""
    return text or None


def _front_matter(source: str) -> tuple[dict[str, Any], int]:
    match = _FRONT_MATTER.match(source)
    if not match:
        return {}, 0
    try:
        meta = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise ReadError(Reason.FRONT_MATTER, f"line {line}") from error
    if meta is None:
        return {}, match.end()
    if not isinstance(meta, dict):
        raise ReadError(Reason.FRONT_MATTER, "line 2")
    return {str(key).lower(): value for key, value in meta.items()}, match.end()


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
    """Blocks with words in them, in order; a table row comes as one, with its cells."""
    marks = _Marks()
    row: list[Token] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            if row:
                yield row[0], [], row
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
        text.add(_CELL.join(_words(cell).replace("\n", " ") for cell in row), line, BlockKind.ROW)
    elif token.type == "inline":
        mark = marks[0] if marks else ""
        if mark.startswith("h"):
            text.add(_words(token), line, BlockKind.HEADING, int(mark[1]))
        else:
            kind = BlockKind.ITEM if marks else BlockKind.PARAGRAPH
            text.add(_words(token), line, kind, mark=mark)
    elif token.type == "html_block":
        text.add(_TAG.sub("", token.content).strip("\n"), line, BlockKind.PARAGRAPH)
    else:
        first = 1 if token.type == "fence" else 0
        text.add(token.content.rstrip("\n"), line + first, BlockKind.CODE)


def _words(token: Token) -> str:
    """The words of inline Markdown; a soft break stays a newline, so lines can be counted."""
    words = []
    for child in token.children or []:
        match child.type:
            case "text" | "code_inline" | "text_special":
                words.append(child.content)
            case "softbreak" | "hardbreak":
                words.append("\n")
            case "image":
                words.append(child.content)
    return "".join(words)
