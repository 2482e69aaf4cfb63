"""Asking on Discord: what a member sees, by command, mention, direct message and menu."""

import pytest
from channel_helpers import World, action_id, buttons, markdown, speak, words
from simcord import Env

from bot.channel.view import TEXT_LIMIT

pytestmark = [pytest.mark.asyncio, pytest.mark.simcord(shard_count=1, settle_timeout=60)]

QUOTE = "> 개편 뒤 **MS**가 가진 **오픈AI 지분**은 약 **27**%다."


async def test_a_command_is_deferred_at_once_and_edited_into_the_answer(world: World) -> None:
    result = await world.ask("MS의 오픈AI 지분은?")
    sent = [request for request in world.env.http_requests if "/commands" not in request.path]
    assert [request.method for request in sent[-2:]] == ["POST", "PATCH"]
    assert sent[-2].json == {"type": 5}
    assert markdown(result.response)[:4] == [
        "**MS의 오픈AI 지분은?**",
        "-# 마이크로소프트는 2019년에 처음 투자했다.",
        QUOTE,
        "-# 그 가치는 1,350억 달러쯤으로 평가됐다. 재단 몫은 약 26%다. 손실은 47억 달러로 적혔다.",
    ]
    assert not result.ephemeral


async def test_the_citation_links_to_the_quoted_sentence(world: World) -> None:
    result = await world.ask("MS의 오픈AI 지분은?")
    citation = markdown(result.response)[-1]
    assert (
        citation.startswith("-# [「MS와 오픈AI\\: 지분 이야기」") or "MS와 오픈AI: 지분" in citation
    )
    assert "](<https://example.com/ms-openai#:~:text=%EA%B0%9C%ED%8E%B8" in citation
    source = buttons(result.response)["Source"]
    assert source["url"].startswith("https://example.com/ms-openai#:~:text=%EA%B0%9C%ED%8E%B8")


async def test_a_private_answer_is_seen_by_the_asker_alone(world: World) -> None:
    result = await world.ask("MS의 오픈AI 지분은?", private=True)
    assert result.ephemeral
    assert result.response and result.response.ephemeral
    assert world.channel.history(viewer=world.other) == []
    assert "Share" in buttons(result.response)
    assert "Delete" not in buttons(result.response)


async def test_a_mention_is_answered_by_a_reply(world: World) -> None:
    asked = await world.asker.send(world.channel, f"{world.mention} MS의 오픈AI 지분은?")
    last = world.last()
    assert last.reference and last.reference.message_id == asked.id
    assert QUOTE in markdown(last)
    assert "**MS의 오픈AI 지분은?**" not in markdown(last)


async def test_other_messages_get_no_answer(world: World) -> None:
    for content in ("MS의 오픈AI 지분은?", "@everyone 지분은?", f"{world.other.mention} 지분은?"):
        await world.asker.send(world.channel, content)
        assert world.last().content == content


async def test_another_bot_gets_no_answer(world: World) -> None:
    bot = world.guild.add_member(world.env.create_user("robot", bot=True))
    await bot.send(world.channel, f"{world.mention} MS의 오픈AI 지분은?")
    assert len(world.channel.history()) == 1


async def test_a_direct_message_is_answered(simcord_env: Env, world: World) -> None:
    await world.asker.send_dm("MS의 오픈AI 지분은?")
    last = world.asker.user.dm_channel.last_message
    assert last
    assert QUOTE in markdown(last)


async def test_a_message_is_searched_for_from_its_menu(world: World) -> None:
    message = await world.other.send(world.channel, "MS의 오픈AI 지분이 얼마더라?")
    result = await world.asker.context_menu(world.channel, "Search this", message)
    assert result.ephemeral
    assert "27%" in words(result.response)


async def test_a_picture_has_nothing_to_search_for(world: World) -> None:
    message = await world.other.send(world.channel, attachments=[("a.png", b"x")])
    result = await world.asker.context_menu(world.channel, "Search this", message)
    assert result.ephemeral
    assert "no text" in words(result.response)


async def test_not_found_says_so_and_names_titles(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, "ko")
    result = await world.ask("네이버와 카카오의 지분 교환은 왜 무산됐어?")
    shown = words(result.response)
    assert "기사에서 답을 찾지 못했어요." in shown
    assert "관련이 있을 만한 기사예요" in shown
    assert "MS와 오픈AI: 지분 이야기" in shown
    assert "커피" not in shown
    assert ">" not in shown
    assert "다르게 묻기" in buttons(result.response)


async def test_without_a_related_article_the_list_is_pointed_at(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, "ko")
    shown = words((await world.ask("김치찌개 끓이는 법은?")).response)
    assert "기사에서 답을 찾지 못했어요." in shown
    assert "‘기사’ 칸에서 볼 수 있어요" in shown
    assert "커피" not in shown


async def test_words_around_an_answer_follow_the_locale(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = await world.ask("MS의 오픈AI 지분은?")
    speak(monkeypatch, "ko")
    korean = await world.ask("MS의 오픈AI 지분은?")
    assert "More context" in buttons(english.response)
    assert "앞뒤 더 보기" in buttons(korean.response)


async def test_a_mention_is_answered_in_the_questions_language(world: World) -> None:
    await world.asker.send(world.channel, f"{world.mention} When did Voyager 1 leave the Earth?")
    assert "Ask more" in buttons(world.last())
    await world.asker.send(world.channel, f"{world.mention} MS 지분은?")
    assert "이어서 묻기" in buttons(world.last())


async def test_a_follow_up_takes_over_what_it_lacks(world: World) -> None:
    await world.asker.send(world.channel, f"{world.mention} 샘 올트먼은 언제 해임됐어?")
    assert "2023년 11월 17일" in words(world.last())
    await world.asker.send(world.channel, f"{world.mention} 그때 어디 있었어?")
    assert "라스베이거스" in words(world.last())


async def test_a_question_can_be_narrowed_to_an_article(world: World) -> None:
    result = await world.ask("투자는?", article="coffee")
    assert not [block for block in markdown(result.response) if "MS" in block and ">" in block]
    named = await world.ask("커피 물 온도는?", article="바리스타가 쓴 커피 이야기")
    assert "92도" in words(named.response)
    unknown = await world.ask("투자는?", article="없는 기사 @everyone")
    assert "없는 기사 \\@everyone" in words(unknown.response)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "바리스타가 쓴 커피 이야기"),
        ("커피", "바리스타가 쓴 커피 이야기"),
        ("ㅂㄹㅅㅌ", "바리스타가 쓴 커피 이야기"),
        ("ㅋㅍ", "바리스타가 쓴 커피 이야기"),
        ("voy", "Voyager"),
        ("오픈ai", "MS와 오픈AI: 지분 이야기"),
        ("TECH/", "MS와 오픈AI: 지분 이야기"),
    ],
)
async def test_articles_are_offered_as_they_are_typed(world: World, typed: str, first: str) -> None:
    choices = await world.asker.autocomplete(world.channel, "ask", "article", typed)
    assert choices[0]["name"] == first
    assert len(choices) <= 25


async def test_an_answer_keeps_all_limits(world: World) -> None:
    result = await world.ask("MS의 오픈AI 지분은?")
    assert sum(map(len, markdown(result.response))) <= TEXT_LIMIT
    assert len(buttons(result.response)) <= 10
    assert action_id(result.response, "next")


async def test_a_quote_shows_markup_and_mentions_as_words_and_pings_nobody(world: World) -> None:
    await world.asker.send(world.channel, f"{world.mention} 굵게 쓴 낱말은?")
    last = world.last()
    assert "\\*\\*" in words(last)
    assert "\\@everyone" in words(last)
    assert not last.mention_everyone
    assert not last.mentions
    for request in world.env.http_requests:
        if request.method in ("POST", "PATCH") and isinstance(request.json, dict):
            body = request.json.get("data", request.json)
            if "components" in body:
                assert body["allowed_mentions"]["parse"] == []
                assert not body["allowed_mentions"].get("replied_user")


async def test_two_servers_are_answered_apart(world: World) -> None:
    second = World(world.env)
    await world.asker.send(world.channel, f"{world.mention} MS의 오픈AI 지분은?")
    await second.asker.send(second.channel, f"{world.mention} 커피 물 온도는?")
    assert "27%" in words(world.last())
    assert "92도" in words(second.last())


async def test_a_line_is_logged_without_names(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "inyong.discord"):
        await world.ask("MS의 오픈AI 지분은?")
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 1
    assert "answered" in lines[0]
    assert "asker" not in lines[0]
    assert str(world.asker.id) not in lines[0]
    assert "지분" not in lines[0]
