"""The question sets of the benchmarks, each as a folder of articles and a list of questions.

KorQuAD, Belebele and the seed article lie outside the project (INYONG_SHARED, by default
`../shared`); a set that is not there is None, and the benchmarks say so.
"""

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index.evaluation import Asked, read_questions

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("INYONG_SHARED", ROOT.parent / "shared"))


@dataclass(frozen=True, slots=True)
class Dataset:
    """A folder of articles with questions; `folds` (one a question) split fitting from reporting.

    Fold 0 may be fitted on, fold 1 is only reported: KorQuAD's even- and odd-numbered articles,
    every other article of the natural questions, elsewhere every other question.
    """

    name: str
    folder: Path
    questions: tuple[Asked, ...]
    folds: tuple[int, ...]


def korquad(folder: Path) -> Dataset | None:
    """KorQuAD 1.0 dev: 140 articles, one .txt each; the evidence is the question's paragraph."""
    source = SHARED / "korquad" / "KorQuAD_v1.0_dev.json"
    if not source.exists():
        return None
    asked, folds = [], []
    for number, article in enumerate(json.loads(source.read_text("utf-8"))["data"]):
        contexts = [paragraph["context"] for paragraph in article["paragraphs"]]
        title = article["title"].replace("_", " ")
        _write(folder / f"{number:03d}.txt", "\n\n".join([title, *contexts]) + "\n")
        for paragraph in article["paragraphs"]:
            for one in paragraph["qas"]:
                answers = tuple(answer["text"] for answer in one["answers"])
                asked.append(Asked(one["question"], answers, f"{number:03d}", paragraph["context"]))
                folds.append(number % 2)
    return Dataset("KorQuAD", folder, tuple(asked), tuple(folds))


def belebele(folder: Path, language: str) -> Dataset | None:
    """Belebele: 488 Korean passages, one .md each; questions in "ko" or "en"."""
    source = SHARED / "belebele"
    if not source.exists():
        return None
    texts = {}
    for line in (source / "passages.jsonl").read_text("utf-8").splitlines():
        passage = json.loads(line)
        texts[passage["id"]] = passage["ko"]
        head = f"---\ntitle: 'p{passage['id']}'\n---\n\n"
        _write(folder / f"p{passage['id']:03d}.md", head + passage["ko"] + "\n")
    rows = map(json.loads, (source / "questions.jsonl").read_text("utf-8").splitlines())
    asked = [
        Asked(
            row[f"question_{language}"],
            article=f"p{row['paragraph_index']:03d}",
            evidence=texts[row["paragraph_index"]],
        )
        for row in rows
    ]
    return _alternating(f"Belebele {language}", folder, asked)


def seed(folder: Path) -> Dataset | None:
    """The seed article; the answers are its acceptable sentences, unanswerable ones included."""
    source = SHARED / "seed"
    if not source.exists():
        return None
    article = next(source.glob("*.txt"))
    text = article.read_text("utf-8")
    _write(folder / article.name, text)
    rows = map(json.loads, (source / "questions.jsonl").read_text("utf-8").splitlines())
    asked = [
        Asked(row["question"], (row["answer_sentence"],), article.stem, row["answer_sentence"])
        if row["answerable"]
        else Asked(row["question"], unanswerable=True)
        for row in rows
    ]
    return _alternating("seed", folder, asked)


def content() -> Dataset:
    """The demonstration articles with their golden questions."""
    asked = read_questions(ROOT / "tests" / "golden" / "questions.jsonl")
    return _alternating("content", ROOT / "content", asked)


def natural(name: str = "natural") -> Dataset:
    """The demonstration, asked in everyday words by writers who read the articles alone.

    Fold by article, as in `natural_korquad`. In the set "near" the articles do not answer four of
    nine questions, though they are about the topic.
    """
    return _asked(name, ROOT / "content")


def documents(name: str) -> Dataset:
    """Documents as communities keep them, invented, asked in chat-room words.

    Rules, notices, minutes, manuals, price lists, with tables, lists and questions as headings.
    The benchmarks fit on no folder but the "club"; the others are "hall", "desk" and "yard".
    """
    made = _asked(name, ROOT / "bench" / "data" / name)
    return made if name == "club" else replace(made, folds=(1,) * len(made.folds))


def natural_korquad(folder: Path, name: str = "natural") -> Dataset | None:
    """Some of KorQuAD's even-numbered articles, in the folder of all, asked in the same way."""
    source = korquad(folder)
    if not source:
        return None
    rows, asked = _rows(f"{name}_korquad.jsonl"), []
    for row in rows:
        if row.get("unanswerable"):
            asked.append(Asked(row["question"], article=row["article"], unanswerable=True))
            continue
        text = (folder / f"{row['article']}.txt").read_text("utf-8")
        evidence = text[row["start"] : row["end"]]
        asked.append(Asked(row["question"], (evidence,), row["article"], evidence))
    return Dataset(f"{name} KorQuAD", folder, tuple(asked), _by_article(rows))


def alone(source: Dataset, folder: Path, articles: int = 14, questions: int = 12) -> list[Dataset]:
    """Some articles of a set, each as the only one of its folder, with as many foreign questions.

    Half of them in fold 0, half in fold 1: those whose questions are in these folds, or by turns.
    """
    asked: dict[str, list[Asked]] = {}
    for one in source.questions:
        if one.article:
            asked.setdefault(one.article, []).append(one)
    names = sorted(asked)
    chosen = names[:: max(1, (len(names) - 1) // articles | 1)]  # odd steps: both folds in turn
    rest = [one for name in names for one in asked[name][questions:]] or list(source.questions)
    made = []
    for number, name in enumerate(chosen):
        path = next(source.folder.rglob(f"{Path(name).name}.*"))
        _write(folder / name / path.name, path.read_text("utf-8"))
        foreign = [one for one in rest if one.article and one.article != name]
        step = max(1, len(foreign) // questions)
        others = [Asked(one.question, unanswerable=True) for one in foreign[number % step :: step]]
        own = [replace(one, article=_stem(one)) for one in asked[name][:questions]]
        both = (*own, *others[:questions])
        made.append(Dataset(name, folder / name, both, (number % 2,) * len(both)))
    return made


def each_alone(source: Dataset, folder: Path) -> list[Dataset]:
    """Each article of a set as the only one of its folder, with its own questions.

    Those that it does not answer are near its topic, unlike the foreign ones of `alone`.
    """
    asked: dict[str, list[tuple[Asked, int]]] = {}
    for one, fold in zip(source.questions, source.folds, strict=True):
        if one.article:
            asked.setdefault(one.article, []).append((replace(one, article=_stem(one)), fold))
    made = []
    for name, rows in asked.items():
        path = next(source.folder.rglob(f"{Path(name).name}.*"))
        _write(folder / path.stem / path.name, path.read_text("utf-8"))
        questions, folds = zip(*rows, strict=True)
        made.append(Dataset(path.stem, folder / path.stem, questions, folds))
    return made


def all_sets(folder: Path) -> list[Dataset]:
    """Every set that is there, written below `folder`."""
    made = (
        content(),
        seed(folder / "seed"),
        belebele(folder / "belebele", "ko"),
        belebele(folder / "belebele", "en"),
        natural(),
        natural_korquad(folder / "korquad"),
        natural("near"),
        natural_korquad(folder / "korquad", "near"),
        documents("club"),
        documents("hall"),
        documents("desk"),
        documents("yard"),
        korquad(folder / "korquad"),
    )
    return [one for one in made if one]


def _asked(name: str, folder: Path) -> Dataset:
    """A folder with the questions that stand beside the benchmarks; fold by article."""
    rows = _rows(f"{name}.jsonl")
    asked = [
        Asked(row["question"], article=row["article"], unanswerable=True)
        if row.get("unanswerable")
        else Asked(row["question"], tuple(row["answers"]), row["article"], row["evidence"])
        for row in rows
    ]
    return Dataset(name, folder, tuple(asked), _by_article(rows))


def _rows(name: str) -> list[dict[str, Any]]:
    """The lines of a file beside the benchmarks."""
    lines = (ROOT / "bench" / "data" / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _by_article(rows: list[dict[str, Any]]) -> tuple[int, ...]:
    """Folds by turns of the articles, so that none is in both."""
    names = sorted({row["article"] for row in rows})
    return tuple(names.index(row["article"]) % 2 for row in rows)


def _alternating(name: str, folder: Path, asked: list[Asked]) -> Dataset:
    return Dataset(name, folder, tuple(asked), tuple(i % 2 for i in range(len(asked))))


def _stem(asked: Asked) -> str:
    return Path(asked.article or "").name


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
