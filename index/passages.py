"""An article to passages: sentences of one section, packed up to a size."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from index.analyzer import AnalyzedSentence, Analyzer, bigrams, terms
from index.article import Article, Block, BlockKind, LineMap
from index.engine import Document
from index.passage import Passage, Sentence
from index.plaintext import bare_heading

# Characters. Short paragraphs are packed together up to TARGET, and a longer paragraph is a
# passage of its own up to LIMIT (bench/quality.py --sizes, see docs/quality.md).
TARGET = 400
LIMIT = 1200


@dataclass(frozen=True, slots=True)
class _Paragraph:
    number: int
    section: int
    sentences: tuple[AnalyzedSentence, ...]

    @property
    def size(self) -> int:
        return self.sentences[-1].end - self.sentences[0].start


def make_passages(
    articles: Iterable[Article], analyzer: Analyzer
) -> Iterator[tuple[Article, list[tuple[Passage, Document]]]]:
    """Each article with its passages and their terms, in order.

    Passages of an article are in order, do not overlap, and together hold all its sentences.
    """
    waiting: list[Article] = []

    def texts() -> Iterator[str]:
        for article in articles:
            waiting.append(article)
            yield article.title
            for block in article.blocks:
                yield article.text[block.start : block.end]

    analyzed = analyzer.sentences(texts())
    for title in analyzed:
        article = waiting.pop(0)
        blocks = [next(analyzed) for _ in article.blocks]
        yield article, list(_passages(article, title, blocks))


def _passages(
    article: Article, title: list[AnalyzedSentence], analyzed: list[list[AnalyzedSentence]]
) -> Iterator[tuple[Passage, Document]]:
    title_terms = _all_terms(article.title, title)
    headings = {
        number: _all_terms(_slice(article, block), sentences)
        for number, (block, sentences) in enumerate(zip(article.blocks, analyzed, strict=True))
        if block.kind is BlockKind.HEADING
    }
    lines = LineMap(article)
    number = 0
    for section, paragraphs in groupby(_paragraphs(article, analyzed), lambda p: p.section):
        heading = _section(article, section)
        section_terms = headings.get(section, ()) if heading else ()
        for group in _pack(paragraphs):
            number += 1
            yield (
                _passage(article, lines, number, heading, group),
                Document(
                    heading=title_terms + section_terms,
                    sentences=tuple(
                        terms(sentence.morphemes, article.text[sentence.start : sentence.end])
                        for paragraph in group
                        for sentence in paragraph.sentences
                    ),
                ),
            )


def _slice(article: Article, block: Block) -> str:
    return article.text[block.start : block.end]


def _section(article: Article, number: int) -> str | None:
    """The heading of a section; the title is not one, since every citation names it anyway."""
    if number < 0:
        return None
    heading = " ".join(bare_heading(_slice(article, article.blocks[number])).split())
    return None if heading == article.title else heading


def _all_terms(text: str, sentences: list[AnalyzedSentence]) -> tuple[str, ...]:
    morphemes = (morpheme for sentence in sentences for morpheme in sentence.morphemes)
    return (*(morpheme.term for morpheme in morphemes), *bigrams(text))


def _paragraphs(article: Article, analyzed: list[list[AnalyzedSentence]]) -> Iterator[_Paragraph]:
    """The paragraphs with absolute offsets; consecutive items or rows count as one paragraph."""
    number, section, before = 0, -1, BlockKind.HEADING
    for position, (block, sentences) in enumerate(zip(article.blocks, analyzed, strict=True)):
        if block.kind is BlockKind.HEADING:
            section = position
        else:
            listed = block.kind in (BlockKind.ITEM, BlockKind.ROW)
            number += not (listed and before is block.kind)
            moved = tuple(
                AnalyzedSentence(block.start + s.start, block.start + s.end, s.morphemes)
                for s in sentences
            )
            if moved:
                yield _Paragraph(number, section, moved)
        before = block.kind


def _pack(paragraphs: Iterable[_Paragraph]) -> Iterator[list[_Paragraph]]:
    """Runs of paragraphs of about TARGET characters, and pieces of those over LIMIT."""
    group: list[_Paragraph] = []
    for paragraph in (piece for whole in paragraphs for piece in _split(whole)):
        if group and paragraph.sentences[-1].end - group[0].sentences[0].start > TARGET:
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


def _split(paragraph: _Paragraph) -> Iterator[_Paragraph]:
    """The paragraph, or nearly equal pieces of whole sentences when it is over LIMIT."""
    if paragraph.size <= LIMIT:
        yield paragraph
        return
    pieces = -(-paragraph.size // LIMIT)
    size = paragraph.size / pieces
    start = paragraph.sentences[0].start
    for _, sentences in groupby(paragraph.sentences, lambda s: int((s.start - start) / size)):
        yield _Paragraph(paragraph.number, paragraph.section, tuple(sentences))


def _passage(
    article: Article,
    lines: LineMap,
    number: int,
    section: str | None,
    group: list[_Paragraph],
) -> Passage:
    start, end = group[0].sentences[0].start, group[-1].sentences[-1].end
    return Passage(
        number=number,
        start=start,
        end=end,
        section=section,
        paragraph=group[0].number,
        lines=lines.lines(start, end),
        page=article.page(start),
        sentences=tuple(
            Sentence(s.start, s.end, paragraph.number)
            for paragraph in group
            for s in paragraph.sentences
        ),
    )
