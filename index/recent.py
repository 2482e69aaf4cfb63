"""Remembers what was made of the last few texts, for a stream of them."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

# Texts. An article that is saved again is mostly paragraphs that were analyzed a moment ago.
KEPT = 256

T = TypeVar("T")


class Recent(Generic[T]):
    """Results by text, of the last KEPT texts; any number of threads may use it."""

    def __init__(self) -> None:
        self._kept: dict[str, T] = {}

    def through(
        self, texts: Iterable[str], make: Callable[[Iterator[str]], Iterator[T]]
    ) -> Iterator[T]:
        """What `make` makes of each text, in order; a text of late is not given to it again."""
        waiting: deque[tuple[str, T | None]] = deque()

        def unknown() -> Iterator[str]:
            for text in texts:
                waiting.append((text, self._kept.get(text)))
                if waiting[-1][1] is None:
                    yield text

        for made in make(unknown()):
            yield from _ready(waiting)
            text, _ = waiting.popleft()
            self._keep(text, made)
            yield made
        yield from _ready(waiting)

    def _keep(self, text: str, made: T) -> None:
        self._kept[text] = made
        for oldest in list(self._kept)[:-KEPT]:
            self._kept.pop(oldest, None)


def _ready(waiting: deque[tuple[str, T | None]]) -> Iterator[T]:
    """The results that were there already, up to the first text that is still being made."""
    while waiting and (known := waiting[0][1]) is not None:
        waiting.popleft()
        yield known
