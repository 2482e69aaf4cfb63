"""What the buttons under an answer do, on messages of any age."""

import asyncio
import io
import re
from functools import partial
from typing import Self

import discord
from discord import ui

from bot.channel import modal
from bot.channel.custom_id import TEMPLATE, Action, Press, read
from bot.channel.desk import Desk, Reply
from bot.channel.failures import reported
from bot.channel.interactions import Interaction, language_of, say
from bot.channel.view import answer_view, passage_view
from bot.escape import escape
from bot.texts import text

_FILE = "passage.txt"


class PressedButton(ui.DynamicItem[ui.Button[ui.LayoutView]], template=TEMPLATE):
    """A button of ours, made again from its custom_id when it is pressed."""

    def __init__(self, button: ui.Button[ui.LayoutView], press: Press | None) -> None:
        super().__init__(button)
        self.press = press

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str]
    ) -> Self:
        """The button as Discord kept it."""
        custom_id = match.string
        return cls(ui.Button(custom_id=custom_id), read(match))

    async def callback(self, interaction: Interaction) -> None:
        """Hand the press to the desk that the client works for."""
        desk: Desk = interaction.client.desk  # type: ignore[attr-defined]  # our client has it
        await pressed(interaction, desk, self.press)


async def pressed(interaction: Interaction, desk: Desk, press: Press | None) -> None:
    """Do what a button says."""
    language = language_of(interaction)
    what = f"button {press.action if press else 'of another version'}"
    async with reported(what, language, partial(say, interaction)):
        if press is None:
            await say(interaction, escape(text("expired", language)))
        elif press.action is Action.MORE:
            # A modal must be the first response; the question is looked up when it comes back.
            await interaction.response.send_modal(modal.make(press.question, language))
        elif press.action in (Action.HELPFUL, Action.UNHELPFUL):
            await _vote(interaction, desk, press)
        else:
            await _show(interaction, desk, press)


async def _vote(interaction: Interaction, desk: Desk, press: Press) -> None:
    helpful = press.action is Action.HELPFUL
    vote = partial(desk.state.vote, press.question, interaction.user.id, press.page, helpful)
    await asyncio.to_thread(vote)
    key = "thanks_helpful" if helpful else "thanks_unhelpful"
    await say(interaction, escape(text(key, language_of(interaction))))


async def _show(interaction: Interaction, desk: Desk, press: Press) -> None:
    """Everything that needs the answer again."""
    private = interaction.message is not None and interaction.message.flags.ephemeral
    in_place = press.action in (Action.PREVIOUS, Action.NEXT, Action.BACK, Action.FORTH)
    if in_place or press.action is Action.DELETE:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=press.action is not Action.SHARE, thinking=True)
    reply = await desk.recall(press.question)
    if press.action is Action.DELETE:
        await _delete(interaction, desk, reply)
    elif reply is None:
        await say(interaction, escape(text("expired", language_of(interaction))))
    elif press.action in (Action.CONTEXT, Action.BACK, Action.FORTH):
        await _passage(interaction, reply, press)
    else:
        step = {Action.PREVIOUS: -1, Action.NEXT: 1}.get(press.action, 0)
        shown = private and press.action is not Action.SHARE
        await interaction.edit_original_response(view=answer_view(reply, press.page + step, shown))


async def _passage(interaction: Interaction, reply: Reply, press: Press) -> None:
    step = {Action.BACK: -1, Action.FORTH: 1}.get(press.action, 0)
    view, whole = passage_view(reply, press.page, press.part + step, language_of(interaction))
    if whole is None:
        await interaction.edit_original_response(view=view)
        return
    file = discord.File(io.BytesIO(whole.encode("utf-8", "replace")), _FILE)
    view.add_item(ui.File(f"attachment://{_FILE}"))
    await interaction.edit_original_response(view=view, attachments=[file])


async def _delete(interaction: Interaction, desk: Desk, reply: Reply | None) -> None:
    moderator = interaction.guild is not None and interaction.permissions.manage_messages
    asker = reply is not None and reply.asked.asker == desk.state.mask(interaction.user.id)
    # In a direct message nobody else is there; in a group's there is.
    if moderator or asker or interaction.context.dm_channel:
        await interaction.delete_original_response()
    else:
        await say(interaction, escape(text("not_yours", language_of(interaction))))
