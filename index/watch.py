"""Following a content folder: what is saved there can be asked for a moment later."""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from index.folder import ContentError
from index.reading import SUFFIXES

# Milliseconds. Editors save in several steps; a checkout of many files is read once.
_QUIET = 50  # without a change before the folder is read
_LONGEST = 1000  # after the first change, however many more there are
_FIRST = 500  # after the start, for what changed just before it
_PAUSE = 2.0  # seconds, before a folder that cannot be watched is tried again

_log = logging.getLogger(__name__)

T = TypeVar("T")


async def watch(
    content: Path,
    reopen: Callable[[], T],
    swap: Callable[[T], None],
    tidy: Callable[[], None],
    stop: asyncio.Event | None = None,
) -> None:
    """Call `reopen` in a thread after each change of a folder, and `swap` with what it gives.

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
    reopen: Callable[[], T],
    swap: Callable[[T], None],
    tidy: Callable[[], None],
    stop: asyncio.Event,
) -> None:
    from watchfiles import Change, awatch

    def concerns(change: Change, name: str) -> bool:
        path = Path(name)
        hidden = any(part.startswith(".") for part in _relative(path, content).parts)
        # A name without a suffix may be a folder that was moved or deleted.
        return not hidden and path.suffix.lower() in ("", *SUFFIXES)

    first = True
    async for changes in awatch(
        content,
        watch_filter=concerns,
        debounce=_LONGEST,
        step=_QUIET,
        stop_event=stop,
        rust_timeout=_FIRST,
        yield_on_timeout=True,
    ):
        if changes or first:
            first = False
            await _refresh(content, reopen, swap)
            await _aside(tidy)


async def _refresh(content: Path, reopen: Callable[[], T], swap: Callable[[T], None]) -> None:
    try:
        swap(await _aside(reopen))
    except (ContentError, OSError) as error:
        _log.warning("%s: the index stays as it was: %s", content, error)


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
    whole = content.resolve()
    return path.relative_to(whole) if path.is_relative_to(whole) else path
