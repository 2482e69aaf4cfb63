"""Normal forms know the way back to the text they came from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.normalize import fold, normalize

odd = st.text(
    st.characters() | st.sampled_from("가각ᄀ ᅡᆨ㎏½…ﬁﷺA\u0301\u200d😀\ud800㈜①"), max_size=30
)


@given(odd)
def test_the_normal_form_is_nfkc(text: str) -> None:
    """Half characters aside, which no normal form has."""
    whole = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    assert unicodedata.normalize("NFKC", normalize(text).text) == unicodedata.normalize(
        "NFKC", whole
    )


@given(odd)
def test_every_place_is_one_of_the_original(text: str) -> None:
    """Starts and ends lie in the text, in order, and each character has a slice of its own."""
    normal = normalize(text)
    before = 0
    for offset in range(len(normal.text)):
        start, end = normal.start(offset), normal.end(offset + 1)
        assert before <= start < end <= len(text)
        before = start
    if normal.text:
        assert normal.start(0) == 0
        assert normal.end(len(normal.text)) == len(text)


@given(odd)
def test_what_stands_at_a_place_normalizes_to_it(text: str) -> None:
    normal = normalize(text)
    for offset, char in enumerate(normal.text):
        piece = text[normal.start(offset) : normal.end(offset + 1)]
        assert char in normalize(piece).text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＭＳ", "ms"),
        ("㎏", "kg"),
        (unicodedata.normalize("NFD", "한글"), "한글"),
        ("½", "1⁄2"),
        ("a\ud800b", "a\ufffdb"),
        ("", ""),
    ],
)
def test_words_are_compared_folded(text: str, folded: str) -> None:
    assert fold(text) == folded
