"""Wrong usage of the command line, said in the reader's language; and the words of its help."""

import re
from typing import Any

from bot.exits import UserError
from bot.texts import text

HELP = ("--help", "-h")

# What click says, in English only, with the name of what it says it of. A sentence of a future
# click that is not here is shown as it is.
_SENTENCES = {
    "usage_missing": r"Missing \w+ '(.+)'\.",
    "usage_value": r"Invalid value for '(.+?)': ",
    "usage_option": r"No such option: ?(\S+)",
    "usage_no_value": r"Option '(.+)' does not take a value",
    "usage_needs_value": r"Option '(.+)' requires an argument",
    "usage_command": r"No such command ['\"](.*)['\"]",
    "usage_extra": r"Got unexpected extra argument(?:\(s\)|s)? \((.*)\)",
}


def misused(error: Any) -> UserError | None:
    """What an error of click's means for the user; None when it is not click's.

    These errors have no common public type in typer.
    """
    if not hasattr(error, "format_message"):
        return None
    said = error.format_message()
    command = error.ctx.command_path if getattr(error, "ctx", None) else "inyong"
    for key, sentence in _SENTENCES.items():
        if match := re.match(sentence, said, re.DOTALL):
            return UserError(key, name=match[1], command=command)
    return UserError("usage_other", problem=said, command=command)


def name_help(program: Any, language: str) -> None:
    """Give typer's own words on a help page the reader's language."""
    from typer import rich_utils

    rich_utils.DEFAULT_STRING = text("help_default", language, value="{}")
    rich_utils.REQUIRED_LONG_STRING = text("help_required", language)
    rich_utils.ARGUMENTS_PANEL_TITLE = text("help_arguments", language)
    rich_utils.OPTIONS_PANEL_TITLE = text("help_options", language)
    rich_utils.COMMANDS_PANEL_TITLE = text("help_commands", language)
    for command in (program, *program.commands.values()):
        context = command.context_class(command, help_option_names=[*HELP])
        command.get_help_option(context).help = text("option_help", language)
