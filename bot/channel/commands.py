"""The slash command and the message's context menu."""

import logging
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.channel.desk import Desk
from bot.channel.failures import refusal, reported
from bot.channel.interactions import Interaction, answer, language_of, say, suggest
from bot.channel.translation import localized
from index.library import QUESTION_LIMIT

Callback = TypeVar("Callback")
_log = logging.getLogger("inyong.discord")


class Tree(app_commands.CommandTree[discord.Client]):
    """Commands whose failures outside our own code become one line."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """Log what discord.py could not make of a command, such as one that is out of date."""
        cause = error.__cause__
        if isinstance(cause, discord.HTTPException):
            _log.warning("command: %s", refusal(cause))
            return
        language = language_of(interaction)
        async with reported("command", language, lambda words: say(interaction, words)):
            raise error


def add_commands(tree: app_commands.CommandTree[discord.Client], desk: Desk) -> None:
    """Give a tree our commands."""
    tree.add_command(_ask(desk))
    tree.add_command(_search_this(desk))


def _ask(desk: Desk) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name=localized("command_ask_name"), description=localized("command_ask"))
    @app_commands.rename(
        question=localized("command_question_name"),
        article=localized("command_article_name"),
        private=localized("command_private_name"),
    )
    @app_commands.describe(
        question=localized("command_question"),
        article=localized("command_article"),
        private=localized("command_private"),
    )
    @_everywhere
    async def ask(
        interaction: Interaction,
        question: app_commands.Range[str, 1, QUESTION_LIMIT],
        article: str | None = None,
        private: bool = False,
    ) -> None:
        await answer(
            interaction, desk, question, surface="command", private=private, article=article
        )

    @ask.autocomplete("article")
    async def _articles(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await suggest(desk, typed)

    return ask


def _search_this(desk: Desk) -> app_commands.ContextMenu:
    @_everywhere
    async def search_this(interaction: Interaction, message: discord.Message) -> None:
        await answer(interaction, desk, message.content, surface="menu", private=True)

    return app_commands.ContextMenu(name=localized("command_search_this"), callback=search_this)


def _everywhere(command: Callback) -> Callback:
    """For servers and for members who install the bot themselves, and in every kind of chat."""
    installs = app_commands.allowed_installs(guilds=True, users=True)
    contexts = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    return installs(contexts(command))
