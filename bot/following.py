"""Keeps a shelf's library that of its folder, for as long as a service runs."""

from collections.abc import Callable

from bot.commands import options
from bot.content import content_folder, followed_folder
from bot.settings import Settings
from bot.shelf import Shelf
from index.library import Library
from index.watch import watch


async def follow(
    settings: Settings, shelf: Shelf, loaded: Callable[[Library], None] = lambda _: None
) -> None:
    """Read the folder, then follow it: what is saved there is answered from a moment later.

    `loaded` is told of every library that the shelf is given. Raises what opening the first one
    raises; later ones are logged, and the library that there was stays.
    """
    shelf.load(lambda progress: options.warmed(options.open_library(settings, progress)))
    first = await shelf.ready()
    loaded(first)

    def reopen() -> Library:
        # A ContentError is logged by the watch, which outlives it.
        return options.warmed(options.read_library(settings, _unseen, first.analyzer, live=True))

    def swap(library: Library) -> None:
        shelf.put(library)
        loaded(library)

    def tidy() -> None:
        from index.store.opening import tidy_index  # numpy, which `--help` must not wait for

        tidy_index(content_folder(settings), settings.data)

    await watch(followed_folder(settings), reopen, swap, tidy)


def _unseen(_done: int, _of: int) -> None:
    """Nobody looks at the progress of a service that answers already."""
