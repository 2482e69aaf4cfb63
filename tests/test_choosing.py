"""Quoted is the sentence that says what is asked, not the one that names the topic."""

from pathlib import Path

import pytest

from index import Library
from index.analyzer import Analyzer
from index.answer import Quote
from index.sentence_worth import emphasis

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


def test_a_word_that_only_asks_for_somebody_counts_nothing(observatory: Library) -> None:
    for question, weight in (("문을 연 사람은 누구야?", 0), ("문을 연 사람이 왜 떠났어?", 1)):
        read = observatory.read(question)
        (number,) = (i for i in range(len(read.words)) if read.said(i) == "사람")
        assert emphasis(read)[number] == weight


def answer(folder: Path, analyzer: Analyzer, question: str, **articles: str) -> tuple[Quote, ...]:
    for name, text in articles.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    library = Library.open(folder, engine="rank_bm25", analyzer=analyzer)
    return library.ask(question).quotes


LAMP = "등대의 등불은 밤새 켜 둔다."
FOG = "안개가 끼면 등대의 종도 친다."


COUNT = "등대 등불에는 거울이 24장 있다."
REASON = "등대지기는 배추를 소금에 절였다. 소금은 배추에서 물을 뺀다."


@pytest.mark.parametrize(
    ("question", "text", "quote"),
    [
        # What is worth nearly as much as the best sentence is quoted with it.
        ("등대 등불과 등대 종은?", f"{LAMP} {FOG}", f"{LAMP} {FOG}"),
        # A reason is quoted with what it is the reason for.
        ("배추를 왜 소금에 절였어?", REASON, REASON),
        # A sentence with the amount that is asked for is enough.
        ("등대 등불의 거울은 몇 장이야?", f"{COUNT} 등대 등불은 거울을 돌린다.", COUNT),
        # Other paragraphs and items of a list stand for themselves.
        ("등대 등불과 등대 종은?", f"{LAMP}\n\n{FOG}\n\n", LAMP),
        ("등대 등불과 등대 종은?", f"\n- {LAMP}\n- {FOG}\n- ", LAMP),
    ],
)
def test_the_sentence_beside_is_quoted_where_one_is_not_enough(
    tmp_path: Path, analyzer: Analyzer, question: str, text: str, quote: str
) -> None:
    (found,) = answer(tmp_path, analyzer, question, a=f"# 항구\n\n{text} 배는 아침에 떠난다.\n")
    assert found.text == quote


@pytest.mark.parametrize(
    ("question", "text", "quote"),
    [
        # What asks does not answer; the sentence behind it does.
        (
            "대표 취미가 뭐야?",
            "Q. 대표님 취미는요?\nA. 새벽에 뜁니다.\nQ. 휴가는요?\nA. 없어요.",
            "A. 새벽에 뜁니다.",
        ),
        (
            "부캐 가입되나요?",
            "## 부캐도 가입되나요?\n\n셋까지 됩니다. 부캐는 경매에서 빠집니다.",
            "셋까지 됩니다.",
        ),
        # Nor does the head of a table.
        ("학생 월 회비", "|구분|월 회비|\n|-|-|\n|정회원|만 원|\n|학생|오천 원|", "학생 | 오천 원"),
        # A line with a label is short and says it all.
        # A short sentence is quoted with the one beside it, but not with the next item of a list.
        (
            "최소 며칠 전에 써?",
            "1. 게시판의 양식을 적는다. 최소 2일 전까지.\n2. 담당자가 최소 하루 뒤에 확정한다.",
            "게시판의 양식을 적는다. 최소 2일 전까지.",
        ),
        ("회장 누구야?", "회장: 이하람\n총무: 박서진\n장소: 2층", "회장: 이하람"),
    ],
)
def test_what_asks_or_heads_is_not_quoted(
    tmp_path: Path, analyzer: Analyzer, question: str, text: str, quote: str
) -> None:
    (found, *_) = answer(tmp_path, analyzer, question, a=f"# 안내\n\n{text}\n")
    assert found.text.startswith(quote)


def test_what_stands_beside_it_does_not_make_a_sentence_another(
    tmp_path: Path, analyzer: Analyzer
) -> None:
    """The same sentence of two articles is quoted once, with both citations."""
    articles = {"a": f"# 항구\n\n{LAMP} {FOG}\n", "b": f"# 항구\n\n{LAMP} 지붕은 붉다.\n"}
    found = answer(tmp_path, analyzer, "등대 등불과 등대 종은?", **articles)
    lamp = [one for one in found if LAMP in one.text]
    assert [one.text for one in lamp] == [f"{LAMP} {FOG}"]
    assert [other.article.id for other in lamp[0].also] == ["b"]
