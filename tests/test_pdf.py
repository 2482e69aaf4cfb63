"""PDF files: text by page, and every damage as one problem."""

import io
import random
import warnings

import pytest
from pdf_files import make_pdf
from pypdf import PdfWriter

from index.pdf import parse
from index.problem import ReadError, Reason


def reason(data: bytes) -> Reason | None:
    """Why a PDF is not served; None when it is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what pypdf deprecates is met in damaged files only
        try:
            parse(data)
        except ReadError as error:
            return error.reason
    return None


def written(data: bytes, password: str | None = None) -> bytes:
    """The PDF as pypdf writes it: its pages compressed, and encrypted with a password."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        page.compress_content_streams()
    if password is not None:
        writer.encrypt(password, password + "!", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_pages_begin_where_they_are_said_to() -> None:
    """Korean, English, an emoji, an empty page: each page's text stands at its offset."""
    pages = ("첫 쪽이다.\n둘째 줄이다.", "Second page. 😀", "", "넷째 쪽.")
    parsed = parse(make_pdf(*pages))
    ends = (*parsed.pages[1:], len(parsed.text))
    assert [
        parsed.text[start:end].strip() for start, end in zip(parsed.pages, ends, strict=True)
    ] == list(pages)


def test_title_and_author_are_those_it_declares() -> None:
    parsed = parse(make_pdf("글", title="보고서\n 2025", author="홍길동"))
    assert (parsed.title, parsed.author) == ("보고서 2025", "홍길동")


@pytest.mark.parametrize("title", ["", "  ", None])
def test_an_empty_title_is_none(title: str | None) -> None:
    assert parse(make_pdf("글", title=title)).title is None


def test_half_a_character_is_replaced() -> None:
    """Maps in PDFs may name half of a surrogate pair."""
    assert parse(make_pdf("반쪽 \ud83d 글자")).text.strip() == "반쪽 \ufffd 글자"


def test_compressed_pages() -> None:
    assert parse(written(make_pdf("눌러 담은 쪽."))).text.strip() == "눌러 담은 쪽."


def test_encrypted() -> None:
    """Without its password a PDF is named; one that opens without is read."""
    assert reason(written(make_pdf("글"), "비밀")) is Reason.ENCRYPTED_PDF
    assert parse(written(make_pdf("글"), "")).text.strip() == "글"


def test_a_scan_has_no_text() -> None:
    assert reason(make_pdf("", " ")) is Reason.NO_TEXT


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"not a PDF at all", b"\x00" * 100, make_pdf("글")[:300]],
    ids=["header", "empty", "text", "zeros", "cut"],
)
def test_broken(data: bytes) -> None:
    assert reason(data) is Reason.BROKEN_PDF


def test_an_unknown_filter_is_a_damage() -> None:
    data = written(make_pdf("글")).replace(b"/FlateDecode", b"/FlateDecoda")
    assert reason(data) is Reason.BROKEN_PDF


@pytest.mark.parametrize("seed", range(150))
def test_any_damage_is_read_or_named(seed: int) -> None:
    """Bytes changed, lost or cut off: text or a problem, never another error."""
    dice = random.Random(seed)
    data = bytearray(dice.choice([make_pdf("글이다.", "Page two."), written(make_pdf("글이다."))]))
    for _ in range(dice.randrange(1, 8)):
        place = dice.randrange(len(data))
        data[place : place + dice.randrange(4)] = dice.choice([b"", b"9", b"<", b"R", b"\xff"])
    if dice.random() < 0.3:
        del data[dice.randrange(len(data)) :]
    assert reason(bytes(data)) in (None, Reason.BROKEN_PDF, Reason.ENCRYPTED_PDF, Reason.NO_TEXT)
