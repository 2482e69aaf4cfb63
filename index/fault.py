"""What an operator can mend in a folder or a file: where it is, what is wrong, and with what."""

from enum import StrEnum


class Fault(StrEnum):
    """What is wrong, in few words; front ends say it in the reader's language, by its name."""

    NO_FOLDER = "no such folder"
    CLOSED_FOLDER = "cannot be listed"
    UNREADABLE = "cannot be read"
    NOT_TEXT = "not text in UTF-8"
    ONE_SPELLING = "only one spelling"
    LONG_VETO = "more than two spellings after the !"
    TWICE = "stands twice"
    NO_SPELLING = "no spelling"
    NOT_JSON = "not JSON"
    NO_QUESTION = 'no "question"'
    NO_STRINGS = "not a list of strings"
    NO_STRING = "not a string"


class FaultError(ValueError):
    """A fault at a place (`path` or `path:line`); `detail` is the bad value, or the OSError."""

    def __init__(self, fault: Fault, place: object, detail: object = "") -> None:
        shown = detail.strerror if isinstance(detail, OSError) else detail
        super().__init__(f"{place}: {fault}" + (f" ({shown})" if shown else ""))
        self.fault = fault
        self.place = place
        self.detail = detail
