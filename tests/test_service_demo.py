"""The first article that an operator adds takes the demonstration's place, without a restart."""

import asyncio
from pathlib import Path

import pytest

from bot.service import Service
from bot.settings import Settings
from bot.state import State

_PATIENCE = 30.0  # seconds; a change is seen within two on an idle machine


async def until(served: Service, ids: list[str] | None) -> None:
    """Wait until just these articles are served; None for the demonstration's."""
    async with asyncio.timeout(_PATIENCE):
        while True:
            library = served.shelf.library
            now = library.corpus.ids() if library else []
            if list(now) == ids or (ids is None and len(now) > 1):
                return
            await asyncio.sleep(0.1)


@pytest.mark.asyncio
async def test_an_own_article_ends_the_demonstration(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    service = Service(
        Settings(content=content, data=tmp_path / "data", demo=True), State.forgetful()
    )
    following = asyncio.ensure_future(service.follow())
    try:
        await until(service, None)
        (content / "a.md").write_text("# 제목\n\n지분은 절반이다.\n", encoding="utf-8")
        await until(service, ["a"])
        (content / "a.md").unlink()
        await until(service, None)
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
    assert str(content) in capsys.readouterr().err
