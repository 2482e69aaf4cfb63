"""Around every request: failures become pages or JSON, and each response says what is allowed."""

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.web.api import json_error
from bot.web.page import render, respond
from bot.web.reader import BusyError, LoadingError
from bot.web.site import SITE
from bot.web.visit import Visit

_log = logging.getLogger("inyong.web")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS = {
    # Nothing runs, nothing comes from elsewhere: articles are text that we did not write.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # A question stands in the address; the site that a link leads to need not know it.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_REASONS = {
    400: "bad request",
    404: "no such page",
    405: "method not allowed",
    413: "body too large",
    414: "question too long",
    429: "too many questions; wait a little",
    500: "something went wrong here",
    503: "not ready; try again in a moment",
}
_RETRY = {"Retry-After": "5"}


@web.middleware
async def failures(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A page, or JSON for programs, for whatever goes wrong."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        kept = {k: v for k, v in error.headers.items() if k in ("Allow", "Retry-After")}
        return failure(request, error.status, kept)
    except (LoadingError, BusyError) as error:
        return failure(request, 503, _RETRY, loading=isinstance(error, LoadingError))
    except Exception:  # noqa: BLE001  # the edge: one bad request must not look like a crash
        # The question is a person's, so the log names the page only.
        _log.exception("%s %s failed", request.method, request.match_info.route.resource)
        request.app[SITE].metrics.failed("api" if _is_program(request) else "web")
        return failure(request, 500, {})


def failure(
    request: web.Request, status: int, headers: dict[str, str], loading: bool = False
) -> web.Response:
    """The response for a failure."""
    if _is_program(request):
        response = json_error(status, "loading" if loading else _REASONS.get(status, "failed"))
    else:
        key = "error_loading" if loading else f"error_{status if status in _REASONS else 400}"
        visit = Visit.of(request)
        page = render(
            "error.html", visit, message=visit.words(key), hint=visit.words(f"{key}_hint")
        )
        response = respond(page, status)
    response.headers.update(headers)
    return response


async def protect(request: web.Request, response: web.StreamResponse) -> None:
    """Set the headers that every response has."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-cache")
    response.headers["Server"] = "inyong"  # no versions of what is below


def _is_program(request: web.Request) -> bool:
    return request.path.removeprefix(request.app[SITE].base).startswith("/api/")
