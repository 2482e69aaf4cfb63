"""Names are found by their sound, across scripts and over misspellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.sound import english, measure, pairs, turned
from index.likeness import similarity
from index.phones import phones
from index.sound import THRESHOLD, SoundIndex

VOCABULARY = """
나델라 올트먼 울트먼 알트만 저커버그 허사비스 수츠케버 김영삼 김대중 이승만
박정희 이건희 정주영 사과 사고 은행 지분 회사 마이크로소프트 구글
#나델 altman google market nasser catherine bengio gasoline 노무현 반기문 머스크 마스크 인공 지능
투자 협상 이사회 해고 복귀 손학규 버너스리
"""
INDEX = SoundIndex.of(VOCABULARY.split())


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("Nadella", "나델라"), ("nadella", "나델라"), ("Altman", "올트먼"), ("Altman", "울트먼"),
        ("Zuckerberg", "저커버그"), ("Hassabis", "허사비스"), ("Sutskever", "수츠케버"),
        ("Kim Young-sam", "김영삼"), ("Young-sam Kim", "김영삼"), ("Kim Dae Jung", "김대중"),
        ("Syngman Rhee", "이승만"), ("Park Chung-hee", "박정희"), ("Pak Chong-hui", "박정희"),
        ("Roh Moo-hyun", "노무현"), ("Lee Kun-hee", "이건희"), ("Ban Ki-moon", "반기문"),
        ("Sohn Hak-kyu", "손학규"), ("Berners-Lee", "버너스리"),
        ("올트먼", "울트먼"), ("올트만", "알트만"), ("나델레", "나델라"), ("주커버그", "저커버그"),
        ("마이크로소프트", "마이크로소프트"), ("알트먼", "altman"), ("나세르", "nasser"),
        ("캐서린", "catherine"), ("벤지오", "bengio"), ("gogle", "google"),
    ],
)  # fmt: skip
def test_a_name_is_found_by_its_sound(word: str, term: str) -> None:
    found = [match.term for match in INDEX.find(word)]
    assert term in found or term == word


@pytest.mark.parametrize(
    "word", ["deal", "go", "the", "was", "", "!", "12", "은행", "회사", "#나델", "Lee", "오픈AI"]
)
def test_common_and_short_words_find_nothing(word: str) -> None:
    assert INDEX.find(word) == []


def test_bigrams_and_the_word_itself_are_never_found() -> None:
    assert all(match.term != "나델라" for match in INDEX.find("나델라"))
    assert all(not match.term.startswith("#") for match in INDEX.find("Nadel"))


def test_the_best_comes_first_and_the_limit_holds() -> None:
    found = INDEX.find("Altman", limit=2)
    assert len(found) == 2
    assert found[0].similarity >= found[1].similarity >= THRESHOLD


def test_a_name_of_several_words_is_found_by_each_of_them() -> None:
    index = SoundIndex.of(["사티아 나델라", "이사회"])
    assert [match.term for match in index.find("Nadella")] == ["사티아 나델라"]
    assert [match.term for match in index.find("Satya")] == ["사티아 나델라"]


def test_an_empty_vocabulary_finds_nothing() -> None:
    assert SoundIndex.of([]).find("Nadella") == []
    assert SoundIndex.of(["#가나", "1", "가"]).find("Nadella") == []


def test_the_measured_recall_and_precision_hold() -> None:
    """Over the pairs' own spellings; with a real vocabulary `python -m bench.sound` says more."""
    asked = pairs("test")
    spellings = sorted({each for forms in pairs("all").values() for each in forms})
    recall, precision, _ = measure(SoundIndex.of(spellings), asked, THRESHOLD)
    assert recall >= 0.84
    assert precision >= 0.80
    back = SoundIndex.of(sorted({head.lower() for head in pairs("all")} | english()))
    recall, precision, _ = measure(back, turned(asked), THRESHOLD)
    assert recall >= 0.84
    assert precision >= 0.60


@given(st.text(alphabet="가힣김altmcheghsxzr올먼", min_size=1, max_size=12))
def test_a_word_sounds_like_itself(word: str) -> None:
    if phones(word):
        assert similarity(word, word) == pytest.approx(1.0)


@given(
    st.text(alphabet="가나다라마김올트먼", min_size=1, max_size=6),
    st.text(alphabet="altmneghkr", min_size=1, max_size=8),
)
def test_similarity_is_symmetric_and_bounded(hangul: str, latin: str) -> None:
    there, back = similarity(hangul, latin), similarity(latin, hangul)
    assert 0.0 <= there <= 1.0
    assert there == pytest.approx(back, abs=1e-5)


@given(st.text(max_size=20))
def test_any_text_may_be_asked(word: str) -> None:
    assert len(INDEX.find(word)) <= 4
