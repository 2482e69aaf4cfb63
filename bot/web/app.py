"""The web application: addresses and what answers them."""

from aiohttp import web

from bot.web import api, pages, probes
from bot.web.middleware import failures, protect
from bot.web.page import static
from bot.web.site import SITE, Site

BODY_LIMIT = 64 * 1024  # bytes; a question is 1,000 characters
_FOREVER = "public, max-age=31536000, immutable"  # their address changes with them
_TYPES = {"reader.css": "text/css", "icon.svg": "image/svg+xml"}


def make_app(site: Site) -> web.Application:
    """The application of a site.

    Every address is served below the base path and without it, so that it is the same to us
    whether the proxy in front strips the path or not.
    """
    app = web.Application(middlewares=[failures], client_max_size=BODY_LIMIT)
    app[SITE] = site
    app.on_response_prepare.append(protect)
    for base in dict.fromkeys(("", site.base)):
        app.add_routes(
            [
                web.get(f"{base}/", pages.search),
                web.get(f"{base}/articles", pages.articles),
                web.get(f"{base}/a/{{article:.+}}", pages.article),
                web.get(f"{base}/api/ask", api.ask),
                web.post(f"{base}/api/ask", api.ask),
                web.get(f"{base}/api/openapi.json", api.description),
                web.get(f"{base}/static/{{name}}", _static),
                web.get(f"{base}/healthz", probes.healthz),
                web.get(f"{base}/readyz", probes.readyz),
                web.get(f"{base}/metrics", probes.metrics),
            ]
        )
    return app


async def _static(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name not in _TYPES:
        raise web.HTTPNotFound
    return web.Response(
        body=static(name),
        content_type=_TYPES[name],
        charset="utf-8",
        headers={"Cache-Control": _FOREVER},
    )
