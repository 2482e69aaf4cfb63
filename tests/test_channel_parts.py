"""The small parts of the Discord front end: titles, cooldowns, conversations, the shelf."""

import asyncio
import threading
from dataclasses import dataclass, replace

import pytest

from bot.channel.conversation import Conversations
from bot.channel.cooldown import Cooldown
from bot.channel.custom_id import TEMPLATE, Action, Press
from bot.channel.interactions import words_of
from bot.channel.titles import CHOICES, Titles, initials
from bot.shelf import Shelf
from index import Article, Library
from index.corpus import MemoryCorpus
from index.dialogue import TURNS


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def titles_of(*named: tuple[str, str]) -> Titles:
    articles = [Article(id_, "default", title, "본문", f"{id_}.md") for id_, title in named]
    return Titles(MemoryCorpus([(article, []) for article in articles], []))


def test_at_most_25_choices_of_100_characters_are_offered() -> None:
    titles = titles_of(*((f"{'긴id/' * 30}{i}", f"제목 {'가' * 200} {i}") for i in range(100)))
    for typed in ("", "제목", "ㅈㅁ"):
        choices = titles.choices(typed)
        assert len(choices) == CHOICES
        assert all(0 < len(one.name) <= 100 and 0 < len(one.value) <= 100 for one in choices)
        assert len({one.value for one in choices}) == CHOICES
    assert titles.find(choices[0].value) == f"{'긴id/' * 30}0"


def test_likelier_titles_come_first() -> None:
    titles = titles_of(("a", "새 커피"), ("b", "커피의 역사"), ("c", "가비"), ("d/커피", "차"))
    assert [one.name for one in titles.choices("커피")] == ["커피의 역사", "새 커피", "차"]
    assert [one.name for one in titles.choices("ㄱㅂ")] == ["가비"]


def test_a_title_that_was_typed_out_is_found_and_an_ambiguous_one_is_not() -> None:
    titles = titles_of(("a", "커피 하나"), ("b", "커피 둘"), ("c", "차"))
    assert titles.find("커피 하나") == "a"
    assert titles.find("c") == "c"
    assert titles.find("둘") == "b"
    assert titles.find("커피") is None
    assert titles.find("없음") is None
    assert titles.find("") is None


def test_initials() -> None:
    assert initials("세종대왕 A1") == "ㅅㅈㄷㅇ A1"


def test_a_cooldown_opens_again_as_time_passes() -> None:
    clock = Clock()
    cooldown = Cooldown(2, 10, clock)
    for at in (0.0, 4.0):
        clock.now = at
        assert cooldown.wait(1) == 0
        cooldown.take(1)
    assert cooldown.wait(1) == 6
    assert cooldown.wait(2) == 0
    clock.now = 10.5
    assert cooldown.wait(1) == 0


def test_a_conversation_ends_with_silence_and_holds_few_turns() -> None:
    clock = Clock()
    talk = Conversations(clock)
    talk.note((1, 2), tuple(map(str, range(10))))
    assert talk.before((1, 2)) == tuple(map(str, range(10)))[-TURNS:]
    assert talk.before((1, 3)) == ()
    clock.now = 3600
    assert talk.before((1, 2)) == ()


@pytest.mark.parametrize("action", Action)
def test_a_custom_id_says_what_it_was_given(action: Action) -> None:
    import re

    from bot.channel.custom_id import read

    press = Press(action, 2**63 - 1, 99999, 99999)
    assert len(press.custom_id()) <= 100
    match = re.fullmatch(TEMPLATE, press.custom_id())
    assert match
    assert read(match) == press
    later = re.fullmatch(TEMPLATE, press.custom_id().replace(action, "dance"))
    assert later
    assert read(later) is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<@1> MS  지분은?\n", "MS 지분은?"),
        ("<@!1><@&2> <#3> </ask:4> <t:5:R> <:a:6>", ""),
        ("@everyone 지분", "지분"),
        ("😀 !?", ""),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("", ""),
    ],
)
def test_mentions_and_emoji_are_no_words(content: str, words: str) -> None:
    assert words_of(content) == words


def test_a_shelf_hands_out_the_library_and_swaps_it(library: Library) -> None:
    async def play() -> None:
        shelf = Shelf()
        release = threading.Event()

        def opener(progress: object) -> Library:
            release.wait(5)
            return library

        shelf.load(opener)
        waiting = [asyncio.ensure_future(shelf.ready()) for _ in range(3)]
        await asyncio.sleep(0)
        waiting[0].cancel()  # one member who gives up must not cost the others
        assert shelf.library is None
        release.set()
        assert await waiting[1] is library
        assert await waiting[2] is library
        other = replace(library)
        shelf.put(other)
        assert await shelf.ready() is other

    asyncio.run(play())


def test_a_library_that_cannot_be_opened_raises_where_it_is_awaited() -> None:
    async def play() -> None:
        shelf = Shelf()

        def opener(progress: object) -> Library:
            raise ValueError("no such folder")

        shelf.load(opener)
        with pytest.raises(ValueError, match="no such folder"):
            await shelf.ready()

    asyncio.run(play())
