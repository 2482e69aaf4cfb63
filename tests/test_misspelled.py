"""Slips of the finger in Hangul."""

from hypothesis import given
from hypothesis import strategies as st

from index.misspelled import slips

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=4)


def test_one_letter_is_another() -> None:
    assert {"해녀", "헨녀", "케녀", "헤뇨"} <= set(slips("헤녀"))
    assert not {"헤녀", "해냐", "허냐"} & set(slips("헤녀"))
    assert list(slips("MS 27%")) == []


@given(HANGUL)
def test_every_slip_is_undone_by_one(word: str) -> None:
    found = list(slips(word))
    assert len(found) == len(set(found)) == len(word) * (18 + 20 + 27)
    assert all(word in slips(other) for other in found[::97])
