"""Where the library stands: not there yet while it loads, and swapped when it is read anew."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future

from index.library import Library
from index.memory import Progress

Opener = Callable[[Progress], Library]


class Shelf:
    """Holds the current library for every front end; any thread may put and take."""

    def __init__(self, library: Library | None = None) -> None:
        self._library = library
        self._first: Future[Library] = Future()
        self._progress = (0, 0)
        if library:
            self._first.set_result(library)

    @property
    def library(self) -> Library | None:
        """The library in force; None while the first one loads."""
        return self._library

    @property
    def progress(self) -> tuple[int, int]:
        """Files read and files in all, while the first library loads."""
        return self._progress

    def put(self, library: Library) -> None:
        """Answer from this library from now on."""
        self._library = library
        if not self._first.done():
            self._first.set_result(library)

    def load(self, opener: Opener) -> None:
        """Open the first library in a thread that never holds up the end of the program."""
        threading.Thread(target=self._load, args=(opener,), name="library", daemon=True).start()

    async def ready(self) -> Library:
        """The library, once there is one; raises what opening it raised."""
        if self._library is None:
            await asyncio.shield(asyncio.wrap_future(self._first))
        return self._library or self._first.result()

    def _load(self, opener: Opener) -> None:
        try:
            self.put(opener(self._note))
        except BaseException as error:  # noqa: BLE001  # handed to whoever awaits the library
            self._first.set_exception(error)

    def _note(self, done: int, total: int) -> None:
        self._progress = (done, total)
