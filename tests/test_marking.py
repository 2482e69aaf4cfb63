"""Words are marked in a quote where the analyzer has them, mostly without asking it."""

from collections import Counter
from pathlib import Path

import pytest

from index.analyzer import Analyzer
from index.marking import find_terms

CONTENT = Path(__file__).parent.parent / "content"


@pytest.mark.parametrize(
    ("text", "counts", "marked"),
    [
        ("지분 27%를 가진 MS의 지분", {"지분": 2, "27": 1}, ["지분", "27", "지분"]),
        ("MS는 GPUs 3,000장을 샀다", {"ms": 1, "gpu": 1}, ["MS", "GPUs"]),
        ("She holds it", {"hold": 1}, ["holds"]),
        ("２０２３년에 시작", {"2023": 1, "년": 1}, ["２０２３", "년"]),
    ],
)
def test_terms_are_found_as_they_are_written(
    text: str, counts: dict[str, int], marked: list[str]
) -> None:
    spans = find_terms(text, counts)
    assert spans is not None
    assert [text[start:end] for start, end in spans] == marked


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("대통령과 부통령", {"통령": 1}),  # another word holds it
        ("그가 도와주었다", {"돕": 1}),  # in another form
        ("그가 갔다", {"가": 1}),  # the letter is a particle
        ("2023년 2월", {"2": 2}),  # part of a number is none
        ("첫 앨범", {"1": 1}),
    ],
)
def test_where_letters_cannot_tell_nothing_is_guessed(text: str, counts: dict[str, int]) -> None:
    assert find_terms(text, counts) is None


def test_marks_are_those_of_the_analyzer(analyzer: Analyzer) -> None:
    """For each term of each paragraph of the demonstration that the letters tell, or nearly."""
    paragraphs = [
        line
        for path in sorted(CONTENT.rglob("*.md"))
        for line in path.read_text("utf-8").split("\n---\n", 1)[-1].splitlines()
        if line.strip()
    ]
    told = wrong = 0
    for paragraph in paragraphs:
        morphemes = analyzer.morphemes(paragraph)
        for term, count in Counter(one.term for one in morphemes).items():
            spans = find_terms(paragraph, {term: count})
            if spans is not None:
                told += 1
                wrong += spans != [(m.start, m.end) for m in morphemes if m.term == term]
    assert told > 2_000
    assert wrong <= told / 1_000
