"""`inyong backup`: the state and the settings in one file, while the bot runs."""

import io
import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import options
from bot.exits import UserError
from bot.settings import DATA, FILE
from bot.texts import text

Force = Annotated[bool, typer.Option("--force", help="option_force")]


def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", help="option_to_file")],
    force: Force = False,
    data: options.Data = None,
) -> None:
    """Write a backup; the file is there as a whole or not at all."""
    from bot.backup import write_backup

    folder = options.settings(data=data).data or DATA
    packed = io.BytesIO()
    try:
        names = write_backup(packed, folder, Path(FILE))
        if file == "-":
            sys.stdout.buffer.write(packed.getvalue())
            sys.stdout.buffer.flush()
        else:
            _write(Path(file), packed.getvalue(), force)
    except OSError as error:
        where = error.filename or file
        raise UserError("wrong_file", file=where, reason=error) from error
    where = text("standard_output", options.language()) if file == "-" else file
    options.note(text("backed_up", options.language(), file=where, names=", ".join(names)))


def _write(target: Path, content: bytes, force: bool) -> None:
    if target.exists() and not force:
        raise UserError("file_exists", file=target)
    handle, scratch = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(scratch).replace(target)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise
