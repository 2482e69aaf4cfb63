"""Runs the reader until it is told to stop, and lets the requests under way finish."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.exits import UserError
from bot.web.app import make_app
from bot.web.site import Site

DRAIN_SECONDS = 8  # under the 10 that container engines wait before they kill
_IDLE_SECONDS = 30  # a connection without a request is closed
# Bytes of a request's first line: a question, an article's id and a collection's name at their
# longest, of characters that take twelve bytes each in an address.
LINE_LIMIT = 32 * 1024


class ListenError(UserError):
    """The address cannot be listened on: which, and why."""


@asynccontextmanager
async def serve(site: Site, host: str, port: int) -> AsyncIterator[int]:
    """Serve while the context lasts, then drain; gives the port (of `port` 0, the one found)."""
    runner = web.AppRunner(
        make_app(site),
        access_log=None,  # questions are nobody's business
        keepalive_timeout=_IDLE_SECONDS,
        shutdown_timeout=DRAIN_SECONDS,
        max_line_size=LINE_LIMIT,
        logger=_logger(),
    )
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise ListenError("wrong_address", where=f"{host}:{port}", reason=error) from error
        yield runner.addresses[0][1]
    finally:
        await asyncio.shield(runner.cleanup())


def _logger() -> logging.Logger:
    """aiohttp's complaints, without those about requests that are no HTTP: they quote them."""
    logger = logging.getLogger("inyong.web.http")
    logger.addFilter(_ours)
    return logger


def _ours(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))
