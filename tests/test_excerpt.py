"""The excerpt: pieces that together are a slice of the article, marks within the quote."""

from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.excerpt import Role, bounds, excerpt, whole_passage
from index.answer import Answer, Quote, Span, Verdict
from index.article import Article, Block, BlockKind
from index.passage import Passage, Sentence

TEXT = "첫 문장이다. 둘째 문장은 2025년의 일이다.\n\n셋째 문장이다. 넷째."
SENTENCES = ((0, 7), (8, 26), (28, 36), (37, 40))


def make_quote(
    text: str,
    sentences: list[tuple[int, int]],
    first: int,
    last: int,
    matched: list[tuple[int, int]] | None = None,
    focus: list[tuple[int, int]] | None = None,
) -> Quote:
    passage = Passage(
        number=1,
        start=sentences[0][0],
        end=sentences[-1][1],
        section=None,
        paragraph=1,
        lines=(1, 1),
        page=None,
        sentences=tuple(Sentence(start, end, 1) for start, end in sentences),
    )
    return Quote(
        rank=1,
        article=Article("a", "default", "제목", text, "a.txt"),
        passage=passage,
        start=sentences[first][0],
        end=sentences[last][1],
        paragraph=1,
        lines=(1, 1),
        page=None,
        score=1.0,
        matched=tuple(Span(*span) for span in matched or []),
        focus=tuple(Span(*span) for span in focus or []),
    )


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    cuts = sorted(draw(st.sets(st.integers(0, 40), min_size=2, max_size=12)))
    text = draw(st.text(min_size=cuts[-1], max_size=cuts[-1] + 5))
    sentences = [(cuts[i], cuts[i + 1]) for i in range(0, len(cuts) - 1, 2)]
    first = draw(st.integers(0, len(sentences) - 1))
    last = draw(st.integers(first, min(first + 1, len(sentences) - 1)))

    def spans() -> list[tuple[int, int]]:
        edges = sorted(draw(st.sets(st.integers(cuts[0], cuts[-1]), max_size=8)))
        return [(edges[i], edges[i + 1]) for i in range(0, len(edges) - 1, 2)]

    return make_quote(text, sentences, first, last, spans(), spans())


def test_neighbours_stand_around_the_quote_with_newlines_kept() -> None:
    quote = make_quote(TEXT, list(SENTENCES), 1, 1, [(8, 10)], [(15, 20)])
    assert [(piece.text, piece.role) for piece in excerpt(quote, answered(quote, 0.9))] == [
        ("첫 문장이다. ", Role.NEIGHBOUR),
        ("둘째", Role.MATCHED),
        (" 문장은 ", Role.QUOTE),
        ("2025년", Role.FOCUS),
        ("의 일이다.", Role.QUOTE),
        ("\n\n셋째 문장이다. 넷째.", Role.NEIGHBOUR),
    ]


def answered(quote: Quote, confidence: float) -> Answer:
    return Answer("질문", Verdict.ANSWERED, confidence, (quote,), (), 1.0)


@pytest.mark.parametrize(
    ("lengths", "quoted", "sure", "doubted"),
    [
        ((30, 30, 30, 30, 30, 30), 2, (0, 5), (0, 5)),  # there is room for them all
        ((40, 30, 30, 50, 30, 50, 50), 3, (1, 5), (0, 6)),  # by turns
        ((40, 10, 30, 60, 30, 71, 50), 3, (2, 5), (0, 6)),  # the one after comes first
        ((40, 10, 30, 60, 30, 81, 50), 3, (0, 4), (0, 6)),  # if it fits
        ((10, 10, 200, 100, 200, 10), 3, (2, 4), (2, 4)),  # one on each side, however long it is
        ((200, 50, 20, 20, 100, 300), 0, (0, 1), (0, 4)),
        ((100, 100, 100, 200, 10), 1, (0, 2), (0, 2)),  # what does not fit is not jumped over
    ],
)
def test_more_sentences_stand_around_while_there_is_room(
    lengths: tuple[int, ...], quoted: int, sure: tuple[int, int], doubted: tuple[int, int]
) -> None:
    ends = list(accumulate(lengths))
    sentences = [(end - length, end) for end, length in zip(ends, lengths, strict=True)]
    quote = make_quote("가" * ends[-1], sentences, quoted, quoted)
    for confidence, (first, last) in ((0.9, sure), (0.5, doubted)):
        wanted = sentences[first][0], sentences[last][1]
        assert bounds(quote, answered(quote, confidence)) == wanted


def test_a_list_item_keeps_its_mark() -> None:
    """Left outside, the mark would stand alone on its line before the quote."""
    text = "회복하는 때는 이렇다.\n\n- 남극은 2066년\n- 북극은 2045년"
    sentences = [(0, 12), (16, 25), (28, 37)]
    for number, quoted in ((1, "- 남극은 2066년"), (2, "- 북극은 2045년")):
        quote = make_quote(text, sentences, number, number)
        pieces = excerpt(quote, answered(quote, 0.9))
        assert "".join(piece.text for piece in pieces) == text
        assert [one.text for one in pieces if one.role is Role.QUOTE] == [quoted]


def test_an_excerpt_begins_with_the_mark_of_its_first_item() -> None:
    text = "- 남극은 2066년\n- 북극은 2045년"
    quote = make_quote(text, [(2, 11), (14, 23)], 1, 1)
    assert "".join(piece.text for piece in excerpt(quote, answered(quote, 0.9))) == text


ROWS = ["구분 | 월 회비", "정회원 | 15,000원", "준회원 | 8,000원", "학생 | 10,000원"]


@pytest.mark.parametrize(("first", "shown"), [(0, ROWS), (1, ROWS), (2, [ROWS[0], "…", *ROWS[2:]])])
def test_a_row_stands_below_the_heads_of_its_columns(first: int, shown: list[str]) -> None:
    """Also where these are in another passage; what stands between is left out."""
    text = "\n".join(ROWS)
    ends = list(accumulate(len(row) + 1 for row in ROWS))
    spans = [(end - len(row) - 1, end - 1) for row, end in zip(ROWS, ends, strict=True)]
    quote = make_quote(text, spans[first:], 3 - first, 3 - first)
    blocks = tuple(Block(*span, BlockKind.ROW, span[0] == 0) for span in spans)
    quote = replace(quote, article=replace(quote.article, blocks=blocks))
    pieces = excerpt(quote, answered(quote, 0.9))
    assert "".join(piece.text for piece in pieces).split("\n") == shown
    assert [piece.text for piece in pieces if piece.role is Role.QUOTE] == ["학생 | 10,000원"]


def test_focus_wins_where_it_meets_a_matched_word() -> None:
    quote = make_quote(TEXT, list(SENTENCES), 1, 1, [(11, 22)], [(15, 20)])
    roles = {piece.text: piece.role for piece in excerpt(quote, answered(quote, 0.9))}
    assert roles["2025년"] is Role.FOCUS
    assert roles["문장은 "] is Role.MATCHED
    assert roles["의 "] is Role.MATCHED


@given(quotes(), st.sampled_from([0.5, 0.9]))
def test_pieces_are_a_slice_of_the_article(quote: Quote, confidence: float) -> None:
    """Joined, the pieces are the article's text; the quote's roles cover the quote alone.

    (And the mark of a list item, which these texts do not have.)
    """
    answer = answered(quote, confidence)
    start, end = bounds(quote, answer)
    text = quote.article.text
    pieces = excerpt(quote, answer)
    assert "".join(piece.text for piece in pieces) == text[start:end]
    inner = "".join(piece.text for piece in pieces if piece.role is not Role.NEIGHBOUR)
    assert inner == quote.text
    assert quote.passage.start <= start <= end <= quote.passage.end
    assert "".join(piece.text for piece in whole_passage(quote)) == quote.passage_text
    assert all(piece.text for piece in pieces)
