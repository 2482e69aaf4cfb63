"""The layout of an article: nothing lost, nothing added, anchors and quotes in their places."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_site import ARTICLES, KOREAN, analyzer, open_library

from bot.excerpt import Role
from bot.web.layout import Shown, lay_out
from bot.web.pages import lined
from index import Library
from index.answer import Quote
from index.article import BlockKind
from index.passages import make_passages
from index.reading import read_article


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(tmp_path_factory.mktemp("content"))


def words(shown: Shown) -> str:
    return "".join(piece.text for one in shown.stretches for piece in one.pieces)


@pytest.mark.parametrize("question", ["", KOREAN, "등대 계단 개 1912년", "the a of 다 의"])
def test_what_is_shown_is_what_the_article_says(library: Library, question: str) -> None:
    """The words of every block are the article's own, in order, whatever is lit."""
    for article in library.corpus.articles():
        quotes = library.nearest(question, article.id)
        groups = lay_out(article, library.passages(article.id), quotes)
        shown = [words(one) for _, group in groups for one in group]
        blocks = [article.text[block.start : block.end] for block in article.blocks]
        assert shown == blocks[len(blocks) - len(shown) :]
        assert len(blocks) - len(shown) <= 1  # a heading that repeats the title


@pytest.mark.parametrize("question", [KOREAN, "등대 계단"])
def test_lit_words_are_the_quotes(library: Library, question: str) -> None:
    """What carries a quote's rank is that quote, and begins with its passage's anchor."""
    for article in library.corpus.articles():
        quotes = {one.rank: one for one in library.nearest(question, article.id)}
        groups = lay_out(article, library.passages(article.id), list(quotes.values()))
        stretches = [s for _, group in groups for one in group for s in one.stretches]
        lit = dict.fromkeys(quotes, "")
        for stretch in stretches:
            if stretch.rank is not None:
                lit[stretch.rank] += "".join(piece.text for piece in stretch.pieces)
                if stretch.anchor is not None:
                    assert stretch.anchor == quotes[stretch.rank].passage.number
        for rank, quote in quotes.items():
            assert lit[rank].split() == quote.text.split()


def test_matched_words_are_marked(library: Library) -> None:
    """The words of the question stand out inside the quote."""
    quotes = library.nearest(KOREAN, "sea/등대 이야기")
    article = quotes[0].article
    groups = lay_out(article, library.passages(article.id), quotes[:1])
    pieces = [p for _, g in groups for one in g for s in one.stretches for p in s.pieces]
    assert "등대" in [piece.text for piece in pieces if piece.role is Role.MATCHED]


def test_kinds_and_levels(library: Library) -> None:
    """Lists and tables come as one group each, and headings stand below the title."""
    lighthouse = library.corpus.article("sea/등대 이야기")
    bridge = library.corpus.article("town/bridge")
    assert lighthouse and bridge
    kinds = [kind for kind, _ in lay_out(lighthouse, library.passages(lighthouse.id), ())]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM]
    groups = lay_out(bridge, library.passages(bridge.id), ())
    assert [kind for kind, _ in groups] == [BlockKind.PARAGRAPH, BlockKind.ROW, BlockKind.CODE]
    assert [one.level for kind, g in lay_out(lighthouse, (), ()) for one in g][1] == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60),
            st.sampled_from(
                [
                    "# 제목",
                    "### Deep",
                    "- 하나\n- 둘",
                    "| a | b |\n|--|--|\n| c | d |",
                    "```\nx\n```",
                    " ".join(["긴 문장이 이어진다."] * 90),
                ]
            ),
        ),
        max_size=8,
    ),
    st.sampled_from([".md", ".txt"]),
)
def test_any_article_is_laid_out_whole(parts: list[str], suffix: str) -> None:
    """Over any text: every word shown once, every passage anchored once."""
    source = "\n\n".join([*parts, "끝."]).replace("---", "")
    article = read_article(PurePosixPath(f"any{suffix}"), source.encode("utf-8", "replace"))
    passages = [p for _, pairs in make_passages([article], analyzer()) for p, _ in pairs]
    shown = [one for _, group in lay_out(article, passages, ()) for one in group]
    blocks = [article.text[block.start : block.end] for block in article.blocks]
    assert "".join(map(words, shown)) == "".join(blocks[len(blocks) - len(shown) :])
    anchors = [s.anchor for one in shown for s in one.stretches if s.anchor is not None]
    assert anchors == [passage.number for passage in passages]


def test_a_quote_over_two_blocks_is_lit_in_both(library: Library) -> None:
    """Two sentences in two list items: the anchor stands in the first, the rank in both."""
    (quote,) = library.nearest("계단은 몇 개인가요?", "sea/등대 이야기", limit=1)
    following = next(one for one in quote.passage.sentences if one.start >= quote.end)
    pair = replace(quote, end=following.end)
    groups = lay_out(quote.article, library.passages(quote.article.id), [pair])
    lit = [s for _, group in groups for one in group for s in one.stretches if s.rank]
    texts = ["".join(piece.text for piece in stretch.pieces) for stretch in lit]
    assert texts == [quote.text, quote.article.text[following.start : following.end]]
    assert [stretch.anchor for stretch in lit] == [quote.passage.number, None]


def test_rows_are_cells(library: Library) -> None:
    """A table's rows come apart into their cells, a quote's anchor in the first of its own."""
    bridge = library.corpus.article("town/bridge")
    assert bridge
    quotes = library.nearest("walkers 1988 40,000 2020", bridge.id)
    rows = lay_out(bridge, library.passages(bridge.id), quotes)[1][1]
    cells = [
        ["".join(piece.text for one in cell for piece in one.pieces) for cell in row.cells]
        for row in rows
    ]
    assert cells == [["year", "walkers"], ["1988", "40,000"], ["2020", "310,000"]]
    for row in rows:
        before = [one.anchor for one in row.stretches if one.anchor]
        assert [one.anchor for cell in row.cells for one in cell if one.anchor] == before


def test_pages_of_a_pdf_are_told(library: Library) -> None:
    """Where a page begins, its number is shown; other articles have none."""
    for article in library.corpus.articles():
        groups = lay_out(article, library.passages(article.id), ())
        assert all(one.page is None for _, group in groups for one in group)
    assert len(ARTICLES) == len(library.corpus.ids())


def test_quotes_in_lists_and_long_tables_are_lit_where_they_stand() -> None:
    """Neither the mark of a list item nor the first row of a table moves them."""
    rows = "".join(f"| {n}번 등대 | {'밝은 ' * 9}등불 {n}개 |\n" for n in range(40))
    source = f"- 첫째 항목이다.\n- 둘째 항목이다.\n\n## 표\n\n| 등대 | 등불 |\n|--|--|\n{rows}"
    article = read_article(PurePosixPath("any.md"), source.encode())
    passages = [p for _, pairs in make_passages([article], analyzer()) for p, _ in pairs]
    assert len(passages) > 3
    quotes = [
        Quote(
            rank=rank,
            article=article,
            passage=passage,
            start=passage.sentences[-1].start,
            end=passage.sentences[-1].end,
            paragraph=1,
            lines=(1, 1),
            page=None,
            score=1.0,
        )
        for rank, passage in enumerate(passages, 1)
    ]
    lit = dict.fromkeys(range(1, len(quotes) + 1), "")
    for _, group in lay_out(article, passages, quotes):
        for stretch in (stretch for one in group for stretch in one.stretches if stretch.rank):
            lit[stretch.rank or 0] += "".join(piece.text for piece in stretch.pieces)
    assert list(lit.values()) == [quote.text for quote in quotes]


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("# 등대\n\n- 계단은 199개다.\n- 높이는 31미터다.\n", True),
        ("# 등대\n\n등대의 계단은 모두\n199개다.\n", False),  # the file is wrapped there
    ],
)
def test_lines_of_an_excerpt_are_kept_where_they_are_the_articles(
    tmp_path: Path, source: str, kept: bool
) -> None:
    (tmp_path / "a.md").write_text(source, encoding="utf-8")
    answer = Library.open(tmp_path, data=tmp_path / "data", analyzer=analyzer()).ask("계단 몇 개?")
    assert lined(answer.quotes[0], answer) is kept
