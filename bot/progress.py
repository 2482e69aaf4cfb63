"""A progress bar on stderr, for a person who waits; nothing where nobody looks."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.texts import text


@contextmanager
def progress_bar(language: str) -> Iterator[Callable[[int, int], None] | None]:
    """A callback for `done` of `total`; None when stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as progress:
        task = progress.add_task(text("reading", language), total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
