"""The terminal and Discord show the same quotes and citations."""

import io
import json
import re
from pathlib import Path

import pytest
from discord_markdown import show
from rich.console import Console

from bot.channel.pages import answer_pages
from bot.terminal import print_answer
from index import Answer, Library

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden" / "questions.jsonl"
QUESTIONS = [
    json.loads(line)["question"] for line in GOLDEN.read_text(encoding="utf-8").splitlines()
][::12]
MARK = re.compile(r"^(-|\d+\.) ")  # of a list item, which is no part of the quote


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.open(
        ROOT / "content", data=tmp_path_factory.mktemp("data"), public_url="https://reader.example"
    )


def in_terminal(answer: Answer) -> tuple[list[str], list[str]]:
    """The quotes and the citations that a pipe gets."""
    out = io.StringIO()
    print_answer(answer, Console(file=out, soft_wrap=True, highlight=False, emoji=False))
    lines = out.getvalue().splitlines()
    quotes = "\n".join(line[2:] if line.startswith("> ") else "\0" for line in lines)
    citations = [line for line in lines if re.match(r"(\[\d+\]|—) 「", line)]
    return joined(quotes), [line.split(" ", 1)[1] for line in citations]


def in_discord(answer: Answer) -> tuple[list[str], list[str]]:
    """The quotes and the citations that members get."""
    quotes, citations = [], []
    for page in answer_pages(answer, answer.language):
        blocks = [block for block in page.blocks if block.startswith("> ")]
        quotes.append(
            "\n".join(show(line[2:]).text for block in blocks for line in block.split("\n"))
        )
        cited = page.blocks[-1].split("\n")[0].removeprefix("-# ")
        citations.append(show(re.sub(r"^\[(.*?)\]\(<.*?>\)", r"\1", cited)).text)
    return joined("\0".join(quotes)), citations


def joined(text: str) -> list[str]:
    """The quotes, each on one line."""
    return [" ".join(part.split()) for part in text.split("\0") if part.strip()]


@pytest.mark.parametrize("question", QUESTIONS)
def test_terminal_and_discord_show_the_same(demonstration: Library, question: str) -> None:
    answer = demonstration.ask(question)
    assert in_terminal(answer) == in_discord(answer)
    shown = [MARK.sub("", quote) for quote in in_discord(answer)[0]]
    assert shown == [" ".join(quote.text.split()) for quote in answer.quotes]
