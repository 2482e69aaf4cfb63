"""The words around an answer, in Korean and English, from `bot/locale/*.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = ("ko", "en")


@cache
def _catalog(language: str) -> dict[str, str]:
    path = files("bot").joinpath("locale", f"{language}.toml")
    catalog: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return catalog


def text(key: str, language: str, **values: object) -> str:
    """The text of a key in a language (any but "en" is Korean), with its `{values}` filled in."""
    return _catalog("en" if language == "en" else "ko")[key].format(**values)


def interface_language(environment: Mapping[str, str]) -> str:
    """The language of messages that no question sets: INYONG_LANGUAGE, else the locale's."""
    for name in ("INYONG_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "en" if value.lower().startswith("en") else "ko"
    return "ko"
