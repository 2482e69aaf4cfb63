"""`inyong health`: whether the service running on this machine is well, for a container's check."""

import http.client

import typer

from bot.commands import options
from bot.commands.web import PORT
from bot.exits import UserError
from bot.settings import load

_SECONDS = 3.0  # a service that takes longer to say that it is alive is not well
UNWELL = 1


def health() -> None:
    """Ask /healthz where the settings say the service listens."""
    settings = load()
    fault = ask_health(local(settings.host), settings.port or PORT)
    if fault:
        options.note(f"inyong: {fault.says(options.language())}")
        raise typer.Exit(UNWELL)


def ask_health(host: str, port: int) -> UserError | None:
    """What is wrong with the service there; None when it is well."""
    where = f"{host}:{port}"
    connection = http.client.HTTPConnection(host, port, timeout=_SECONDS)
    try:
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        reason = error if isinstance(error, OSError) else type(error).__name__
        return UserError("service_silent", where=where, reason=reason)
    finally:
        connection.close()
    if status == http.client.OK:
        return None
    return UserError("service_unwell", where=where, status=status)


def local(host: str) -> str:
    """Where to reach, on this machine, what listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104  # names it, binds nothing
