"""Where sentences begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analyzer import Analyzer


def parted(analyzer: Analyzer, text: str) -> list[str]:
    """The sentences of a text."""
    (found,) = analyzer.sentences([text])
    return [text[one.start : one.end] for one in found]


@pytest.mark.parametrize(
    "sentences",
    [
        ["그는 2012년에 다시 성공했다.", "《도둑들》은 1,300만 명이 보았다."],
        ["세계에서 가장 높다.", "'세계의 지붕'으로 불릴 만큼 넓은 고원이다."],
        ["그는 은행을 세웠다.", "'LKe' 라는 금융 투자 회사였다."],
        ["지위가 오르지 못했다.(Davidson 1981, 59쪽).", "킹의 행마법은 그대로다."],
        ["궤적이 바뀌었다.", "(책에는 다른 대목도 나옵니다)"],
        ["그것을 공급할 준비를 하고 있었다.", "(주. 지금도 계약으로 운영하고 있습니다)"],
        ["논서마다 차이가 있다.", "《영락경》 상권에 따르면 다음과 같다."],
        ["널리 알려져 있다", "(인공 광원도 이들을 끌어들인다)."],
        ["<퀴즈쇼>는 2009년에 나왔다.", "<빛의 제국>을 읽은 사람도 많다."],
    ],
)
def test_a_title_belongs_to_the_sentence_that_goes_on_behind_it(
    analyzer: Analyzer, sentences: list[str]
) -> None:
    """Kiwi ends a sentence at some closing brackets, and 은 or 라는 would begin the next."""
    assert parted(analyzer, " ".join(sentences)) == sentences


def test_a_quotation_of_two_sentences_is_not_torn(analyzer: Analyzer) -> None:
    text = "그는 “안녕. 나는 《도둑들》”의 감독이라고 말했다."
    assert parted(analyzer, text) == [text]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("가나은는이라고 .,!?\"'《》()“”㎏…\nA1"), max_size=80))
def test_sentences_are_in_order_and_hold_all_that_is_no_space(
    analyzer: Analyzer, text: str
) -> None:
    (found,) = analyzer.sentences([text])
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[one.start : one.end] == text[one.start : one.end].strip() for one in found)
    kept = "".join(text[one.start : one.end] for one in found)
    assert "".join(kept.split()) == "".join(text.split())
    for one in found:
        assert all(one.start <= morpheme.start < one.end for morpheme in one.morphemes)
