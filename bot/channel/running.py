"""Running the bot: until a signal ends it, or Discord refuses it."""

import asyncio
import logging
import signal
from collections.abc import Callable

import aiohttp
import discord

from bot.channel.client import Client
from bot.channel.sync import sync_changed
from bot.channel.translation import Translator
from bot.exits import UserError
from bot.texts import text

_RETRY = (1.0, 60.0)  # seconds before the first and at most before a further attempt to log in
_log = logging.getLogger("inyong.discord")


async def run(make: Callable[[], Client], token: str, language: str) -> None:
    """Run the bot until SIGTERM or SIGINT; raises UserError when Discord refuses it."""
    task = asyncio.ensure_future(_serve(make, token, language))
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        _log.info("stopped")


async def sync(make: Callable[[], Client], token: str, language: str) -> None:
    """Register the commands, changed or not, and leave."""
    async with make() as client:
        await client.tree.set_translator(Translator())
        await _log_in(client, token, language)
        await sync_changed(client.tree, client.desk.state, force=True)


async def _serve(make: Callable[[], Client], token: str, language: str) -> None:
    """Log in and stay connected; a failure to read the articles ends it too."""
    async with make() as client:
        loading = asyncio.ensure_future(client.desk.shelf.ready())
        serving = asyncio.ensure_future(_connect(client, token, language))
        try:
            done, _ = await asyncio.wait({loading, serving}, return_when=asyncio.FIRST_COMPLETED)
            if loading in done:
                loading.result()
            await serving
        finally:
            loading.cancel()
            serving.cancel()


async def _connect(client: Client, token: str, language: str) -> None:
    await _log_in(client, token, language)
    try:
        await client.connect()
    except discord.PrivilegedIntentsRequired as error:
        raise UserError(text("missing_intent", language, detail=error)) from error


async def _log_in(client: Client, token: str, language: str) -> None:
    """Log in, for as long as it takes the network to come up; raises UserError for a bad token."""
    wait, longest = _RETRY
    while True:
        try:
            return await client.login(token)
        except discord.LoginFailure as error:
            raise UserError(text("refused_token", language)) from error
        except (aiohttp.ClientError, OSError, discord.DiscordServerError) as error:
            await client.http.close()  # logging in opens another one
            _log.warning("Discord cannot be reached (%s); trying again in %.0f s", error, wait)
        await asyncio.sleep(wait)
        wait = min(2 * wait, longest)
