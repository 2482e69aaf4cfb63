"""Bringing an index on disk up to date with its content folder: one writer, one moment."""

import secrets
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from index.analyzer import Analyzer
from index.folder import check_folder
from index.mining import MINING_VERSION
from index.notice import Notice, NoticeKind
from index.paragraphs import LIMIT, TARGET
from index.sound_table import SOUNDS_VERSION
from index.store.building import build
from index.store.changes import Changes, find_changes
from index.store.deletion import deletes_cheaply, without, write_deleted
from index.store.lock import LOCK, WriterLock
from index.store.manifest import Entry, Manifest, write_manifest
from index.store.state import State, salvage
from index.store.tidying import merge_if_room, sweep, write_merged
from index.version import __version__

Progress = Callable[[int, int], None]


class Update(NamedTuple):
    """What was wrong with an index, and its state before: who holds it opens it again at once."""

    notices: tuple[Notice, ...]
    before: State


def fingerprint(analyzer: Analyzer) -> str:
    """What an index depends on beside its articles."""
    return (
        f"inyong {__version__}, {analyzer.fingerprint()}, passages {TARGET}/{LIMIT}, "
        f"mining {MINING_VERSION}, sounds {SOUNDS_VERSION}"
    )


def update(
    folder: Path,
    content: Path,
    analyzer: Analyzer,
    *,
    progress: Progress | None = None,
    rebuild: bool = False,
    changed: Collection[str] | None = None,
    wait: bool = True,
    tidy: bool = True,
) -> Update:
    """Bring the index in `folder` up to date, and tell what was wrong with it.

    `progress` is called with the number of articles done and of all that are to be read; `changed`
    are the only files that may have changed since the index was brought up to date. Raises
    ContentError for an unusable content folder, OSError when the index cannot be written (the
    old one stays as it was), and LockedError when another process writes and `wait` is False.
    Small segments are merged, unless `tidy` is False.
    """
    check_folder(content)  # before anything is made for it
    folder.mkdir(parents=True, exist_ok=True)
    with WriterLock(folder / LOCK, wait=wait):
        state, notices = _before(folder, fingerprint(analyzer), rebuild)
        try:
            written = _update(folder, content, analyzer, state, progress, changed)
            if tidy and (written or notices):
                sweep(folder)
                merge_if_room(folder)
        finally:
            sweep(folder)
    return Update(tuple(notices), state)


def _before(folder: Path, wanted: str, rebuild: bool) -> tuple[State, list[Notice]]:
    """What of the index can be built upon."""
    empty = State(Manifest(wanted), ())
    if rebuild:
        return empty, []
    state, damages = salvage(folder)
    notices = [Notice(NoticeKind.DAMAGED, str(damage)) for damage in damages]
    if state is None:
        return empty, notices
    if state.manifest.fingerprint != wanted:
        return empty, [Notice(NoticeKind.OTHER_VERSION, state.manifest.fingerprint)]
    return state, notices


def _update(
    folder: Path,
    content: Path,
    analyzer: Analyzer,
    state: State,
    progress: Progress | None,
    named: Collection[str] | None,
) -> bool:
    """Make the index one of the folder as it is now; whether there was anything to do."""
    there = state.files()
    old = state.manifest
    before = {f: seen for f, seen in old.files.items() if f in there or seen.problem}
    complete = old.generation and len(before) == len(old.files) and not old.problems
    changes = find_changes(content, before, named if complete else None)
    new = build(folder, changes, analyzer, progress)
    entries = [*_kept(folder, changes, analyzer, state), *new]
    manifest = Manifest(
        fingerprint=old.fingerprint,
        generation=secrets.token_hex(8),
        segments=tuple(entries),
        files=dict(sorted(changes.seen.items())),
        problems=tuple(changes.problems),
    )
    if old.generation and manifest == replace(old, generation=manifest.generation):
        return False
    write_manifest(folder, manifest)
    return True


def _kept(folder: Path, changes: Changes, analyzer: Analyzer, state: State) -> Iterator[Entry]:
    """The segments there are, without the articles that are replaced or gone."""
    for piece in state.pieces:
        alive = piece.alive().tolist()
        dead = [article for article in alive if not changes.keeps(piece.shelf.files[article])]
        name = secrets.token_hex(8)
        if not dead:
            yield piece.entry
        elif len(dead) == len(alive):
            continue
        elif deletes_cheaply(piece, dead):
            yield replace(piece.entry, gone=write_deleted(folder, name, piece, dead, analyzer))
        else:
            yield write_merged(folder, name, [without(piece, dead)])
