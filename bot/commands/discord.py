"""`inyong discord`: runs the Discord bot."""

import asyncio
import logging
import os
from typing import Annotated

import typer

from bot.commands import options
from bot.exits import UserError
from bot.schema import StateError
from bot.settings import DATA, Settings, load
from bot.state import State
from bot.texts import text

_log = logging.getLogger("inyong.discord")

Sync = Annotated[bool, typer.Option("--sync", help="option_sync")]


def discord(
    sync: Sync = False,
    content: options.Content = None,
    data: options.Data = None,
    engine: options.Engine = None,
    log_level: options.LogLevel = None,
) -> None:
    """Run the Discord bot until it is told to stop."""
    settings = load(content=content, data=data, engine=engine, log_level=log_level)
    language = options.language()
    # discord.py and all that hangs on it take a moment, which no other command should pay.
    from bot.channel.logs import set_up
    from bot.channel.token import application_id, invite_link
    from bot.service import register, run_service

    token = settings.token or ""
    application = application_id(token)
    if application is None:
        raise _no_token(token, os.environ.get("DISCORD_TOKEN_FILE"))
    set_up(settings.log_level)
    state = open_state(settings, language)
    try:
        if sync:
            asyncio.run(register(state, token))
            options.note(text("synced", language))
        else:
            options.note(text("invite", language, link=invite_link(application)))
            asyncio.run(run_service(settings, state, token))
    finally:
        state.close()


def _no_token(token: str, file: str | None) -> UserError:
    """Why there is no token to start with."""
    if token:
        return UserError("bad_token")
    return UserError("empty_token", file=file) if file else UserError("no_token")


def open_state(settings: Settings, language: str) -> State:
    """The state in the data folder; one in memory, said clearly, where it cannot be written."""
    try:
        return State.open(settings.data or DATA)
    except StateError as error:
        if error.newer:
            raise
        _log.warning(text("forgetful", language, problem=error.says(language)))
        return State.forgetful()
