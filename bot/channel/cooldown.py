"""How often a member, and a whole server, may ask."""

import time
from collections import deque
from collections.abc import Callable

_ROOM = 10_000  # keys; beyond it, those that are free to ask again are forgotten


class Cooldown:
    """At most `limit` questions in any `seconds`, for each key."""

    def __init__(
        self, limit: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit = limit
        self._seconds = seconds
        self._clock = clock
        self._taken: dict[int, deque[float]] = {}

    def wait(self, key: int) -> float:
        """Seconds until the key may ask; 0 when it may now."""
        taken = self._taken.get(key)
        now = self._clock()
        while taken and taken[0] <= now - self._seconds:
            taken.popleft()
        return taken[0] + self._seconds - now if taken and len(taken) >= self._limit else 0.0

    def take(self, key: int) -> None:
        """Count a question."""
        if len(self._taken) >= _ROOM:
            self._taken = {key: taken for key, taken in self._taken.items() if self.wait(key)}
        self._taken.setdefault(key, deque()).append(self._clock())
