"""What `inyong discord` runs in one process: the bot, the reader, the watch of the folder."""

import asyncio
import logging
import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.channel import running
from bot.channel.client import Client
from bot.channel.desk import Desk
from bot.commands.web import PORT
from bot.following import follow
from bot.metrics import Metrics
from bot.settings import Settings
from bot.shelf import Shelf
from bot.state import State
from bot.web import Gateway, ListenError, make_site, serve

_log = logging.getLogger("inyong.discord")


class Service:
    """What the parts share: the library of the moment, and the client of the moment."""

    def __init__(self, settings: Settings, state: State) -> None:
        self.settings = settings
        self.shelf = Shelf()
        self.metrics = Metrics()
        self._state = state
        self._client: Client | None = None

    def make(self) -> Client:
        """A client over the shelf; each attempt to log in needs a new one."""
        self._client = Client(Desk(self.shelf, self._state, self.metrics))
        return self._client

    def gateway(self) -> Gateway:
        """Whether Discord hears us, for the health check and the metrics."""
        client = self._client
        if client is None or client.is_closed() or not client.is_ready():
            return Gateway(False, None)
        return Gateway(True, client.latency if math.isfinite(client.latency) else None)

    async def follow(self) -> None:
        """Read the folder, then follow it: what is saved there is answered from a moment later."""
        await follow(
            self.settings, self.shelf, lambda library: self.metrics.loaded(library, time.time())
        )


async def run_service(settings: Settings, state: State, token: str) -> None:
    """Run until a signal; raises UserError when Discord or the folder refuses us."""
    service = Service(settings, state)
    following = asyncio.ensure_future(service.follow())
    try:
        async with _reader(service):
            await running.run(service.make, service.shelf, token)
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


async def register(state: State, token: str) -> None:
    """Register the commands with Discord, changed or not."""
    await running.sync(lambda: Client(Desk(Shelf(), state)), token)


@asynccontextmanager
async def _reader(service: Service) -> AsyncIterator[None]:
    """Serve the reader and the health check, if their port is free; the bot runs without it too."""
    settings = service.settings
    site = make_site(settings, lambda: service.shelf.library, service.metrics, service.gateway)
    server = serve(site, settings.host, settings.port or PORT)
    try:
        await server.__aenter__()
    except ListenError as error:
        _log.warning("no reader: %s", error)
        yield
        return
    try:
        yield
    finally:
        await server.__aexit__(None, None, None)
