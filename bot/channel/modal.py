"""The box for a follow-up question: it works even when the bot restarts while it is open."""

import re
from collections.abc import Mapping
from typing import Any

import discord
from discord import ui

from bot.texts import text
from index.library import QUESTION_LIMIT

_CUSTOM_ID = re.compile(r"inyong:more:([0-9a-f]{1,16})")
_FIELD = "question"


def make(question: int, language: str) -> ui.Modal:
    """The box that asks what follows a question."""
    modal = ui.Modal(title=text("modal_title", language), custom_id=f"inyong:more:{question:x}")
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=_FIELD, style=discord.TextStyle.short, max_length=QUESTION_LIMIT
    )
    modal.add_item(ui.Label(text=text("modal_question", language), component=field))
    modal.stop()  # it is read by its custom_id, so nothing has to remember it
    return modal


def read(data: Mapping[str, Any]) -> tuple[int, str] | None:
    """The question that is followed up, and what was typed; None for a box that is not ours."""
    match = _CUSTOM_ID.fullmatch(data.get("custom_id", ""))
    return (int(match[1], 16), _typed(data)) if match else None


def _typed(component: Mapping[str, Any]) -> str:
    """What stands in our field, wherever it is nested."""
    if component.get("custom_id") == _FIELD:
        return str(component.get("value") or "")
    inner = [*component.get("components", ()), component.get("component") or {}]
    return next(filter(None, map(_typed, inner)), "")
