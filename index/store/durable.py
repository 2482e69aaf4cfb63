"""Files that survive a power cut: written whole, checksummed, and replaced at one moment."""

import os
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_PIECE = 1 << 20


class Checked(NamedTuple):
    """A file's name in its folder, its size in bytes, and the CRC-32 of its contents."""

    name: str
    size: int
    crc: int


class DamageError(Exception):
    """A file of the index is missing or is not what was written."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path


def write_checked(path: Path, parts: Iterable[bytes | memoryview]) -> Checked:
    """Write a new file and wait until it is on disk; one that could not be written is removed."""
    size = crc = 0
    try:
        with path.open("wb") as file:
            for part in parts:
                file.write(part)
                crc = zlib.crc32(part, crc)
                size += len(part)
            flush(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Checked(path.name, size, crc)


def verify(folder: Path, checked: Checked) -> Path:
    """The path of a file that is as it was written; raises DamageError when it is not."""
    path = folder / checked.name
    size = crc = 0
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                crc = zlib.crc32(piece, crc)
                size += len(piece)
    except FileNotFoundError as error:
        raise DamageError(path, "missing") from error
    if size != checked.size:
        raise DamageError(path, f"{size} bytes instead of {checked.size}")
    if crc != checked.crc:
        raise DamageError(path, "its checksum is wrong")
    return path


def replace(path: Path, data: bytes) -> None:
    """Replace a file's contents at one moment: a crash leaves the old ones or the new ones."""
    new = path.with_name(path.name + ".new")
    write_checked(new, [data])
    new.replace(path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk."""
    if sys.platform == "win32":  # Windows opens no folders, and keeps names in its journal
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        flush(descriptor)
    finally:
        os.close(descriptor)


def flush(descriptor: int) -> None:
    """Wait until a file is on disk."""
    os.fsync(descriptor)
