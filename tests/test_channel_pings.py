"""No path pings anybody: whatever is quoted, asked or shown, each message forbids every mention."""

from collections.abc import Iterator
from typing import Any

import pytest
from channel_helpers import World, action_id

from bot.channel.cooldown import Cooldown

pytestmark = [pytest.mark.asyncio, pytest.mark.simcord(shard_count=1, settle_timeout=60)]
# Asked by a member; the article on coffee holds both as well.
LOUD = "@everyone <@1234> MS의 오픈AI 지분은?"


async def test_no_path_can_ping(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands, buttons, the box, the menu, mentions and notes; sent, edited and followed up."""
    monkeypatch.setattr(Cooldown, "wait", lambda *_: 0.0)
    for private in (False, True):
        answer = await world.answer(LOUD, private=private)
        for action in ("context", "next", "helpful", "more"):
            result = await world.asker.click(answer, custom_id=action_id(answer, action))
        await world.asker.submit_modal(result, {"question": f"그럼 {LOUD}"})
    await world.asker.click(answer, custom_id=action_id(answer, "share"))
    said = await world.other.send(world.channel, f"{world.mention} {LOUD}")
    await world.asker.context_menu(world.channel, "Search this", said)
    await world.ask("굵게 쓴 낱말은?")
    await world.ask("@everyone 김치찌개 끓이는 법은?")
    await world.ask("?", article="@everyone")
    await world.ask("<@1234>")
    await world.asker.send(world.channel, world.mention)
    answer = await world.answer(LOUD)
    await world.other.click(answer, custom_id=action_id(answer, "delete"))
    monkeypatch.setattr(Cooldown, "wait", lambda *_: 9.0)
    await world.ask(LOUD)

    sent = list(messages(world))
    assert len(sent) >= 20
    for body in sent:
        assert body.get("allowed_mentions", {}).get("parse") == [], body
        assert not body["allowed_mentions"].get("replied_user")
        assert not body["allowed_mentions"].get("users")


def messages(world: World) -> Iterator[dict[str, Any]]:
    """Everything with text that was sent to Discord; a box (modal) is no message."""
    for request in world.env.http_requests:
        if request.method in ("POST", "PATCH") and isinstance(request.json, dict):
            body = request.json.get("data") or request.json
            if "components" in body and "title" not in body:
                yield body
