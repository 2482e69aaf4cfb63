"""An index on disk, opened: brought up to date where that is possible, and used as it is else."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from index.analyzer import Analyzer
from index.compiled.engine import CompiledEngine
from index.notice import Notice, NoticeKind
from index.sound import SoundIndex, SoundPart
from index.store.changes import find_changes
from index.store.disk_corpus import DiskCorpus
from index.store.durable import DamageError
from index.store.lock import LockedError
from index.store.manifest import Manifest, read_manifest
from index.store.state import State, read_state
from index.store.tidying import merge_segments
from index.store.updating import Update, fingerprint, update

_NOTHING = State(Manifest(""), ())
Progress = Callable[[int, int], None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Index:
    """An index on disk that is ready to be asked."""

    corpus: DiskCorpus
    engine: CompiledEngine
    sounds: SoundIndex


def index_folder(content: Path, data: Path | None) -> Path:
    """Where the index of a content folder is kept: in `data`, or in the user's cache."""
    if data is not None:
        return data / "index"
    from platformdirs import user_cache_path

    whole = content.resolve()
    digest = blake2b(str(whole).encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
    return user_cache_path("inyong", appauthor=False) / f"{whole.name or 'content'}-{digest}"


def open_index(
    content: Path,
    data: Path | None,
    analyzer: Analyzer,
    progress: Progress | None = None,
    *,
    rebuild: bool = False,
    live: bool = False,
    changed: Collection[str] | None = None,
) -> tuple[Index | None, tuple[Notice, ...]]:
    """Open the index of a content folder, brought up to date, and tell what was wrong with it.

    Where it cannot be brought up to date, it is used as it is. None when there is none to be
    used, and none can be kept: then one in memory has to do. `live`: another writer is waited for,
    and segments are left to `tidy_index`; `changed` are the only files that may have changed since
    it was opened without a notice. Raises ContentError when the content folder cannot be
    read.
    """
    folder = index_folder(content, data)
    updated = _update(folder, content, analyzer, progress, rebuild, live, changed)
    notices = updated.notices
    index = read_index(folder, analyzer)
    if index is None:
        last = notices[-1] if notices else Notice(NoticeKind.IN_MEMORY, str(folder))
        notices = (replace(last, kind=NoticeKind.IN_MEMORY),)
    for notice in notices:
        _log.debug("%s: %s", folder, notice)  # who opens the index is told by its notices
    return index, notices


def read_index(folder: Path, analyzer: Analyzer) -> Index | None:
    """An index as it is on disk now; None when there is none that can be used."""
    try:
        state = read_state(folder)
    except (DamageError, OSError) as error:
        _log.warning("%s", error)
        return None
    if state is None or state.manifest.fingerprint != fingerprint(analyzer):
        return None
    order = state.order()
    engine = CompiledEngine(state.parts(order))
    parts = [SoundPart(piece.sounds, piece.segment.vocabulary.term) for piece in state.pieces]
    sounds = SoundIndex(parts, lambda term: engine.df(term) > 0)
    return Index(DiskCorpus(state, order), engine, sounds)


def tidy_index(content: Path, data: Path | None) -> None:
    """Merge what changes left in an index, unless another process writes, or nobody can."""
    folder = index_folder(content, data)
    try:
        merge_segments(folder)
    except (LockedError, DamageError, OSError) as error:
        _log.info("%s", error)


def _update(
    folder: Path,
    content: Path,
    analyzer: Analyzer,
    progress: Progress | None,
    rebuild: bool,
    live: bool,
    changed: Collection[str] | None,
) -> Update:
    """Bring the index up to date, or say why that cannot be done now."""
    try:
        wait = live or rebuild or not _usable(folder, fingerprint(analyzer))
        return update(
            folder,
            content,
            analyzer,
            progress=progress,
            rebuild=rebuild,
            changed=changed,
            wait=wait,
            tidy=not live,
        )
    except LockedError as error:
        notice = Notice(NoticeKind.BUSY, str(error))
    except OSError as error:
        notice = Notice(NoticeKind.NOT_WRITTEN, str(error.filename or folder), error)
    if not rebuild and (state := _current(folder, content, analyzer)):
        return Update((), state)  # nobody can write it now, and nobody has to
    return Update((notice,), _NOTHING)


def _current(folder: Path, content: Path, analyzer: Analyzer) -> State | None:
    """The index, if it has all that its content folder has now."""
    try:
        state = read_state(folder)
    except (DamageError, OSError):
        return None
    if state is None or state.manifest.fingerprint != fingerprint(analyzer):
        return None
    manifest = state.manifest
    changes = find_changes(content, manifest.files)
    same = not changes.to_read and changes.seen.keys() == manifest.files.keys()
    return state if same and tuple(changes.problems) == manifest.problems else None


def _usable(folder: Path, wanted: str) -> bool:
    """Whether there is an index that can be asked while another process writes."""
    try:
        manifest = read_manifest(folder)
    except (DamageError, OSError):
        return False
    return manifest is not None and manifest.fingerprint == wanted
