"""What was asked before: the questions that a follow-up follows, per place and member."""

import time
from collections import OrderedDict
from collections.abc import Callable

from index.dialogue import TURNS

_PAUSE = 30 * 60  # seconds of silence after which a conversation is over
_ROOM = 5_000  # conversations kept in memory

Key = tuple[int, int]


class Conversations:
    """The last questions of each member in each channel or thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turns: OrderedDict[Key, tuple[float, tuple[str, ...]]] = OrderedDict()

    def before(self, key: Key) -> tuple[str, ...]:
        """The questions that were asked lately, oldest first."""
        at, turns = self._turns.get(key, (0.0, ()))
        return turns if self._clock() - at < _PAUSE else ()

    def note(self, key: Key, turns: tuple[str, ...]) -> None:
        """Remember these as the conversation's questions."""
        self._turns[key] = (self._clock(), turns[-TURNS:])
        self._turns.move_to_end(key)
        while len(self._turns) > _ROOM:
            self._turns.popitem(last=False)
