"""Quoted is the sentence that says what is asked, not the one that names the topic."""

from pathlib import Path

import pytest

from index import Library
from index.analyzer import Analyzer
from index.choosing import emphasis

ARTICLE = """# 천문대 사람들

## 소장
한지우는 2011년에 소장이 되었고, 한지우의 방은 2층에 있다. 동료들이 붙인 별명은 올빼미다.
한지우는 밤마다 돔을 연다.

## 관람
관람료는 어른 5천 원이다. 언제든 예약할 수 있고 단체는 미리 알린다. 문은 1998년에 처음 열었다.
"""


@pytest.fixture(scope="module")
def observatory(tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> Library:
    folder: Path = tmp_path_factory.mktemp("observatory")
    (folder / "a.md").write_text(ARTICLE, encoding="utf-8")
    return Library.open(folder, engine="rank_bm25", analyzer=analyzer)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("한지우 별명은?", "올빼미"),
        ("한지우의 별명이 뭐야?", "올빼미"),
        ("천문대 문은 언제 열었어?", "1998년"),
    ],
)
def test_what_is_asked_counts_more_than_whom_it_is_about(
    observatory: Library, question: str, said: str
) -> None:
    assert said in observatory.ask(question).quotes[0].text


def test_names_count_less_and_the_last_word_of_a_korean_question_more(
    observatory: Library,
) -> None:
    read = observatory.read("NASA의 별명은?")
    name, asked = read.keys
    weights = emphasis(read)
    assert weights[name] < 1 < weights[asked]
    english = observatory.read("the nickname of NASA")
    assert max(emphasis(english)) == 1


def quotes(folder: Path, analyzer: Analyzer, question: str, **articles: str) -> list[str]:
    for name, text in articles.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    library = Library.open(folder, engine="rank_bm25", analyzer=analyzer)
    return [one.text for one in library.ask(question).quotes]


LAMP = "등대의 등불은 밤새 켜 둔다."
FOG = "안개가 끼면 등대의 종도 친다."


def test_a_sentence_beside_that_is_worth_nearly_as_much_is_quoted_too(
    tmp_path: Path, analyzer: Analyzer
) -> None:
    text = f"# 항구\n\n{LAMP} {FOG} 배는 아침에 떠난다.\n"
    (quote,) = quotes(tmp_path, analyzer, "등대 등불과 등대 종은?", a=text)
    assert quote == f"{LAMP} {FOG}"


def test_a_sentence_with_the_amount_that_is_asked_for_is_enough(
    tmp_path: Path, analyzer: Analyzer
) -> None:
    count = "등대 등불에는 거울이 24장 있다."
    text = f"# 항구\n\n{count} 등대 등불은 거울을 돌린다. 배는 아침에 떠난다.\n"
    (quote,) = quotes(tmp_path, analyzer, "등대 등불의 거울은 몇 장이야?", a=text)
    assert quote == count


@pytest.mark.parametrize("between", ["\n\n", "\n- "])
def test_a_sentence_of_another_paragraph_or_item_is_not_quoted_too(
    tmp_path: Path, analyzer: Analyzer, between: str
) -> None:
    text = f"# 항구\n{between}{LAMP}{between}{FOG}{between}배는 아침에 떠난다.\n"
    (quote,) = quotes(tmp_path, analyzer, "등대 등불과 등대 종은?", a=text)
    assert quote in (LAMP, FOG)


def test_a_reason_is_quoted_with_what_it_is_the_reason_for(
    tmp_path: Path, analyzer: Analyzer
) -> None:
    reason = "등대지기는 배추를 소금에 절였다. 소금은 배추에서 물을 뺀다."
    text = f"# 등대\n\n{reason} 배는 아침에 떠난다.\n"
    (quote,) = quotes(tmp_path, analyzer, "배추를 왜 소금에 절였어?", a=text)
    assert quote == reason


def test_what_stands_beside_it_does_not_make_a_sentence_another(
    tmp_path: Path, analyzer: Analyzer
) -> None:
    """The same sentence of two articles is quoted once, with both citations."""
    articles = {
        "a": f"# 동쪽\n\n{LAMP} {FOG}\n",
        "b": f"# 서쪽\n\n{LAMP} 지붕은 붉다.\n",
    }
    found = quotes(tmp_path, analyzer, "등대 등불은 언제 켜 둬?", **articles)
    assert sum(LAMP in one for one in found) == 1
