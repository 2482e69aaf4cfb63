"""Puts a backup's files where they belong, each wholly or not at all."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from bot.settings import FILE as SETTINGS
from bot.state import FILE as STATE

_BESIDE = ("", "-wal", "-shm")  # SQLite's own files, which only make sense together
_BUSY = 10.0  # seconds to wait for a bot that is writing


def in_the_way(files: Mapping[str, Path], data: Path, settings: Path) -> list[Path]:
    """What is there already and would be replaced."""
    wanted = {STATE: data / STATE, SETTINGS: settings}
    return [wanted[name] for name in files if wanted[name].exists()]


def put_back(files: Mapping[str, Path], data: Path, settings: Path) -> None:
    """Put the files in their places; raises OSError or sqlite3.Error with the old ones whole."""
    if STATE in files:
        _put_state(files[STATE], data / STATE)
    if SETTINGS in files:
        # By way of a neighbour: the data folder may be on another disk, where nothing is atomic.
        beside = settings.with_name(f".{settings.name}.new")
        shutil.copyfile(files[SETTINGS], beside)
        beside.replace(settings)


def _put_state(source: Path, target: Path) -> None:
    """One transaction of SQLite's: a bot that has the file open sees the old state or the new.

    To replace the file itself would leave the old one's log beside the new one, and mix the two.
    """
    try:
        _copy(source, target)
    except sqlite3.OperationalError:
        raise  # locked, full, read-only: not a fault of the file that is there
    except sqlite3.DatabaseError:
        _set_aside(target)
        _copy(source, target)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as new, closing(_open(target)) as state:
        new.backup(state)


def _open(target: Path) -> sqlite3.Connection:
    state = sqlite3.connect(target, timeout=_BUSY)
    state.execute("PRAGMA schema_version")  # says of a damaged file that it is one
    return state


def _set_aside(target: Path) -> None:
    """Keep a damaged state, out of the way."""
    for suffix in _BESIDE:
        part = target.with_name(target.name + suffix)
        if part.exists():
            part.replace(part.with_name(f"{target.name}.damaged{suffix}"))
