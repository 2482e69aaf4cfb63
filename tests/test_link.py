"""Links lead to the quoted sentence, at its source or in the reader, and never to a page of 404."""

from pathlib import Path
from urllib.parse import unquote

import pytest

from index import Library
from index.analyzer import Analyzer
from index.link import text_fragment_link

OPEN, CLOSED = "등대는 1912년 겨울에 처음 불을 켰다.", "금고는 1913년 겨울에 처음 열렸다."


@pytest.fixture
def library(tmp_path: Path, analyzer: Analyzer) -> Library:
    for collection, words in (("sea", OPEN), ("vault", CLOSED)):
        (tmp_path / "content" / collection).mkdir(parents=True)
        (tmp_path / "content" / collection / "기록.txt").write_text(words, encoding="utf-8")
    return Library.open(
        tmp_path / "content",
        data=tmp_path / "data",
        analyzer=analyzer,
        public_url="https://example.org/library/",
        public_collections=("sea",),
    )


def test_a_quote_links_to_its_page_in_the_reader(library: Library) -> None:
    [quote] = library.ask("등대는 언제 불을 켰어?").quotes
    assert quote.link and unquote(quote.link) == (
        "https://example.org/library/a/sea/기록?q=등대는 언제 불을 켰어?#p1"
    )


def test_what_the_reader_does_not_show_has_no_link(library: Library) -> None:
    [quote] = library.ask("금고는 언제 열렸어?").quotes
    assert quote.article.collection == "vault"
    assert quote.link is None


@pytest.mark.parametrize(
    ("words", "directive"),
    [
        ("처음 불을 켰다", "처음 불을 켰다"),
        ("a-b, c & d", "a%2Db%2C c %26 d"),
        ("하나 둘 셋 넷 " + "가" * 60 + " 다섯 여섯 일곱 끝", "하나 둘 셋 넷,다섯 여섯 일곱 끝"),
    ],
)
def test_a_source_is_opened_at_the_sentence(words: str, directive: str) -> None:
    """Dashes, commas and ampersands have a meaning in a text directive; long quotes have ends."""
    link = text_fragment_link("https://example.org/x?y=z#part", words)
    head, _, fragment = link.partition("#")
    assert head == "https://example.org/x?y=z"
    kept = fragment.replace("%2D", "%252D").replace("%2C", "%252C").replace("%26", "%2526")
    assert unquote(kept) == f"part:~:text={directive}"
