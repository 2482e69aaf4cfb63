"""Markdown to words: what stays, what goes, and the line of the file each word stands on."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import BlockKind
from index.markdown import Markdown, parse

# Source, and the text that a reader (and the index) sees of it.
SHOWN = {
    "**굵게** *기울임* ~~지움~~ `코드`": "굵게 기울임 지움 코드",
    "[링크](https://example.org) <https://example.org>": "링크 https://example.org",
    "![그림 *설명*](a.png) 뒤": "그림 설명 뒤",
    "[이름][1]\n\n[1]: https://example.org": "이름",
    "서울<br>부산": "서울 부산",
    "물<sub>2</sub> &amp; &lt;b&gt;": "물2 & <b>",
    "\\*별표\\* 1\\. 점": "*별표* 1. 점",
    "줄 하나\n줄 둘": "줄 하나\n줄 둘",
    "줄 하나  \n줄 둘\\\n줄 셋": "줄 하나\n줄 둘\n줄 셋",
    "> 옮긴 말\n> 둘째 줄": "옮긴 말\n둘째 줄",
    "- 하나\n- 둘": "- 하나\n- 둘",
    "3. 셋\n4. 넷": "3. 셋\n4. 넷",
    "- 겉\n  1. 속\n\n     이어짐\n- 끝": "- 겉\n1. 속\n\n이어짐\n- 끝",
    "| 해 | 수 |\n|--|--|\n| 1988 | 40 |": "해 | 수\n1988 | 40",
    "|a|\n|-|\n|`x \\| y`|": "a\nx | y",
    "```python\nx = 1\n\ny = 2\n```": "x = 1\n\ny = 2",
    "    들여 쓴 코드\n": "들여 쓴 코드",
    "하나\n\n***\n\n둘": "하나\n\n둘",
    "<details>\n<summary>펼침</summary>\n\n속말\n\n</details>": "펼침\n\n속말",
    "<p>가</p><p>나 &amp; 다</p>": "가  나 & 다",
    "<style>\n.a {}\n</style>\n\n<script>\nx()\n\ny()\n</script>\n\n글": "글",
    "<!-- 숨긴\n\n말 -->\n\n글": "글",
    "<!-- 끝나지 않는": "",
    "널\x00문자": "널\ufffd문자",
    "a &#13;&#10; b": "a    b",
}


@pytest.mark.parametrize("source", SHOWN)
def test_the_text_is_what_a_reader_sees(source: str) -> None:
    """Marks go, words stay."""
    assert parse(source).text == SHOWN[source]


@pytest.mark.parametrize("source", SHOWN)
def test_every_line_of_the_text_has_its_source_line(source: str) -> None:
    """One entry a line, in order, inside the file."""
    parsed = parse(source)
    lines = re.split(r"\r\n|\r|\n", parsed.text)
    assert len(parsed.source_lines) == len(lines)
    assert list(parsed.source_lines) == sorted(parsed.source_lines)
    assert parsed.source_lines[-1] <= source.count("\n") + 1


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        # Labels begin lines of their own, with what follows them.
        (
            "안내\n회장: 이하람\n총무: 박서진\n(입금 계좌)",
            ["안내", "회장: 이하람", "총무: 박서진\n(입금 계좌)"],
        ),
        ("Q. 얼마예요?\nA. 무료입니다.", ["Q. 얼마예요?", "A. 무료입니다."]),
        # Three lines that nobody cut in the middle of a sentence.
        ("펜션 033-555-6120\n택시 033-555-1004\n식당 033-555-7788", None),
        # A long line that is cut, one label, and what only looks like one.
        ("등대의 불은 밤마다\n켜진다.", []),
        ("참고: 등대의 불은\n밤마다 켜진다.", []),
        ("그는 물었다. 왜: 그리고\n또 물었다. 언제: 아무도 몰랐다.", []),
    ],
)
def test_lines_that_say_a_thing_of_their_own_are_items(
    paragraph: str, parts: list[str] | None
) -> None:
    parsed = parse(paragraph)
    assert parsed.text == paragraph
    items = [parsed.text[b.start : b.end] for b in parsed.blocks if b.kind is BlockKind.ITEM]
    assert items == (paragraph.split("\n") if parts is None else parts)


def test_blocks_are_slices_of_a_kind() -> None:
    """Each block is what it says, and bullets are no part of items."""
    parsed = parse("# 제목\n\n글\n\n- 항목\n\n|a|\n|-|\n|b|\n\n```\nc\n```\n\n소제목\n---\n")
    assert [(b.kind, parsed.text[b.start : b.end], b.level) for b in parsed.blocks] == [
        (BlockKind.HEADING, "제목", 1),
        (BlockKind.PARAGRAPH, "글", 0),
        (BlockKind.ITEM, "항목", 0),
        (BlockKind.ROW, "a", 1),
        (BlockKind.ROW, "b", 0),
        (BlockKind.CODE, "c", 0),
        (BlockKind.HEADING, "소제목", 2),
    ]


def test_a_heading_of_two_lines_names_the_article_on_one() -> None:
    """A setext heading may have several lines, a title has one."""
    assert parse("첫째\n둘째\n====\n\n글").heading == "첫째 둘째"


def test_no_heading_no_name() -> None:
    """The file's name is the title then, which the reader of files knows."""
    assert parse("글뿐").heading is None


# Fragments of Markdown with a place for words that occur once, each standing alone on its line.
FRAGMENTS = (
    "@", "@ `@\n@` @", "@ [@\n@](\nhttps://example.org) @", "@ ![@\n@](<a b>\n'c') @", "> @\n> @",
    "> @\n@", "- @\n- @\n\n  @", "1. @\n   - @\n     @", "| @ | @ |\n|--|--|\n| @ | @<br>@ |",
    "```\n\n@\n\n@\n```", "~~~\n@", "    @\n\n    @", "# @", "@\n@\n===", "<div>\n@\n</div>",
    "<div\n  class='x'>@\n\n@</div>", "<!-- a\n\nb -->\n@", "@ <span\nid=x>@</span>\n@", "***",
    "[@]: https://example.org\n@", "@\\\n@  \n@", "<pre>\n\n@\n</pre>", "@ &#10; &#13; @\n@",
    "**@\n@** *@\n@* ~~@\n@~~", "[[@\n`@\n@`](x)](\ny) @", "`` @\n` @ `` @", "\x0c@", "@\u2028@\n@",
)  # fmt: skip
documents = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=8)


@settings(max_examples=300, deadline=None)
@given(
    fragments=documents,
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    front=st.sampled_from(["", "---\ntitle: x\n---\n", "---\ntags:\n  - a\n---\n\n"]),
    gap=st.sampled_from(["\n\n", "\n\n\n", "\n"]),
)
def test_each_word_is_on_the_line_that_is_named(
    fragments: list[str], newline: str, front: str, gap: str
) -> None:
    """Whatever the marks around it, a word of the text stands on that line of the file."""
    body = gap.join(fragments)
    numbers = iter(range(10_000))
    source = front + re.sub("@", lambda _: f"낱말{next(numbers):04}", body)
    parsed = parse(source.replace("\n", newline))
    lines = source.split("\n")
    for text_line, number in zip(parsed.text.split("\n"), parsed.source_lines, strict=True):
        for word in re.findall(r"낱말\d+", text_line):
            assert word in lines[number - 1]


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab가 \n\r\t#>-*`~[](){}<>!|:=&;123.\\\"'\x00_+"), max_size=60))
def test_any_text_can_be_read(source: str) -> None:
    """Nothing in a body is an error, and blocks are in order without overlap."""
    parsed: Markdown = parse("\n" + source)
    end = 0
    for block in parsed.blocks:
        assert end <= block.start < block.end <= len(parsed.text)
        end = block.end
    assert len(parsed.source_lines) == parsed.text.count("\n") + 1
    assert "\r" not in parsed.text
