"""The state file: questions come back by id, votes count once, gaps in order, no names."""

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from bot.schema import STEPS, StateError
from bot.state import FILE, Asked, State

ASKED = Asked(
    question="지분은?",
    language="ko",
    surface="command",
    asker=b"mask",
    verdict="answered",
    confidence=0.9,
    article="tech/openai",
    before=("MS는 뭘 샀어?",),
)


def test_a_question_comes_back_after_a_restart(tmp_path: Path) -> None:
    state = State.open(tmp_path)
    number = state.add(ASKED)
    mask = state.mask(42)
    state.close()
    again = State.open(tmp_path)
    assert again.get(number) == ASKED
    assert again.get(number + 1) is None
    assert again.mask(42) == mask
    again.close()


def test_a_member_is_never_written_down(tmp_path: Path) -> None:
    state = State.open(tmp_path)
    member = 123456789012345678
    number = state.add(replace(ASKED, asker=state.mask(member)))
    state.vote(number, member, 0, True)
    state.close()
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert str(member).encode() not in written
    assert member.to_bytes(8, "big") not in written


def test_a_second_vote_replaces_the_first(tmp_path: Path) -> None:
    state = State.open(tmp_path)
    number = state.add(ASKED)
    state.vote(number, 1, 0, True)
    state.vote(number, 1, 1, False)
    state.vote(number, 2, 0, True)
    state.vote(number + 1, 2, 0, True)  # no such question: nothing to vote on
    assert state.votes() == (1, 1)
    state.close()


def test_gaps_come_most_frequent_first_and_near_repeats_together() -> None:
    state = State.forgetful()
    for question in ("화성 이주는?", "달은?", "화성 이주는", "화성이주는??", "!?"):
        state.add(replace(ASKED, question=question, verdict="not_found"))
    state.add(ASKED)
    assert [(gap.question.replace(" ", "").strip("?"), gap.times) for gap in state.gaps()] == [
        ("화성이주는", 3),
        ("달은", 1),
    ]
    assert len(state.gaps(limit=1)) == 1


def test_a_newer_file_is_refused_in_one_line(tmp_path: Path) -> None:
    State.open(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("INSERT INTO schema VALUES (?)", (len(STEPS) + 1,))
    connection.close()
    with pytest.raises(StateError, match="newer Inyong") as caught:
        State.open(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError, match=r"file/data.*--data"):
        State.open(tmp_path / "file" / "data")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"nonsense" * 1000)
    with pytest.raises(StateError, match="not a database"):
        State.open(tmp_path)


def test_many_threads_and_a_second_process_write_together(tmp_path: Path) -> None:
    first, second = State.open(tmp_path), State.open(tmp_path)
    numbers: list[int] = []

    def write(state: State) -> None:
        numbers.extend(state.add(ASKED) for _ in range(50))

    threads = [threading.Thread(target=write, args=(one,)) for one in (first, first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(numbers)) == 150
    assert all(second.get(number) == ASKED for number in numbers)
    first.close()
    second.close()
