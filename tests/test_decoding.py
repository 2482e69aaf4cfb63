"""Bytes to text: the encodings that Korean files come in, and what is no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.decoding import decode
from index.problem import ReadError, Reason

TEXT = "훈민정음은 1446년에 반포됐다.\r\nABC\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp949", "euc-kr", "johab"]
)
def test_encodings_of_korean_files(encoding: str) -> None:
    """UTF-8, marked Unicode and CP949 are found; another one where the file declares it."""
    text = f"<meta charset={encoding}>{TEXT}" if encoding == "johab" else TEXT
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("bom", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_marks(bom: str) -> None:
    assert decode(f"\ufeff{TEXT}".encode(bom)) == TEXT


def test_syllables_that_only_cp949_has() -> None:
    assert decode("똠방각하 뷁".encode("cp949")) == "똠방각하 뷁"


@pytest.mark.parametrize(
    "declared", ["utf-16", "utf-7", "unicode_escape", "rot13", "zlib", "idna", "undefined", "없다"]
)
def test_a_declaration_that_cannot_be_true_is_passed_over(declared: str) -> None:
    """A page that says UTF-16 in plain letters is not, and Python's own codecs are no charsets."""
    text = f'<meta charset="{declared}">\\d {TEXT}'
    assert decode(text.encode("cp949")) == text


def test_utf8_wins_over_a_wrong_declaration() -> None:
    text = f'<meta charset="euc-kr">{TEXT}'
    assert decode(text.encode()) == text


def test_a_declaration_far_down_is_not_looked_for() -> None:
    with pytest.raises(ReadError):
        decode(b"a" * 2000 + b"charset=latin-1 caf\xe9 ")


@pytest.mark.parametrize(
    ("data", "reason", "detail"),
    [
        (b"one\ntwo caf\xe9 \n", Reason.ENCODING, "byte 0xe9 in line 2"),
        (b"\xff\xfea", Reason.ENCODING, "utf-16-le"),
        (b"a\x00b", Reason.BINARY, ""),
        (b"\x01\x02\x03 text", Reason.BINARY, ""),
    ],
)
def test_what_is_no_text_says_why(data: bytes, reason: Reason, detail: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data)
    assert (caught.value.reason, caught.value.detail) == (reason, detail)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_problem(data: bytes) -> None:
    try:
        decode(data).encode()
    except ReadError as error:
        assert error.reason in (Reason.BINARY, Reason.ENCODING)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_what_was_written(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")
