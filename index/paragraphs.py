"""The paragraphs of an article, and runs of them that are passages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from index.analyzer import AnalyzedSentence
from index.article import Article, BlockKind

# Characters. Short paragraphs are packed together up to TARGET, and a longer paragraph is a
# passage of its own up to LIMIT (bench/quality.py --sizes, see docs/quality.md).
TARGET = 400
LIMIT = 1200


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences of one section; `number` counts from 1, `section` is the block that heads them."""

    number: int
    section: int
    sentences: tuple[AnalyzedSentence, ...]
    table: int | None = None  # the block that heads the table of these rows

    @property
    def size(self) -> int:
        return self.sentences[-1].end - self.sentences[0].start


def paragraphs_of(article: Article, analyzed: list[list[AnalyzedSentence]]) -> Iterator[Paragraph]:
    """The paragraphs with absolute offsets; consecutive items or rows count as one paragraph."""
    number, section, before, table = 0, -1, BlockKind.HEADING, None
    for position, (block, sentences) in enumerate(zip(article.blocks, analyzed, strict=True)):
        if block.kind is BlockKind.HEADING:
            section = position
        else:
            listed = block.kind in (BlockKind.ITEM, BlockKind.ROW)
            if block.heads_table:
                table = position
            elif block.kind is not BlockKind.ROW:
                table = None
            number += not (listed and before is block.kind)
            moved = tuple(
                AnalyzedSentence(block.start + s.start, block.start + s.end, s.morphemes)
                for s in sentences
            )
            if moved:
                yield Paragraph(number, section, moved, table)
        before = block.kind


def packed(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Runs of paragraphs of about TARGET characters, and pieces of those over LIMIT."""
    group: list[Paragraph] = []
    for paragraph in (piece for whole in paragraphs for piece in _split(whole)):
        if group and paragraph.sentences[-1].end - group[0].sentences[0].start > TARGET:
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


def _split(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph, or nearly equal pieces of whole sentences when it is over LIMIT."""
    if paragraph.size <= LIMIT:
        yield paragraph
        return
    pieces = -(-paragraph.size // LIMIT)
    size = paragraph.size / pieces
    start = paragraph.sentences[0].start
    for _, sentences in groupby(paragraph.sentences, lambda s: int((s.start - start) / size)):
        yield replace(paragraph, sentences=tuple(sentences))
