"""HTML pages: the article without the page around it, and only what the page declares."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import BlockKind
from index.html import Page, parse
from index.problem import ReadError, Reason

PAGE = """<html><head><title>{title}</title>{head}</head><body>
<nav><a href="/">홈</a> <a href="/about">소개</a></nav><article>{body}</article>
<footer>© 2021 회사. 모든 권리 보유.</footer></body></html>"""
SENTENCES = (
    "등대는 1912년 겨울에 처음 불을 켰다. 그날 밤 고깃배 스무 척이 무사히 돌아왔다.",
    "첫 등대지기는 서른한 해 동안 하루도 빠짐없이 계단을 올랐다. 계단은 모두 143개다.",
    "불빛은 맑은 밤이면 서른 킬로미터 밖에서도 보였다고, 섬의 어부들은 지금도 이야기한다.",
    "전쟁이 나자 등대는 세 해 동안 꺼져 있었다. 다시 불을 켠 것은 1953년 8월의 일이다.",
)
BODY = "<h1>등대</h1>" + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES * 2)


def page(body: str = BODY, title: str = "등대", head: str = "") -> Page:
    return parse(PAGE.format(title=title, head=head, body=body))


def test_the_article_without_the_page_around_it() -> None:
    found = page()
    assert SENTENCES[0] in found.text
    assert "홈" not in found.text


def test_what_the_page_declares() -> None:
    found = page(
        head='<meta name="author" content="홍길동"><meta property="og:url" '
        'content="https://example.org/a"><meta property="article:published_time" '
        'content="2024-02-03T00:00:00+09:00">'
    )
    assert found.title == "등대"
    assert found.author == "홍길동"
    assert found.published == "2024-02-03"
    assert found.url == "https://example.org/a"


def test_no_date_is_guessed() -> None:
    """The year of a copyright notice and dates told in the text are not the article's."""
    assert page(BODY + "<p>2019년 3월 4일에 등대가 다시 섰다.</p>").published is None


def test_headings_items_and_rows_are_told_apart() -> None:
    found = page(
        f"{BODY}<h2>소제목</h2><p>글이다. 또 있다.</p><ul><li>하나</li><li>둘</li></ul>"
        "<table><tr><td>해</td><td>수</td></tr></table>"
    )
    kinds = {found.text[block.start : block.end]: block.kind for block in found.blocks}
    assert kinds["소제목"] is BlockKind.HEADING
    assert kinds["글이다. 또 있다."] is BlockKind.PARAGRAPH
    assert kinds["하나"] is kinds["둘"] is BlockKind.ITEM
    assert BlockKind.ROW in kinds.values()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>조각뿐</p>", "조각뿐"),
        ("그냥 글이다", "그냥 글이다"),
        ("<p>이것은 <b>굵은</b> 글<br>다음 줄</p><script>x()</script>", "이것은 굵은 글\n다음 줄"),
        ("<div>가</div><div>나 &amp; 다</div>", "가\n나 & 다"),
    ],
)
def test_a_page_without_an_article_is_read_whole(source: str, text: str) -> None:
    assert parse(source).text.strip() == text


def test_the_encoding_that_xml_declares_is_settled_already() -> None:
    assert parse(f'<?xml version="1.0" encoding="euc-kr"?>{PAGE}'.replace("{body}", BODY)).text


@pytest.mark.parametrize(
    "source", ["", " ", "<html></html>", "<script>x</script>", "<img src=a>", "<!-- 숨긴 말 -->"]
)
def test_a_page_without_words_says_so(source: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse(source)
    assert caught.value.reason is Reason.NO_TEXT


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div", ">", "글이다. ", "&#0;", "&#xD800;", "<!--", "\x00", "<table>"]
        )
        | st.sampled_from(
            ["<td>", "<h2>", "</h2>", "<li>", "]]>", "<svg>", "<title>", "\r", "\n", "&bogus;"]
        ),
        max_size=30,
    ).map("".join)
)
def test_any_page_is_read_or_named(source: str) -> None:
    """Blocks are in order within the text, and the text can be written to a file."""
    try:
        found = parse(source)
    except ReadError as error:
        assert error.reason is Reason.NO_TEXT
        return
    found.text.encode()
    end = 0
    for block in found.blocks:
        assert end <= block.start < block.end <= len(found.text)
        end = block.end
