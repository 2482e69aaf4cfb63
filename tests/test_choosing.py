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
