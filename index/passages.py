"""An article to passages: sentences of one section, packed up to a size."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from index.analyzer import AnalyzedSentence, Analyzer, bigrams, terms
from index.article import Article, Block, BlockKind, LineMap
from index.engine import Document
from index.paragraphs import Paragraph, packed, paragraphs_of
from index.passage import Passage, Sentence
from index.plaintext import bare_heading
from index.sentences import is_question

_NAME_WORD = re.compile(r"[^\W_]+")


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
            yield _file_words(article)
            for block in article.blocks:
                yield article.text[block.start : block.end]

    analyzed = analyzer.sentences(texts())
    for title in analyzed:
        article = waiting.pop(0)
        named = next(analyzed)
        blocks = [next(analyzed) for _ in article.blocks]
        title_terms = _title_terms(article, title, named)
        yield article, list(_passages(article, title_terms, blocks))


def _passages(
    article: Article, title_terms: tuple[str, ...], analyzed: list[list[AnalyzedSentence]]
) -> Iterator[tuple[Passage, Document]]:
    headings = {
        number: _all_terms(_slice(article, block), sentences)
        for number, (block, sentences) in enumerate(zip(article.blocks, analyzed, strict=True))
        if block.kind is BlockKind.HEADING or block.heads_table
    }
    lines, above = LineMap(article), _above(article)
    number = 0
    for section, paragraphs in groupby(paragraphs_of(article, analyzed), lambda p: p.section):
        heading = _section(article, section)
        section_terms = headings.get(section, ()) if heading else ()
        # The words of a question (## 환불되나요?) are those of the sentence that answers it.
        asked = section_terms if heading and is_question(heading) else ()
        section_terms = () if asked else section_terms
        over = [one for one in above.get(section, ()) if _section(article, one)]
        over_terms = [term for one in over for term in headings[one]]
        for group in packed(paragraphs):
            number += 1
            tables = dict.fromkeys(p.table for p in group if p.table is not None)
            table_terms = [term for table in tables for term in headings[table]]
            yield (
                _passage(article, lines, number, heading, group),
                Document(
                    heading=(*title_terms, *over_terms, *section_terms, *table_terms),
                    sentences=_sentence_terms(article, group, asked),
                ),
            )
            asked, section_terms = (), section_terms or asked


def _above(article: Article) -> dict[int, tuple[int, ...]]:
    """The headings above each heading, the outermost first, all by their blocks."""
    found: dict[int, tuple[int, ...]] = {}
    open_ones: list[int] = []
    for number, block in enumerate(article.blocks):
        if block.kind is BlockKind.HEADING:
            while open_ones and article.blocks[open_ones[-1]].level >= block.level:
                open_ones.pop()
            found[number] = tuple(open_ones)
            open_ones.append(number)
    return found


def _file_words(article: Article) -> str:
    """The words of a file's name without its numbers, which may name what the title does not."""
    name = article.id.rpartition("/")[2]
    return " ".join(word for word in _NAME_WORD.findall(name) if not word.isnumeric())


def _title_terms(
    article: Article, title: list[AnalyzedSentence], named: list[AnalyzedSentence]
) -> tuple[str, ...]:
    """The terms of the title, then those that only the file's name has."""
    own = _all_terms(article.title, title)
    name = dict.fromkeys(_all_terms(_file_words(article), named))
    return (*own, *(term for term in name if term not in own))


def _sentence_terms(
    article: Article, group: list[Paragraph], asked: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    """The terms of each sentence, those of the question that it answers with the first one's."""
    first, *others = (
        terms(sentence.morphemes, article.text[sentence.start : sentence.end])
        for paragraph in group
        for sentence in paragraph.sentences
    )
    return ((*asked, *first), *others)


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


def _passage(
    article: Article,
    lines: LineMap,
    number: int,
    section: str | None,
    group: list[Paragraph],
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
