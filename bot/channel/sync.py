"""Registering the commands with Discord, only when they changed."""

import hashlib
import json
import logging
import sqlite3

import discord
from discord import app_commands

from bot.state import State

_log = logging.getLogger("inyong.discord")


async def sync_changed(
    tree: app_commands.CommandTree[discord.Client], state: State, *, force: bool = False
) -> bool:
    """Register the commands if they differ from those registered last; whether it was done."""
    name = f"commands of {tree.client.application_id}"
    digest = await _digest(tree)
    if not force and state.kept(name) == digest:
        return False
    await tree.sync()
    try:
        state.keep(name, digest)
    except sqlite3.Error as error:  # then they are registered again next time
        _log.warning("the data folder cannot be written: %s", error)
    _log.info("commands registered with Discord")
    return True


async def _digest(tree: app_commands.CommandTree[discord.Client]) -> bytes:
    translator = tree.translator
    commands = tree.get_commands()
    payload = [
        await command.get_translated_payload(tree, translator)
        if translator
        else command.to_dict(tree)
        for command in commands
    ]
    written = json.dumps(payload, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).digest()
