"""The golden questions and dialogues are well formed and true to the demonstration articles."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from bench.datasets import documents, natural
from index.reading import read_article

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
GOLDEN = ROOT / "tests" / "golden"
MARKUP = ("**", "`", "|", "#", "](", "\n")

Record = dict[str, Any]


def records(name: str) -> list[Record]:
    """The objects of one golden file, in its order."""
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def body(article: str) -> str:
    """What stands below the front matter of an article."""
    text = (CONTENT / f"{article}.md").read_text(encoding="utf-8")
    return text.split("---\n", 2)[2]


def is_korean(text: str) -> bool:
    return any("가" <= character <= "힣" for character in text)


def assert_evidence(record: Record) -> None:
    """The evidence stands once in the article, on one line, as plain text."""
    evidence = record["evidence"]
    where = f"{record['question']!r} ({record['article']})"
    assert body(record["article"]).count(evidence) == 1, f"{where}: not once in the article"
    assert not any(mark in evidence for mark in MARKUP), f"{where}: markup in the evidence"


def test_natural_questions_are_true_to_the_articles() -> None:
    """Their evidence stands there, and holds the answers."""
    sets = natural(), natural("near")
    asked = [one for each in sets for one in each.questions if not one.unanswerable]
    assert len(asked) > 250 and len({one.question for one in asked}) == len(asked)
    for one in asked:
        assert one.article and one.evidence and one.evidence in body(one.article), one.question
        assert one.answers and all(answer in one.evidence for answer in one.answers), one.question


def answerable() -> list[Record]:
    return [record for record in records("questions.jsonl") if not record.get("unanswerable")]


def turns() -> Iterator[Record]:
    for dialogue in records("dialogues.jsonl"):
        yield from dialogue["turns"]


def test_each_question_has_one_of_two_forms() -> None:
    for record in records("questions.jsonl"):
        if record.get("unanswerable"):
            assert record == {"question": record["question"], "unanswerable": True}
        else:
            assert list(record) == ["question", "answers", "article", "evidence"], record


def test_evidence_is_verbatim_and_holds_every_answer() -> None:
    for record in answerable():
        assert_evidence(record)
        assert record["answers"], record
        for answer in record["answers"]:
            assert answer in record["evidence"], f"{record['question']!r}: {answer!r}"


def test_no_question_is_asked_twice() -> None:
    asked = Counter(
        "".join(record["question"].lower().split()) for record in records("questions.jsonl")
    )
    assert [question for question, times in asked.items() if times > 1] == []


def test_the_mix_of_questions() -> None:
    korean = [record for record in answerable() if is_korean(record["question"])]
    english = [record for record in answerable() if not is_korean(record["question"])]
    across = [record for record in korean if not is_korean(body(record["article"]))]
    refused = [record for record in records("questions.jsonl") if record.get("unanswerable")]
    assert len(korean) >= 70
    assert len(english) >= 20
    assert len(across) >= 5
    assert len(refused) >= 20


def test_every_article_is_asked_about() -> None:
    articles = {path.relative_to(CONTENT).with_suffix("").as_posix() for path in content_files()}
    assert {record["article"] for record in answerable()} == articles
    assert {turn["article"] for turn in turns()} == articles


def content_files() -> list[Path]:
    return sorted(CONTENT.rglob("*.md"))


def test_dialogues_have_two_or_three_turns_with_true_evidence() -> None:
    for dialogue in records("dialogues.jsonl"):
        assert list(dialogue) == ["turns"]
        assert len(dialogue["turns"]) in (2, 3)
    for turn in turns():
        assert list(turn) == ["question", "article", "evidence"], turn
        assert_evidence(turn)


def test_no_dialogue_is_there_twice() -> None:
    talks = Counter(
        tuple(turn["question"] for turn in dialogue["turns"])
        for dialogue in records("dialogues.jsonl")
    )
    assert max(talks.values()) == 1


def test_the_mix_of_dialogues() -> None:
    dialogues = [dialogue["turns"] for dialogue in records("dialogues.jsonl")]
    switched = [talk for talk in dialogues if talk[1]["article"] != talk[0]["article"]]
    english = [talk for talk in dialogues if not any(is_korean(turn["question"]) for turn in talk)]
    assert len(dialogues) >= 65
    assert len(switched) >= 15
    assert len(english) >= 12


@pytest.mark.parametrize("name", ["club", "hall", "desk", "yard"])
def test_questions_over_documents_are_true_to_them(name: str) -> None:
    """What answers stands in the text as it is quoted, tables and lists without their marks."""
    made = documents(name)
    texts: dict[str, str] = {}
    for path in made.folder.iterdir():
        found = read_article(PurePosixPath(path.name), path.read_bytes())
        texts[found.id] = found.text
    assert {one.article for one in made.questions} == set(texts)
    for one in made.questions:
        if not one.unanswerable:
            assert one.article and one.evidence
            assert one.evidence in texts[one.article], one.question
            assert all(answer in one.evidence for answer in one.answers), one.question
