"""The order of candidates by their score and by what they hold of the question."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.choosing import Chooser
from index.corpus import Corpus
from index.defining import introduced
from index.engine import Engine
from index.evidence import gather
from index.question import Question
from index.ranking import Ranked

if TYPE_CHECKING:
    import numpy.typing as npt

# In scores of the best candidate. Fitted by bench/reranking.py on the even-numbered articles of
# KorQuAD and half of each other set, once without and once with the club; these lie
# between the two (docs/quality.md).
WEIGHTS = {"together": 0.75, "lost": -0.12, "heading": 0.75, "bare": -0.35, "type": 0.24}

# How much more a price or a duration tells, where it alone answers; dates stand everywhere.
CERTAIN = 1.7
TYPED = 10  # candidates whose text is looked at; the others are rarely in reach of the first place


def rerank(
    engine: Engine, corpus: Corpus, question: Question, ranked: Sequence[Ranked]
) -> list[Ranked]:
    """The candidates of a question (best first) in a new order, with new scores.

    BM25+ adds up what each word is worth, so that a passage with one rare word many times can
    outweigh one that holds each word of the question once. That a sentence holds the words
    together is evidence of its own, and so is an answer of the kind that is asked for.
    """
    if not ranked or not question.keys:
        return list(ranked)
    weights = np.array(list(WEIGHTS.values()))
    worth = (features(engine, corpus, question, ranked) * weights).sum(axis=1)
    scored = [
        one.scored(one.score + float(more) * ranked[0].score)
        for one, more in zip(ranked, worth, strict=True)
    ]
    scored.sort(key=lambda one: (-one.score, one.passage))
    return introduced(question, corpus, scored)


def features(
    engine: Engine, corpus: Corpus, question: Question, ranked: Sequence[Ranked]
) -> "npt.NDArray[np.float64]":
    """What each candidate (rows) has of what WEIGHTS (columns) name.

    together, lost, heading, bare: see `index.evidence`; type: whether the best sentence holds an
    answer of the kind that is asked for, where that can be told for sure (a date, an amount).
    """
    found = gather(engine, question, ranked)
    typed = np.zeros(len(ranked))
    chooser = Chooser(corpus, question)
    if chooser.wanted and chooser.wanted.focus:
        for place, one in enumerate(ranked[:TYPED]):
            typed[place] = chooser.wanted.found_in(chooser.best_sentence(one))
        if chooser.wanted.name != "date" and chooser.wanted.surely_asked_by(question.text):
            typed *= CERTAIN
    return np.stack([found.together, found.lost, found.heading, found.bare, typed], axis=1)
