"""The command line: `inyong ask`, `chat`, `index`, `articles`, `show`, `add`, `eval`, …"""

import io
import logging
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NoReturn, TextIO

import typer
from typer.main import get_command

from bot.exits import USAGE, UserError
from bot.texts import interface_language, text
from bot.usage import HELP, misused, name_help

# Command and the module of bot.commands that holds a function of that name.
COMMANDS = (
    "ask", "chat", "index", "articles", "show", "add", "eval", "discord", "web", "health", "gaps",
    "doctor", "backup", "restore",
)  # fmt: skip


def run() -> None:
    """The console script."""
    # Articles are UTF-8 whatever the machine's locale says; nothing may die of a character, nor
    # of a stream that its starter closed. Only a newline ends a line, as for every other tool.
    sys.stdin = _utf8(sys.stdin or _nowhere("r"), bom=True)
    sys.stdout = _utf8(sys.stdout or _nowhere("w"))
    sys.stderr = _utf8(sys.stderr or _nowhere("w"))
    _end(main(sys.argv[1:]))


def _end(code: int) -> NoReturn:
    """End with this code, even while a service's thread is still reading articles.

    The interpreter's own end would take such a thread out of Kiwi's machine code, which aborts
    the process; the index on disk is safe at any moment.
    """
    if any(thread.daemon for thread in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        logging.shutdown()
        os._exit(code)
    sys.exit(code)


def _nowhere(mode: Literal["r", "w"]) -> TextIO:
    return io.TextIOWrapper(Path(os.devnull).open(f"{mode}b"))


def _utf8(stream: TextIO, bom: bool = False) -> TextIO:
    if isinstance(stream, io.TextIOWrapper):
        newline = "\n" if bom else None
        encoding = "utf-8-sig" if bom else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace", newline=newline)
    return stream


def main(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    """Run one command and return its exit code: 0 answered, 1 nothing found, 2 wrong usage."""
    # What people have to know of an index, they are told as notices; --log-level shows the rest.
    logging.getLogger("index").addHandler(logging.NullHandler())
    language = interface_language(environment)
    asked = [*arguments] or [HELP[0]]
    try:
        program = _program(language, asked)
        code = program(asked, standalone_mode=False, prog_name="inyong")
    except UserError as error:
        return _complain(error.says(language))
    except typer.Exit as error:
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # The reader (head, less) has seen enough; leave nothing for the interpreter to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # click's usage errors have no common public type in typer
        if (wrong := misused(error)) is None:
            raise
        return _complain(wrong.says(language))
    if not arguments:
        return USAGE
    return code if isinstance(code, int) else 0


def _complain(message: str) -> int:
    """Say what is wrong on one line, whatever names it holds."""
    sys.stderr.write(f"inyong: {' '.join(message.splitlines())}\n")
    return USAGE


def _program(language: str, arguments: Sequence[str]) -> Callable[..., object]:
    app = typer.Typer(
        name="inyong",
        help=text("help", language),
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": [*HELP]},
    )
    app.callback()(_version)
    for name in COMMANDS:
        app.command(name, help=text(f"help_{name}", language))(_command(name))
    program = get_command(app)
    for command in (program, *getattr(program, "commands", {}).values()):
        for parameter in command.params:
            parameter.help = text(parameter.help, language)
    if {*HELP} & {*arguments}:
        name_help(program, language)
    return program


def _command(name: str) -> Callable[..., None]:
    from importlib import import_module

    function: Callable[..., None] = getattr(import_module(f"bot.commands.{name}"), name)
    return function


def _print_version(wanted: bool) -> None:
    if wanted:
        from index.version import __version__

        typer.echo(f"inyong {__version__}")
        raise typer.Exit


def _version(
    version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="option_version"
    ),
) -> None:
    """Options of `inyong` itself."""
