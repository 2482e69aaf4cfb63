"""Asking on Discord: what a member sees."""

import pytest
from channel_helpers import World, buttons, words

pytestmark = [pytest.mark.asyncio, pytest.mark.simcord(shard_count=1)]


async def test_a_question_is_answered_with_a_quote_and_its_citation(world: World) -> None:
    for q in (
        "MS의 오픈AI 지분은?",
        "When did Voyager leave Earth?",
        "굵게 쓴 낱말은?",
        "김치찌개 끓이는 법은?",
        "올트먼 누가 뭐래",
    ):
        result = await world.ask(q)
        print(words(result.response))
        for b in buttons(result.response).values():
            print({k: v for k, v in b.items() if k in ("label", "custom_id", "url", "disabled")})
    await world.asker.send(world.channel, f"{world.mention} 재단 몫은?")
    print(words(world.last()), world.last().reference)
    assert 0
