"""`inyong gaps`: the questions that found nothing, most frequent first."""

from datetime import datetime
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.commands import options
from bot.exits import NOTHING_FOUND
from bot.settings import DATA
from bot.state import FILE, State
from bot.texts import text

Count = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="option_gaps")]


def gaps(limit: Count = 50, data: options.Data = None) -> int:
    """Show what members asked for and the articles do not hold."""
    from bot.terminal import console, print_table

    folder = options.settings(data=data).data or DATA
    language = options.language()
    found = []
    if (folder / FILE).exists():
        state = State.open(folder)
        found = state.gaps(limit)
        state.close()
    if not found:
        options.note(text("no_gaps", language))
        return NOTHING_FOUND
    table = Table(box=None, pad_edge=False)
    table.add_column(text("column_times", language), justify="right")
    table.add_column(text("column_last", language))
    table.add_column(text("column_question", language))
    for gap in found:
        last = datetime.fromtimestamp(gap.last).astimezone().date().isoformat()
        table.add_row(str(gap.times), last, Text(" ".join(gap.question.split())))
    print_table(table, console())
    return 0
