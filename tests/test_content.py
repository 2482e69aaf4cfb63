"""Which folder is served: the operator's, and the demonstration's only while it is asked for."""

from pathlib import Path

import pytest

from bot.content import content_folder, demo_folder, followed_folder, is_demo
from bot.settings import Settings


def test_the_demonstration_comes_with_the_program() -> None:
    assert any(demo_folder().rglob("*.md"))
    assert is_demo(demo_folder())


def test_without_a_content_folder_the_demonstration_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert is_demo(content_folder(Settings()))


def test_an_empty_folder_is_empty_unless_the_setting_says_otherwise(tmp_path: Path) -> None:
    """And it is the operator's folder that is followed, so the first article ends the show."""
    assert content_folder(Settings(content=tmp_path)) == tmp_path
    shown = Settings(content=tmp_path, demo=True)
    assert is_demo(content_folder(shown))
    assert followed_folder(shown) == tmp_path
    (tmp_path / "a.md").write_text("# 제목\n\n글.\n", encoding="utf-8")
    assert content_folder(shown) == tmp_path


def test_a_folder_of_broken_files_is_not_empty(tmp_path: Path) -> None:
    """Its problems are to be seen, not covered by the demonstration."""
    (tmp_path / "a.md").symlink_to("/etc/hostname")
    assert content_folder(Settings(content=tmp_path, demo=True)) == tmp_path


def test_a_missing_folder_that_was_named_is_not_replaced(tmp_path: Path) -> None:
    named = tmp_path / "nowhere"
    assert content_folder(Settings(content=named, demo=True)) == named
