"""`inyong index`: brings the index up to date."""

from typing import Annotated

import typer

from bot.commands import options
from bot.texts import text


def index(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="처음부터 · from scratch")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="rank_bm25와 대조 · check")] = False,
    content: options.Content = None,
    data: options.Data = None,
    engine: options.Engine = None,
    log_level: options.LogLevel = None,
) -> None:
    """Read the folder and make the index ready."""
    library = options.open_library(options.settings(content, data, engine, log_level))
    typer.echo(
        text(
            "indexed",
            options.language(),
            articles=len(library.corpus.ids()),
            passages=len(library.corpus),
        )
    )
