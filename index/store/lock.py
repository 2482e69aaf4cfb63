"""The right to write an index: held by one process at a time, and by no dead one."""

import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Self

LOCK = "lock"  # the name of the file in an index's folder
_POLL = 0.05  # seconds between two tries


class LockedError(Exception):
    """Another process is writing the index."""


class WriterLock:
    """A lock on a file of the index's folder, which the system takes back when a process ends.

    `wait` tells whether to wait for another writer, or to raise LockedError.
    """

    def __init__(self, path: Path, *, wait: bool) -> None:
        self._path = path
        self._wait = wait
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        # The file stays when the lock is given up: to remove it would race with another writer.
        file = self._path.open("ab")
        try:
            while not _try_lock(file.fileno()):
                if not self._wait:
                    raise LockedError(f"{self._path}: another process is writing the index")
                time.sleep(_POLL)
        except BaseException:
            file.close()
            raise
        self._file = file
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()  # which gives the lock up
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
