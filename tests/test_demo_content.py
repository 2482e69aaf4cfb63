"""The demonstration articles keep the form that readers and the golden data rely on."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

CONTENT = Path(__file__).parent.parent / "content"
ARTICLES = sorted(CONTENT.rglob("*.md"))
SHORTEST, LONGEST = 600, 2500  # characters below the front matter
HANGUL_SHARE = 0.3  # a Korean article is far above it, an English one has none


def split(path: Path) -> tuple[dict[str, Any], str]:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body.strip()


def is_korean(text: str) -> bool:
    return sum("가" <= character <= "힣" for character in text) / len(text) > HANGUL_SHARE


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_front_matter_is_complete(path: Path) -> None:
    front, _ = split(path)
    assert front["title"]
    assert front["author"] == "Inyong"
    assert isinstance(front["date"], datetime.date)
    for field in ("tags", "sources"):
        assert front[field]
        assert all(isinstance(entry, str) for entry in front[field])


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_body_has_the_agreed_size_and_sections(path: Path) -> None:
    _, body = split(path)
    assert SHORTEST <= len(body) <= LONGEST
    assert body.count("\n## ") >= 3


def test_most_articles_are_korean_and_three_are_english() -> None:
    korean = [is_korean(split(path)[1]) for path in ARTICLES]
    assert (korean.count(True), korean.count(False)) == (11, 3)
