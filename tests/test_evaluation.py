"""Questions files and the figures over them."""

import json
from pathlib import Path

import pytest

from index import Library
from index.analyzer import Analyzer
from index.evaluation import Asked, QuestionsError, evaluate, read_questions

ARTICLES = {
    "sea/lighthouse.md": "---\ntitle: 섬 등대\n---\n첫 등대는 1912년에 불을 켰다.\n\n"
    "## 등대지기\n\n김물결은 서른한 해 동안 일했다.\n",
    "bridge.txt": "다리\n\n동쪽 다리는 길이가 212미터다. 통행료는 없다.\n",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> Library:
    root = tmp_path_factory.mktemp("content")
    for name, text in ARTICLES.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return Library.open(root, engine="rank_bm25", analyzer=analyzer)


def write(folder: Path, *lines: str) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_every_field_but_the_question_is_optional(tmp_path: Path) -> None:
    """Blank lines are passed over, and a field's own line separators are no lines."""
    path = write(
        tmp_path,
        '{"question": "하나"}',
        "",
        json.dumps({"question": "줄\u2028둘", "answers": ["a", ""]}, ensure_ascii=False),
        '{"question": "셋", "article": "a", "evidence": "b", "unanswerable": true}\r',
    )
    assert read_questions(path) == [
        Asked("하나"),
        Asked("줄\u2028둘", answers=("a",)),
        Asked("셋", article="a", evidence="b", unanswerable=True),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[]", 'no "question"'),
        ('{"question": 5}', 'no "question"'),
        ('{"question": "a", "answers": "b"}', "not a list of strings (answers)"),
        ('{"question": "a", "answers": [5]}', "not a list of strings (answers)"),
        ('{"question": "a", "article": 5}', "not a string (article)"),
        ('{"question": "a", "evidence": ["b"]}', "not a string (evidence)"),
        ("9" * 5000, "not JSON"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    path = write(tmp_path, '{"question": "a"}', line)
    with pytest.raises(QuestionsError) as caught:
        read_questions(path)
    assert str(caught.value).startswith(f"{path}:2: ")
    assert message in str(caught.value)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff")
    with pytest.raises(QuestionsError, match="a: not text in UTF-8"):
        read_questions(tmp_path / "a")
    with pytest.raises(QuestionsError, match=r"b: cannot be read \(No such file"):
        read_questions(tmp_path / "b")


def test_figures_are_shares_of_the_questions_they_apply_to(small: Library) -> None:
    """A hit overlaps the evidence; with none, it is of the article and holds an answer."""
    found = evaluate(
        small,
        [
            Asked("첫 등대가 불을 켠 해는?", ("1912",), "sea/lighthouse", "1912년에 불을 켰다"),
            Asked("동쪽 다리의 길이는?", ("212미터",), "bridge"),
            Asked("동쪽 다리의 길이는?", ("212미터",), "sea/lighthouse"),
            Asked("화성 탐사선의 이름은?", unanswerable=True),
        ],
    )
    assert found.questions == 4
    assert found.hit_1 == found.mrr_10 == pytest.approx(200 / 3)
    assert found.answer_1 == found.quote_1 == found.neighbours_1 == 100
    assert (found.answered, found.false_answers, found.abstained) == (100, 0, 100)


def test_no_questions_have_no_figures(small: Library) -> None:
    figures = evaluate(small, []).to_json()
    assert figures.pop("questions") == 0
    assert set(figures.values()) == {None}
