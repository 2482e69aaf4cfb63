"""`inyong ask`: one answer, or one a line for programs."""

import json
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from bot.commands import options
from bot.exits import ANSWERED, NOTHING_FOUND, UserError
from index import Answer, Library, UnknownArticleError, Verdict
from index.answer import QUOTES


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="option_question")],
    as_json: options.Json = False,
    explain: Annotated[bool, typer.Option("--explain", help="option_explain")] = False,
    limit: options.Limit = QUOTES,
    article: options.Article = None,
    collection: options.Collection = None,
    content: options.Content = None,
    data: options.Data = None,
    engine: options.Engine = None,
    log_level: options.LogLevel = None,
) -> None:
    """Answer one question, or each line of standard input."""
    if not question.strip():
        raise UserError("no_question")
    library = options.open_library(options.settings(content, data, engine, log_level))
    if explain and question != "-":
        from bot.terminal import console, print_question

        print_question(library.read(question), console())
    answers = _answers(library, question, limit, article, collection)
    try:
        found = [_show(answer if as_json else answer.brief(limit), as_json) for answer in answers]
    except UnknownArticleError as error:
        raise UserError("no_such_place", name=repr(error.args[0])) from error
    raise typer.Exit(ANSWERED if any(found) or (question == "-" and as_json) else NOTHING_FOUND)


def _answers(
    library: Library, question: str, limit: int, article: str | None, collection: str | None
) -> Iterator[Answer]:
    questions = (line.rstrip("\r\n") for line in sys.stdin) if question == "-" else [question]
    for one in questions:
        yield library.ask(one, limit=limit, article=article, collection=collection)


def _show(answer: Answer, as_json: bool) -> bool:
    """Print an answer; whether it has anything to quote."""
    if as_json:
        # Escaped only where UTF-8 cannot hold it, so that people can read the line too.
        line = json.dumps(answer.to_json(), ensure_ascii=False)
        typer.echo(line if _encodable(line) else json.dumps(answer.to_json()))
    else:
        from bot.terminal import console, print_answer

        print_answer(answer, console())
    return answer.verdict is not Verdict.NOT_FOUND


def _encodable(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True
