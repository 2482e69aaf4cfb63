"""Whether the best passage answers a question: how many of its key terms it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.answer import Verdict
from index.engine import Engine
from index.question import Question
from index.ranking import Ranked, idf

# Fitted by bench/verdict.py, see docs/quality.md.
ANSWERED = 0.5
UNSURE = 0.25


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and how likely it is (0 to 1) that the first quote is from the right place."""

    verdict: Verdict
    confidence: float


def judge(engine: Engine, question: Question, ranked: Sequence[Ranked]) -> Judgement:
    """Judge the first of the ranked passages."""
    coverage = key_coverage(engine, question, ranked[0]) if ranked else 0.0
    if coverage >= ANSWERED:
        verdict = Verdict.ANSWERED
    elif coverage >= UNSURE:
        verdict = Verdict.UNSURE
    else:
        verdict = Verdict.NOT_FOUND
    return Judgement(verdict, coverage)


def key_coverage(engine: Engine, question: Question, candidate: Ranked) -> float:
    """The idf-weighted share of the question's key groups that the passage matches."""
    weights = {key: group_idf(engine, question, key) for key in question.keys}
    total = sum(weights.values())
    if not total:
        return 0.0
    return sum(weight for key, weight in weights.items() if candidate.groups[key]) / total


def group_idf(engine: Engine, question: Question, key: int) -> float:
    """The idf of a group's commonest alternative: what any of them can match."""
    return min(
        max(idf(engine, term.term) for term in alternative)
        for alternative in question.query[key].alternatives
    )
