"""The words around an answer, in Korean and English, from `bot/locale/*.toml`."""

import errno
import os
import sqlite3
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Protocol, runtime_checkable

LANGUAGES = ("ko", "en")
# What an index keeps of files that cannot be read (index/folder.py).
_BY_REASON = {os.strerror(code): name for code, name in errno.errorcode.items()}
_BY_REASON |= {"a link to itself": "ELOOP", "not a file": "not_a_file"}


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


class Word(str):
    """A word of ours inside another text, by its key."""

    __slots__ = ()

    def says(self, language: str) -> str:
        """The word in a language."""
        return text(self, language)


class Count(int):
    """A number that `{count:article}` writes as "1 article" or "2 articles"."""

    def __format__(self, spec: str) -> str:
        if not spec.isalpha() or len(spec) == 1:
            return super().__format__(spec)
        return f"{int(self)} {spec}" + ("" if self == 1 else "s")


def text(key: str, language: str, **values: object) -> str:
    """The text of a key in a language (any but "en" is Korean), with its `{values}` filled in."""
    said = {name: _said(value, language) for name, value in values.items()}
    return _catalog("en" if language == "en" else "ko")[key].format(**said)


def _said(value: object, language: str) -> object:
    """A value as it stands in a text: what the system says of a file, in the text's language."""
    if isinstance(value, Saying):
        return value.says(language)
    if isinstance(value, int):
        return Count(value)
    if isinstance(value, OSError):
        key = f"system_{errno.errorcode.get(value.errno or 0)}"
        return _known(key, language) or value.strerror or type(value).__name__
    if isinstance(value, sqlite3.Error):
        kind = getattr(value, "sqlite_errorname", "").split("_")  # SQLITE_READONLY_DIRECTORY
        return _known(f"system_{'_'.join(kind[:2])}", language) or value
    return value


def system_words(reason: str, language: str) -> str:
    """What the system said of a file, in its own words, in a language."""
    return _known(f"system_{_BY_REASON.get(reason)}", language) or reason


def _known(key: str, language: str) -> str | None:
    return text(key, language) if key in _catalog("ko") else None


def interface_language(environment: Mapping[str, str]) -> str:
    """The language of messages that no question sets: INYONG_LANGUAGE, else the locale's."""
    for name in ("INYONG_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "en" if value.lower().startswith("en") else "ko"
    return "ko"
