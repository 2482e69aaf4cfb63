"""Buttons under an answer: paging, context, votes, sharing, deleting, asking more."""

from pathlib import Path

import pytest
from channel_helpers import World, action_id, buttons, make_client, markdown, words
from simcord import Env

from bot.channel.client import Client
from bot.state import State
from index import Library

pytestmark = [pytest.mark.asyncio, pytest.mark.simcord(shard_count=1, settle_timeout=60)]

QUESTION = "MS의 오픈AI 지분은?"


async def test_pages_turn_in_place_and_end_at_the_ends(world: World) -> None:
    first = await world.answer(QUESTION)
    count = buttons(first)["◀"]["disabled"], int(next(iter(_positions(first))).split("/")[1])
    assert count[0] and count[1] > 1
    before = words(first)
    await world.other.click(first, custom_id=action_id(first, "next"))
    turned = world.last()
    assert turned.id == first.id
    assert words(turned) != before
    assert "2/" in next(iter(_positions(turned)))
    await world.asker.click(turned, custom_id=action_id(turned, "previous"))
    assert words(world.last()) == before


def _positions(message: object) -> list[str]:
    return [label for label in buttons(message) if "/" in label]


async def test_context_shows_the_whole_passage_to_the_presser_alone(world: World) -> None:
    answer = await world.answer(QUESTION)
    result = await world.other.click(answer, custom_id=action_id(answer, "context"))
    assert result.ephemeral
    shown = words(result.response)
    assert "마이크로소프트는 2019년에 처음 투자했다." in shown
    assert "발표가 난 날 주가는 2% 올랐다." in shown
    assert "발표가 난 날" not in words(answer)
    assert all(message.id == answer.id for message in world.channel.history(viewer=world.asker))


async def test_a_vote_counts_once_and_is_thanked_privately(world: World) -> None:
    answer = await world.answer(QUESTION)
    state = _state(world.env)
    for _ in range(2):
        result = await world.other.click(answer, custom_id=action_id(answer, "helpful"))
        assert result.ephemeral
    assert state.votes() == (1, 0)
    await world.other.click(answer, custom_id=action_id(answer, "unhelpful"))
    assert state.votes() == (0, 1)


def _state(env: Env) -> State:
    assert isinstance(env.bot, Client)
    return env.bot.desk.state


async def test_a_private_answer_can_be_shared(world: World) -> None:
    private = await world.answer(QUESTION, private=True)
    await world.asker.click(private, custom_id=action_id(private, "share"))
    [shared] = world.channel.history(viewer=world.other)
    assert words(shared) == words(private)
    assert "Delete" in buttons(shared)
    assert "Share" not in buttons(shared)


async def test_paging_a_private_answer_keeps_it_private(world: World) -> None:
    private = await world.answer(QUESTION, private=True)
    await world.asker.click(private, custom_id=action_id(private, "next"))
    assert world.channel.history(viewer=world.other) == []
    [turned] = world.channel.history(viewer=world.asker)
    assert "Share" in buttons(turned)


async def test_the_asker_and_moderators_delete_and_nobody_else(world: World) -> None:
    for member, gone in ((world.other, False), (world.asker, True), (world.moderator, True)):
        answer = await world.answer(QUESTION)
        result = await member.click(answer, custom_id=action_id(answer, "delete"))
        ids = [message.id for message in world.channel.history(viewer=world.asker)]
        assert (answer.id not in ids) is gone
        if not gone:
            assert "Only the person who asked" in words(result.followups[0])
            assert result.followups[0].ephemeral


async def test_more_opens_a_box_whose_answer_is_a_new_message(world: World) -> None:
    answer = await world.answer(QUESTION)
    opened = await world.other.click(answer, custom_id=action_id(answer, "more"))
    assert opened.modal
    result = await world.other.submit_modal(opened, {"question": "재단 몫은 얼마인가?"})
    assert "26%" in words(result.response)
    assert not result.ephemeral
    asked = _state(world.env).get(_number(result.response))
    assert asked
    assert asked.before == (QUESTION,)


async def test_more_under_a_private_answer_stays_private(world: World) -> None:
    answer = await world.answer(QUESTION, private=True)
    opened = await world.asker.click(answer, custom_id=action_id(answer, "more"))
    result = await world.asker.submit_modal(opened, {"question": "재단 몫은 얼마인가?"})
    assert result.ephemeral


def _number(message: object) -> int:
    return int(action_id(message, "more").split(":")[2], 16)


async def test_a_reply_to_an_answer_follows_it_up(world: World) -> None:
    await world.asker.send(world.channel, f"{world.mention} {QUESTION}")
    answer = world.last()
    await world.other.send(world.channel, f"{world.mention} 재단 몫은?", reply_to=answer)
    asked = _state(world.env).get(_number(world.last()))
    assert asked
    assert asked.before == (QUESTION,)


async def test_a_conversation_is_kept_for_each_member_and_channel(world: World) -> None:
    other_channel = world.guild.create_text_channel("다른 곳")
    await world.asker.send(world.channel, f"{world.mention} {QUESTION}")
    for member, channel, before in (
        (world.asker, world.channel, (QUESTION,)),
        (world.other, world.channel, ()),
        (world.asker, other_channel, ()),
    ):
        await member.send(channel, f"{world.mention} 재단 몫은?")
        assert channel.last_message
        asked = _state(world.env).get(_number(channel.last_message))
        assert asked
        assert asked.before == before


async def test_every_button_works_after_a_restart(
    world: World, library: Library, tmp_path: Path
) -> None:
    """The state is on disk; the messages know no more than their custom_ids."""
    env = world.env
    await env.restart_bot(make_client(library, State.open(tmp_path)))
    answer = await world.answer(QUESTION)
    private = await world.answer(QUESTION, private=True)
    opened = await world.asker.click(answer, custom_id=action_id(answer, "more"))
    _state(env).close()
    await env.restart_bot(make_client(library, State.open(tmp_path)))
    before = markdown(answer)
    await world.asker.click(answer, custom_id=action_id(answer, "next"))
    assert markdown(answer.message) != before
    await world.asker.click(answer, custom_id=action_id(answer, "previous"))
    assert markdown(answer.message) == before
    context = await world.asker.click(answer, custom_id=action_id(answer, "context"))
    assert "발표가 난 날" in words(context.response)
    await world.asker.click(answer, custom_id=action_id(answer, "helpful"))
    assert _state(env).votes() == (1, 0)
    followed = await world.asker.submit_modal(opened, {"question": "재단 몫은 얼마인가?"})
    assert "26%" in words(followed.response)
    shared = await world.asker.click(private, custom_id=action_id(private, "share"))
    assert not shared.ephemeral
    await world.asker.click(answer, custom_id=action_id(answer, "delete"))
    assert answer.id not in [message.id for message in world.channel.history(viewer=world.asker)]
    _state(env).close()


async def test_a_lost_answer_says_so(world: World, library: Library) -> None:
    """A bot whose state is gone tells the presser, and leaves the message as it is."""
    answer = await world.answer(QUESTION)
    await world.env.restart_bot(make_client(library))
    for action in ("next", "context"):
        result = await world.other.click(answer, custom_id=action_id(answer, action))
        told = result.followups[0] if action == "next" else result.response
        assert told
        assert told.ephemeral
        assert "ask again" in words(told)
    assert words(answer.message) == words(answer)


async def test_an_unseen_reply_is_told_what_to_do(world: World) -> None:
    """Discord does not deliver what is replied to a command's answer."""
    answer = await world.answer(QUESTION)
    await world.asker.send(world.channel, "재단 몫은?", reply_to=answer.message)
    last = world.last()
    assert last.author.bot
    assert "can't see" in words(last)
