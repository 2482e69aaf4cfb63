"""A file that is not served, or not wholly, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a file is not served; front ends say it in the reader's language."""

    ENCODING = "encoding"
    BINARY = "binary"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    BROKEN_PDF = "broken_pdf"
    ENCRYPTED_PDF = "encrypted_pdf"
    NO_TEXT = "no_text"
    FRONT_MATTER = "front_matter"
    OUTSIDE = "outside"
    LINKED_FOLDER = "linked_folder"
    SAME_ID = "same_id"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with one file of the content folder; `detail` names the place or the bad value."""

    file: str
    reason: Reason
    detail: str = ""


class ReadError(ValueError):
    """Raised by a reader for a file that cannot be served."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail
