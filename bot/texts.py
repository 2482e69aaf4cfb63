"""The words around an answer, in Korean and English, from `bot/locale/*.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Protocol, runtime_checkable

LANGUAGES = ("ko", "en")


@cache
def _catalog(language: str) -> dict[str, str]:
    path = files("bot").joinpath("locale", f"{language}.toml")
    catalog: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return catalog


@runtime_checkable
class Saying(Protocol):
    """A value that has words of its own in each language."""

    def says(self, language: str) -> str:
        """The words."""


def text(key: str, language: str, **values: object) -> str:
    """The text of a key in a language (any but "en" is Korean), with its `{values}` filled in."""
    said = {
        name: value.says(language) if isinstance(value, Saying) else value
        for name, value in values.items()
    }
    return _catalog("en" if language == "en" else "ko")[key].format(**said)


def interface_language(environment: Mapping[str, str]) -> str:
    """The language of messages that no question sets: INYONG_LANGUAGE, else the locale's."""
    for name in ("INYONG_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "en" if value.lower().startswith("en") else "ko"
    return "ko"
