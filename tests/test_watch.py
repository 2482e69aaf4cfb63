"""A saved file is in the next library, and nothing that happens to a file stops the old one."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from index import Library
from index.analyzer import Analyzer
from index.store.opening import tidy_index
from index.watch import watch

WAIT = 20.0  # seconds at most, on a busy machine


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


class Holder:
    """What a bot does with libraries: it asks the last one it was given."""

    def __init__(self, content: Path, data: Path, analyzer: Analyzer) -> None:
        self._open: Callable[..., Library] = partial(
            Library.open, content, data=data, analyzer=analyzer, live=True
        )
        self.tidy = partial(tidy_index, content, data)
        self.library = self._open()
        self.opened = 0
        self.told: list[Collection[str] | None] = []

    def reopen(self, changed: Collection[str] | None) -> Library:
        self.opened += 1
        self.told.append(changed)
        return self._open(changed=changed)

    def swap(self, library: Library) -> None:
        self.library = library

    async def until(self, reached: Callable[[], bool]) -> None:
        async with asyncio.timeout(WAIT):
            while not reached():
                await asyncio.sleep(0.02)


@asynccontextmanager
async def watching(tmp_path: Path, analyzer: Analyzer) -> AsyncIterator[tuple[Path, Holder]]:
    content = tmp_path / "content"
    write(content / "강.txt", "강\n\n한강은 서해로 흐른다.\n")
    holder = Holder(content, tmp_path / "data", analyzer)
    stop = asyncio.Event()
    task = asyncio.create_task(watch(content, holder.reopen, holder.swap, holder.tidy, stop))
    try:
        await holder.until(lambda: holder.opened > 0)  # the folder is watched from here on
        yield content, holder
    finally:
        stop.set()
        async with asyncio.timeout(WAIT):
            await task


def test_changes_are_followed(tmp_path: Path, analyzer: Analyzer) -> None:
    """New, edited and deleted files, without a question that goes unanswered meanwhile."""

    async def scenario() -> None:
        async with watching(tmp_path, analyzer) as (content, holder):
            old = holder.library
            write(content / "산" / "백두산.txt", "백두산\n\n백두산은 높은 산이다.\n")
            await holder.until(lambda: holder.library.corpus.article("산/백두산") is not None)
            write(content / "강.txt", "강\n\n낙동강은 남해로 흐른다.\n")
            await holder.until(lambda: "남해" in holder.library.corpus[0].article.text)
            (content / "산" / "백두산.txt").unlink()
            await holder.until(lambda: list(holder.library.corpus.ids()) == ["강"])
            # A question that began with the old library is answered from it, word for word.
            assert "서해" in old.corpus[0].article.text
            assert (
                old.ask("한강은 어디로 흐르나?").quotes[0].article.text
                == old.corpus[0].article.text
            )

    asyncio.run(scenario())


def test_only_what_changed_is_looked_at(tmp_path: Path, analyzer: Analyzer) -> None:
    """The whole folder is compared at the start, and where a name does not tell all."""

    async def scenario() -> None:
        async with watching(tmp_path, analyzer) as (content, holder):
            write(content / "산.txt", "산\n\n산은 높다.\n")
            await holder.until(lambda: holder.library.corpus.article("산") is not None)
            (content / "산.txt").rename(content / "언덕.txt")
            await holder.until(lambda: list(holder.library.corpus.ids()) == ["강", "언덕"])
            assert holder.told[0] is None
            assert {name for told in holder.told[1:] for name in told or ()} == {
                "산.txt",
                "언덕.txt",
            }
            # A folder that is moved here, and away, brings its files without naming them.
            write(tmp_path / "elsewhere" / "들.txt", "들\n\n들은 넓다.\n")
            (tmp_path / "elsewhere").rename(content / "2024.01")
            await holder.until(lambda: holder.library.corpus.article("2024.01/들") is not None)
            (content / "2024.01").rename(tmp_path / "elsewhere")
            await holder.until(lambda: holder.library.corpus.article("2024.01/들") is None)

    asyncio.run(scenario())


def test_the_whole_folder_is_compared_now_and_then(
    tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some time after changes that were looked at by name, for what the system did not tell."""
    monkeypatch.setattr("index.watch._AFTER", 0.5)

    async def scenario() -> None:
        async with watching(tmp_path, analyzer) as (content, holder):
            write(content / "산.txt", "산\n\n산은 높다.\n")
            await holder.until(lambda: {"산.txt"} in holder.told)
            named = holder.told.index({"산.txt"})
            await holder.until(lambda: None in holder.told[named:])
            opened = holder.opened
            await asyncio.sleep(2.0)
            assert holder.opened == opened

    asyncio.run(scenario())


def test_a_broken_file_keeps_its_last_good_version(tmp_path: Path, analyzer: Analyzer) -> None:
    """It is reported, and answered from as before."""

    async def scenario() -> None:
        async with watching(tmp_path, analyzer) as (content, holder):
            (content / "강.txt").write_bytes(b"\x00\xff" * 100)
            await holder.until(lambda: bool(holder.library.problems))
            assert "한강" in holder.library.corpus[0].article.text

    asyncio.run(scenario())


def test_a_lost_folder_is_waited_for(tmp_path: Path, analyzer: Analyzer) -> None:
    """While the folder is away the old library answers; when it is back it is read again."""

    async def scenario() -> None:
        async with watching(tmp_path, analyzer) as (content, holder):
            content.rename(tmp_path / "away")
            await asyncio.sleep(0.5)
            assert "한강" in holder.library.corpus[0].article.text
            (tmp_path / "away").rename(content)
            write(content / "산.txt", "산\n\n산은 높다.\n")
            await holder.until(lambda: "산" in holder.library.corpus.ids())

    asyncio.run(scenario())


def test_other_files_are_not_looked_at(tmp_path: Path, analyzer: Analyzer) -> None:
    """Hidden files and files of no article do not make the folder be read."""

    async def scenario() -> None:
        async with watching(tmp_path, analyzer) as (content, holder):
            before = holder.opened
            write(content / ".git" / "산.txt", "산")
            write(content / "그림.png", "x")
            await asyncio.sleep(1.0)
            assert holder.opened == before

    asyncio.run(scenario())


def test_a_reading_that_takes_its_time_does_not_hold_up_the_end(tmp_path: Path) -> None:
    """A service that is told to stop stops, whatever it is reading just then."""
    began, finish, finished = (threading.Event() for _ in range(3))

    def reopen(_: object) -> None:
        began.set()
        finish.wait(WAIT)
        finished.set()

    async def scenario() -> None:
        task = asyncio.create_task(watch(tmp_path, reopen, lambda _: None, lambda: None))
        while not began.is_set():
            await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(scenario())
    assert not finished.is_set()
    finish.set()
    assert finished.wait(WAIT)
