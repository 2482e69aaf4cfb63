"""Keeping an index on disk tidy: few segments, and no file that is not of it."""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from index.compiled.columns import Spool
from index.store.deletion import living
from index.store.durable import DamageError
from index.store.lock import LOCK, WriterLock
from index.store.manifest import NAME, Entry, read_manifest, write_manifest
from index.store.merging import merge_pieces
from index.store.segment_file import save
from index.store.state import Piece, read_state

_KINDS = (".index", ".texts", ".gone", ".new")  # suffixes of what an index writes
_CHEAP = 2000  # passages; merging as many takes less than a third of a second
_MANY = 4  # segments of about the same size

_log = logging.getLogger(__name__)


def merge_segments(folder: Path) -> None:
    """Merge small segments of an index; raises LockedError, DamageError and OSError."""
    with WriterLock(folder / LOCK, wait=False):
        try:
            _merge(folder)
        finally:
            sweep(folder)


def merge_if_room(folder: Path) -> None:
    """Merge small segments; an index is up to date without, and the next update tries again."""
    try:
        _merge(folder)
    except OSError as error:
        _log.info("%s: segments are not merged: %s", folder, error)


def _merge(folder: Path) -> None:
    """Merge small segments, so that there are few."""
    state = read_state(folder)
    if state is None:
        return
    chosen = due([len(living(piece)) for piece in state.pieces])
    if not chosen:
        return
    merged = write_merged(folder, secrets.token_hex(8), [state.pieces[n] for n in chosen])
    others = [entry for n, entry in enumerate(state.manifest.segments) if n not in chosen]
    write_manifest(
        folder,
        replace(state.manifest, generation=secrets.token_hex(8), segments=(*others, merged)),
    )


def write_merged(folder: Path, name: str, pieces: Sequence[Piece]) -> Entry:
    """Write what is there in some segments as one new segment."""
    with Spool(folder) as spool:
        segment, shelf = merge_pieces(pieces, spool)
        return Entry(save(folder, name, segment, shelf))


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


def sweep(folder: Path) -> None:
    """Remove the files of the folder that are not of the index, such as those of a dead writer."""
    try:
        unused = leftovers(folder)
    except DamageError:
        return
    for path in unused:
        try:
            path.unlink()
        except PermissionError:  # Windows: somebody still reads it; the next writer tries again
            _log.debug("%s is still in use", path)


def leftovers(folder: Path) -> list[Path]:
    """The files that an index does not have any more, or not yet; raises DamageError."""
    manifest = read_manifest(folder)
    entries = manifest.segments if manifest else ()
    used = {NAME, LOCK, *(checked.name for entry in entries for checked in entry.files())}
    paths = folder.iterdir()
    return [path for path in paths if path.suffix in _KINDS and path.name not in used]
