"""What machines ask: is it alive, is it ready, and the figures for Prometheus."""

from aiohttp import web

from bot.web.reader import LoadingError
from bot.web.site import SITE


async def healthz(request: web.Request) -> web.Response:
    """Alive: the event loop answers."""
    return web.json_response({"status": "ok"})


async def readyz(request: web.Request) -> web.Response:
    """Ready: the index is loaded, and Discord connected where there is a bot; 503 if not."""
    site = request.app[SITE]
    index: dict[str, object] = {"loaded": False}
    try:
        catalogue = await site.reader.catalogue()
    except LoadingError:
        pass
    else:
        index = {
            "loaded": True,
            "articles": len(catalogue.entries),
            "age_seconds": round(site.reader.age(), 1),
        }
    gateway = site.gateway() if site.gateway else None
    ready = bool(index["loaded"]) and (gateway is None or gateway.connected)
    state = None if gateway is None else {
        "connected": gateway.connected,
        "latency_seconds": gateway.latency,
    }  # fmt: skip
    return web.json_response(
        {"ready": ready, "index": index, "gateway": state}, status=200 if ready else 503
    )


async def metrics(request: web.Request) -> web.Response:
    """The metrics in Prometheus's text format."""
    site = request.app[SITE]
    if site.gateway:
        gateway = site.gateway()
        site.metrics.gateway(gateway.connected, gateway.latency)
    return web.Response(
        body=site.metrics.text(), headers={"Content-Type": "text/plain; version=0.0.4"}
    )
