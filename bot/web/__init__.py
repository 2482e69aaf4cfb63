"""The web reader: a page behind every citation, and the same answers for browsers and programs."""

from bot.web.app import make_app
from bot.web.server import ListenError, serve
from bot.web.site import Gateway, make_site

__all__ = ["Gateway", "ListenError", "make_app", "make_site", "serve"]
