"""What goes wrong between us and Discord: one line in the log, and a short word to the member."""

import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import discord

from bot.escape import escape
from bot.texts import text

Tell = Callable[[str], Awaitable[None]]
_UNKNOWN_INTERACTION = 10062
_ALREADY_ANSWERED = 40060
_log = logging.getLogger("inyong.discord")


@asynccontextmanager
async def reported(what: str, language: str, tell: Tell) -> AsyncIterator[None]:
    """Let nothing escape: Discord's refusals become a line, our own errors also a traceback.

    `tell` says a sentence to the member; it gets the error's number, which is in the log.
    """
    try:
        yield
    except discord.HTTPException as error:
        _log.warning("%s: %s", what, refusal(error))
    except Exception:  # noqa: BLE001  # the last line of defence: a member always hears of it
        number = secrets.token_hex(3)
        _log.exception("error %s: %s", number, what)
        try:
            await tell(escape(text("error", language, id=number)))
        except discord.HTTPException as error:
            _log.warning("error %s could not be told: %s", number, refusal(error))


def refusal(error: discord.HTTPException) -> str:
    """Why Discord refused something, and what to do about it, in one line."""
    if isinstance(error, discord.Forbidden):
        return (
            f"no permission ({error.code}); let the bot view the channel, send messages"
            " and read the message history there"
        )
    if error.code in (_UNKNOWN_INTERACTION, _ALREADY_ANSWERED):
        return f"the interaction is over ({error.code}); the member has gone or waited too long"
    if isinstance(error, discord.NotFound):
        return f"it is gone ({error.code})"
    return f"Discord refused it ({error.status}, {error.code}): {' '.join(error.text.split())}"
