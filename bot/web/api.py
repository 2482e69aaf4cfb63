"""The API: the JSON of an answer for programs, and its OpenAPI description."""

import json
from functools import cache
from importlib.resources import files

from aiohttp import web

from bot.web.pages import check_rate
from bot.web.request import Asked, BadRequestError, from_json, from_query
from bot.web.site import SITE
from index.library import UnknownArticleError


async def ask(request: web.Request) -> web.Response:
    """`GET /api/ask?q=…` and `POST /api/ask`."""
    check_rate(request)
    try:
        asked = from_query(request.query) if request.method != "POST" else await _body(request)
    except BadRequestError as error:
        return json_error(400, str(error))
    site = request.app[SITE]
    try:
        answer = await site.reader.run(
            lambda catalogue: catalogue.ask(
                asked.question, asked.limit, asked.article, asked.collection
            )
        )
    except UnknownArticleError:
        return json_error(404, "no such article or collection")
    site.metrics.answered(answer, "api")
    return web.json_response(answer.to_json())


async def description(request: web.Request) -> web.Response:
    """`GET /api/openapi.json`."""
    return web.json_response(
        {**_description(), "servers": [{"url": request.app[SITE].base or "/"}]}
    )


def json_error(status: int, message: str) -> web.Response:
    """An error in the shape that all of the API's errors have."""
    return web.json_response({"error": message}, status=status)


async def _body(request: web.Request) -> Asked:
    if request.content_type != "application/json":
        raise BadRequestError("Content-Type: use application/json")
    try:
        return from_json(json.loads(await request.read()))
    except BadRequestError:
        raise
    except (ValueError, RecursionError) as error:
        raise BadRequestError("body: not valid JSON in UTF-8") from error


@cache
def _description() -> dict[str, object]:
    text = files("bot.web").joinpath("openapi.json").read_text(encoding="utf-8")
    description: dict[str, object] = json.loads(text)
    return description
