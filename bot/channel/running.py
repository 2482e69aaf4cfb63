"""Running the bot: until a signal ends it, or Discord refuses it."""

import asyncio
import logging
import signal
from collections.abc import Callable

import aiohttp
import discord

from bot.channel.client import Client
from bot.channel.sync import sync_changed
from bot.exits import UserError
from bot.shelf import Shelf

_RETRY = (1.0, 60.0)  # seconds before the first and at most before a further attempt to log in
_AUTHENTICATION_FAILED = 4004  # Discord closes the gateway when the token was reset since
_log = logging.getLogger("inyong.discord")


async def run(make: Callable[[], Client], shelf: Shelf, token: str) -> None:
    """Run the bot until SIGTERM or SIGINT; raises UserError when Discord refuses it."""
    task = asyncio.ensure_future(_serve(make, shelf, token))
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        _log.info("stopped")


async def sync(make: Callable[[], Client], token: str) -> None:
    """Register the commands, changed or not, and leave."""
    client = await _logged_in(make, token)
    try:
        await sync_changed(client.tree, client.desk.state, force=True)
    finally:
        await client.close()


async def _serve(make: Callable[[], Client], shelf: Shelf, token: str) -> None:
    """Stay connected; unreadable articles end it too, even before there is a connection."""
    loading = asyncio.ensure_future(shelf.ready())
    serving = asyncio.ensure_future(_connect(make, token))
    try:
        done, _ = await asyncio.wait({loading, serving}, return_when=asyncio.FIRST_COMPLETED)
        if loading in done:
            loading.result()
        await serving
    finally:
        loading.cancel()
        serving.cancel()
        await asyncio.gather(loading, serving, return_exceptions=True)


async def _connect(make: Callable[[], Client], token: str) -> None:
    client = await _logged_in(make, token)
    try:
        await client.connect()
    except discord.PrivilegedIntentsRequired as error:
        raise UserError("missing_intent") from error
    except (discord.ConnectionClosed, discord.GatewayNotFound) as error:
        if getattr(error, "code", None) == _AUTHENTICATION_FAILED:
            raise UserError("refused_token") from error
        raise UserError("closed", detail=error) from error
    finally:
        await client.close()


async def _logged_in(make: Callable[[], Client], token: str) -> Client:
    """A client that Discord knows, for as long as it takes the network to come up.

    Raises UserError when the token is not accepted.
    """
    wait, longest = _RETRY
    while True:
        client = make()  # one that failed cannot log in again
        try:
            await client.login(token)
        except discord.LoginFailure as error:
            await client.close()
            raise UserError("refused_token") from error
        except (aiohttp.ClientError, OSError, discord.HTTPException) as error:
            await client.close()
            _log.warning("Discord cannot be reached (%s); trying again in %.0f s", error, wait)
        except BaseException:
            await client.close()
            raise
        else:
            return client
        await asyncio.sleep(wait)
        wait = min(2 * wait, longest)
