"""The documents say what is true: links lead somewhere, examples run as written."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from index import Library
from index.analyzer import Analyzer

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
READMES = ("README.md", "README.ko.md")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def blocks(document: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", read(document), re.S | re.M)


def commands(document: str) -> Iterator[list[str]]:
    """The words of each `inyong` command in the shell examples."""
    for line in "".join(blocks(document, "sh")).splitlines():
        for part in line.split("&&"):
            words = shlex.split(part, comments=True)
            words = [word for word in words if not re.match(r"[A-Z_]+=", word)]
            if words and words[0].endswith("inyong"):
                yield words[1:]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.S | re.M)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if not re.match(r"\w+:", target):
            assert (path.parent / target).exists(), target


def test_both_readmes_have_the_same_commands() -> None:
    first, second = (list(commands(document)) for document in READMES)
    assert [words[0] for words in first] == [words[0] for words in second]
    assert len(first) >= 6


@pytest.mark.parametrize("document", READMES)
def test_the_readme_knows_its_commands_and_options(document: str) -> None:
    """Each command is one, and takes the options that it is shown with."""
    script = "import sys; from bot.main import main; sys.exit(main(sys.argv[1:]))"
    shown = {(words[0], *(w for w in words if w.startswith("--"))) for words in commands(document)}
    for command, *options in sorted(shown):
        done = subprocess.run(
            [sys.executable, "-c", script, command, "--help"],
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1"},
            text=True,
            timeout=60,
            check=True,
        )
        for option in options:
            assert option in done.stdout, (command, option)


@pytest.mark.parametrize("document", READMES)
def test_the_answer_in_the_readme_is_the_answer(document: str, analyzer: Analyzer) -> None:
    """What the README shows is what the demonstration articles say."""
    shown = re.search(r'inyong ask "(.*?)"\n.*?^ +> (.*?)$', read(document), re.S | re.M)
    assert shown
    answer = Library.open(ROOT / "content", analyzer=analyzer).ask(shown[1])
    assert answer.quotes[0].text == shown[2]


def test_the_json_in_its_page_has_the_fields_of_an_answer(library: Library) -> None:
    answer = library.ask(library.corpus.titles()[0]).to_json()
    example, question = map(json.loads, blocks("docs/json.md", "json"))
    assert list(example) == list(answer)
    assert list(example["quotes"][0]) == list(answer["quotes"][0])
    assert list(example["quotes"][0]["article"]) == list(answer["quotes"][0]["article"])
    quote = example["quotes"][0]
    passage = quote["passage"][quote["start"] - quote["passage_start"] :]
    assert passage[: quote["end"] - quote["start"]] == quote["quote"]
    assert question["evidence"] == quote["quote"]


def test_every_setting_is_described() -> None:
    described = set(re.findall(r"`(\w+)`", read("docs/settings.md")))
    assert {field for field in Settings.__dataclass_fields__ if field != "token"} <= described


def test_every_dependency_has_its_reason() -> None:
    import tomllib

    project = tomllib.loads(read("pyproject.toml"))["project"]
    extras = [one for extra in project["optional-dependencies"].values() for one in extra]
    described = read("docs/dependencies.md").lower()
    for requirement in [*project["dependencies"], *extras]:
        package = re.split(r"[\[<>=~!; ]", requirement)[0].lower()
        if not package.startswith("types-"):
            assert f"**{package}**" in described, package
