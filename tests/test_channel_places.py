"""Where a question can be asked: threads, direct messages, several shards, closed channels."""

import discord
import pytest
from channel_helpers import World, action_id, make_client, pretend, words
from simcord import Env

from bot.channel.client import Client
from index import Library

pytestmark = [pytest.mark.asyncio, pytest.mark.simcord(shard_count=1, settle_timeout=60)]

QUESTION = "MS의 오픈AI 지분은?"
BOT_DM, GROUP = 1, 2  # Discord's contexts of an interaction


async def test_a_thread_has_a_conversation_of_its_own(world: World) -> None:
    env = world.env
    client = env.bot
    assert isinstance(client, Client)
    channel = client.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    made = await channel.create_thread(name="이어서", type=discord.ChannelType.public_thread)
    await env.settle()
    [thread] = [one for one in world.channel.threads if one.id == made.id]
    for question, before in ((QUESTION, ()), ("재단 몫은?", (QUESTION,))):
        await world.asker.send(thread, f"{world.mention} {question}")
        assert thread.last_message
        assert thread.last_message.author.bot
        number = int(action_id(thread.last_message, "more").split(":")[2], 16)
        asked = client.desk.state.get(number)
        assert asked
        assert asked.before == before


async def test_the_command_works_in_direct_messages(world: World) -> None:
    result = await world.asker.user.slash("ask", question=QUESTION)
    assert "27" in words(result.response)
    turned = await world.asker.user.click(
        result.response, custom_id=action_id(result.response, "delete")
    )
    assert turned.acknowledged
    assert result.response is None


@pytest.mark.parametrize(("context", "gone"), [(BOT_DM, True), (GROUP, False)])
async def test_a_lost_answer_in_a_group_is_nobodys_to_delete(
    world: World,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    context: int,
    gone: bool,
) -> None:
    """Who asked is not known any more: alone with the bot that is no matter, among others it is."""
    result = await world.asker.user.slash("ask", question=QUESTION)
    await world.env.restart_bot(make_client(library))
    pretend(monkeypatch, context=context)
    await world.asker.user.click(result.response, custom_id=action_id(result.response, "delete"))
    assert (result.response is None) is gone


@pytest.mark.simcord(shard_count=3, settle_timeout=60)
async def test_several_shards_are_one_bot(simcord_env: Env) -> None:
    for _ in range(3):
        world = World(simcord_env)
        await world.asker.send(world.channel, f"{world.mention} {QUESTION}")
        assert "27" in words(world.last())


async def test_a_closed_channel_gives_one_line_and_commands_still_work(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the bot may not write, a mention cannot be answered; a command can."""
    role = next(one for one in world.guild.roles.values() if one.name == "TestBot")
    permissions = discord.Permissions(view_channel=True, read_message_history=True)
    world.env.backend.get_guild(world.guild.id).roles[role.id].permissions = permissions.value
    closed = world.guild.create_text_channel(
        "닫힌 곳", overwrites={role: discord.PermissionOverwrite(send_messages=False)}
    )
    await world.asker.send(closed, f"{world.mention} {QUESTION}")
    assert len(closed.history()) == 1
    [record] = [one for one in caplog.records if one.levelname == "WARNING"]
    assert "no permission" in record.getMessage()
    assert record.exc_info is None
    result = await world.asker.slash(closed, "ask", question=QUESTION)
    assert "27" in words(result.response)
