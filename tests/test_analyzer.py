"""Terms: morphemes that carry meaning, character bigrams, and where each stands."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analyzer import Analyzer, bigrams, terms


def test_content_words_are_terms_and_particles_are_not(analyzer: Analyzer) -> None:
    found = [morpheme.term for morpheme in analyzer.morphemes("MS가 OpenAI의 지분을 27% 샀다.")]
    assert {"ms", "openai", "지분", "27"} <= set(found)
    assert not {"가", "의", "을", "다"} & set(found)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_morpheme_names_its_place_in_the_original(analyzer: Analyzer, form: str) -> None:
    """Decomposed Hangul, full-width letters and emoji before it change nothing."""
    text = unicodedata.normalize(form, "😀 한글날에 ＫＢＳ가 훈민정음을 알렸다.")  # type: ignore[arg-type]  # one of two names
    places = {one.term: text[one.start : one.end] for one in analyzer.morphemes(text)}
    assert unicodedata.normalize("NFC", places["훈민정음"]) == "훈민정음"
    assert places["kbs"] == "ＫＢＳ"


def test_bigrams_are_of_words_and_never_meet_a_morpheme() -> None:
    assert list(bigrams("지분은 27% A")) == ["#지분", "#분은", "#27"]
    assert list(bigrams(" \n!")) == []
    assert list(bigrams("ＡＢＣ")) == ["#ab", "#bc"]


def test_terms_are_morphemes_then_bigrams(analyzer: Analyzer) -> None:
    text = "지분을"
    assert terms(analyzer.morphemes(text), text) == ("지분", "#지분", "#분을")


def test_a_dot_in_a_number_or_a_name_ends_no_sentence(analyzer: Analyzer) -> None:
    text = "환율은 1,350.5원이다. U.S. Steel은 3.5% 올랐다."
    (found,) = analyzer.sentences([text])
    assert [text[one.start : one.end] for one in found] == [
        "환율은 1,350.5원이다.",
        "U.S. Steel은 3.5% 올랐다.",
    ]


def test_a_number_is_one_term_however_it_is_written(analyzer: Analyzer) -> None:
    """At the end of an English sentence Kiwi takes the full stop along (2024.)."""
    found = analyzer.morphemes("It sold 1,750,000 ships for 3.99 dollars in 2024.")
    numbers = [(one.term, one.start, one.end) for one in found if one.tag == "SN"]
    assert numbers == [("1750000", 8, 17), ("3.99", 28, 32), ("2024", 44, 48)]


def test_an_adverb_that_is_a_noun_elsewhere_is_a_term(analyzer: Analyzer) -> None:
    for text in ("지금 어디 있어?", "지금은 그곳에 있다."):
        assert "지금" in [one.term for one in analyzer.morphemes(text)]


def test_texts_keep_their_order(analyzer: Analyzer) -> None:
    """Long and short, empty and blank: one list a text."""
    given_texts = ["하나다. 둘이다.", "", " \n", "긴 문장이다. " * 300, "끝."]
    counts = [len(found) for found in analyzer.sentences(given_texts)]
    assert counts == [2, 0, 0, 300, 1]


def test_the_fingerprint_names_what_terms_depend_on(analyzer: Analyzer) -> None:
    assert "kiwipiepy" in analyzer.fingerprint()
    assert analyzer.fingerprint() == Analyzer().fingerprint()


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters() | st.sampled_from("가나다 .\n㎏…\ud800\x00\u200d😀"), max_size=60))
def test_any_text_has_morphemes_within_it(analyzer: Analyzer, text: str) -> None:
    for morpheme in analyzer.morphemes(text):
        assert 0 <= morpheme.start < morpheme.end <= len(text)
        assert morpheme.term


def test_numerals_are_numbers_that_tell_things_apart(analyzer: Analyzer) -> None:
    """두 번째 is the 2nd; 세 alone, as in 세상, is no numeral."""

    def numbers(text: str) -> list[str]:
        return [one.term for one in analyzer.morphemes(text) if one.term.isdigit()]

    assert numbers("두 번째 앨범") == numbers("2번째 앨범") == ["2"]
    assert numbers("첫 월드컵") == numbers("제1회 월드컵") == ["1"]
    assert numbers("셋째 딸과 다섯 아들") == ["3", "5"]
    assert numbers("세상의 처음") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It carries a copper disc. A committee", ["copper", "disk", "a", "committee"]),
        ("그는 OpenAI. 라고 했다.", ["openai"]),
        ("They left the U.S. and sailed home.", ["u.s.", "and", "sail", "home"]),
    ],
)
def test_the_last_word_of_an_english_sentence_is_whole(
    analyzer: Analyzer, text: str, words: list[str]
) -> None:
    """Kiwi alone gives d and isc. for disc."""
    latin = [one for one in analyzer.morphemes(text) if one.tag == "SL"][-len(words) :]
    assert [one.term for one in latin] == words
    assert not text[latin[-1].start : latin[-1].end].endswith(".")


@pytest.mark.parametrize("text", ["우리나라에서 어디를 먼저 이었어?", "우리나라 인터넷"])
def test_our_country_is_one_word(analyzer: Analyzer, text: str) -> None:
    """Kiwi takes it for two in some sentences."""
    first = analyzer.morphemes(text)[0]
    assert (first.term, text[first.start : first.end]) == ("우리나라", "우리나라")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("D3의 E2 오류", {"d3", "e2"}),
        ("F-16과 T-50", {"f16", "16", "t50", "50"}),
        ("See code E2.", {"e2"}),
        ("PM2.5 농도", {"pm2.5"}),
        ("GPT-3는 x-ray와 a - 3", {"gpt", "3", "x", "ray", "a"}),
    ],
)
def test_a_code_is_one_term(analyzer: Analyzer, text: str, found: set[str]) -> None:
    """A longer number is one too: what is Il-76 here may be II-76 there."""
    assert found <= {one.term for one in analyzer.morphemes(text)}
    assert not {"d", "e", "f", "t", "2"} & {one.term for one in analyzer.morphemes(text)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#스크린샷 채널은 `#봇-명령`", ["스크린샷", "채널", "봇", "명령"]),
        ("@회장은 @everyone", ["골뱅이", "회장", "골뱅이", "everyone"]),
        ("2025-09-20 마감", ["2025", "9", "20", "마감"]),
        ("10/15(수) 09:30", ["10", "15", "수", "9", "30"]),
        ("007 영화", ["7", "영화"]),
    ],
)
def test_channels_dates_and_times_are_words(
    analyzer: Analyzer, text: str, found: list[str]
) -> None:
    assert [one.term for one in analyzer.morphemes(text)] == found
