"""The bot: what it listens to, and to whom it hands what it hears."""

import logging

import discord

from bot.channel import modal
from bot.channel.commands import Tree, add_commands
from bot.channel.desk import Desk
from bot.channel.failures import refusal
from bot.channel.interactions import answer
from bot.channel.messages import answer_message
from bot.channel.presses import PressedButton
from bot.channel.sync import sync_changed
from bot.channel.translation import Translator

_log = logging.getLogger("inyong.discord")


class Client(discord.AutoShardedClient):
    """Inyong on Discord; one shard until Discord asks for more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            intents=intents(),
            # Quoted text may hold a mention: nothing that we send pings anybody.
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            activity=discord.CustomActivity("/ask"),
        )
        self.desk = desk
        self.tree = Tree(self)
        add_commands(self.tree, desk)

    async def setup_hook(self) -> None:
        """Before the gateway: make old buttons work, register commands that changed."""
        self.add_dynamic_items(PressedButton)
        await self.tree.set_translator(Translator())
        try:
            await sync_changed(self.tree, self.desk.state)
        except discord.HTTPException as error:  # mentions still work
            _log.warning("commands were not registered: %s", refusal(error))

    async def on_ready(self) -> None:
        """Say that we are there (again)."""
        _log.info("online in %d servers on %s shard(s)", len(self.guilds), self.shard_count or 1)

    async def on_message(self, message: discord.Message) -> None:
        """Answer what is meant for us."""
        await answer_message(message, self.desk)

    async def on_interaction(self, interaction: discord.Interaction[discord.Client]) -> None:
        """Answer follow-up questions; commands and buttons have handlers of their own."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        if typed := modal.read(interaction.data or {}):
            after, question = typed
            message = interaction.message
            private = message is not None and message.flags.ephemeral
            await answer(
                interaction, self.desk, question, surface="modal", private=private, after=after
            )


def intents() -> discord.Intents:
    """What we need to hear, none of it privileged."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = True
    wanted.dm_messages = True
    return wanted
