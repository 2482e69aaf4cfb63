"""The folders: articles that can be read, and a data folder that can be written to."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.content import content_folder, is_demo
from bot.doctor.finding import Finding, Level
from bot.exits import explained
from bot.schema import STEPS
from bot.settings import DATA, Settings
from bot.state import FILE as STATE
from index import ContentError
from index.folder import find_sources
from index.reading import collection_of

_FREE_MB = 500  # an index of 100,000 passages takes some 200 MB, and twice that while it is made
_MB = 1 << 20


def check_content(settings: Settings) -> Iterator[Finding]:
    """Findings on the articles' folder."""
    folder = content_folder(settings)
    try:
        sources, problems = find_sources(folder)
    except ContentError as error:
        yield Finding("content", Level.RED, "content_unusable", {"problem": explained(error)})
        return
    values = {"folder": folder, "articles": len(sources), "own": settings.content}
    unreadable = [one for one in sources if not os.access(one.path, os.R_OK)]
    if is_demo(folder):
        yield Finding("content", Level.YELLOW, "content_demo", values)
    elif not sources:
        yield Finding("content", Level.YELLOW, "content_empty", values)
    else:
        yield Finding("content", Level.GREEN, "content", values)
    unknown = {*(settings.public_collections or ())} - {collection_of(one.id) for one in sources}
    if unknown:
        values = {"names": ", ".join(sorted(unknown))}
        yield Finding("content", Level.YELLOW, "collections_unknown", values)
    left_out = [problem.file for problem in problems] + [one.file for one in unreadable]
    if left_out:
        values = {"count": len(left_out), "first": left_out[0]}
        yield Finding("content", Level.YELLOW, "content_problems", values)


def check_data(settings: Settings) -> Iterator[Finding]:
    """Findings on the data folder: room, rights, and the state in it."""
    folder = settings.data or DATA
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free // _MB
    except OSError as error:
        values = {"folder": folder, "reason": error, "user": _user()}
        yield Finding("data", Level.RED, "data_unwritable", values)
        return
    level = Level.GREEN if free >= _FREE_MB else Level.YELLOW
    key = "data" if free >= _FREE_MB else "data_full"
    yield Finding("data", level, key, {"folder": folder, "free": free})
    if (folder / STATE).exists():
        yield _state(folder / STATE)


def _state(file: Path) -> Finding:
    values: dict[str, object] = {"file": file, "known": len(STEPS)}
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as state:
            said = state.execute("PRAGMA quick_check").fetchone()[0]
            version = state.execute("SELECT coalesce(max(version), 0) FROM schema").fetchone()[0]
    except sqlite3.Error as error:
        return Finding("data", Level.RED, "state_damaged", values | {"problem": error})
    if said != "ok":
        return Finding("data", Level.RED, "state_damaged", values | {"problem": said})
    level = Level.GREEN if version <= len(STEPS) else Level.RED
    key = "state" if version <= len(STEPS) else "state_newer"
    return Finding("data", level, key, values | {"version": version})


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else -1
