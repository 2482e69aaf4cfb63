"""`inyong web`: serves the reader alone, until it is told to stop."""

import asyncio
import logging
import signal
from dataclasses import replace
from typing import Annotated

import typer

from bot.commands import options
from bot.settings import Settings, load
from bot.shelf import Shelf
from bot.texts import text

PORT = 8080  # where the reader listens unless told otherwise


def web(
    host: Annotated[
        str | None, typer.Option("--host", metavar="ADDRESS", help="option_host")
    ] = None,
    port: Annotated[int | None, typer.Option("--port", metavar="PORT", help="option_port")] = None,
    content: options.Content = None,
    data: options.Data = None,
    engine: options.Engine = None,
    log_level: options.LogLevel = None,
) -> None:
    """Serve the reader; it says that it is loading until the articles are read."""
    settings = load(
        content=content, data=data, engine=engine, log_level=log_level, host=host, port=port
    )
    logging.basicConfig(level=settings.log_level.upper())
    asyncio.run(_run(replace(settings, port=settings.port or PORT)))


async def _run(settings: Settings) -> None:
    """Serve while the library is read, and after, until a signal; a bad folder ends it at once.

    The folder is followed, so what is saved there is found a moment later.
    """
    from bot.following import follow  # it loads numpy, which `--help` need not
    from bot.web import make_site, serve

    shelf = Shelf()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    site = make_site(settings, lambda: shelf.library)
    async with serve(site, settings.host, settings.port or PORT) as port:
        following = asyncio.ensure_future(follow(settings, shelf))
        stopped = asyncio.ensure_future(stop.wait())
        loading = asyncio.ensure_future(shelf.ready())
        try:
            await asyncio.wait((stopped, loading), return_when=asyncio.FIRST_COMPLETED)
            if loading.done():
                loading.result()  # raises what is wrong with the folder
                host = f"[{settings.host}]" if ":" in settings.host else settings.host
                address = settings.public_url or f"http://{host}:{port}{site.base}/"
                options.note(text("serving", options.language(), url=address))
            await stopped
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
