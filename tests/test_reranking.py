"""Candidates that hold the words of a question together come before those that repeat one."""

import pytest

from index import Library
from index.analyzer import Analyzer
from index.evidence import MOST_LOST, gather
from index.ranking import rank
from index.reranking import rerank

REPEATS = """# 관측소

망원경은 크다. 망원경은 무겁다. 망원경은 비싸다. 망원경은 높은 산에 있다. 망원경은 여럿이 함께 쓴다.
"""
TOGETHER = """# 연구실

연구실은 지난봄에 새 망원경을 들여왔고, 렌즈는 독일에서 깎았다. 설치에는 2019년까지 세 해가 걸렸다.
"""
OTHERS = """# 식당

식당은 1층에 있고 점심에는 국수를 판다. 저녁에는 문을 닫는다.
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> Library:
    folder = tmp_path_factory.mktemp("shelf")
    for name, text in (("a", REPEATS), ("b", TOGETHER), ("c", OTHERS)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return Library.open(folder, engine="rank_bm25", analyzer=analyzer)


def titles(library: Library, question: str) -> list[str]:
    read = library.read(question)
    return [library.corpus[one.passage].article.title for one in library.candidates(read)]


def test_a_sentence_with_all_words_comes_first(shelf: Library) -> None:
    assert titles(shelf, "망원경의 렌즈는 어디에서 깎았나?")[0] == "연구실"


def test_scores_fall_and_no_candidate_is_lost(shelf: Library) -> None:
    """Scores stay above zero, so that shares of the first can be taken."""
    read = shelf.read("1608년 갈릴레이 케플러 뉴턴의 망원경은 언제 만들었나?")
    found = rank(shelf.engine, read.query)
    ranked = rerank(shelf.engine, shelf.corpus, read, found)
    scores = [one.score for one in ranked]
    assert {one.passage for one in ranked} == {one.passage for one in found}
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_a_question_without_key_words_keeps_its_order(shelf: Library) -> None:
    read = shelf.read("왜?")
    found = rank(shelf.engine, read.query)
    assert rerank(shelf.engine, shelf.corpus, read, found) == found


def test_evidence_is_shares_and_counts(shelf: Library) -> None:
    """Together 0 to 1, lost counts names and numbers only, and not too many."""
    read = shelf.read("2019년 망원경 렌즈")
    ranked = rank(shelf.engine, read.query)
    found = gather(shelf.engine, read, ranked)
    place = {shelf.corpus[one.passage].article.title: i for i, one in enumerate(ranked)}
    assert found.together[place["연구실"]] == pytest.approx(1.0)
    assert 0 < found.together[place["관측소"]] < 1
    assert found.missing[place["연구실"]] == 0 < found.missing[place["관측소"]]
    assert found.lost[place["관측소"]] == 1
    assert all(0 <= one <= MOST_LOST for one in found.lost)
