"""What is kept of what was computed: as much as there is room for, of late use."""

import threading
from typing import Generic, Protocol, TypeVar


class _Sized(Protocol):
    @property
    def nbytes(self) -> int: ...


T = TypeVar("T", bound=_Sized)


class Kept(Generic[T]):
    """Values by number, in at most so many bytes; any number of threads may use it.

    Two generations: when the younger one has filled its half of the room, the older one goes, but
    for what was asked for since.
    """

    def __init__(self, room: int) -> None:
        self._half = self._left = room // 2
        self._young: dict[int, T] = {}
        self._old: dict[int, T] = {}
        self._lock = threading.Lock()

    def get(self, key: int) -> T | None:
        """The value, if it is still there."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.put(key, found)
        return found

    def put(self, key: int, value: T) -> None:
        """Keep a value, unless it takes half of the room by itself."""
        size = value.nbytes
        with self._lock:
            if size > self._half or key in self._young:
                return
            if size > self._left:
                self._old, self._young, self._left = self._young, {}, self._half
            self._young[key] = value
            self._left -= size
