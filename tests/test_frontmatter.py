"""Front matter: the author's own words, and the line of a fault."""

import pytest

from index.frontmatter import FrontMatter, read_front_matter
from index.problem import ReadError, Reason


def read(*lines: str) -> FrontMatter:
    return read_front_matter("---\n" + "\n".join(lines) + "\n---\n본문\n")


def test_all_fields() -> None:
    """Title, author, date, url and tags, whatever the case of their names."""
    found = read(
        "Title: 제목", "AUTHOR: 글쓴이", "date: 2025-10-29", "url: https://a.b", "tags: [x]"
    )
    assert found == FrontMatter(
        title="제목",
        author="글쓴이",
        published="2025-10-29",
        url="https://a.b",
        tags=("x",),
        end=found.end,
    )


def test_the_body_begins_after_it() -> None:
    source = "---\ntitle: x\n---\n본문\n"
    assert source[read_front_matter(source).end :] == "본문\n"


@pytest.mark.parametrize(
    "source", ["본문", "", "----\ntitle: x\n----\n", " ---\ntitle: x\n---\n", "---\n\n글\n", "---"]
)
def test_a_body_alone_has_none(source: str) -> None:
    """Only a first line of three dashes opens front matter; alone, it is a rule across the page."""
    assert read_front_matter(source) == FrontMatter()


@pytest.mark.parametrize(
    "source", ["---\n---\n", "---\n\n---\n", "---\n# 말\n---\n", "---\n~\n...\n"]
)
def test_it_may_be_empty(source: str) -> None:
    assert read_front_matter(source) == FrontMatter(end=len(source))


# YAML makes other things of these; a title is what its author wrote.
@pytest.mark.parametrize("title", ["12:30", "No", "2024", "1_000", "0x1F", "3.10", "2025-13-45"])
def test_values_are_the_words_that_were_written(title: str) -> None:
    assert read(f"title: {title}").title == title


@pytest.mark.parametrize("value", ["", "~", "null", '""', "''", "{a: b}", "[]"])
def test_what_says_nothing_is_nothing(value: str) -> None:
    assert read(f"title: {value}", f"author: {value}").title is None


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2025-10-29", "2025-10-29"),
        ("2025-1-5", "2025-01-05"),
        ("2025-10-29T08:00:00+09:00", "2025-10-29"),
        ("2025-10-29 08:00", "2025-10-29"),
        ("2025년 10월", "2025년 10월"),
        ("2025", "2025"),
    ],
)
def test_dates_are_iso_where_they_can_be(value: str, date: str) -> None:
    assert read(f"date: {value}").published == date


@pytest.mark.parametrize("value", ["[가, 나]", "가, 나", "\n  - 가\n  - 나", "[가, ~, '', 나]"])
def test_tags_are_a_list_however_they_are_written(value: str) -> None:
    assert read(f"tags: {value}").tags == ("가", "나")


def test_values_are_one_line() -> None:
    """Several authors stand with commas; a folded title is one line."""
    found = read("title: |\n  첫 줄\n  둘째 줄", "author: [김, 이]")
    assert (found.title, found.author) == ("첫 줄 둘째 줄", "김, 이")


def test_half_a_character_is_replaced() -> None:
    """YAML lets a file escape a lone surrogate, which no terminal and no file can hold."""
    assert read(r'title: "a\ud800b"').title == "a?b"


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["title: x", "date: [", "tags: a"], "line 3"),
        (["title: 'x", "tags: a"], "line 2"),
        (["title: x", "- a"], "line 3"),
        (["title: a: b"], "line 2"),
        (["title: x", "\tauthor: y"], "line 3"),
        (["title: x", "author: \x01"], "line 3"),
        (["- 목록"], "line 2"),
        (["그냥 글"], "line 2"),
        (["title: &a [*a]"], "line 2"),
        (["a: " + "[" * 5000], "line 2"),
    ],
)
def test_a_fault_is_named_with_its_line(lines: list[str], place: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(*lines)
    assert caught.value.reason is Reason.FRONT_MATTER
    assert caught.value.detail == place


def test_front_matter_that_never_ends_is_a_fault() -> None:
    with pytest.raises(ReadError, match="line 1: no closing ---"):
        read_front_matter("---\ntitle: 제목\n\n본문이다.\n")
