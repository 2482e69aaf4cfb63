"""A simulated server with our bot in it: thin helpers over simcord, for the channel's tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord import (
    ChannelHandle,
    Env,
    InteractionResult,
    MemberActor,
    ResponseMessage,
    interactions,
)
from simcord.components import walk_components

from bot.channel.client import Client
from bot.channel.desk import Desk
from bot.shelf import Shelf
from bot.state import State
from index import Library

OPENAI = """---
title: "MS와 오픈AI: 지분 이야기"
date: 2025-10-29
author: 김기자
url: https://example.com/ms-openai
---
# MS와 오픈AI

마이크로소프트는 2019년에 처음 투자했다. 개편 뒤 MS가 가진 오픈AI 지분은 약 27%다. \
그 가치는 1,350억 달러쯤으로 평가됐다. 재단 몫은 약 26%다. 손실은 47억 달러로 적혔다. \
두 회사는 개편을 앞두고 여러 달 동안 계약의 조건을 두고 줄다리기를 벌였는데, 변호사와 \
회계사가 밤을 새우며 오간 문서만 수백 쪽에 이르렀고, 몇 번은 협상이 깨질 뻔했다고 \
한다. 발표가 난 날 주가는 2% 올랐다.

## 해임

샘 올트먼은 2023년 11월 17일에 해임됐다. 그는 라스베이거스에 있었다. \
직원 700명이 공개서한에 이름을 올렸다.
"""
COFFEE = """바리스타가 쓴 커피 이야기

에스프레소는 9기압의 압력으로 뽑는다. **굵게** 쓴 @everyone 낱말과 <@1234> 도 기사에 있는 그대로다.
드립 커피는 물 온도가 92도일 때 맛있다.
"""
VOYAGER = """# Voyager

Voyager 1 left the Earth in 1977. It crossed the heliopause in August 2012. \
The spacecraft carries a golden record with greetings in 55 languages.
"""


def write_content(folder: Path) -> Path:
    """Three short articles."""
    for name, words in {
        "tech/openai.md": OPENAI,
        "coffee.txt": COFFEE,
        "science/voyager.md": VOYAGER,
    }.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, encoding="utf-8")
    return folder


def make_client(library: Library | None, state: State | None = None) -> Client:
    return Client(Desk(Shelf(library), state or State.forgetful()))


class World:
    """A server with a channel and two members; the second one is a moderator."""

    def __init__(self, env: Env) -> None:
        self.env = env
        self.guild = env.create_guild()
        self.channel: ChannelHandle = self.guild.create_text_channel("질문")
        self.asker: MemberActor = self.guild.add_member(env.create_user("asker"))
        self.other: MemberActor = self.guild.add_member(env.create_user("other"))
        role = self.guild.create_role(
            "moderator", permissions=discord.Permissions(manage_messages=True)
        )
        self.moderator: MemberActor = self.guild.add_member(
            env.create_user("moderator"), roles=[role]
        )

    @property
    def mention(self) -> str:
        assert self.env.bot.user
        return self.env.bot.user.mention

    async def ask(self, question: str, **options: Any) -> InteractionResult:
        return await self.asker.slash(self.channel, "ask", question=question, **options)

    async def answer(self, question: str, **options: Any) -> ResponseMessage:
        response = (await self.ask(question, **options)).response
        assert response
        return response

    def last(self) -> discord.Message:
        message = self.channel.last_message
        assert message
        return message


def speak(monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    """Give every interaction from now on this locale; the simulation knows English only."""
    pretend(monkeypatch, locale=locale)


def pretend(monkeypatch: pytest.MonkeyPatch, **given: object) -> None:
    """Give every interaction from now on these fields, which the simulation does not vary."""
    plain = interactions.base_payload

    def changed(*args: Any, **kwargs: Any) -> tuple[Any, dict[str, Any]]:
        record, payload = plain(*args, **kwargs)
        return record, payload | given

    monkeypatch.setattr(interactions, "base_payload", changed)


def components(message: Any) -> Iterator[dict[str, Any]]:
    """Every component of a message, nested ones too, as Discord has them."""
    listed = message.components
    raw = [one if isinstance(one, dict) else one.to_dict() for one in listed]
    return walk_components(raw)


def markdown(message: Any) -> list[str]:
    """The text blocks of a message."""
    return [one["content"] for one in components(message) if one["type"] == 10]


def words(message: Any) -> str:
    return "\n".join(markdown(message))


def buttons(message: Any) -> dict[str, dict[str, Any]]:
    """The buttons of a message by label, or by emoji."""
    found = [one for one in components(message) if one["type"] == 2]
    return {one.get("label") or one["emoji"]["name"]: one for one in found}


def action_id(message: Any, action: str) -> str:
    """The custom_id of the button that does this."""
    ids = [one.get("custom_id", "") for one in components(message) if one["type"] == 2]
    return str(next(one for one in ids if f":{action}:" in one))
