"""Keeps a shelf's library that of its folder, for as long as a service runs."""

from collections.abc import Callable, Collection

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

    watched = followed_folder(settings)
    complete = False  # whether the library was opened of the watched folder, with nothing amiss

    def reopen(changed: Collection[str] | None) -> Library:
        nonlocal complete
        named = changed if complete else None
        complete = False
        own = content_folder(settings) == watched
        # A ContentError is logged by the watch, which outlives it.
        library = options.read_library(
            settings, _unseen, first.analyzer, live=True, changed=named if own else None
        )
        complete = own and not library.notices
        return options.warmed(library)

    def swap(library: Library) -> None:
        shelf.put(library)
        loaded(library)

    def tidy() -> None:
        from index.store.opening import tidy_index  # numpy, which `--help` must not wait for

        tidy_index(content_folder(settings), settings.data)

    await watch(watched, reopen, swap, tidy)


def _unseen(_done: int, _of: int) -> None:
    """Nobody looks at the progress of a service that answers already."""
