"""`inyong eval`: how well a file of questions is answered."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import options
from bot.exits import explained
from index.evaluation import QuestionsError, evaluate, read_questions


def eval(  # noqa: A001  # the command's name, by the contract
    questions: Annotated[
        Path, typer.Argument(metavar="QUESTIONS.jsonl", readable=False, help="option_questions")
    ],
    as_json: options.Json = False,
    content: options.Content = None,
    data: options.Data = None,
    engine: options.Engine = None,
    log_level: options.LogLevel = None,
) -> None:
    """Print hit@1, hit@5, MRR@10, answer@1, quote@1 and abstention."""
    try:
        asked = read_questions(questions)
    except QuestionsError as error:
        raise explained(error) from error
    library = options.open_library(options.settings(content, data, engine, log_level))
    figures = evaluate(library, asked).to_json()
    if as_json:
        typer.echo(json.dumps(figures))
        return
    for name, value in figures.items():
        shown = f"{value:.1f}" if isinstance(value, float) else "–" if value is None else value
        typer.echo(f"{name:<24}{shown:>8}")
