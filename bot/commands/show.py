"""`inyong show`: one article with its passages numbered, exactly its text, or mined aliases."""

import sys
from typing import Annotated

import typer

from bot.commands import options
from bot.exits import UserError
from bot.texts import text
from index import Article, Library


def show(
    article: Annotated[str | None, typer.Argument(metavar="ID", help="option_id")] = None,
    only_text: Annotated[bool, typer.Option("--text", help="option_text")] = False,
    aliases: Annotated[bool, typer.Option("--aliases", help="option_aliases")] = False,
    content: options.Content = None,
    data: options.Data = None,
    engine: options.Engine = None,
    log_level: options.LogLevel = None,
) -> None:
    """Show one article, or the other names that one or all of them explain."""
    if article is None and not aliases:
        raise UserError("show_what")
    library = options.open_library(options.settings(content, data, engine, log_level))
    found = library.corpus.article(article) if article else None
    if article and found is None:
        raise UserError("no_such_article", name=repr(article))
    if aliases:
        _print_aliases(library, found)
    elif found and only_text:
        # Bytes, so that newlines stay as they are and nothing is added.
        sys.stdout.buffer.write(found.text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    elif found:
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
        lines = f"L{first}" if first == last else f"L{first}–{last}"
        out.print(Text(f"\n[{passage.number}] ¶{passage.paragraph}{page} {lines}", style="dim"))
        out.print(Text(safe(article.text[passage.start : passage.end])))


def _print_aliases(library: Library, article: Article | None) -> None:
    """A line a place that explains a name, of one article or of all; then what else is known."""
    from bot.alias_lines import alias_lines
    from bot.terminal import safe

    language, knowledge = options.language(), library.reader.knowledge
    lines = list(alias_lines(library, article, text("alias_vetoed", language)))
    for line in lines:
        typer.echo(safe(line))
    own = len(knowledge.own.groups)
    shipped = len(knowledge.aliases.groups) - own
    options.note(text("aliases", language, mined=len(lines), own=own, shipped=shipped))
