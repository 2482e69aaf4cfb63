"""The escaper: whatever the words, Discord shows them and nothing else."""

import re
from typing import Any

import pytest
from discord_markdown import show
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from simcord.preview import _markdown

from bot.escape import emphasize, escape, sendable
from bot.excerpt import Piece, Role

SAMPLES = (
    "**굵게** __밑줄__ *기울임* _기울임_ ~~취소~~ ||비밀|| ***둘 다***",
    "`코드` ``두 개`` ```py\nprint(1)\n```",
    "# 제목\n## 둘\n### 셋\n-# 작게\n> 인용\n>>> 모두",
    "- 하나\n* 둘\n+ 셋\n1. 넷\n12) 다섯\n  - 들여\n3. OpenAI",
    "[이름](https://a.b) [이름](<https://a.b>) <https://a.b> https://a.b/x_y_z에서 steam://run",
    "@everyone @here <@1234> <@!1234> <@&1234> <#1234> </ask:1234> <id:customize>",
    "<:smile:1234> <a:wave:1234> :smile: :+1: <t:1700000000:R> <t:1700000000>",
    "¯\\_(ツ)_/¯ \\ \\\\ \\* a\\",
    "**MS**의 **'오픈AI'**는 *강조*된",
    "‏مرحبا‎ \u202eabc\u202c \u200b*\u200b*\u2060 e\u0301",
    "&lt; &amp; &#42; R&D <b>html</b> <!-- x -->",
    "제목\n===\n본문\n---\n| a | b |\n|---|---|\n***\n___",
    "9:30에 https:\\/\\/ 10:30:00 키:값 끝: ::",
    "\r\n줄\r바꿈\n\n\n빈 줄",
    "27% (27%) [27%] $x^2$ {a} #태그 C# F# a#1 <3 >_< 1.5 -5 +82",
    "__init__ snake_case_name 2*3*4 a||b ~5~ a`b",
)
MARKUP = st.lists(
    st.sampled_from("\\*_~`|[]()<>@#:&-+=.!/0123 \na가’\u200b\u202e%\"'t")
    | st.sampled_from(["https://", "@everyone", "<t:1>", ":a:", "```", "**"]),
    max_size=40,
).map("".join)


def bare(words: str) -> str:
    """The words without what CommonMark drops and Discord keeps: white space at a line's edges."""
    return re.sub(r"\s+", "", words.replace("\r", "\n"))


def simulated(markdown: str) -> tuple[str, set[str]]:
    """The text that simcord's preview shows, and the kinds of tokens in it."""
    context = {"everyone": True, "users": {"1234": "x"}, "roles": {"1234": "x"}}
    kinds: set[str] = set()

    def walk(tokens: list[dict[str, Any]]) -> str:
        kinds.update(token["type"] for token in tokens)
        return "".join(
            token.get("content", "") + walk(token.get("children", [])) for token in tokens
        )

    text = walk(_markdown.markdown_tokens(markdown, "text_display", context=context))
    return text, kinds


@pytest.mark.parametrize("words", SAMPLES)
def test_samples_show_as_they_are(words: str) -> None:
    shown = show(escape(words))
    assert shown.text == sendable(words)
    assert shown.constructs == ()
    if "-# " in words:  # the preview takes even an escaped one for subtext
        return
    text, kinds = simulated(escape(words))
    assert bare(text) == bare(words)
    assert kinds <= {"inline", "text", "break", "paragraph", "code_block"}


@given(st.text() | MARKUP)
def test_any_words_show_as_they_are(words: str) -> None:
    """Read back by Discord's rules, escaped words are the words, without one construct."""
    shown = show(escape(words))
    assert shown.text == sendable(words)
    assert shown.constructs == ()


@settings(deadline=None)
@given(MARKUP)
def test_any_markup_shows_as_it_is_in_the_simulation(words: str) -> None:
    """By CommonMark's rules too, but for indentation, which means code there."""
    lines = "\n".join(line.strip() for line in words.split("\n"))
    assume("-# " not in words)
    text, kinds = simulated(escape(lines))
    assert bare(text) == bare(lines)
    assert kinds <= {"inline", "text", "break", "paragraph"}


PIECES = st.lists(st.tuples(MARKUP | st.text(), st.sampled_from(list(Role))), max_size=6)


@given(PIECES)
def test_emphasis_adds_bold_and_nothing_else(parts: list[tuple[str, Role]]) -> None:
    """The text is that of the pieces; bold is the only construct, and only of marked words."""
    pieces = [Piece(sendable(words), role) for words, role in parts]
    shown = show(emphasize(pieces))
    assert shown.text == "".join(piece.text for piece in pieces)
    assert {name for name, _ in shown.constructs} <= {"bold"}
    loud = "".join(piece.text for piece in pieces if piece.role in (Role.MATCHED, Role.FOCUS))
    assert len("".join(words for _, words in shown.constructs)) <= len(loud)


@pytest.mark.parametrize(
    ("parts", "markdown"),
    [
        ([("지분은 ", Role.QUOTE), ("27%", Role.FOCUS), ("의", Role.QUOTE)], "지분은 **27**%의"),
        ([("MS", Role.MATCHED), ("는", Role.QUOTE)], "**MS**는"),
        ([("MS", Role.MATCHED), ("27", Role.FOCUS)], "**MS27**"),
        ([("‘오픈AI’", Role.MATCHED), ("와", Role.QUOTE)], "‘**오픈AI**’와"),
        ([("—", Role.MATCHED), (" 끝", Role.QUOTE)], "— 끝"),
        ([("둘\n셋", Role.MATCHED)], "**둘**\n**셋**"),
    ],
)
def test_bold_beside_korean(parts: list[tuple[str, Role]], markdown: str) -> None:
    """Particles follow bold words without a space; both Discord and CommonMark must see bold."""
    made = emphasize(Piece(words, role) for words, role in parts)
    assert made == markdown
    if "**" in markdown:
        assert "strong_open" in simulated(made)[1]
