"""Running the bot: its token, its exit codes, its signals, its log."""

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from channel_helpers import write_content

from bot.channel.logs import OneLine
from bot.channel.token import application_id, invite_link
from bot.state import FILE, Asked, State

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.abcdefghijklmnopqrstuvwxyz0"  # nobody's
ASKED = Asked("화성 이주는?", "ko", "command", b"", "not_found", 0.1)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "nonsense",
        "Bot " + TOKEN,
        TOKEN + "\n",
        TOKEN.replace(".", ""),
        "가" + TOKEN,
        "bm90LWFuLWlkLWF0LWFsbA." + TOKEN.partition(".")[2],
        "123456789012345678",
    ],
)
def test_what_is_no_token_is_told_apart(token: str) -> None:
    assert application_id(token) is None


def test_a_token_names_its_application_and_so_its_invite_link() -> None:
    application = application_id(TOKEN)
    assert application == 123456789012345678
    link = invite_link(application)
    assert "client_id=123456789012345678" in link
    assert "scope=bot+applications.commands" in link


def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    plain = {name: value for name, value in os.environ.items() if "DISCORD" not in name}
    return subprocess.Popen(  # our own program
        [sys.executable, "-m", "bot", *arguments],
        env=plain | {"INYONG_LANGUAGE": "en"} | environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "There is no Discord bot token"),
        ({"DISCORD_TOKEN": "secret-nonsense"}, "does not look like a Discord bot token"),
        ({"DISCORD_TOKEN_FILE": "/nowhere/token"}, "/nowhere/token: no such file or folder"),
        ({"DISCORD_TOKEN_FILE": os.devnull}, f"{os.devnull}: is empty"),
        ({"DISCORD_TOKEN_FILE": str(Path(__file__).parent)}, "it is a folder"),
    ],
)
def test_a_false_token_ends_with_exit_2_and_one_line(
    environment: dict[str, str], says: str, tmp_path: Path
) -> None:
    process = start("discord", "--data", str(tmp_path / "data"), **environment)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 2
    assert len(error.splitlines()) == 1
    assert says in error
    assert "secret-nonsense" not in error


def test_sigterm_ends_it_at_once_with_exit_0(tmp_path: Path) -> None:
    """Even while the articles are read and Discord cannot be reached."""
    content = write_content(tmp_path / "content")
    process = start(
        "discord", "--content", str(content), "--data", str(tmp_path / "data"), DISCORD_TOKEN=TOKEN,
        HTTPS_PROXY="", https_proxy="",
    )  # fmt: skip
    assert process.stderr
    assert "client_id=123456789012345678" in process.stderr.readline()
    while "cannot be reached" not in (line := process.stderr.readline()):
        if not line:
            pytest.skip("a real Discord answered")
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    _, error = process.communicate(timeout=10)
    assert process.returncode == 0
    assert time.monotonic() - began < 2
    assert "Traceback" not in error
    assert TOKEN not in error


def test_gaps_are_listed_and_an_absent_state_is_no_error(tmp_path: Path) -> None:
    none = start("gaps", "--data", str(tmp_path))
    assert none.wait(60) == 1
    assert not (tmp_path / FILE).exists()
    state = State.open(tmp_path)
    for _ in range(2):
        state.add(ASKED)
    state.close()
    process = start("gaps", "--data", str(tmp_path))
    shown, error = process.communicate(timeout=60)
    assert process.returncode == 0, error
    assert "화성 이주는?" in shown
    assert " 2 " in shown
    assert none.stderr and none.stdout
    none.stderr.close()
    none.stdout.close()


def test_discords_tracebacks_become_one_line_and_ours_stay() -> None:
    def record(name: str) -> logging.LogRecord:
        try:
            raise OSError("gone")
        except OSError:
            info = sys.exc_info()
        made = logging.LogRecord(name, logging.ERROR, "", 0, "retry in %d s", (3,), info)
        assert OneLine().filter(made)
        return made

    theirs, ours = record("discord.client"), record("inyong.discord")
    assert theirs.getMessage() == "retry in 3 s (OSError: gone)"
    assert theirs.exc_info is None
    assert ours.exc_info
