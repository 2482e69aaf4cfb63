"""What the terminal shows: marked words for a person, plain lines for a pipe, wrapped lines."""

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.terminal import print_answer
from index.answer import SURE, Answer, Quote, Span, Verdict
from index.article import Article
from index.passage import Passage, Sentence

TEXT = (
    "섬의 남쪽 끝에는 하얀 등대가 서 있다. 등대는 1912년 겨울에 처음 불을 켰다. "
    "그날 밤 고깃배 스무 척이 무사히 돌아왔다."
)
QUOTE = "등대는 1912년 겨울에 처음 불을 켰다."
START = TEXT.index(QUOTE)
END = START + len(QUOTE)


def make_quote(text: str = TEXT, start: int = START, end: int = END) -> Quote:
    sentences = tuple(
        Sentence(first, last, 1)
        for first, last in ((0, start - 1), (start, end), (end + 1, len(text)))
        if first < last
    )
    return Quote(
        rank=1,
        article=Article("a", "default", "섬마을 등대", text, "a.md", "한바다", "2025-04-02"),
        passage=Passage(1, 0, len(text), "불을 켜다", 1, (1, 1), None, sentences),
        start=start,
        end=end,
        paragraph=1,
        lines=(1, 1),
        page=None,
        score=1.0,
        matched=(Span(start, start + 2),),
    )


def answer(*quotes: Quote, verdict: Verdict = Verdict.ANSWERED) -> Answer:
    return Answer("등대는?", verdict, 0.9, quotes, ("섬마을 등대",), 1.0)


def shown(one: Answer, terminal: bool = False, width: int = 40, **options: bool) -> str:
    """What is written, to a pipe or to a terminal of that width."""
    out = Console(
        file=io.StringIO(), force_terminal=terminal, width=width, highlight=False, emoji=False,
        markup=False, soft_wrap=not terminal, color_system="standard" if terminal else None,
        no_color=options.get("no_color"), legacy_windows=False,
    )  # fmt: skip
    print_answer(one, out)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


def test_a_pipe_gets_plain_lines() -> None:
    """One line a sentence however long, the quote behind `>`, the citation below, no colour."""
    assert shown(answer(make_quote())) == (
        "  섬의 남쪽 끝에는 하얀 등대가 서 있다.\n"
        "> 등대는 1912년 겨울에 처음 불을 켰다.\n"
        "  그날 밤 고깃배 스무 척이 무사히 돌아왔다.\n"
        "— 「섬마을 등대」, 불을 켜다, ¶1, 글 한바다, 2025-04-02\n"
    )


def test_a_terminal_marks_the_words_that_matched() -> None:
    out = shown(answer(make_quote()), terminal=True, width=88)
    assert "\x1b[1m등대\x1b[0m" in out
    assert "\x1b[2m" in out


@pytest.mark.parametrize("width", [24, 40, 60])
def test_a_terminal_wraps_by_columns(width: int) -> None:
    """Hangul takes two columns; no line is wider than the terminal, and no word is lost."""
    plain = shown(answer(make_quote()), terminal=True, width=width, no_color=True)
    lines = [_without_styles(line) for line in plain.splitlines()]
    assert max(map(cell_len, lines)) <= width
    assert "".join(TEXT.split()) in "".join("".join(lines).split())


def _without_styles(line: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", line)


def test_no_color_has_no_colour() -> None:
    """NO_COLOR leaves bold and dim, as its definition says, and takes the colours."""
    import re

    with_colour = shown(answer(make_quote()), terminal=True)
    without = shown(answer(make_quote()), terminal=True, no_color=True)
    colours = re.compile(r"\x1b\[(?:\d+;)*3\d")
    assert colours.search(with_colour)
    assert not colours.search(without)


def test_what_may_be_wrong_says_so_first() -> None:
    out = shown(answer(make_quote(), verdict=Verdict.UNSURE))
    assert out.startswith("딱 맞는 답인지는 확실하지 않아요.")


def test_what_is_likely_says_so_and_what_is_sure_does_not() -> None:
    likely = replace(answer(make_quote()), confidence=SURE - 0.01)
    assert shown(likely).startswith("가장 그럴듯한 대목이에요.")
    assert not shown(replace(likely, confidence=SURE)).startswith("가장")


def test_several_quotes_are_spoken_of_as_several() -> None:
    several = replace(answer(make_quote(), replace(make_quote(), rank=2)), confidence=SURE - 0.01)
    assert shown(several).startswith("답은 이 가운데 있을 거예요.")
    unsure = replace(several, verdict=Verdict.UNSURE, language="en")
    assert "they are the closest passages" in shown(unsure)


def test_nothing_found_names_titles() -> None:
    assert shown(answer(verdict=Verdict.NOT_FOUND)) == (
        "기사에서 답을 찾지 못했어요.\n관련이 있을 만한 기사예요:\n  · 섬마을 등대\n"
    )


def test_nothing_found_without_a_title_names_the_command_that_lists_them() -> None:
    nothing = replace(answer(verdict=Verdict.NOT_FOUND), suggestions=())
    assert shown(nothing).splitlines()[1:] == [
        "어떤 기사가 있는지는 `inyong articles`로 볼 수 있어요."
    ]
    assert "`inyong articles` lists" in shown(replace(nothing, language="en"))
    assert len(shown(replace(nothing, question=" ")).splitlines()) == 1


def test_several_quotes_are_numbered() -> None:
    out = shown(answer(make_quote(), replace(make_quote(), rank=2)))
    assert "\n[1] 「" in out
    assert "\n[2] 「" in out


def test_an_article_cannot_command_the_terminal() -> None:
    """Escape sequences of a hostile article are shown, not obeyed, and markup is text."""
    text = "앞 문장이다. \x1b[31m빨간\x1b]0;제목\x07 [bold]글[/bold] :smile: \x9b2J 끝이다. 뒤."
    quote = make_quote(text, text.index("\x1b"), text.index(" 뒤"))
    out = shown(answer(quote))
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "\x9b" not in out
    assert "␛[31m빨간␛]0;제목␇ [bold]글[/bold] :smile:" in out
