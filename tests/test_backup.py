"""Backup and restore: whole under a writing bot, and nothing but sound files goes back."""

import io
import json
import os
import sqlite3
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.backup import MANIFEST, BackupError, read_backup, write_backup
from bot.main import main
from bot.schema import STEPS
from bot.settings import FILE as SETTINGS
from bot.state import FILE, Asked, State

ASKED = Asked("지분은?", "ko", "command", b"mask", "not_found", 0.0)
Rewrite = Callable[[dict[str, bytes]], dict[str, bytes]]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with no setting from outside."""
    for name in list(os.environ):
        if name.startswith("INYONG_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def questions(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / FILE)) as state:
        return [row[0] for row in state.execute("SELECT question FROM question ORDER BY question")]


def filled(folder: Path, *asked: str) -> State:
    state = State.open(folder)
    for one in asked:
        state.add(Asked(one, "ko", "command", b"mask", "not_found", 0.0))
    return state


def packed(files: dict[str, bytes], path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_was_backed_up_comes_back(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """State, settings and the key of the hashes, into an empty data folder."""
    state = filled(here / "data", "하나", "둘")
    mask = state.mask(42)
    state.close()
    Path(SETTINGS).write_text('engine = "rank_bm25"\n', encoding="utf-8")
    assert main(["backup", "b.zip"]) == 0
    Path(SETTINGS).unlink()
    assert main(["restore", "b.zip", "--data", "other"]) == 0
    assert questions(here / "other") == ["둘", "하나"]
    assert Path(SETTINGS).read_text(encoding="utf-8") == 'engine = "rank_bm25"\n'
    again = State.open(here / "other")
    assert again.mask(42) == mask
    again.close()
    assert sorted(path.name for path in (here / "other").iterdir()) == [FILE]


def test_a_backup_under_a_writing_bot_is_whole(here: Path) -> None:
    """Each backup passes the restore's checks, and loses nothing that was there before it."""
    state = filled(here / "data", *(f"앞 {number}" for number in range(50)))
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            state.add(ASKED)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            assert main(["backup", f"{number}.zip"]) == 0
            with (
                Path(f"{number}.zip").open("rb") as file,
                read_backup(file, "b", here) as files,
            ):
                assert sum(one.startswith("앞") for one in questions(files[FILE].parent)) == 50
    finally:
        stop.set()
        writer.join()
        state.close()


def test_a_running_bot_sees_the_restored_state(here: Path) -> None:
    """The file is not swapped under the bot's hands: it reads on, and what it writes stays."""
    filled(here / "data", "옛날").close()
    assert main(["backup", "b.zip"]) == 0
    running = filled(here / "data", "나중")
    assert main(["restore", "b.zip", "--force"]) == 0
    assert [gap.question for gap in running.gaps()] == ["옛날"]
    running.add(ASKED)
    running.close()
    assert questions(here / "data") == ["옛날", "지분은?"]


def test_nothing_is_replaced_without_saying_so(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(here / "data", "하나").close()
    assert main(["backup", "b.zip"]) == 0
    assert main(["backup", "b.zip"]) == 2
    assert "--force" in capsys.readouterr().err
    filled(here / "data", "둘").close()
    assert main(["restore", "b.zip"]) == 2
    assert "--force" in capsys.readouterr().err
    assert questions(here / "data") == ["둘", "하나"]
    assert main(["backup", "b.zip", "--force"]) == 0
    assert sorted(path.name for path in here.iterdir()) == ["b.zip", "data"]


def test_a_damaged_state_is_set_aside(here: Path) -> None:
    """What a backup is for."""
    filled(here / "data", "하나").close()
    assert main(["backup", "b.zip"]) == 0
    (here / "data" / FILE).write_bytes(b"no database at all, but long enough" * 100)
    assert main(["backup", "c.zip"]) == 2
    assert main(["restore", "b.zip", "--force"]) == 0
    assert questions(here / "data") == ["하나"]
    assert (here / "data" / f"{FILE}.damaged").exists()


def test_an_older_state_is_brought_up_to_date(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(here / "data", "하나").close()
    assert main(["backup", "b.zip"]) == 0
    added = (*STEPS, ("CREATE TABLE later (one INTEGER) STRICT",))
    monkeypatch.setattr("bot.schema.STEPS", added)
    assert main(["restore", "b.zip", "--data", "other"]) == 0
    State.open(here / "other").close()
    with closing(sqlite3.connect(here / "other" / FILE)) as state:
        assert state.execute("SELECT count(*) FROM later").fetchone() == (0,)


def _stranger(files: dict[str, bytes]) -> dict[str, bytes]:
    return files | {"../../evil": b"x"}


def _listed_stranger(files: dict[str, bytes]) -> dict[str, bytes]:
    manifest = json.loads(files[MANIFEST])
    manifest["files"]["/tmp/evil"] = [1, "00"]  # noqa: S108  # the attack
    return files | {MANIFEST: json.dumps(manifest).encode(), "/tmp/evil": b"x"}  # noqa: S108  # same


def _flipped(files: dict[str, bytes]) -> dict[str, bytes]:
    state = files[FILE]
    return files | {FILE: state[:-1] + bytes([state[-1] ^ 1])}


def _longer(files: dict[str, bytes]) -> dict[str, bytes]:
    return files | {FILE: files[FILE] + bytes(1 << 20)}


def _no_manifest(files: dict[str, bytes]) -> dict[str, bytes]:
    return {FILE: files[FILE]}


def _odd_manifest(files: dict[str, bytes]) -> dict[str, bytes]:
    return files | {MANIFEST: b'{"format": 1, "files": [3]}'}


def _newer(files: dict[str, bytes]) -> dict[str, bytes]:
    return files | {MANIFEST: json.dumps(json.loads(files[MANIFEST]) | {"format": 99}).encode()}


def _missing(files: dict[str, bytes]) -> dict[str, bytes]:
    return {MANIFEST: files[MANIFEST]}


@pytest.mark.parametrize(
    "rewrite",
    [
        _stranger,
        _listed_stranger,
        _flipped,
        _longer,
        _no_manifest,
        _odd_manifest,
        _newer,
        _missing,
    ],
)
def test_an_unsound_backup_changes_nothing(
    rewrite: Rewrite, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that names the backup, and the state as it was, byte for byte."""
    filled(here / "data", "하나").close()
    assert main(["backup", "b.zip"]) == 0
    packed(rewrite(unpacked(here / "b.zip")), here / "b.zip")
    before = (here / "data" / FILE).read_bytes()
    capsys.readouterr()
    assert main(["restore", "b.zip", "--force"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "b.zip" in said
    assert (here / "data" / FILE).read_bytes() == before
    assert sorted(path.name for path in (here / "data").iterdir()) == [FILE]
    assert not Path("/tmp/evil").exists()  # noqa: S108  # the attack


@pytest.mark.parametrize("cut", [0, 1, 100, -1])
def test_a_cut_off_backup_is_refused(cut: int, here: Path) -> None:
    filled(here / "data", "하나").close()
    assert main(["backup", "b.zip"]) == 0
    whole = (here / "b.zip").read_bytes()
    (here / "b.zip").write_bytes(whole[:cut])
    assert main(["restore", "b.zip", "--data", "other"]) == 2
    assert list((here / "other").iterdir()) == []


def test_settings_that_cannot_be_used_are_refused(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = io.BytesIO()
    Path(SETTINGS).write_text("nonsense = 1\n", encoding="utf-8")
    filled(here / "data").close()
    write_backup(out, here / "data", Path(SETTINGS))
    Path(SETTINGS).unlink()
    with (
        pytest.raises(BackupError, match=r"inyong\.toml: nonsense"),
        read_backup(io.BytesIO(out.getvalue()), "b.zip", here),
    ):
        pass


def test_nothing_to_back_up_is_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "b.zip"]) == 2
    assert "--data" in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_a_path_that_cannot_be_written_is_one_line(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(here / "data", "하나").close()
    assert main(["backup", "no/such/b.zip"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["restore", "missing.zip"]) == 2
    assert "missing.zip" in capsys.readouterr().err
