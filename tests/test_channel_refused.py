"""Discord refuses the bot, on loopback: one clear line each, exit 2, and no traceback."""

import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

import pytest
from aiohttp import web
from channel_helpers import make_client

from bot.channel import running
from bot.exits import UserError
from index import Library

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE." + "x" * 38
ME = {"id": "123456789012345678", "username": "inyong", "discriminator": "0", "avatar": None}
HELLO = {"op": 10, "d": {"heartbeat_interval": 45_000}}
REFUSED = "Discord does not accept this token."


@asynccontextmanager
async def discord_that(
    closes_with: int | None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[list[str]]:
    """A Discord on loopback that refuses the token, or closes the gateway with a code.

    Gives the requests as they come.
    """
    asked: list[str] = []

    async def api(request: web.Request) -> web.Response:
        asked.append(f"{request.method} {request.path}")
        if closes_with is None:
            return web.json_response({"message": "401: Unauthorized", "code": 0}, status=401)
        answers = {
            "/users/@me": ME,
            "/oauth2/applications/@me": ME | {"name": "inyong", "description": "", "icon": None,
                "bot_public": True, "bot_require_code_grant": False, "owner": ME,
                "verify_key": "", "flags": 0, "team": None},
            "/gateway/bot": {"url": f"ws://127.0.0.1:{port}/gateway", "shards": 1,
                "session_start_limit": {"total": 1, "remaining": 1, "reset_after": 1,
                    "max_concurrency": 1}},
        }  # fmt: skip
        body = json.dumps(answers.get(request.path, [])).encode()
        # As Discord says it; with a charset, discord.py would take it for text.
        return web.Response(body=body, headers={"Content-Type": "application/json"})

    async def gateway(request: web.Request) -> web.WebSocketResponse:
        response = web.WebSocketResponse()
        await response.prepare(request)
        await response.send_json(HELLO)
        await response.receive()  # who it is
        await response.close(code=closes_with or 1000)
        return response

    app = web.Application()
    app.router.add_get("/gateway", gateway)
    app.router.add_route("*", "/{path:.*}", api)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = int(free.getsockname()[1])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    monkeypatch.setattr("discord.http.Route.BASE", f"http://127.0.0.1:{port}")
    yield asked
    await runner.cleanup()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("closes_with", "says"),
    [
        (None, REFUSED),
        (4004, REFUSED),  # reset since the bot logged in
        (4014, "Privileged Gateway Intents"),
        (4012, "WebSocket closed with 4012"),
    ],
)
async def test_a_refusal_is_one_line(
    closes_with: int | None,
    says: str,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A token that was reset, intents that are not granted, a version that is not served."""
    client = make_client(library)
    async with discord_that(closes_with, monkeypatch):
        with pytest.raises(UserError, match=says) as refused:
            await running.run(lambda: client, client.desk.shelf, TOKEN)
    assert client.is_closed()
    assert len(str(refused.value).splitlines()) == 1
    assert TOKEN not in str(refused.value) + caplog.text
    assert not [one for one in caplog.records if one.exc_info]
