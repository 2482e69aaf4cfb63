"""Following a content folder: what is saved there can be asked for a moment later."""

import asyncio
import logging
import math
import threading
import time
from collections.abc import Callable, Collection
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from index.folder import ContentError
from index.reading import SUFFIXES

# Milliseconds. Editors save in several steps; a checkout of many files is read once.
_QUIET = 50  # without a change before the folder is read
_LONGEST = 1000  # after the first change, however many more there are
_FIRST = 500  # after the start, for what changed just before it
_PAUSE = 2.0  # seconds, before a folder that cannot be watched is tried again
# Changes at once, above which the system may have dropped some (Linux queues 16,384), and seconds
# until the whole folder is read after changes of which only the names were looked at.
_MANY, _AFTER = 500, 300.0

_log = logging.getLogger(__name__)

T = TypeVar("T")
# Given the names below the folder that alone may have changed since; None for the whole folder.
Reopen = Callable[[Collection[str] | None], T]


async def watch(
    content: Path,
    reopen: Reopen[T],
    swap: Callable[[T], None],
    tidy: Callable[[], None],
    stop: asyncio.Event | None = None,
) -> None:
    """Call `reopen` in a thread after each change of a folder, and `swap` with what it gives.

    It is told which names changed, but at the start, when there were very many, after it failed,
    and once more some minutes after: then the whole folder is to be read.

    `tidy` is called in a thread after that, for what may take its time. `reopen` may raise
    ContentError or OSError: that is logged, and what there was stays in use.
    Ends when `stop` is set, or by being cancelled.
    """
    stop = stop or asyncio.Event()
    while not stop.is_set():
        try:
            await _watch(content, reopen, swap, tidy, stop)
        except (ContentError, OSError) as error:
            _log.warning("%s cannot be watched: %s", content, error)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _PAUSE)


async def _watch(
    content: Path,
    reopen: Reopen[T],
    swap: Callable[[T], None],
    tidy: Callable[[], None],
    stop: asyncio.Event,
) -> None:
    from watchfiles import Change, awatch

    def concerns(change: Change, name: str) -> bool:
        path = Path(name)
        hidden = any(part.startswith(".") for part in _relative(path, content).parts)
        # What is not there any more may have been a folder.
        folder = change is Change.deleted or path.is_dir()
        return not hidden and (folder or path.suffix.lower() in SUFFIXES)

    # Whether all that changed before was read, and when the whole folder is to be, at the latest.
    sure, due, first = False, math.inf, True
    async for changes in awatch(
        content,
        watch_filter=concerns,
        debounce=_LONGEST,
        step=_QUIET,
        stop_event=stop,
        rust_timeout=_FIRST,
        yield_on_timeout=True,
    ):
        late = time.monotonic() > due
        if changes or first or late:
            names = {_relative(Path(name), content).as_posix() for _, name in changes}
            whole = first or late or not sure or len(names) > _MANY
            due = math.inf if whole else min(due, time.monotonic() + _AFTER)
            sure = await _refresh(content, partial(reopen, None if whole else names), swap)
            first = False
            await _aside(tidy)


async def _refresh(content: Path, reopen: Callable[[], T], swap: Callable[[T], None]) -> bool:
    """Whether the folder could be read."""
    try:
        swap(await _aside(reopen))
    except (ContentError, OSError) as error:
        _log.warning("%s: the index stays as it was: %s", content, error)
        return False
    return True


async def _aside(call: Callable[[], T]) -> T:
    """Call in a thread that never holds up the end of the program."""
    called: Future[T] = Future()
    called.set_running_or_notify_cancel()  # who stops to wait for it does not stop it

    def run() -> None:
        try:
            called.set_result(call())
        except BaseException as error:  # noqa: BLE001  # handed to whoever awaits it
            called.set_exception(error)

    threading.Thread(target=run, name="watch", daemon=True).start()
    return await asyncio.wrap_future(called)


def _relative(path: Path, content: Path) -> Path:
    """The path below the folder; whole when it is not below it."""
    for whole in (content.absolute(), content.resolve()):
        if path.is_relative_to(whole):
            return path.relative_to(whole)
    return path
