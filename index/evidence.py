"""What candidates hold of the words of a question: for their order, and for the verdict."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.engine import Engine
from index.question import Question
from index.ranking import Ranked, idf

if TYPE_CHECKING:
    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float64]
    BoolArray = npt.NDArray[np.bool_]


MOST_LOST = 3  # more of them say the same


@dataclass(frozen=True, slots=True)
class Evidence:
    """Arrays with a figure a candidate, all of the question's key words.

    together: the share of them that one sentence holds with its neighbours and the heading, rarer
    words counting more; lost: how many names and numbers its best sentence and the heading lack, at
    most MOST_LOST;
    heading: the share that the heading holds; missing: what the words are worth that the passage
    lacks, in idfs of a word that no passage has.
    """

    together: "FloatArray"
    lost: "FloatArray"
    heading: "FloatArray"
    missing: "FloatArray"


def gather(engine: Engine, question: Question, ranked: Sequence[Ranked]) -> Evidence:
    """What each candidate holds."""
    keys = list(question.keys)
    weight = np.array([question.words[key].weight for key in keys])
    rarity = np.array([group_idf(engine, question, key) for key in keys])
    worth = weight * rarity / (math.log(len(engine) + 1) or 1.0)
    names = np.array([question.words[key].name for key in keys], dtype=bool)
    rows = [_one(candidate, keys, weight, worth, names) for candidate in ranked]
    return Evidence(*np.array(rows).reshape(len(ranked), 4).T)


def _one(
    candidate: Ranked,
    keys: list[int],
    weight: "FloatArray",
    worth: "FloatArray",
    names: "BoolArray",
) -> tuple[float, float, float, float]:
    own = candidate.sentences[:, keys] > 0
    heading = candidate.heading[keys]
    held = own | (heading > 0)
    around = held.copy()
    around[1:] |= own[:-1]
    around[:-1] |= own[1:]
    lost = (names & ~held).sum(axis=1).min(initial=MOST_LOST)
    return (
        _share(worth, around).max(initial=0.0),
        float(lost),
        float(_share(weight, heading)),
        float((worth * (candidate.groups[keys] == 0)).sum()),
    )


def group_idf(engine: Engine, question: Question, group: int) -> float:
    """The idf of a group's commonest alternative: what any of them can match."""
    return min(
        max(idf(engine, term.term) for term in alternative)
        for alternative in question.query[group].alternatives
    )


def _share(weights: "FloatArray", held: "FloatArray | BoolArray") -> "FloatArray":
    """The weighted share of the last axis that is held."""
    total = weights.sum()
    share: FloatArray = (held * weights).sum(axis=-1) / total if total else held.sum(axis=-1) * 0.0
    return share
