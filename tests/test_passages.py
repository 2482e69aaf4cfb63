"""The laws of passages and sentences: slices, in order, complete, at the lines they name."""

import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.analyzer import Analyzer
from index.article import NEWLINE, Article, BlockKind
from index.engine import Document
from index.paragraphs import LIMIT
from index.passage import Passage
from index.passages import make_passages
from index.problem import ReadError
from index.reading import read_article

SENTENCES = (
    "한강은 서울을 가로질러 흐른다.",
    "2023년 11월 17일, 샘 올트먼이 해고됐다!",
    "정말 그럴까?",
    "The canal opened in 1869.",
    "U.S. officials said 3.5% was enough…",
    unicodedata.normalize("NFD", "풀어 쓴 한글도 읽는다."),
    "👨‍👩‍👧 가족이 왔다 😀",
    "㈜인용은 ㎏당 ½달러를 받았다 ⑴ ⒈ ﷺ",
    "مرحبا بالعالم ثم انتهى.",
    "\u200b너비 없는 글자\u200d와\u202e뒤집힌 글자.",
    "널\x00문자",
    "마침표 없는 줄",
    "가" * 150,
    "a" * 1100,
    "㎏" * 600,
    "긴 문장이 " * 130 + "끝난다.",
    "# 소제목",
    "<장면1> 위기",
    "- 항목 하나",
    "| 표 | 칸 |",
    "``` 코드",
    "&nbsp;&#13;&#10;&lt;b>",
    "<div>상자</div>",
    "[링크](https://example.org)",
    "---",
)
GAPS = ("\n", "\r\n", "\r", "\n\n", "\r\n\r\n", " ", "", "\n \n", "\u2028", "\x0b", "\t\n    ")
texts = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(GAPS)), max_size=12).map(
    lambda pairs: "".join(sentence + gap for sentence, gap in pairs)
)
anything = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("가.!? \n\r…½㎏ᄀ\u0301"),
    max_size=80,
)
laws = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def read(name: str, text: str) -> Article | None:
    """The article that a file of this text gives; None where a problem is named instead."""
    try:
        return read_article(PurePosixPath(name), text.encode())
    except ReadError:
        return None


def passages(article: Article, analyzer: Analyzer) -> list[tuple[Passage, Document]]:
    ((same, found),) = make_passages([article], analyzer)
    assert same is article
    return found


def assert_laws(article: Article, pairs: list[tuple[Passage, Document]]) -> None:
    """What holds of the passages of any article."""
    text = article.text
    end = 0
    for number, (passage, document) in enumerate(pairs, 1):
        assert passage.number == number
        assert end <= passage.start < passage.end <= len(text)
        assert len(document.sentences) == len(passage.sentences) > 0
        assert passage.start == passage.sentences[0].start
        assert passage.end == passage.sentences[-1].end
        for sentence in passage.sentences:
            assert end <= sentence.start < sentence.end <= len(text)
            words = text[sentence.start : sentence.end]
            assert words == words.strip()
            end = sentence.end
    assert_nothing_is_lost(article, [passage for passage, _ in pairs])


def assert_nothing_is_lost(article: Article, found: list[Passage]) -> None:
    """Outside headings, every character that is not white space is in a sentence, once."""
    held = "".join(
        article.text[sentence.start : sentence.end]
        for passage in found
        for sentence in passage.sentences
    )
    bodies = "".join(
        article.text[block.start : block.end]
        for block in article.blocks
        if block.kind is not BlockKind.HEADING
    )
    assert "".join(held.split()) == "".join(bodies.split())


@pytest.mark.parametrize("name", ["article.txt", "article.md"])
@laws
@given(text=texts | anything)
@example(text="한 줄뿐인 글")
@example(text="…" * 300 + " 끝. " + "½" * 900)
@example(text="a\u0301" * 700)
@example(text="´")
@example(text="㈜인용은 ㎏당 ½달러를 받았다 ⑴ ⒈ ﷺ" + "a" * 1100)
@example(text="가" * 490 + "다 ﷺ가나 다라마")
def test_passages_are_slices_in_order_that_lose_nothing(
    name: str, analyzer: Analyzer, text: str
) -> None:
    """Whatever stands in a file, its passages and sentences keep the laws."""
    article = read(name, text)
    if article is not None:
        assert_laws(article, passages(article, analyzer))


@laws
@given(text=texts | anything)
def test_plain_text_is_the_file_and_its_lines(analyzer: Analyzer, text: str) -> None:
    """The text of a .txt file is the file, and a passage's lines are those an editor counts."""
    article = read("article.txt", text)
    if article is None:
        return
    assert article.text == text.removeprefix("\ufeff")
    lines = NEWLINE.split(article.text)
    for passage, _ in passages(article, analyzer):
        first, last = passage.lines
        words = article.text[passage.start : passage.end]
        pieces = NEWLINE.split(words)
        assert len(pieces) == last - first + 1
        for piece, line in zip(pieces, lines[first - 1 : last], strict=True):
            assert piece in line


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_markdown_lines_point_into_the_file(analyzer: Analyzer, newline: str) -> None:
    """Each passage of a Markdown file names the lines that hold its first and last words."""
    source = ["---", "title: 제목", "---", "", "첫 단락은", "두 줄이다.", "", "# 절", ""]
    source += [
        "- 하나다.",
        "- 둘이다.",
        "",
        "> 옮긴 말.",
        "",
        "```",
        "",
        "코드",
        "```",
        "",
        "끝말.",
    ]
    article = read("a.md", newline.join(source))
    assert article is not None
    for passage, _ in passages(article, analyzer):
        first, last = passage.lines
        words = article.text[passage.start : passage.end].split()
        assert words[0].strip("-> ") in source[first - 1]
        assert words[-1] in source[last - 1]


def test_a_line_of_a_hundred_thousand_characters(analyzer: Analyzer) -> None:
    """One endless line without punctuation becomes passages of a size that can be quoted."""
    article = read("long.txt", "물가 상승률 12월 통계 " * 7_700)
    assert article is not None
    assert len(article.text) > 100_000
    pairs = passages(article, analyzer)
    assert_laws(article, pairs)
    assert max(passage.end - passage.start for passage, _ in pairs) <= 2 * LIMIT
    assert {passage.lines for passage, _ in pairs} == {(1, 1)}


def test_a_long_paragraph_is_not_torn_inside_its_sentences(analyzer: Analyzer) -> None:
    """Kiwi gets a long paragraph in pieces; no sentence shows where they end."""
    sentence = "이것은 꽤 긴 문장으로서 조각의 경계를 넘어가도록 만들어진 것이다."
    article = read("a.txt", " ".join([sentence] * 80))
    assert article is not None
    for passage, _ in passages(article, analyzer):
        for one in passage.sentences:
            assert article.text[one.start : one.end] == sentence


def test_passages_stay_within_their_section(analyzer: Analyzer) -> None:
    """A passage never crosses a heading, and knows the one it stands under."""
    article = read("a.md", "앞말이다.\n\n# 하나\n\n가 말이다.\n\n## 둘\n\n나 말이다.\n")
    assert article is not None
    assert [
        (passage.section, article.text[passage.start : passage.end])
        for passage, _ in passages(article, analyzer)
    ] == [(None, "앞말이다."), (None, "가 말이다."), ("둘", "나 말이다.")]


def test_list_items_count_as_one_paragraph(analyzer: Analyzer) -> None:
    """¶ counts what a reader would: paragraphs, and a list as one of them."""
    article = read("a.md", "첫 단락.\n\n- 하나.\n- 둘.\n\n셋째 단락.\n")
    assert article is not None
    ((passage, _),) = passages(article, analyzer)
    assert [sentence.paragraph for sentence in passage.sentences] == [1, 2, 2, 3]


def test_the_head_of_a_table_is_a_heading_of_its_rows(analyzer: Analyzer) -> None:
    article = read(
        "a.md", "# 회비\n\n|구분|요금|\n|-|-|\n|학생|만 원|\n\n끝이다.\n\n## 절\n\n말이다.\n"
    )
    assert article is not None
    (_, table), (_, other) = passages(article, analyzer)
    assert "요금" in table.heading
    assert "요금" not in other.heading


def test_headings_above_a_section_are_headings_of_its_passages(analyzer: Analyzer) -> None:
    source = "# 규칙\n\n## 대출\n\n### 연장\n\n한 번.\n\n## 회비\n\n### 환불\n\n이레 안.\n"
    article = read("a.md", source)
    assert article is not None
    (_, renewal), (_, refund) = passages(article, analyzer)
    assert {"대출", "연장"} <= set(renewal.heading)
    assert {"회비", "환불"} <= set(refund.heading) and "대출" not in refund.heading


def test_the_words_of_a_question_are_those_of_its_answer(analyzer: Analyzer) -> None:
    article = read("a.md", "# 안내\n\n## 환불되나요?\n\n됩니다. 한 달 안에.\n\n## 주차\n\n석 대.\n")
    assert article is not None
    (_, asked), (_, named) = passages(article, analyzer)
    assert "환불" in asked.sentences[0] and "환불" not in (*asked.heading, *asked.sentences[1])
    assert "주차" in named.heading and "주차" not in named.sentences[0]


def test_the_words_of_the_file_name_are_a_heading_too(analyzer: Analyzer) -> None:
    article = read("2025_해커톤-공지.md", "# 참가자 모집\n\n밤을 새운다.\n")
    assert article is not None
    ((_, document),) = passages(article, analyzer)
    assert {"모집", "해커톤", "공지"} <= set(document.heading)
    assert "2025" not in document.heading


def test_an_article_of_headings_only_has_no_passages(analyzer: Analyzer) -> None:
    """There is nothing to quote in it, and that is no error."""
    article = read("a.md", "# 제목\n\n## 절\n")
    assert article is not None
    assert passages(article, analyzer) == []
