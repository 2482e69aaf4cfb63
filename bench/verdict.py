"""Fits the verdict's model and shows how it does where it was not fitted.

    python -m bench.verdict [--step N]

Each question is asked as it is, and again with its article left out (the answer is then not
there). The label is whether the first quote is from the right place. Fold 0 of each set is
fitted on (Newton's method; SET_WEIGHTS tells what each set counts), fold 1 reported. Single
articles as folders of their own, asked their own questions with foreign ones or those that are
near their topic, are sets too.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.datasets import Dataset, all_sets, alone, each_alone
from bench.logistic import FloatArray, fit
from index import Library
from index.analyzer import Analyzer
from index.answer import SURE
from index.evaluation import Asked
from index.ranking import Ranked
from index.verdict import ANSWERED, UNSURE, WEIGHTS, features

# The largest set, the smallest, and those that ask as people do.
SET_WEIGHTS = {"KorQuAD": 3.0, "seed": 0.5, "natural": 2.0, "natural KorQuAD": 2.0, "club": 2.0}


def main() -> None:
    """Fit, print the weights to copy into index/verdict.py, and the table of fold 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=3, help="every Nth KorQuAD question")
    step = parser.parse_args().step
    analyzer = Analyzer()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sets = {one.name: [one] for one in all_sets(folder)}
        for source in ("KorQuAD", "content"):
            if source in sets:
                sets[f"{source} alone"] = alone(sets[source][0], folder / f"{source} alone")
        for source in ("natural", "near", "natural KorQuAD", "near KorQuAD", "club"):
            if source in sets:
                sets[f"{source} alone"] = each_alone(sets[source][0], folder / f"{source} alone")
        rows = {
            one: np.array([row for part in parts for row in _rows(part, step, analyzer, folder)])
            for one, parts in sets.items()
        }
    weights = _fit(rows)
    print({name: round(float(value), 2) for name, value in zip(WEIGHTS, weights, strict=True)})
    for label, used in (("fitted now", weights), ("in index/verdict.py", _shipped())):
        print(f"\n{label}: fold 1, %")
        print(f"{'set':<16}{'answered':>9}{'not found':>10} |{'answered':>9}{'not found':>10} | "
              f"right at confidence ≥ .9, {SURE}–.9, {ANSWERED}–{SURE}")  # fmt: skip
        for one, found in rows.items():
            _report(one, found[found[:, 0] == 1], used)


def _rows(dataset: Dataset, step: int, analyzer: Analyzer, folder: Path) -> list[list[float]]:
    """Rows of fold, answer present, first quote right, then the features."""
    data = folder / "indexes" / dataset.name
    library = Library.open(dataset.folder, data=data, analyzer=analyzer)
    single = len(library.corpus.ids()) == 1
    rows = []
    for number, (asked, fold) in enumerate(zip(dataset.questions, dataset.folds, strict=True)):
        if dataset.name == "KorQuAD" and number % step:
            continue
        question = library.read(asked.question)
        for present in (True, False):
            hidden = not present and not asked.unanswerable
            if (present and asked.unanswerable) or (single and hidden):
                continue
            within = None
            if hidden and asked.article:
                within = np.ones(len(library.corpus), dtype=bool)
                numbers = library.corpus.numbers(asked.article)
                within[numbers.start : numbers.stop] = False
            ranked = library.candidates(question, within)
            values = (
                list(features(library.engine, library.corpus, question, ranked).values())
                if ranked
                else [1.0, *[0.0] * (len(WEIGHTS) - 1)]
            )
            right = present and bool(ranked) and is_right(library, asked, ranked[0])
            rows.append([float(fold), float(present), float(right), *values])
    return rows


def is_right(library: Library, asked: Asked, candidate: Ranked) -> bool:
    """Whether a candidate is from where the answer stands."""
    article, passage = library.corpus[candidate.passage]
    if article.id != asked.article:
        return False
    start = article.text.find(asked.evidence or "")
    return passage.start < start + len(asked.evidence or article.text) and start < passage.end


def _fit(rows: dict[str, FloatArray]) -> FloatArray:
    fitted = {name: found[found[:, 0] == 0] for name, found in rows.items()}
    parts = {name: part for name, part in fitted.items() if len(part)}  # some are only reported
    data = np.vstack(list(parts.values()))
    weight = np.concatenate(
        [np.full(len(part), SET_WEIGHTS.get(name, 1.0) / len(part)) for name, part in parts.items()]
    )
    return fit(data[:, 3:], data[:, 2], weight)


def _shipped() -> FloatArray:
    return np.array(list(WEIGHTS.values()))


def _report(name: str, rows: FloatArray, weights: FloatArray) -> None:
    p = 1 / (1 + np.exp(-rows[:, 3:] @ weights))
    present, right = rows[:, 1] == 1, rows[:, 2]

    def share(flags: npt.NDArray[np.bool_]) -> str:
        return f"{100 * flags.mean():.1f}" if len(flags) else "–"

    bands = [(0.9, 1.01), (SURE, 0.9), (ANSWERED, SURE)]
    calibration = "  ".join(
        f"{share(right[(p >= low) & (p < high)] > 0)} of {((p >= low) & (p < high)).sum()}"
        for low, high in bands
    )
    print(
        f"{name:<16}{share(p[present] >= ANSWERED):>9}{share(p[present] < UNSURE):>10} |"
        f"{share(p[~present] >= ANSWERED):>9}{share(p[~present] < UNSURE):>10} | {calibration}"
    )


if __name__ == "__main__":
    main()
