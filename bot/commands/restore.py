"""`inyong restore`: puts the state and the settings of a backup back."""

import io
import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import options
from bot.commands.backup import Force
from bot.exits import UserError
from bot.settings import DATA, FILE
from bot.texts import text


def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", help="option_from_file")],
    force: Force = False,
    data: options.Data = None,
) -> None:
    """Check the whole backup first, then put its files in their places."""
    from bot.backup import read_backup

    folder = options.settings(data=data).data or DATA
    try:
        source = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        folder.mkdir(parents=True, exist_ok=True)
        name = text("standard_input", options.language()) if file == "-" else file
        with read_backup(io.BytesIO(source), name, folder) as files:
            _put_back(files, folder, force)
            names = ", ".join(files)
    except sqlite3.Error as error:
        raise UserError("restore_busy", folder=folder, reason=error) from error
    except OSError as error:
        # What could not be made in the data folder has a scratch name that says nothing.
        where = file if error.filename == file else folder
        raise UserError("wrong_file", file=where, reason=error) from error
    options.note(text("restored", options.language(), folder=folder, names=names))


def _put_back(files: Mapping[str, Path], folder: Path, force: bool) -> None:
    from bot.restoring import in_the_way, put_back

    there = in_the_way(files, folder, Path(FILE))
    if there and not force:
        listed = ", ".join(map(str, there))
        raise UserError("restore_replaces", files=listed)
    put_back(files, folder, Path(FILE))
