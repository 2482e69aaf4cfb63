"""What happened when an index was opened that its operator should know."""

from dataclasses import dataclass
from enum import StrEnum


class NoticeKind(StrEnum):
    """Kinds of notices; front ends say them in the reader's language."""

    OTHER_VERSION = "other_version"  # made by another version or analyzer, so made again
    DAMAGED = "damaged"  # a file of the index was damaged, so its articles were read again
    NOT_WRITTEN = "not_written"  # could not be brought up to date, so the old index is used
    BUSY = "busy"  # another process is bringing it up to date, so the old index is used
    IN_MEMORY = "in_memory"  # cannot be kept on disk, so it is made at every start


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice; `detail` names the file or the reason, `error` is what the system says of it."""

    kind: NoticeKind
    detail: str
    error: OSError | None = None

    def __str__(self) -> str:
        reason = f": {self.error.strerror}" if self.error else ""
        return f"{_ENGLISH[self.kind]} ({self.detail}{reason})"


_ENGLISH = {
    NoticeKind.OTHER_VERSION: "the index was made by another version and is made again",
    NoticeKind.DAMAGED: "the index was damaged; what was lost is read again",
    NoticeKind.NOT_WRITTEN: "the index could not be brought up to date; the old one is used",
    NoticeKind.BUSY: "another process is bringing the index up to date; the old one is used",
    NoticeKind.IN_MEMORY: "the index cannot be kept on disk, so it is made at every start",
}
