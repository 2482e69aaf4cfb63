"""PDF files: the text page by page, so that a citation can name the page."""

import io
import logging
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
    from pypdf import PdfReader  # slow to import, needed only for PDF
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings name no file
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(Reason.ENCRYPTED_PDF)
        texts = [page.extract_text() for page in reader.pages]
        information = reader.metadata
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        # pypdf raises all of these on damaged files.
        if isinstance(error, ReadError):
            raise
        raise ReadError(Reason.BROKEN_PDF, str(error).split("\n")[0][:80]) from error
    if not any(text.strip() for text in texts):
        raise ReadError(Reason.NO_TEXT)
    starts, offset = [], 0
    for text in texts:
        starts.append(offset)
        offset += len(text) + len(PAGE_BREAK)
    title = information.title if information else None
    author = information.author if information else None
    return Pdf(PAGE_BREAK.join(texts), tuple(starts), title or None, author or None)
