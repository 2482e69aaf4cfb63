"""The doctor: every state of an installation has its colour, and all but green say what to do."""

import base64
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.doctor import Level, examine
from bot.doctor.machine import judge_clock, judge_memory, memory_limit
from bot.main import main
from bot.schema import STEPS
from bot.state import FILE as STATE
from bot.state import State
from bot.texts import LANGUAGES, text
from index import Library
from index.analyzer import Analyzer
from index.store.manifest import NAME as INDEX

_APPLICATION = base64.urlsafe_b64encode(b"123456789012345678").decode().rstrip("=")
TOKEN = f"{_APPLICATION}.Gabcde.{'a' * 38}"  # the form alone; nobody's token
MB = 1 << 20


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with an article and a data folder, and no setting from outside."""
    for name in list(os.environ):
        if name.startswith(("INYONG_", "DISCORD_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("# 제목\n\n지분은 절반이다.\n", encoding="utf-8")
    return tmp_path


def found(check: str, **environment: str) -> list[tuple[Level, str]]:
    """What a check finds; every finding must have its words in both languages."""
    findings = list(examine({"INYONG_DATA": "data", **environment}))
    for one in findings:
        for language in LANGUAGES:
            assert one.says(language)
            assert bool(one.advises(language)) is (one.level is not Level.GREEN)
    return [(one.level, one.key) for one in findings if one.check == check]


def test_articles_are_counted() -> None:
    assert found("content") == [(Level.GREEN, "content")]


def test_an_empty_folder_serves_the_demonstration(here: Path) -> None:
    """Where the setting says so, as in the container; else it is empty and said to be."""
    (here / "content" / "a.md").unlink()
    assert found("content", INYONG_DEMO="true") == [(Level.YELLOW, "content_demo")]
    assert found("content") == [(Level.YELLOW, "content_empty")]


def test_a_missing_folder_is_red() -> None:
    assert found("content", INYONG_CONTENT="nowhere") == [(Level.RED, "content_unusable")]


def test_files_that_are_left_out_are_named(here: Path) -> None:
    (here / "content" / "b.md").symlink_to("/etc/hostname")
    assert (Level.YELLOW, "content_problems") in found("content")


def test_a_public_collection_that_is_not_there_is_named(here: Path) -> None:
    """A slip in the setting would show nothing of it, and say nothing either."""
    (here / "content" / "sea").mkdir()
    (here / "content" / "sea" / "b.txt").write_text("바다는 넓다.", encoding="utf-8")
    assert len(found("content", INYONG_PUBLIC_COLLECTIONS="sea,default")) == 1
    said = found("content", INYONG_PUBLIC_COLLECTIONS="sea,see")
    assert (Level.YELLOW, "collections_unknown") in said


def test_a_data_folder_that_is_a_file_is_red(here: Path) -> None:
    (here / "data").write_text("not a folder", encoding="utf-8")
    assert found("data") == [(Level.RED, "data_unwritable")]


def test_a_state_is_judged_by_its_version_and_soundness(here: Path) -> None:
    State.open(here / "data").close()
    assert (Level.GREEN, "state") in found("data")
    with closing(sqlite3.connect(here / "data" / STATE)) as state:
        state.execute("INSERT INTO schema VALUES (?)", (len(STEPS) + 1,))
        state.commit()
    assert (Level.RED, "state_newer") in found("data")
    (here / "data" / STATE).write_bytes(b"no database" * 1000)
    assert (Level.RED, "state_damaged") in found("data")


def test_an_index_is_judged_without_loading_kiwi(here: Path, analyzer: Analyzer) -> None:
    assert found("index") == [(Level.YELLOW, "index_none")]
    Library.open("content", data="data", analyzer=analyzer)
    assert found("index") == [(Level.GREEN, "index")]
    [index] = [one for one in examine({"INYONG_DATA": "data"}) if one.check == "index"]
    assert index.values["articles"] == 1
    assert found("index", INYONG_ENGINE="rank_bm25") == [(Level.GREEN, "index_memory")]
    manifest = here / "data" / "index" / INDEX
    manifest.write_bytes(manifest.read_bytes()[:-1])
    assert found("index") == [(Level.RED, "index_damaged")]


def test_an_index_of_another_version_is_made_again(
    monkeypatch: pytest.MonkeyPatch, analyzer: Analyzer
) -> None:
    Library.open("content", data="data", analyzer=analyzer)
    monkeypatch.setattr("index.store.updating.__version__", "99.0")
    assert found("index") == [(Level.YELLOW, "index_other")]


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (TOKEN, [(Level.GREEN, "token")]),
        ("", [(Level.YELLOW, "no_token")]),
        ("123456789012345678", [(Level.RED, "bad_token")]),
        (TOKEN[:-20], [(Level.RED, "bad_token")]),
        (f"Bot {TOKEN}", [(Level.RED, "bad_token")]),
    ],
)
def test_a_token_is_judged_by_its_form(token: str, expected: list[tuple[Level, str]]) -> None:
    assert found("token", DISCORD_TOKEN=token) == expected


def test_a_token_that_others_can_read_is_yellow(here: Path) -> None:
    file = here / "token.txt"
    file.write_text(TOKEN, encoding="utf-8")
    file.chmod(0o644)
    assert (Level.YELLOW, "token_open") in found("token", DISCORD_TOKEN_FILE=str(file))
    file.chmod(0o600)
    assert found("token", DISCORD_TOKEN_FILE=str(file)) == [(Level.GREEN, "token")]


def test_a_wrong_setting_is_red_and_the_machine_is_checked_still() -> None:
    assert found("settings", INYONG_PORT="many") == [(Level.RED, "settings_wrong")]
    assert found("memory", INYONG_PORT="many")


@pytest.mark.parametrize(
    ("limit", "level"),
    [
        (None, Level.GREEN),
        (512 * MB, Level.RED),
        (800 * MB, Level.YELLOW),
        (1024 * MB, Level.GREEN),
    ],
)
def test_memory_is_judged(limit: int | None, level: Level) -> None:
    assert judge_memory(limit).level is level


def test_the_memory_of_this_machine_is_known() -> None:
    assert (memory_limit() or 0) > 100 * MB


@pytest.mark.parametrize(
    ("now", "alone", "level"),
    [(0.0, False, Level.RED), (2e9, False, Level.GREEN), (2e9, True, Level.YELLOW)],
)
def test_a_clock_is_judged(now: float, alone: bool, level: Level) -> None:
    assert judge_clock(now, alone).level is level


def test_no_finding_shows_the_token(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    main(["doctor", "--data", "data"])
    main(["doctor", "--data", "data", "--json"])
    said = capsys.readouterr()
    assert TOKEN.rsplit(".", 1)[1] not in said.out + said.err


def test_the_exit_code_tells_whether_something_is_red(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["doctor", "--data", "data"]) == 0
    capsys.readouterr()
    assert main(["doctor", "--data", "data", "--content", "nowhere", "--json"]) == 1
    listed = json.loads(capsys.readouterr().out)
    red = [one for one in listed if one["level"] == "red"]
    assert [one["check"] for one in red] == ["content"]
    assert red[0]["do"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_a_name(language: str) -> None:
    for one in examine({"INYONG_DATA": "data", "DISCORD_TOKEN": TOKEN}):
        assert text(f"doctor_check_{one.check}", language)
