"""What every handler shares: the reader, the limits, and where the site stands."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

from bot.metrics import Metrics
from bot.settings import Settings
from bot.web.address import Networks, client_address, networks
from bot.web.ratelimit import RateLimit
from bot.web.reader import LibraryNow, Reader


@dataclass(frozen=True, slots=True)
class Gateway:
    """The connection to Discord; `latency` in seconds, None before the first heartbeat."""

    connected: bool
    latency: float | None


@dataclass(frozen=True, slots=True)
class Site:
    """One reader's parts; `base` is the path before every address, without a slash at its end."""

    reader: Reader
    metrics: Metrics
    limit: RateLimit
    trusted: Networks
    base: str
    gateway: Callable[[], Gateway] | None

    def may_ask(self, request: web.Request) -> float:
        """Seconds that the client has to wait before it may ask; 0.0 when it may now."""
        address = client_address(
            request.remote or "", request.headers.getall("X-Forwarded-For", []), self.trusted
        )
        return self.limit.wait(address)


SITE = web.AppKey("site", Site)


def make_site(
    settings: Settings,
    now: LibraryNow,
    metrics: Metrics | None = None,
    gateway: Callable[[], Gateway] | None = None,
) -> Site:
    """The site of some settings over the library of the moment."""
    metrics = metrics or Metrics()
    return Site(
        reader=Reader(now, settings.public_collections, metrics),
        metrics=metrics,
        limit=RateLimit(settings.rate_limit),
        trusted=networks(settings.trusted_proxies),
        base=base_path(settings),
        gateway=gateway,
    )


def base_path(settings: Settings) -> str:
    """The path that is set, else that of the public address, so links and pages agree."""
    if settings.base_path is not None:
        return settings.base_path
    return urlsplit(settings.public_url or "").path.rstrip("/")
