"""The bot's token: whether it looks like one, and the invite link that it implies."""

import base64
import binascii
import re

import discord

_TOKEN = re.compile(r"([\w-]{18,})\.[\w-]{5,}\.[\w-]{25,}", re.ASCII)
_ID = re.compile(r"\d{15,21}")


def application_id(token: str) -> int | None:
    """The application of a token, which its first part spells; None for what is no token."""
    match = _TOKEN.fullmatch(token)
    if not match:
        return None
    first = match[1]
    try:
        spelled = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return int(spelled) if _ID.fullmatch(spelled) else None


def invite_link(application: int) -> str:
    """Where the owner of a server invites the bot, with the permissions that it needs."""
    permissions = discord.Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        read_message_history=True,
        attach_files=True,
    )
    return discord.utils.oauth_url(
        application, permissions=permissions, scopes=("bot", "applications.commands")
    )
