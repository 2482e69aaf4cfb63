"""Settings: from inyong.toml, then the environment, then the command line's options."""

import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from bot.exits import UserError
from bot.texts import Word

FILE = "inyong.toml"
PREFIX = "INYONG_"
DATA = Path("data")  # where the state is kept unless `data` says otherwise
LOG_LEVELS = ("debug", "info", "warning", "error")


class SettingsError(UserError):
    """A setting that cannot be used: where it stands, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set; `token` never appears in a repr, a log or an error."""

    content: Path = Path("content")
    data: Path | None = None
    demo: bool = False  # whether an empty content folder gives way to the demonstration articles
    engine: str = "compiled"
    log_level: str = "info"
    public_url: str | None = None
    host: str = "127.0.0.1"
    port: int | None = None
    public_collections: tuple[str, ...] | None = None
    base_path: str | None = None
    trusted_proxies: tuple[str, ...] = ()
    rate_limit: int = 60
    token: str | None = field(default=None, repr=False)


def load(
    environment: Mapping[str, str] = os.environ,
    file: Path = Path(FILE),
    **options: object,
) -> Settings:
    """The settings in force; an option of None was not given. Raises SettingsError."""
    settings = Settings()
    for place, values in (
        (str(file), _from_file(file)),
        (Word("place_environment"), _from_environment(environment)),
        (
            Word("place_options"),
            {name: value for name, value in options.items() if value is not None},
        ),
    ):
        for name, value in values.items():
            settings = replace(settings, **{name: _check(place, name, value)})
    return settings


def _from_file(file: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError("setting_file_closed", place=file.absolute(), reason=error) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError("setting_file", place=file, reason=error) from error
    if "token" in values:
        raise SettingsError("setting_token", place=file)
    return {name.replace("-", "_"): value for name, value in values.items()}


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {
        one.name: environment[PREFIX + one.name.upper()]
        for one in fields(Settings)
        if environment.get(PREFIX + one.name.upper()) and one.name != "token"
    }
    if environment.get("DISCORD_TOKEN"):
        values["token"] = environment["DISCORD_TOKEN"].strip()
    elif path := environment.get("DISCORD_TOKEN_FILE"):
        try:
            values["token"] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error if isinstance(error, OSError) else Word("not_text")
            raise SettingsError("setting_token_file", file=path, reason=reason) from error
    return {name: value for name, value in values.items() if value}


def _check(place: str, name: str, value: Any) -> Any:
    """The value in its type; raises SettingsError with where it stands."""
    known = {one.name for one in fields(Settings)}
    if name not in known:
        expected = ", ".join(sorted(known - {"token"}))
        raise SettingsError("setting_unknown", place=place, name=name, known=expected)
    return _CHECKS.get(name, _words)(place, name, value)


def _wrong(kind: str, place: str, name: str, value: object, **values: object) -> SettingsError:
    return SettingsError(f"setting_{kind}", place=place, name=name, value=repr(value), **values)


def _words(place: str, name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _wrong("text", place, name, value)
    return value


def _path(place: str, name: str, value: object) -> Path:
    path = value if isinstance(value, Path) else Path(_words(place, name, value))
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise _wrong("path", place, name, value) from error


def _level(place: str, name: str, value: object) -> str:
    return _one_of(place, name, str(value).lower(), LOG_LEVELS)


def _engine(place: str, name: str, value: object) -> str:
    from index.memory import ENGINES  # it loads numpy, which `--help` need not

    return _one_of(place, name, _words(place, name, value), ENGINES)


def _one_of(place: str, name: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise _wrong("choice", place, name, value, known=", ".join(known))
    return value


def _listed(place: str, name: str, value: object) -> tuple[str, ...]:
    listed = value.split(",") if isinstance(value, str) else value
    if not isinstance(listed, list | tuple):
        raise _wrong("list", place, name, value)
    return tuple(str(one).strip() for one in listed if str(one).strip())


def _networks(place: str, name: str, value: object) -> tuple[str, ...]:
    networks = _listed(place, name, value)
    for one in networks:
        try:
            ip_network(one, strict=False)
        except ValueError as error:
            raise _wrong("network", place, name, one) from error
    return networks


def _flag(place: str, name: str, value: object) -> bool:
    said = str(value).lower()
    if said not in ("true", "false"):
        raise _wrong("flag", place, name, value)
    return said == "true"


def _count(place: str, name: str, value: object) -> int:
    if not re.fullmatch(r"\d{1,9}", str(value), re.ASCII):
        raise _wrong("count", place, name, value)
    return int(str(value))


def _base_path(place: str, name: str, value: object) -> str:
    path = str(value).rstrip("/")
    if path and not re.fullmatch(r"(/[\w.~-]+)+", path, re.ASCII):
        raise _wrong("base_path", place, name, value)
    return path


def _port(place: str, name: str, value: object) -> int:
    try:
        port = int(str(value))
    except ValueError:
        port = -1
    if not 0 < port < 65536:
        raise _wrong("port", place, name, value)
    return port


# What each setting has to be; the others are text.
_CHECKS: Mapping[str, Callable[[str, str, Any], Any]] = {
    "content": _path,
    "data": _path,
    "demo": _flag,
    "engine": _engine,
    "log_level": _level,
    "port": _port,
    "public_collections": _listed,
    "base_path": _base_path,
    "trusted_proxies": _networks,
    "rate_limit": _count,
}
