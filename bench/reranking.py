"""Fits the weights of `index.reranking`: `python -m bench.reranking [--step N]`.

Each pair of a right and a wrong candidate of a question is a row, their difference; a logistic
model without intercept tells which is right. Fold 0 of each set is fitted on, fold 1 reported:
hit@1 and MRR by score alone, with the weights fitted now, and with those that ship.
"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.datasets import Dataset, all_sets
from bench.logistic import FloatArray, fit
from bench.verdict import is_right
from index import Library
from index.analyzer import Analyzer
from index.evaluation import DEPTH
from index.ranking import rank
from index.reranking import WEIGHTS, features

SET_WEIGHTS = {"KorQuAD": 6.0}  # the largest set; it is asked in Korean, as most will ask

# A question's fold, its features (candidates, weights + 1) with the score first, what is right.
Row = tuple[int, FloatArray, "np.ndarray[tuple[int], np.dtype[np.bool_]]"]


def main() -> None:
    """Fit, print the weights to copy into index/reranking.py, and the table of fold 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--step", type=int, default=1, help="every Nth KorQuAD question")
    step = parser.parse_args().step
    analyzer = Analyzer()
    with tempfile.TemporaryDirectory() as name:
        rows = {
            one.name: list(_rows(one, step if one.name == "KorQuAD" else 1, analyzer, Path(name)))
            for one in all_sets(Path(name))
        }
    fitted = _fit(rows)
    print({name: round(float(one), 2) for name, one in zip(WEIGHTS, fitted[1:], strict=True)})
    alone = np.array([1.0, *[0.0] * len(WEIGHTS)])
    ships = np.array([1.0, *WEIGHTS.values()])
    print(
        f"{'fold 1, hit@1 and MRR@10':<26}{'score alone':>14}{'fitted now':>14}{'as shipped':>14}"
    )
    for one, questions in rows.items():
        last = [row for row in questions if row[0] == 1]
        figures = (_figures(last, weights) for weights in (alone, fitted, ships))
        print(f"{one:<26}" + "".join(f"{hit:>8.1f}{mrr:>6.1f}" for hit, mrr in figures))


def _rows(dataset: Dataset, step: int, analyzer: Analyzer, folder: Path) -> Iterator[Row]:
    data = folder / "indexes" / dataset.name
    library = Library.open(dataset.folder, data=data, analyzer=analyzer)
    asked = list(zip(dataset.questions, dataset.folds, strict=True))[::step]
    for one, fold in asked:
        if one.unanswerable:
            continue
        question = library.read(one.question)
        ranked = rank(library.engine, question.query)
        right = np.array([is_right(library, one, candidate) for candidate in ranked], dtype=bool)
        top = ranked[0].score if ranked else 1.0
        score = np.array([[candidate.score / top] for candidate in ranked]).reshape(-1, 1)
        seen = (
            features(library.engine, library.corpus, question, ranked)
            if ranked
            else np.zeros((0, len(WEIGHTS)))
        )
        yield fold, np.hstack([score, seen]), right


def _fit(rows: dict[str, list[Row]]) -> FloatArray:
    """The weights, in scores of the best candidate."""
    differences, weights = [], []
    for name, questions in rows.items():
        mixed = [row for row in questions if row[0] == 0 and row[2].any() and not row[2].all()]
        for _, seen, right in mixed:
            pairs = (seen[right][:, None] - seen[~right][None]).reshape(-1, seen.shape[1])
            differences.append(pairs)
            each = SET_WEIGHTS.get(name, 1.0) / len(mixed) / len(pairs)
            weights.append(np.full(len(pairs), each))
    x, weight = np.vstack(differences), np.concatenate(weights)
    # Each pair once as it is and once turned round, so that both answers are there.
    found = fit(np.vstack([x, -x]), np.repeat([1.0, 0.0], len(x)), np.tile(weight, 2))
    return np.asarray(found / found[0])


def _order(seen: FloatArray, weights: FloatArray) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """The ten best candidates of a question."""
    return np.argsort(-(seen * weights).sum(axis=1), kind="stable")[:DEPTH]


def _figures(rows: list[Row], weights: FloatArray) -> tuple[float, float]:
    """hit@1 and MRR@10, in percent."""
    ranks = [
        next((place for place, one in enumerate(right[_order(seen, weights)], 1) if one), 0)
        for _, seen, right in rows
    ]
    hits = sum(rank == 1 for rank in ranks)
    return 100 * hits / len(rows), 100 * sum(1 / rank for rank in ranks if rank) / len(rows)


if __name__ == "__main__":
    main()
