"""Settings: from inyong.toml, then the environment, then the command line's options."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from ipaddress import ip_network
from pathlib import Path
from typing import Any

FILE = "inyong.toml"
PREFIX = "INYONG_"
DATA = Path("data")  # where the state is kept unless `data` says otherwise
LOG_LEVELS = ("debug", "info", "warning", "error")


class SettingsError(ValueError):
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
        ("environment", _from_environment(environment)),
        ("command line", {name: value for name, value in options.items() if value is not None}),
    ):
        for name, value in values.items():
            settings = replace(settings, **{name: _check(place, name, value)})
    return settings


def _from_file(file: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}: {error}; correct the file or remove it") from error
    if "token" in values:
        raise SettingsError(f"{file}: token: keep it out of this file; use DISCORD_TOKEN_FILE")
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
            reason = error.strerror if isinstance(error, OSError) else "not text"
            raise SettingsError(
                f"DISCORD_TOKEN_FILE: {path}: {reason}; it must hold the token and be readable"
            ) from error
    return values


def _check(place: str, name: str, value: Any) -> Any:
    """The value in its type; raises SettingsError with where it stands."""
    known = {one.name for one in fields(Settings)}
    if name not in known:
        expected = ", ".join(sorted(known - {"token"}))
        raise SettingsError(f"{place}: {name}: no such setting; known are {expected}")
    if name in ("content", "data"):
        return _path(place, name, value)
    if name == "demo":
        return _flag(place, name, value)
    if name == "port":
        return _port(place, value)
    if name == "public_collections":
        return _listed(place, name, value)
    if name == "trusted_proxies":
        return _networks(place, value)
    if name == "rate_limit":
        return _count(place, name, value)
    if name == "base_path":
        return _base_path(place, value)
    if name == "log_level" and str(value).lower() not in LOG_LEVELS:
        raise SettingsError(f"{place}: log_level: {value!r} is none of {', '.join(LOG_LEVELS)}")
    words = _words(place, name, value)
    return words.lower() if name == "log_level" else words


def _words(place: str, name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(f'{place}: {name}: {value!r} is no text; write {name} = "…"')
    return value


def _path(place: str, name: str, value: object) -> Path:
    path = value if isinstance(value, Path) else Path(_words(place, name, value))
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise SettingsError(f"{place}: {name}: {path}: no such user; write the path out") from error


def _listed(place: str, name: str, value: object) -> tuple[str, ...]:
    listed = value.split(",") if isinstance(value, str) else value
    if not isinstance(listed, list | tuple):
        raise SettingsError(f'{place}: {name}: {value!r} is no list; write {name} = ["…", "…"]')
    return tuple(str(one).strip() for one in listed if str(one).strip())


def _networks(place: str, value: Any) -> tuple[str, ...]:
    networks = _listed(place, "trusted_proxies", value)
    for one in networks:
        try:
            ip_network(one, strict=False)
        except ValueError as error:
            raise SettingsError(
                f"{place}: trusted_proxies: {one!r} is no address; use 127.0.0.1 or 10.0.0.0/8"
            ) from error
    return networks


def _flag(place: str, name: str, value: object) -> bool:
    said = str(value).lower()
    if said not in ("true", "false"):
        raise SettingsError(f"{place}: {name}: {value!r} is neither true nor false")
    return said == "true"


def _count(place: str, name: str, value: object) -> int:
    if not re.fullmatch(r"\d{1,9}", str(value), re.ASCII):
        raise SettingsError(f"{place}: {name}: {value!r} is no number; use 0 or more")
    return int(str(value))


def _base_path(place: str, value: object) -> str:
    path = str(value).rstrip("/")
    if path and not re.fullmatch(r"(/[\w.~-]+)+", path, re.ASCII):
        raise SettingsError(f"{place}: base_path: {value!r} is no path; use one such as /library")
    return path


def _port(place: str, value: object) -> int:
    try:
        port = int(str(value))
    except ValueError:
        port = -1
    if not 0 < port < 65536:
        raise SettingsError(f"{place}: port: {value!r} is no port; use a number from 1 to 65535")
    return port
