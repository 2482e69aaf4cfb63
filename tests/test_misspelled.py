"""Slips of the finger in Hangul."""

from hypothesis import given
from hypothesis import strategies as st

from index.misspelled import meant, slips

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=4)


def test_one_letter_is_another() -> None:
    assert {"해녀", "헨녀", "케녀", "헤뇨"} <= set(slips("헤녀"))
    assert not {"헤녀", "해냐", "허냐"} & set(slips("헤녀"))
    assert list(slips("MS 27%")) == []


def test_what_sounds_alike_was_meant() -> None:
    known = {"해녀": 1, "혼란": 1, "김치": 1}.get
    assert meant("헤녀", known) == ["해녀"] and meant("김츠", known) == ["김치"]
    assert meant("홀란", known) == []


def test_what_may_be_as_many_words_as_it_has_syllables_is_none() -> None:
    assert meant("시록", {"실록": 1}.get) == ["실록"]
    assert meant("시록", {"실록": 1, "시럭": 1}.get) == []


@given(HANGUL)
def test_every_slip_is_undone_by_one(word: str) -> None:
    found = list(slips(word))
    assert len(found) == len(set(found)) == len(word) * (18 + 20 + 27)
    assert all(word in slips(other) for other in found[::97])
