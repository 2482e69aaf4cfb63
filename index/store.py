"""An index on disk, opened: brought up to date where that is possible, and used as it is else."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from index.analyzer import Analyzer
from index.compiled import CompiledEngine
from index.diskcorpus import DiskCorpus
from index.durable import DamageError
from index.lock import LockedError
from index.manifest import read_manifest
from index.notice import Notice, NoticeKind
from index.state import State, read_state
from index.updating import fingerprint, update

Progress = Callable[[int, int], None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """An index that is ready to be asked, and what its operator should know about it."""

    corpus: DiskCorpus
    engine: CompiledEngine
    notices: tuple[Notice, ...]


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
    *,
    progress: Progress | None = None,
    read_only: bool = False,
) -> Opened | None:
    """Open the index of a content folder, brought up to date unless it is `read_only`.

    None when there is no index that could be used, and none can be made: then one in memory has
    to do. Raises ContentError when the content folder cannot be read.
    """
    folder = index_folder(content, data)
    notices = [] if read_only else _update(folder, content, analyzer, progress)
    try:
        state = read_state(folder)
    except (DamageError, OSError) as error:
        _log.warning("%s", error)
        return None
    if state is None or state.manifest.fingerprint != fingerprint(analyzer):
        return None
    return opened(state, tuple(notices))


def opened(state: State, notices: tuple[Notice, ...] = ()) -> Opened:
    """An index as it is on disk now."""
    return Opened(DiskCorpus(state), CompiledEngine(state.parts()), notices)


def _update(
    folder: Path, content: Path, analyzer: Analyzer, progress: Progress | None
) -> list[Notice]:
    """Bring the index up to date, or say why that cannot be done now."""
    try:
        usable = _usable(folder, fingerprint(analyzer))
        return update(folder, content, analyzer, progress=progress, wait=not usable)
    except LockedError as error:
        notice = Notice(NoticeKind.BUSY, str(error))
    except OSError as error:
        notice = Notice(NoticeKind.NOT_WRITTEN, f"{error.filename or folder}: {error.strerror}")
    _log.warning("%s", notice)
    return [notice]


def _usable(folder: Path, wanted: str) -> bool:
    """Whether there is an index that can be asked while another process writes."""
    try:
        manifest = read_manifest(folder)
    except (DamageError, OSError):
        return False
    return manifest is not None and manifest.fingerprint == wanted
