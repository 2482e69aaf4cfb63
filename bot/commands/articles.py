"""`inyong articles`: what is indexed, and what is not and why."""

import json

import typer

from bot.commands import options
from bot.texts import system_words, text
from index import Library
from index.problem import Reason


def articles(
    as_json: options.Json = False,
    content: options.Content = None,
    data: options.Data = None,
    engine: options.Engine = None,
    log_level: options.LogLevel = None,
) -> None:
    """List the articles with their dates and passages, then the problems."""
    library = options.open_library(options.settings(content, data, engine, log_level))
    if as_json:
        typer.echo(json.dumps(_listing(library), ensure_ascii=False, indent=2))
    else:
        _print(library)


def _listing(library: Library) -> dict[str, object]:
    return {
        "articles": [
            {
                "id": article.id,
                "collection": article.collection,
                "title": article.title,
                "published": article.published,
                "passages": len(library.corpus.numbers(article.id)),
            }
            for article in library.corpus.articles()
        ],
        "problems": [
            {"file": problem.file, "reason": problem.reason.value, "detail": problem.detail}
            for problem in library.problems
        ],
    }


def _print(library: Library) -> None:
    from rich.table import Table
    from rich.text import Text

    from bot.terminal import console, print_table, safe

    language, out = options.language(), console()
    table = Table(box=None, pad_edge=False)
    for key in ("column_id", "column_title", "column_date", "column_passages"):
        table.add_column(text(key, language), overflow="fold")
    for article in library.corpus.articles():
        count = str(len(library.corpus.numbers(article.id)))
        table.add_row(
            Text(safe(article.id)),
            Text(safe(article.title)),
            Text(safe(article.published or "")),
            count,
        )
    print_table(table, out)
    for problem in library.problems:
        detail = problem.detail
        if problem.reason is Reason.UNREADABLE:
            detail = system_words(detail, language)
        reason = text(f"problem_{problem.reason}", language, detail=detail)
        out.print(Text(safe(f"! {problem.file}: {reason}"), style="yellow"))
