"""Who is asked for has to be in the quote."""

import pytest

from index import Library
from index.analyzer import Analyzer
from index.answer import Verdict
from index.answer_type import answer_type
from index.naming import names_another


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> Library:
    folder = tmp_path_factory.mktemp("who")
    (folder / "a.txt").write_text("등대 이야기\n\n등대의 낡은 계단은 나무로 되어 있다.\n", "utf-8")
    (folder / "b.txt").write_text("김치\n\n김치를 담근 사람은 우장춘이다.\n", "utf-8")
    return Library.open(folder, data=folder / "data", analyzer=analyzer)


@pytest.mark.parametrize(
    ("question", "text", "named"),
    [
        ("이탈리아전 주심은 누구야?", "이탈리아와의 16강전은 극적이었다.", False),
        ("이탈리아전 주심은 누구야?", "주심은 모레노였다.", True),
        ("누가 이름을 지었어?", "이름은 스님이 지어 주었다.", True),
        ("누가 썼어?", "서울에서 1990년에 썼다.", False),
        ("누가 찾았어?", "1940년 경북 안동에서 찾았다.", False),
        ("누가 개발했어?", "ASML이 개발했다.", True),
        ("ASML은 누가 세웠어?", "ASML은 1984년에 세워졌다.", False),
        ("Who chose it?", "It was chosen by Carl Sagan.", True),
        ("Who chose it?", "It was chosen in a week.", False),
        ("Who steered it?", "It was steered by engineers.", True),
    ],
)
def test_a_name_or_a_word_for_people_is_found(
    articles: Library, question: str, text: str, named: bool
) -> None:
    assert names_another(articles.analyzer, articles.read(question), text) is named


@pytest.mark.parametrize(
    "question", ["누가 지었어?", "감독은?", "지은 사람은 누구야?", "who built it"]
)
def test_these_ask_for_somebody(question: str) -> None:
    wanted = answer_type(question)
    assert wanted and wanted.name == "person" and wanted.surely_asked_by(question)


@pytest.mark.parametrize("question", ["이름이 뭐야?", "사람이 몇 명이야?", "언제 지었어?"])
def test_these_do_not(question: str) -> None:
    wanted = answer_type(question)
    assert not (wanted and wanted.name == "person" and wanted.surely_asked_by(question))


def test_a_quote_that_names_nobody_is_unsure(articles: Library) -> None:
    stairs, maker = (
        articles.ask("등대의 낡은 계단은 뭘로 됐어?"),
        articles.ask("등대의 낡은 계단은 누가 만들었어?"),
    )
    assert stairs.verdict is Verdict.ANSWERED
    assert maker.verdict is Verdict.UNSURE and maker.quotes
    assert articles.ask("김치를 담근 사람은 누구야?").verdict is Verdict.ANSWERED
