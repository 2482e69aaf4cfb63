"""`inyong show`: one article with its passages numbered, or exactly its text."""

import sys
from typing import Annotated

import typer

from bot.commands import options
from bot.exits import UserError
from index import Article, Library


def show(
    article: Annotated[str, typer.Argument(metavar="ID", help="option_id")],
    only_text: Annotated[bool, typer.Option("--text", help="option_text")] = False,
    content: options.Content = None,
    data: options.Data = None,
    engine: options.Engine = None,
    log_level: options.LogLevel = None,
) -> None:
    """Show one article."""
    library = options.open_library(options.settings(content, data, engine, log_level))
    found = library.corpus.article(article)
    if found is None:
        raise UserError(f"show: {article!r}: no such article; see `inyong articles`")
    if only_text:
        # Bytes, so that newlines stay as they are and nothing is added.
        sys.stdout.buffer.write(found.text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    else:
        _print(library, found)


def _print(library: Library, article: Article) -> None:
    from rich.text import Text

    from bot.terminal import console, safe

    out = console()
    about = (article.title, article.author, article.published, article.url, article.file)
    out.print(Text(safe(" · ".join(one for one in about if one)), style="bold"))
    section = None
    for passage in library.passages(article.id):
        if passage.section != section:
            section = passage.section
            out.print(Text(safe(f"\n## {section}") if section else "", style="cyan"))
        page = f" p.{passage.page}" if passage.page else ""
        first, last = passage.lines
        out.print(
            Text(f"\n[{passage.number}] ¶{passage.paragraph}{page} {first}–{last}", style="dim")
        )
        out.print(Text(safe(article.text[passage.start : passage.end])))
