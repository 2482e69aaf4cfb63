"""A backup: one zip file of the state and the settings, made while the bot runs, and read back.

The index is not in it: it is made again out of the articles, which are the operator's own files.
"""

import hashlib
import json
import sqlite3
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bot.exits import UserError
from bot.schema import STEPS
from bot.settings import FILE as SETTINGS
from bot.settings import SettingsError, load
from bot.state import FILE as STATE
from bot.texts import Word
from index.version import __version__

FORMAT = 1  # raise when an older Inyong could not read the file
MANIFEST = "backup.json"
_FILES = (STATE, SETTINGS)
_CHUNK = 1 << 20
_MANIFEST_LIMIT = 1 << 16  # bytes; ours have some hundred


class BackupError(UserError):
    """A backup cannot be made or used: which file, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a backup: its size in bytes and the SHA-256 of its content."""

    size: int
    digest: str


def write_backup(target: IO[bytes], data: Path, settings: Path) -> tuple[str, ...]:
    """Write a backup of a data folder and a settings file; the names of what is in it."""
    with tempfile.TemporaryDirectory() as scratch:
        found = list(_collect(data, settings, Path(scratch)))
        if not found:
            raise BackupError("backup_nothing", folder=data, state=STATE, settings=SETTINGS)
        manifest = {
            "format": FORMAT,
            "inyong": __version__,
            "made": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "files": {path.name: [path.stat().st_size, _digest(path)] for path in found},
        }
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
            for path in found:
                archive.write(path, path.name)
    return tuple(path.name for path in found)


def _collect(data: Path, settings: Path, scratch: Path) -> Iterator[Path]:
    """Copies to pack; SQLite makes the state's, whole even while the bot writes to it."""
    if (data / STATE).exists():
        try:
            # Not read-only: a log left by a killed bot is to be read as well.
            with (
                closing(sqlite3.connect(data / STATE)) as state,
                closing(sqlite3.connect(scratch / STATE)) as copy,
            ):
                state.backup(copy)
                # A file of its own, whatever it was: no log stands beside it in the archive.
                copy.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            raise BackupError("wrong_file", file=data / STATE, reason=error) from error
        _prove(scratch / STATE, str(data / STATE))
        yield scratch / STATE
    if settings.exists():
        (scratch / SETTINGS).write_bytes(settings.read_bytes())
        yield scratch / SETTINGS


@contextmanager
def read_backup(source: IO[bytes], name: str, near: Path) -> Iterator[Mapping[str, Path]]:
    """The files of a backup, unpacked into a scratch folder in `near` and proved to be sound.

    Nothing is unpacked but the names that a backup of ours has. Raises BackupError.
    """
    with tempfile.TemporaryDirectory(dir=near) as scratch:
        try:
            with zipfile.ZipFile(source) as archive:
                files = _unpack_all(archive, Path(scratch), name)
        # What zipfile raises for damage, encryption and methods that it does not know.
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            raise BackupError("backup_foreign", file=name, reason=Word("broken_zip")) from error
        _check(files, name)
        yield files


def _unpack_all(archive: zipfile.ZipFile, folder: Path, name: str) -> dict[str, Path]:
    parts = _manifest(archive, name)
    files = {one: folder / one for one in parts}
    for one, part in parts.items():
        _unpack(archive, one, part, files[one], name)
    return files


def _manifest(archive: zipfile.ZipFile, name: str) -> dict[str, Part]:
    try:
        if archive.getinfo(MANIFEST).file_size > _MANIFEST_LIMIT:
            raise BackupError("backup_foreign", file=name, reason=MANIFEST)
        manifest = json.loads(archive.read(MANIFEST))
        version = int(manifest["format"])
        files = {str(one): Part(*part) for one, part in manifest["files"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, BackupError):
            raise
        raise BackupError("backup_foreign", file=name, reason=MANIFEST) from error
    if version > FORMAT:
        raise BackupError("backup_newer", file=name, version=manifest.get("inyong"))
    strangers = ({*archive.namelist()} - {MANIFEST}) ^ files.keys() | files.keys() - {*_FILES}
    if strangers:
        raise BackupError("backup_stranger", file=name, name=repr(min(strangers)))
    return files


def _unpack(archive: zipfile.ZipFile, one: str, part: Part, target: Path, name: str) -> None:
    """Unpack one file, no further than the size that the manifest gives."""
    left = part.size
    with archive.open(one) as packed, target.open("wb") as out:
        while chunk := packed.read(min(_CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                break
            out.write(chunk)
    if left or _digest(target) != part.digest:
        raise BackupError("wrong_damaged", file=f"{name}: {one}", reason="SHA-256")


def _check(files: Mapping[str, Path], name: str) -> None:
    if STATE in files:
        _prove(files[STATE], f"{name}: {STATE}")
    if SETTINGS in files:
        try:
            load(environment={}, file=files[SETTINGS])
        except SettingsError as error:
            # The scratch file's name says nothing to anybody.
            named = error.values | {"place": f"{name}: {SETTINGS}"}
            raise BackupError(error.key, **named) from error


def _prove(file: Path, name: str) -> None:
    """Raise BackupError unless a state file, called `name`, is sound; nobody may write to it."""
    try:
        with closing(sqlite3.connect(file)) as state:
            said = state.execute("PRAGMA integrity_check").fetchone()[0]
            version = state.execute("SELECT coalesce(max(version), 0) FROM schema").fetchone()[0]
    except sqlite3.Error as error:
        raise BackupError("wrong_damaged", file=name, reason=error) from error
    if said != "ok":
        raise BackupError("wrong_damaged", file=name, reason=said)
    if version > len(STEPS):
        raise BackupError("wrong_newer", file=name, version=version, known=len(STEPS))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
