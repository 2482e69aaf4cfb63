"""Columns that grow: gathered in memory, or in files where they may be larger than memory."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self

import numpy as np
import numpy.typing as npt


class Column(Protocol):
    """Bytes that are appended to and then taken as one array."""

    def append(self, part: npt.NDArray[np.uint8]) -> None:
        """Append bytes."""

    def take(self) -> npt.NDArray[np.uint8]:
        """All bytes, in order."""


NewColumn = Callable[[], Column]


class MemoryColumn:
    """A `Column` in memory."""

    def __init__(self) -> None:
        self._parts: list[npt.NDArray[np.uint8]] = [np.empty(0, dtype=np.uint8)]

    def append(self, part: npt.NDArray[np.uint8]) -> None:
        self._parts.append(part)

    def take(self) -> npt.NDArray[np.uint8]:
        return np.concatenate(self._parts)


class FileColumn:
    """A `Column` in a nameless file, which is gone when the process is."""

    def __init__(self, folder: Path) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - see Spool

    def append(self, part: npt.NDArray[np.uint8]) -> None:
        self._file.write(part.data)

    def take(self) -> npt.NDArray[np.uint8]:
        self._file.flush()
        if not self._file.tell():
            return np.empty(0, dtype=np.uint8)
        return np.memmap(self._file, dtype=np.uint8, mode="r")

    def close(self) -> None:
        """Give the disk space back."""
        with suppress(OSError):  # what no disk had room for is not missed any more
            self._file.close()


class Spool:
    """File columns of one folder, closed together."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._columns: list[FileColumn] = []

    def __call__(self) -> FileColumn:
        column = FileColumn(self._folder)
        self._columns.append(column)
        return column

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for column in self._columns:
            column.close()
