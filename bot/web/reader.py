"""The way from the event loop to the library: the current one, in a thread of its own."""

import asyncio
import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.metrics import Metrics
from bot.web.catalogue import Catalogue
from index.library import Library

T = TypeVar("T")
LibraryNow = Callable[[], Library | None]

# Answering is mostly the interpreter's work: more threads would only take turns at it, and take
# longer over the turns (docs/web.md has the figures).
WORKERS = 1
WAITING = 256  # requests; whoever comes after them is told to come back, not kept


class LoadingError(RuntimeError):
    """There is no library yet."""


class BusyError(RuntimeError):
    """Too many requests are waiting already."""


class Reader:
    """Runs blocking work on the library of the moment, outside the event loop."""

    def __init__(self, now: LibraryNow, public: Collection[str] | None, metrics: Metrics) -> None:
        self._now = now
        self._public = public
        self._metrics = metrics
        self._catalogue: Catalogue | None = None
        self._loaded_at = 0.0
        self._listing = asyncio.Lock()
        self._threads = ThreadPoolExecutor(WORKERS, "reader")
        self._waiting = 0

    async def run(self, work: Callable[[Catalogue], T]) -> T:
        """The work's result; raises LoadingError or BusyError, or what the work raises."""
        if self._waiting >= WAITING:
            raise BusyError
        self._waiting += 1
        try:
            catalogue = await self.catalogue()
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, catalogue)
        finally:
            self._waiting -= 1

    async def catalogue(self) -> Catalogue:
        """The public part of the current library, listed anew when the library was swapped."""
        async with self._listing:
            library = self._now()
            if library is None:
                raise LoadingError
            if self._catalogue is None or self._catalogue.library is not library:
                self._catalogue = await asyncio.to_thread(Catalogue.of, library, self._public)
                self._loaded_at = time.time()
                self._metrics.loaded(library, self._loaded_at)
            return self._catalogue

    def age(self) -> float:
        """Seconds since the library of the last `catalogue` came into use."""
        return max(0.0, time.time() - self._loaded_at)
