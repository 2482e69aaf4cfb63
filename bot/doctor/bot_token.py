"""The bot's token: there, in the form of one, and nobody else's to read."""

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.doctor.finding import Finding, Level
from bot.settings import Settings

_SECRETS = Path("/run/secrets")  # where container engines put secrets, readable inside alone


def check_token(settings: Settings, environment: Mapping[str, str]) -> Iterator[Finding]:
    """Findings on the token; none of them shows any of it."""
    from bot.channel.token import application_id, invite_link

    if not settings.token:
        yield Finding("token", Level.YELLOW, "no_token")
        return
    application = application_id(settings.token)
    if application is None:
        yield Finding("token", Level.RED, "bad_token")
        return
    yield Finding("token", Level.GREEN, "token", {"application": application})
    # No privileged intent is used, so the link's permissions are all that a server has to grant.
    yield Finding("permissions", Level.GREEN, "invite", {"link": invite_link(application)})
    if path := environment.get("DISCORD_TOKEN_FILE"):
        yield from _open_to_others(Path(path))


def _open_to_others(file: Path) -> Iterator[Finding]:
    if file.is_relative_to(_SECRETS):
        return
    if file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        yield Finding("token", Level.YELLOW, "token_open", {"file": file})
