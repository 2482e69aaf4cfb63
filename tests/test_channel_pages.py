"""Pages: all of the quote's text, in order, within Discord's limits, whatever the text."""

import re
from dataclasses import replace

import pytest
from discord import ui
from discord_markdown import show
from hypothesis import given, settings
from hypothesis import strategies as st
from test_excerpt import make_quote, quotes

from bot.channel.desk import Reply
from bot.channel.pages import PAGE, answer_pages, passage_pages
from bot.channel.view import TEXT_LIMIT, URL_LIMIT, answer_view, passage_view
from bot.state import Asked
from index.answer import SURE, Answer, Quote, Verdict

LONG = st.integers(1, 3).flatmap(
    lambda size: st.lists(
        st.sampled_from(["*_~`", "가나다 ", "\n", "word ", "https://a.b ", "@everyone", "#\n- "]),
        min_size=150 * size,
        max_size=200 * size,
    ).map("".join)
)


def reply_of(*found: Quote, question: str = "질문?", surface: str = "command") -> Reply:
    verdict = Verdict.ANSWERED if found else Verdict.NOT_FOUND
    answer = Answer(question, verdict, 0.9, found, ("제목",), 1.0)
    return Reply(1, answer, Asked(question, "ko", surface, b"", verdict.value, 0.9))


@pytest.mark.parametrize(
    ("verdict", "confidence", "said"),
    [
        (Verdict.ANSWERED, SURE, None),
        (Verdict.ANSWERED, SURE - 0.01, "가장 그럴듯한 대목이에요"),
        (Verdict.UNSURE, 0.2, "확실하지 않아요"),
    ],
)
def test_doubt_stands_above_the_quote(
    verdict: Verdict, confidence: float, said: str | None
) -> None:
    reply = reply_of(make_quote("본문이다.", [(0, 5)], 0, 0))
    answer = replace(reply.answer, verdict=verdict, confidence=confidence)
    shown = raw(answer_view(replace(reply, answer=answer), 0, False))
    for doubt in ("가장 그럴듯한 대목이에요", "확실하지 않아요"):
        assert (doubt in shown) == (doubt == said)
        assert doubt not in shown or shown.index(doubt) < shown.index("본문이다")


def raw(view: ui.LayoutView) -> str:
    """The view as it is sent."""
    return str(view.to_components())  # type: ignore[no-untyped-call]  # untyped in discord.py


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def shown(quote: Quote, blocks: list[tuple[str, ...]]) -> str:
    """What the pages show above their citation lines, white space aside."""
    return squeezed("".join(show_block(block) for page in blocks for block in page[:-1]))


def show_block(block: str) -> str:
    return "\n".join(show(re.sub(r"^(-# |> )", "", line)).text for line in block.split("\n"))


@settings(deadline=None)
@given(quotes())
def test_pages_show_the_excerpt_and_the_passage_whole(quote: Quote) -> None:
    """Nothing is left out, nothing added, whatever the quote's characters."""
    if not quote.text.strip():
        return
    for pages, text in (
        (answer_pages(reply_of(quote).answer, "ko"), None),
        (passage_pages(quote, "ko"), quote.passage_text),
    ):
        assert all(len(block) <= PAGE + 3 for page in pages for block in page.blocks[:-1])
        if text is not None:
            clean = squeezed(re.sub("[\x00\ud800-\udfff]", "\ufffd", text))
            assert shown(quote, [page.blocks for page in pages]) == clean


@settings(deadline=None, max_examples=10)
@given(LONG, st.booleans())
def test_long_quotes_page_and_never_overflow(text: str, marked: bool) -> None:
    """Every page of a long quote fits a message together with the worst of headings and links."""
    spans = [(i, i + 1) for i in range(0, len(text) - 1, 2)] if marked else []
    if not text.strip():
        return
    quote = make_quote(text, [(0, len(text))], 0, 0, spans)
    article = replace(
        quote.article, title="*[제목]" * 60, author="_" * 300, url="https://a.b/" + "가" * 500
    )
    quote = replace(quote, article=article, link="https://a.b/#:~:text=" + "%EA" * 250)
    quote = replace(quote, also=(quote, quote, quote))
    reply = reply_of(quote, question="*_~" * 300)
    pages = answer_pages(reply.answer, "ko")
    assert shown(quote, [page.blocks for page in pages]) == squeezed(text)
    for number in {0, len(pages) // 2, len(pages) - 1}:
        view = answer_view(reply, number, private=False)
        assert view.content_length() <= TEXT_LIMIT
        assert view.total_children_count <= 40


def test_a_link_that_is_too_long_for_a_button_falls_back_to_the_article() -> None:
    quote = make_quote("본문이다.", [(0, 5)], 0, 0)
    article = replace(quote.article, url="https://example.com/a")
    quote = replace(quote, article=article, link="https://example.com/#" + "가" * URL_LIMIT)
    view = answer_view(reply_of(quote), 0, False)
    assert "https://example.com/a" in raw(view)


def test_a_passage_that_cannot_fit_comes_as_a_file() -> None:
    text = "낱말 " * 6000
    quote = make_quote(text, [(0, 6000), (6000, len(text))], 0, 0)
    view, whole = passage_view(reply_of(quote), 0, 0, "ko")
    assert whole == quote.passage_text
    assert view.content_length() < 500


def test_titles_with_brackets_or_emoji_make_no_link() -> None:
    """Discord would show such a masked link as its markdown; the button still opens it."""
    for title in ("[속보] 제목", "🎉 제목", "https://a.b 에서"):
        quote = make_quote("본문이다.", [(0, 5)], 0, 0)
        quote = replace(quote, article=replace(quote.article, title=title), link="https://a.b/c")
        below = answer_pages(reply_of(quote).answer, "ko")[0].blocks[-1]
        assert "](<" not in below
        assert title in show(below.removeprefix("-# ")).text


def test_an_answer_to_a_message_does_not_repeat_the_question() -> None:
    quote = make_quote("본문이다.", [(0, 5)], 0, 0)
    assert "질문?" in raw(answer_view(reply_of(quote), 0, False))
    reply = reply_of(quote, surface="message")
    assert "질문?" not in raw(answer_view(reply, 0, False))
