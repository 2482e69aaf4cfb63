"""Messages to the bot: mentions, replies and direct messages, answered by a reply."""

import re
from collections.abc import Iterable, Iterator

import discord

from bot.channel.custom_id import TEMPLATE, Action, Press, read
from bot.channel.desk import Desk, Reply, Request, language_for
from bot.channel.failures import reported
from bot.channel.interactions import loading, words_of
from bot.channel.limits import when
from bot.channel.translation import language_of_locale
from bot.channel.view import answer_view, note_view
from bot.escape import escape
from bot.texts import text

_KINDS = (discord.MessageType.default, discord.MessageType.reply)


async def answer_message(message: discord.Message, desk: Desk) -> None:
    """Answer a message that is meant for us; let every other one be."""
    if message.author.bot or message.type not in _KINDS or not _addressed(message):
        return
    said = words_of(message.content)
    server = language_of_locale(message.guild.preferred_locale) if message.guild else "ko"
    language = language_for(said, server)

    async def tell(words: str) -> None:
        await _reply(message, note_view(words))

    async with reported(f"message in channel {message.channel.id}", language, tell):
        await _answer(message, desk, said, language)


async def _answer(message: discord.Message, desk: Desk, said: str, language: str) -> None:
    after = _answered_before(message)
    if not said:
        # The content of a reply to a slash command's answer is not delivered to us.
        unseen = not message.content and message.reference is not None
        follow_up = Press(Action.MORE, after) if unseen and after is not None else None
        words = escape(text("unseen_reply" if unseen else "empty_question", language))
        await _reply(message, note_view(words, follow_up, language))
        return
    wait = desk.limits.take(message.author.id, message.guild.id if message.guild else None)
    if wait:
        if desk.limits.tell(message.author.id):
            await _reply(message, note_view(text("cooldown", language, when=when(wait))))
        return
    notice = None
    if desk.shelf.library is None:
        notice = await _reply(message, note_view(loading(desk.shelf, language)))
    reply = await desk.ask(
        Request(
            question=said,
            member=message.author.id,
            place=message.channel.id,
            surface="message",
            language=language,
            server=message.guild.id if message.guild else None,
            after=after,
            follows=True,
        )
    )
    await _show(message, notice, reply)


async def _show(message: discord.Message, notice: discord.Message | None, reply: Reply) -> None:
    view = answer_view(reply, 0, private=False)
    if notice:
        await notice.edit(view=view)
    else:
        await _reply(message, view)


def _addressed(message: discord.Message) -> bool:
    """Whether it is a direct message, or one that mentions us or the role that we came with."""
    if message.guild is None:
        return True
    me = message.guild.me
    role = message.guild.self_role
    return me in message.mentions or (role is not None and role in message.role_mentions)


def _answered_before(message: discord.Message) -> int | None:
    """The id of the question whose answer the message replies to."""
    replied = message.reference.resolved if message.reference else None
    if not isinstance(replied, discord.Message):
        return None
    for component in _walk(replied.components):
        match = re.fullmatch(TEMPLATE, getattr(component, "custom_id", None) or "")
        if match and (press := read(match)):
            return press.question
    return None


def _walk(components: Iterable[discord.Component]) -> Iterator[discord.Component]:
    for component in components:
        yield component
        yield from _walk(getattr(component, "children", ()))


async def _reply(message: discord.Message, view: discord.ui.LayoutView) -> discord.Message:
    # A reply to a message that was deleted meanwhile would be refused.
    reference = message.to_reference(fail_if_not_exists=False)
    return await message.channel.send(view=view, reference=reference, mention_author=False)
