"""Answering an interaction: acknowledged at once, then edited into the answer."""

import asyncio
import re
from functools import partial
from typing import TypeAlias

import discord

from bot.channel.desk import Desk, Request
from bot.channel.failures import reported
from bot.channel.limits import when
from bot.channel.translation import language_of_locale
from bot.channel.view import answer_view, note_view
from bot.escape import escape
from bot.shelf import Shelf
from bot.texts import text

Interaction: TypeAlias = discord.Interaction[discord.Client]
# Mentions hold members' ids and emoji are pictures: neither is part of a question.
_NOT_WORDS = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:|/[^:>]+:|id:)[^>\s]*>|@everyone|@here")


def words_of(content: str) -> str:
    """What a message says, without mentions and custom emoji; empty when it says nothing."""
    said = " ".join(_NOT_WORDS.sub(" ", content.replace("\x00", " ")).split())
    return said if any(one.isalnum() for one in said) else ""


def language_of(interaction: Interaction) -> str:
    """The language of the member's Discord."""
    return language_of_locale(interaction.locale)


async def say(interaction: Interaction, words: str) -> None:
    """A short message to the member alone; in the place of an answer that was announced."""
    view = note_view(words)
    announced = discord.InteractionResponseType.deferred_channel_message
    if not interaction.response.is_done():
        await interaction.response.send_message(view=view, ephemeral=True)
    elif interaction.response.type is announced:
        await interaction.edit_original_response(view=view)
    else:
        await interaction.followup.send(view=view, ephemeral=True)


async def answer(
    interaction: Interaction,
    desk: Desk,
    question: str,
    *,
    surface: str,
    private: bool,
    article: str | None = None,
    after: int | None = None,
) -> None:
    """Ask a member's question and answer it, whatever happens."""
    language = language_of(interaction)
    async with reported(f"{surface} question", language, partial(say, interaction)):
        said = words_of(question)
        if not said:
            key = "nothing_to_search" if surface == "menu" else "empty_question"
            return await say(interaction, escape(text(key, language)))
        wait = desk.limits.take(interaction.user.id, interaction.guild_id)
        if wait:
            return await say(interaction, text("cooldown", language, when=when(wait)))
        await interaction.response.defer(ephemeral=private, thinking=True)
        if desk.shelf.library is None:
            await _edit(interaction, note_view(loading(desk.shelf, language)))
        narrowed = None
        if article is not None:
            narrowed = (await desk.titles()).find(article)
            if narrowed is None:
                unknown = text("unknown_article", language, article=article[:100])
                return await _edit(interaction, note_view(escape(unknown)))
        reply = await desk.ask(
            Request(
                question=said,
                member=interaction.user.id,
                place=interaction.channel_id or 0,
                surface=surface,
                language=language,
                server=interaction.guild_id,
                article=narrowed,
                after=after,
            )
        )
        return await _edit(interaction, answer_view(reply, 0, private))


def loading(shelf: Shelf, language: str) -> str:
    """That the articles are still being read, and how far it is."""
    done, of = shelf.progress
    return escape(text("loading", language, progress=f" ({done}/{of})" if of else ""))


async def suggest(desk: Desk, typed: str) -> list[discord.app_commands.Choice[str]]:
    """The articles to choose from; none while the library loads."""
    if desk.shelf.library is None:
        return []
    titles = await desk.titles()
    choices = await asyncio.to_thread(titles.choices, typed)
    return [discord.app_commands.Choice(name=one.name, value=one.value) for one in choices]


async def _edit(interaction: Interaction, view: discord.ui.LayoutView) -> None:
    await interaction.edit_original_response(view=view)
