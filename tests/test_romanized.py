"""Korean words in Latin letters."""

import pytest

from index.romanized import MOST, person, romanized

KNOWN = {"해녀": 3, "김장": 2, "비빔밥": 1, "훈민정음": 4, "고추장": 1, "불턱": 1, "오": 9}


@pytest.mark.parametrize(
    ("spelled", "word"),
    [
        ("haenyeo", "해녀"),
        ("gimjang", "김장"),
        ("Kimjang", "김장"),
        ("bibimbap", "비빔밥"),
        ("hunminjeongeum", "훈민정음"),
        ("gochujang", "고추장"),
        ("bulteok", "불턱"),
    ],
)
def test_a_romanized_word_is_the_korean_one(spelled: str, word: str) -> None:
    assert list(romanized(spelled, lambda term: KNOWN.get(term, 0))) == [word]


@pytest.mark.parametrize("word", ["haenyeos2", "jeju", "oh", "international", "thorough", "café"])
def test_other_words_are_none(word: str) -> None:
    assert list(romanized(word, lambda term: KNOWN.get(term, 0))) == []


def test_letters_that_read_in_countless_ways_are_read_in_some() -> None:
    """Twenty letters u would be more than three billion words."""
    assert sum(1 for _ in romanized("u" * 20, lambda _: 1)) <= MOST


@pytest.mark.parametrize("name", ["Yoo Ah-in", "Yoo Ah In", "Ah-in Yoo"])
def test_a_romanized_name_of_few_consonants_is_the_person(name: str) -> None:
    assert list(person(name, lambda term: {"유아인": 1, "이하이": 1}.get(term, 0))) == ["유아인"]


def test_a_person_needs_a_korean_surname() -> None:
    assert not list(person("Tom Ah-in", bool))
