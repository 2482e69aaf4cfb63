"""Bringing an index on disk up to date with its content folder: one writer, one moment."""

import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from index.analyzer import Analyzer
from index.compiled.columns import Spool
from index.mining import MINING_VERSION
from index.notice import Notice, NoticeKind
from index.passages import LIMIT, TARGET
from index.sound_table import SOUNDS_VERSION
from index.store.building import build
from index.store.changes import Changes, find_changes
from index.store.deletion import deletes_cheaply, living, without, write_deleted
from index.store.durable import DamageError
from index.store.lock import WriterLock
from index.store.manifest import NAME, Entry, Manifest, read_manifest, write_manifest
from index.store.merging import merge_pieces
from index.store.segment_file import save
from index.store.state import Piece, State, read_state, salvage
from index.version import __version__

Progress = Callable[[int, int], None]

LOCK = "lock"
_KINDS = (".index", ".texts", ".gone", ".new")  # suffixes of what an index writes
_CHEAP = 2000  # passages; merging as many takes less than a third of a second
_MANY = 4  # segments of about the same size

_log = logging.getLogger(__name__)


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
    wait: bool = True,
    tidy: bool = True,
) -> Update:
    """Bring the index in `folder` up to date, and tell what was wrong with it.

    `progress` is called with the number of articles done and of all that are to be read. Raises
    ContentError for an unusable content folder, OSError when the index cannot be written (the
    old one stays as it was), and LockedError when another process writes and `wait` is False.
    Small segments are merged, unless `tidy` is False.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with WriterLock(folder / LOCK, wait=wait):
        state, notices = _before(folder, fingerprint(analyzer), rebuild)
        try:
            changed = _update(folder, content, analyzer, state, progress)
            if tidy and (changed or notices):
                _sweep(folder)
                _merge(folder)
        finally:
            _sweep(folder)
    return Update(tuple(notices), state)


def merge_segments(folder: Path) -> None:
    """Merge small segments of an index; raises LockedError, DamageError and OSError."""
    with WriterLock(folder / LOCK, wait=False):
        try:
            _merge(folder)
        finally:
            _sweep(folder)


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
    folder: Path, content: Path, analyzer: Analyzer, state: State, progress: Progress | None
) -> bool:
    """Make the index one of the folder as it is now; whether there was anything to do."""
    there = state.files()
    before = {f: seen for f, seen in state.manifest.files.items() if f in there or seen.problem}
    changes = find_changes(content, before)
    new = build(folder, changes, analyzer, progress)
    entries = [*_kept(folder, changes, analyzer, state), *new]
    manifest = Manifest(
        fingerprint=state.manifest.fingerprint,
        generation=secrets.token_hex(8),
        segments=tuple(entries),
        files=dict(sorted(changes.seen.items())),
        problems=tuple(changes.problems),
    )
    old = state.manifest
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
            yield _merged(folder, name, [without(piece, dead)])


def _merged(folder: Path, name: str, pieces: Sequence[Piece]) -> Entry:
    with Spool(folder) as spool:
        segment, shelf = merge_pieces(pieces, spool)
        return Entry(save(folder, name, segment, shelf))


def _merge(folder: Path) -> None:
    """Merge small segments, so that there are few."""
    state = read_state(folder)
    if state is None:
        return
    chosen = due([len(living(piece)) for piece in state.pieces])
    if not chosen:
        return
    merged = _merged(folder, secrets.token_hex(8), [state.pieces[n] for n in chosen])
    others = [entry for n, entry in enumerate(state.manifest.segments) if n not in chosen]
    write_manifest(
        folder,
        replace(state.manifest, generation=secrets.token_hex(8), segments=(*others, merged)),
    )


def due(sizes: Sequence[int]) -> list[int]:
    """Which segments of these sizes (passages) to merge: none, or some of the smallest.

    A segment is merged with smaller ones when they are together half its size, so a passage is
    copied a few times at most, however often a folder changes.
    """
    order = sorted(range(len(sizes)), key=sizes.__getitem__)
    total = count = 0
    for number in order:
        if count and sizes[number] > max(2 * total, _CHEAP - total):
            break
        total += sizes[number]
        count += 1
    if count >= _MANY or (count > 1 and total <= _CHEAP):
        return order[:count]
    return []


def _sweep(folder: Path) -> None:
    """Remove the files of the folder that are not of the index, such as those of a dead writer."""
    try:
        manifest = read_manifest(folder)
    except DamageError:
        return
    entries = manifest.segments if manifest else ()
    used = {NAME, LOCK, *(checked.name for entry in entries for checked in entry.files())}
    for path in folder.iterdir():
        if path.suffix in _KINDS and path.name not in used:
            try:
                path.unlink()
            except PermissionError:  # Windows: somebody still reads it; the next writer tries again
                _log.debug("%s is still in use", path)
