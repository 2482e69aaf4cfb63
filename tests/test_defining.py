"""Who asks what something is gets the sentence that introduces it."""

from pathlib import Path

import pytest

from index import Library
from index.answer import Verdict
from index.defining import defined

CONTENT = Path(__file__).parent.parent / "content"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.open(CONTENT, data=tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("EUV가 뭐야?", "극자외선, 곧 EUV다"),
        ("What is EUV?", "극자외선, 곧 EUV다"),
        ("혹시 EUV가 뭐야?", "극자외선, 곧 EUV다"),
        ("해녀가 뭐야?", "산소통 없이"),
        ("해녀라는 게 뭐야?", "산소통 없이"),
        ("What is a haenyeo?", "산소통 없이"),
        ("사초가 뭔가요?", "기록의 출발점은"),
        ("커리코가 누구야?", "헝가리 출신의 생화학자"),
        ("히딩크가 누구예요?", "네덜란드 출신 거스 히딩크"),
        ("CFC가 뭐야?", "흔히 말하는 프레온가스"),
        ("아르파넷이란?", "인터넷의 조상인"),
        ("조선왕조실록이 무엇인가요?", "날짜순으로 적은 책이다"),
        ("ASML이 뭐 하는 회사야?", "EUV 장비를 만드는 회사는"),
        ("샘 올트먼이 누구야?", "샘 올트먼 CEO"),
        ("훈민정음이 무슨 뜻이야?", "바른 소리'라는 뜻"),
        ("EUV가 무슨 뜻이야?", "극자외선, 곧 EUV다"),
        ("수에즈 운하가 뭐야?", "a shortcut of 193 kilometres"),
        ("What is the Suez Canal?", "a shortcut of 193 kilometres"),
    ],
)
def test_a_thing_is_what_its_first_mention_says(library: Library, question: str, said: str) -> None:
    assert said in library.ask(question).quotes[0].text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("히딩크 별명이 뭐야?", "오대영"),
        ("김치의 날이 뭐야?", "'김치의 날'로 하는 법"),
        ("월드컵 역사에서 가장 빠른 골이 뭐야?", "11초 만에"),
        ("ASML 본사는 어디야?", "펠트호번"),
        ("Who won the 2002 World Cup?", "브라질"),
        ("How long is the Suez Canal?", "193 kilometres"),
    ],
)
def test_who_asks_for_something_of_it_does_not(library: Library, question: str, said: str) -> None:
    assert said in library.ask(question).quotes[0].text


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("해녀가 뭐야?", ["해녀"]),
        ("What is the Suez Canal?", ["Suez Canal"]),
        ("What is the Golden Record?", ["Golden", "Record"]),
        ("가장 빠른 게 뭐야?", []),
        ("김치의 날이 뭐야?", []),
        ("해녀는 뭐를 따?", []),
    ],
)
def test_a_definition_is_asked_of_a_name(library: Library, question: str, asked: list[str]) -> None:
    read = library.read(question)
    assert [read.said(key) for key in defined(read)] == asked


def test_who_somebody_is_takes_no_other_name(library: Library) -> None:
    assert library.ask("세종대왕은 누구야?").verdict is Verdict.ANSWERED
