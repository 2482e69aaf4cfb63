"""The options that commands share, and the library that they ask for."""

import collections.abc
import logging
import os
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from bot.content import content_folder, is_demo
from bot.exits import UserError, explained
from bot.progress import progress_bar
from bot.settings import Settings, load
from bot.texts import interface_language, text
from index import ContentError, Library, Notice
from index.analyzer import Analyzer
from index.memory import Progress

# Each help is the key of a text, which `bot.main` puts there in the reader's language.
# `readable=False` leaves the check of a path to the command, which says better what is wrong.
Content = Annotated[
    Path | None,
    typer.Option("--content", metavar="DIR", readable=False, help="option_content"),
]
Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", readable=False, help="option_data")
]
Engine = Annotated[str | None, typer.Option("--engine", metavar="NAME", help="option_engine")]
LogLevel = Annotated[
    str | None, typer.Option("--log-level", metavar="LEVEL", help="option_log_level")
]
Article = Annotated[str | None, typer.Option("--article", metavar="ID", help="option_article")]
Collection = Annotated[
    str | None, typer.Option("--collection", metavar="NAME", help="option_collection")
]
Json = Annotated[bool, typer.Option("--json", help="option_json")]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, max=50, help="option_limit")]


def settings(
    content: Path | None = None,
    data: Path | None = None,
    engine: str | None = None,
    log_level: str | None = None,
) -> Settings:
    """The settings in force, with the command's options; raises UserError."""
    found = load(content=content, data=data, engine=engine, log_level=log_level)
    if log_level:
        logging.basicConfig(level=found.log_level.upper())
    return found


def open_library(
    settings: Settings, watch: Progress | None = None, *, rebuild: bool = False
) -> Library:
    """The library of the content folder, with a progress bar where a person is looking.

    `watch` is told of the progress instead, for a service that has no such person.

    What is missing or cannot be read is said on stderr; only an unusable folder is an error.
    """
    try:
        return read_library(settings, watch, rebuild=rebuild)
    except ContentError as error:
        raise explained(error) from error


def read_library(
    settings: Settings,
    watch: Progress | None = None,
    analyzer: Analyzer | None = None,
    *,
    rebuild: bool = False,
    live: bool = False,
    changed: collections.abc.Collection[str] | None = None,
) -> Library:
    """As `open_library`; raises ContentError. The rest is as for `Library.open`."""
    content = content_folder(settings)
    if settings.demo and is_demo(content):
        note(text("demo", language(), folder=settings.content))
    with nullcontext(watch) if watch else progress_bar(language()) as progress:
        library = Library.open(
            content,
            data=settings.data,
            engine=settings.engine,
            analyzer=analyzer,
            progress=progress,
            public_url=settings.public_url,
            public_collections=settings.public_collections,
            rebuild=rebuild,
            live=live,
            changed=changed,
        )
    for notice in library.notices:
        note(text(f"notice_{notice.kind}", language(), detail=_detail(notice)))
    if not len(library.corpus):
        note(text("no_articles", language(), folder=content))
    if library.problems:
        note(text("problems", language(), count=len(library.problems)))
    return library


def _detail(notice: Notice) -> object:
    """The file or the reason of a notice, with what the system says of it."""
    if notice.error is None:
        return notice.detail
    return UserError("place_reason", place=notice.detail, reason=notice.error)


def warmed(library: Library) -> Library:
    """The library after a first question, so that nobody waits for what loads when it is needed.

    Kiwi, the word lists and the sounds take seconds; until then a service is not ready.
    """
    library.ask("첫 질문 first question")
    return library


def note(message: str) -> None:
    """One line for the person at the terminal, beside what the command prints."""
    typer.echo(message, err=True)


def language() -> str:
    """The language of messages that no question sets."""
    return interface_language(os.environ)
