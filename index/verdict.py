"""Whether the best passage answers a question, and how sure that is: a small logistic model."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from index.answer import Verdict
from index.engine import DELTA, K1, Engine
from index.question import Question
from index.ranking import SENTENCE_WEIGHT, Ranked, idf

# Fitted by bench/verdict.py on several kinds of questions (KorQuAD's even-numbered articles, half
# of each other set), every set weighing the same but KorQuAD three times; see docs/quality.md.
WEIGHTS = {
    "one": -7.1,
    "coverage": 2.6,
    "ratio": 1.48,
    "letters": 0.9,
    "sentence": 4.08,
    "mass": 2.54,
    "english": 1.26,
}
ANSWERED = 0.52
UNSURE = 0.03
# A word in every passage tells little, but it is a word of the question all the same; without
# this, a folder of one article knows no coverage (idf is 0 to 1 here, after division by ln(N+1)).
_BASE = 0.3


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and how likely it is (0 to 1) that the first quote is from the right place."""

    verdict: Verdict
    confidence: float


def judge(engine: Engine, question: Question, ranked: Sequence[Ranked]) -> Judgement:
    """Judge the first of the ranked passages."""
    if not ranked or not any(ranked[0].groups[key] for key in question.keys):
        return Judgement(Verdict.NOT_FOUND, 0.0)
    values = features(engine, question, ranked[0])
    logit = sum(WEIGHTS[name] * value for name, value in values.items())
    confidence = 1 / (1 + math.exp(-logit))
    if confidence >= ANSWERED:
        return Judgement(Verdict.ANSWERED, confidence)
    return Judgement(Verdict.UNSURE if confidence >= UNSURE else Verdict.NOT_FOUND, confidence)


def doubt(judged: Judgement) -> Judgement:
    """The judgement of what cannot be sure, whatever the model says."""
    if judged.verdict is not Verdict.ANSWERED:
        return judged
    return Judgement(Verdict.UNSURE, 1 - ANSWERED - 0.01)


def features(engine: Engine, question: Question, candidate: Ranked) -> dict[str, float]:
    """What the model sees of a question and its best passage, all about 0 to 1 but the mass.

    coverage: share of the question's key words that the passage holds, rarer words counting more
    and guesses (synonyms, sounds) less;
    sentence: the same for its best sentence, by idf alone; letters: idf-weighted share of the
    bigrams; ratio: the score against that of an ideal passage; mass: log of the matched idf, in
    units of an unseen word's.
    """
    unseen = math.log(len(engine) + 1)
    rarity = [group_idf(engine, question, group) / unseen for group in range(len(question.query))]
    keys = question.keys
    weight = {key: question.words[key].weight for key in keys}
    bigrams = range(len(question.words), len(question.query))
    held = candidate.groups.tolist()
    best = max(
        (sum(rarity[k] * weight[k] for k in keys if row[k] > 0) for row in candidate.sentences),
        default=0.0,
    )
    english = question.language == "en"
    return {
        "one": 1.0,
        "coverage": _share({k: (rarity[k] + _BASE) * weight[k] for k in keys}, held),
        "ratio": candidate.score / (_ideal(question, rarity) * unseen or 1.0),
        "letters": 0.0 if english else _share({k: rarity[k] for k in bigrams}, held),
        "sentence": best / (sum(rarity[k] * weight[k] for k in keys) or 1.0),
        "mass": math.log1p(sum(rarity[k] * weight[k] * held[k] for k in keys)),
        "english": float(english),
    }


def group_idf(engine: Engine, question: Question, group: int) -> float:
    """The idf of a group's commonest alternative: what any of them can match."""
    return min(
        max(idf(engine, term.term) for term in alternative)
        for alternative in question.query[group].alternatives
    )


def _share(weights: dict[int, float], held: Sequence[float]) -> float:
    total = sum(weights.values())
    return sum(weight * held[key] for key, weight in weights.items()) / total if total else 0.0


def _ideal(question: Question, rarity: Sequence[float]) -> float:
    """The score of a passage of mean length in which each group matches once, in unseen idfs."""
    once = DELTA + (K1 + 1) / (K1 * 0.6 + 1)
    weighted = sum(
        rare * max(term.weight for alternative in group.alternatives for term in alternative)
        for rare, group in zip(rarity, question.query, strict=True)
    )
    return weighted * once * (1 + SENTENCE_WEIGHT)
