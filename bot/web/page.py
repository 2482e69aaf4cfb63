"""Pages out of templates; whatever an article holds is escaped on the way."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.citation import cite
from bot.texts import text
from bot.web.visit import Visit
from index.question import language_of

_LANGUAGE_SAMPLE = 400  # characters of an article that tell which language it is in


def render(name: str, visit: Visit, **values: object) -> str:
    """The page of a template."""
    return _environment().get_template(name).render(visit=visit, **values)


def respond(page: str, status: int = 200) -> web.Response:
    """A rendered page as a response; characters that UTF-8 cannot hold become question marks."""
    return web.Response(
        body=page.encode("utf-8", errors="replace"),
        status=status,
        content_type="text/html",
        charset="utf-8",
        headers={"Vary": "Accept-Language"},
    )


@cache
def static(name: str) -> bytes:
    """A file of `static/`."""
    return files("bot.web").joinpath("static", name).read_bytes()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(cite=cite, text=text, language_of=_language_of, stamp=_stamp)
    return environment


def _language_of(text: str) -> str:
    return language_of(text[:_LANGUAGE_SAMPLE])


@cache
def _stamp(name: str) -> str:
    """A few letters that change with the file, so that browsers may keep it for good."""
    return sha256(static(name)).hexdigest()[:10]
