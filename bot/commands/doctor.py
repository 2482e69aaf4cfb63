"""`inyong doctor`: checks the installation, and says what to do."""

import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from bot.commands import options
from bot.exits import NOTHING_FOUND
from bot.texts import text

if TYPE_CHECKING:
    from bot.doctor import Finding

# A sign beside the colour, for who sees no colours.
_SIGNS = {"green": "✓", "yellow": "!", "red": "✗"}


def doctor(
    as_json: options.Json = False,
    content: options.Content = None,
    data: options.Data = None,
    engine: options.Engine = None,
) -> None:
    """Print what is well and what is not; exit 1 when something is red."""
    # The index's reader brings NumPy along, which no other command should wait for.
    from bot.doctor import Level, examine

    language = options.language()
    findings = list(examine(os.environ, content=content, data=data, engine=engine))
    if as_json:
        plain = [_plain(one, language) for one in findings]
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=1))
    else:
        _print(findings, language)
    if any(one.level is Level.RED for one in findings):
        raise typer.Exit(NOTHING_FOUND)


def _plain(finding: "Finding", language: str) -> dict[str, str | None]:
    return {
        "check": finding.check,
        "level": finding.level.value,
        "key": finding.key,
        "says": finding.says(language),
        "do": finding.advises(language),
    }


def _print(findings: Sequence["Finding"], language: str) -> None:
    from rich.table import Table
    from rich.text import Text

    from bot.terminal import console, print_table

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for one in findings:
        color = one.level.value
        said = Text(one.says(language))
        if advice := one.advises(language):
            said.append(f"\n→ {advice}", style=color)
        name = text(f"doctor_check_{one.check}", language)
        table.add_row(Text(_SIGNS[color], style=color), Text(name), said)
    out = console()
    print_table(table, out)
    levels = {one.level.value for one in findings}
    worst = next(color for color in ("red", "yellow", "green") if color in levels)
    out.print(Text(f"\n{text(f'doctor_all_{worst}', language)}", style=worst))
