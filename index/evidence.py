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
    heading: the share that the heading holds; bare: whether its sentences hold none of them, so
    that only the heading does; missing: what the words are worth that the passage lacks, in idfs of
    a word that no passage has.
    """

    together: "FloatArray"
    lost: "FloatArray"
    heading: "FloatArray"
    bare: "FloatArray"
    missing: "FloatArray"


def gather(engine: Engine, question: Question, ranked: Sequence[Ranked]) -> Evidence:
    """What each candidate holds."""
    keys = list(question.keys)
    weight = np.array([question.words[key].weight for key in keys])
    rarity = np.array([group_idf(engine, question, key) for key in keys])
    worth = weight * rarity / (math.log(len(engine) + 1) or 1.0)
    names = np.array([question.words[key].name for key in keys], dtype=bool)
    # The sentences of all candidates one below the other; a passage has at least one.
    own = np.concatenate([one.sentences for one in ranked])[:, keys] > 0
    counts = np.array([len(one.sentences) for one in ranked])
    starts = np.cumsum(counts) - counts
    heading = np.stack([one.heading for one in ranked])[:, keys]
    held = own | np.repeat(heading > 0, counts, axis=0)
    lost = np.minimum.reduceat((names & ~held).sum(axis=1), starts)
    return Evidence(
        together=np.maximum.reduceat(_share(worth, _with_neighbours(own, starts) | held), starts),
        lost=np.minimum(lost, MOST_LOST).astype(float),
        heading=_share(weight, heading),
        bare=1.0 - np.maximum.reduceat(own.any(axis=1), starts),
        missing=(worth * (np.stack([one.groups for one in ranked])[:, keys] == 0)).sum(axis=1),
    )


def _with_neighbours(own: "BoolArray", starts: "npt.NDArray[np.intp]") -> "BoolArray":
    """What the sentences (rows) before and after hold as well; passages begin at `starts`."""
    before, after = np.zeros_like(own), np.zeros_like(own)
    before[1:], after[:-1] = own[:-1], own[1:]
    before[starts] = False
    after[starts[1:] - 1] = False
    return own | before | after


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
