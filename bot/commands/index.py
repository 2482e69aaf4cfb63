"""`inyong index`: brings the index up to date."""

from typing import Annotated

import typer

from bot.commands import options
from bot.exits import USAGE, UserError
from bot.texts import text
from index import Library, NoticeKind

_FAILED = (NoticeKind.NOT_WRITTEN, NoticeKind.IN_MEMORY)


def index(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="option_rebuild")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="option_verify")] = False,
    content: options.Content = None,
    data: options.Data = None,
    engine: options.Engine = None,
    log_level: options.LogLevel = None,
) -> None:
    """Read the folder and make the index ready."""
    settings = options.settings(content, data, engine, log_level)
    library = options.open_library(settings, rebuild=rebuild)
    if any(notice.kind in _FAILED for notice in library.notices):
        raise typer.Exit(USAGE)  # what has been said is why
    typer.echo(
        text(
            "indexed",
            options.language(),
            articles=len(library.corpus.ids()),
            passages=len(library.corpus),
        )
    )
    if verify:
        _verify(library)


def _verify(library: Library) -> None:
    """Say that every score is rank_bm25's; raises UserError when one is not."""
    from index.compiled import CompiledEngine
    from index.store.verifying import verify_index

    if not isinstance(library.engine, CompiledEngine):
        return  # it is rank_bm25
    result = verify_index(library.corpus, library.engine, library.analyzer)
    if result.differences:
        raise UserError(
            "verify_differs", count=len(result.differences), first=result.differences[0]
        )
    typer.echo(
        text("verified", options.language(), scores=f"{result.scores:,}", passages=result.passages)
    )
