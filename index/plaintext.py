"""Plain text files: lines, paragraphs and headings, without changing a character."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from index.article import NEWLINE, Block, BlockKind

TITLE_LIMIT = 120
# Headings of plain text: `# …`, `<장면1> …`, `[1부] …`, `제1장 …`, `1장. …`.
_HEADING = re.compile(
    r"(?P<hashes>\#{1,6})\s+\S|<[^<>\n]{1,30}>\s*\S|제\s?\d+\s?[장절부편화](?!\w)"
)
_HASHES = re.compile(r"#{1,6}\s+")
_HEADING_LIMIT = 80
_SENTENCE_END = re.compile(r"[.!?…。?!:;][\"'”’)\]」』>]*$")
_STOPS = (".", "。", "…")  # a first line that ends so says something, and can be quoted
_PARTICLE = re.compile(r"(을|를|은|는|의|와|과|에|에서|으로)\s")  # no line begins so by itself
# A text is taken as wrapped by hand when most lines that another follows directly end in the
# middle of a sentence, at about the same width.
_WRAP_WIDTH = range(30, 121)
_WRAP_SHARE = 0.6
_WRAPPED = 2  # lines that a long one of Markdown may be cut into as well
_LABELLED = re.compile(r"^(?:[^\s:：,.!?…][^:：,.!?…\n]{0,24}[:：]|[QA]\.)(?=[ \t]+\S)", re.M)


def split_lines(text: str) -> list[tuple[int, int]]:
    """Offsets of the lines, without their newlines."""
    lines, start = [], 0
    for newline in NEWLINE.finditer(text):
        lines.append((start, newline.start()))
        start = newline.end()
    lines.append((start, len(text)))
    return lines


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends; empty spans collapse onto their start."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip()))


def title_line(text: str) -> tuple[int, int] | None:
    """The first non-empty line, when it is short enough for a title and more text follows."""
    for start, end in split_lines(text):
        first, last = strip(text, start, end)
        if first < last:
            more = bool(text[last:].strip())
            return (first, last) if more and last - first <= TITLE_LIMIT else None
    return None


def parse(text: str) -> tuple[str | None, tuple[Block, ...]]:
    """Title (None when the text has none) and the blocks of a plain text."""
    title = title_line(text)
    lines = [strip(text, *line) for line in split_lines(text)]
    blocks: list[Block] = []
    for chunk in _chunks(lines):
        for level, run in groupby(chunk, lambda line: _heading_level(text, line)):
            if level:
                blocks.extend(Block(*line, BlockKind.HEADING, level) for line in run)
            else:
                blocks.extend(_paragraphs(text, list(run), title))
    return (bare_heading(text[slice(*title)]) if title else None), tuple(blocks)


def bare_heading(line: str) -> str:
    """A heading without the marks before it: "# 제목" is 제목, "#1 이슈" stays."""
    match = _HASHES.match(line)
    return line[match.end() :] if match else line


def _paragraphs(
    text: str, lines: list[tuple[int, int]], title: tuple[int, int] | None
) -> Iterator[Block]:
    """The paragraphs of some lines, and the title, where it is more than their first words."""
    if lines[0] == title and _stands_alone(text, lines):
        yield Block(*title, BlockKind.HEADING, 1)
        lines = lines[1:]
    yield from (Block(*line) for line in _join(text, lines))


def _stands_alone(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the first of the lines is a heading of the others, not where their text begins."""
    first = text[slice(*lines[0])]
    wrapped = len(lines) > 1 and len(_join(text, lines)) == 1
    return not first.endswith(_STOPS) and not (wrapped and len(first) in _WRAP_WIDTH)


def own_lines(paragraph: str) -> list[tuple[int, int]]:
    """The lines of a paragraph of Markdown that each say a thing of their own, if they do.

    Where at least two have labels (Q. and A., 회비: 15,000원), each goes with what follows it.
    """
    labels = [line.start() for line in _LABELLED.finditer(paragraph)]
    if len(labels) > 1:
        cuts = [*dict.fromkeys((0, *labels)), len(paragraph) + 1]
        return [(first, last - 1) for first, last in pairwise(cuts)]
    spans = (strip(paragraph, *line) for line in split_lines(paragraph))
    lines = [(first, last) for first, last in spans if first < last]
    return _join(paragraph, lines) if len(lines) > _WRAPPED else []


def _chunks(lines: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Runs of lines without an empty line between them."""
    chunks: list[list[tuple[int, int]]] = [[]]
    for line in lines:
        if line[0] < line[1]:
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def _join(text: str, chunk: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs of a run of lines: one a line, or one in all when it is wrapped by hand."""
    inner = chunk[:-1]
    if len(inner) < 2:
        return _untorn(text, chunk)
    wrapped = sum(
        end - start in _WRAP_WIDTH and not _SENTENCE_END.search(text[start:end])
        for start, end in inner
    )
    if wrapped < len(inner) * _WRAP_SHARE:
        return _untorn(text, chunk)
    return [(chunk[0][0], chunk[-1][1])]


def _untorn(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines, with one that begins with a particle joined to what it belongs to."""
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        torn = joined and _PARTICLE.match(text, start, end)
        if torn and not _SENTENCE_END.search(text[slice(*joined[-1])]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _heading_level(text: str, span: tuple[int, int]) -> int:
    """The level of a heading, 0 for a line that is none."""
    line = text[slice(*span)]
    match = _HEADING.match(line)
    if not match or len(line) > _HEADING_LIMIT or _SENTENCE_END.search(line):
        return 0
    return len(match["hashes"]) if match["hashes"] else 2
