"""PDF files: the text page by page, so that a citation can name the page."""

import io
import logging
import struct
import zlib
from dataclasses import dataclass

from index.problem import ReadError, Reason

PAGE_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Pdf:
    """The text of all pages, the offset at which each page begins, and the title it declares."""

    text: str
    pages: tuple[int, ...]
    title: str | None
    author: str | None


def parse(data: bytes) -> Pdf:
    """Read a PDF; raises ReadError (BROKEN_PDF, ENCRYPTED_PDF, NO_TEXT)."""
    from pypdf.errors import DependencyError, PyPdfError  # slow to import, needed only for PDF

    # What pypdf raises on damaged files, found by damaging some (tests/test_pdf.py).
    faults = (
        PyPdfError, ValueError, LookupError, TypeError, AttributeError, RuntimeError,
        ArithmeticError, AssertionError, zlib.error, struct.error,
    )  # fmt: skip
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings name no file
    try:
        texts, title, author = _read(data)
    except ReadError:
        raise
    except DependencyError as error:
        # AES needs a library of its own, also for files that open without a password.
        raise ReadError(Reason.ENCRYPTED_PDF) from error
    except faults as error:
        raise ReadError(Reason.BROKEN_PDF, str(error).split("\n")[0][:80]) from error
    if not any(text.strip() for text in texts):
        raise ReadError(Reason.NO_TEXT)
    starts, offset = [], 0
    for text in texts:
        starts.append(offset)
        offset += len(text) + len(PAGE_BREAK)
    return Pdf(PAGE_BREAK.join(texts), tuple(starts), title, author)


def _read(data: bytes) -> tuple[list[str], str | None, str | None]:
    """The text of each page, the title and the author."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadError(Reason.ENCRYPTED_PDF)
    texts = [_whole(page.extract_text()) for page in reader.pages]
    information = reader.metadata
    if information is None:
        return texts, None, None
    return texts, _line(information.title), _line(information.author)


def _line(value: object) -> str | None:
    return " ".join(_whole(value).split()) or None if isinstance(value, str) else None


def _whole(text: str) -> str:
    """The text without halves of characters, which no file and no terminal can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
