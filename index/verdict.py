"""Whether the best passage answers a question, and how sure that is: a small logistic model."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.answer import Verdict
from index.corpus import Corpus
from index.engine import DELTA, K1, Engine, Group
from index.question import Question, language_of_prose
from index.ranking import SENTENCE_WEIGHT, Ranked, idf

if TYPE_CHECKING:
    import numpy.typing as npt

# Fitted by bench/verdict.py on several kinds of questions (KorQuAD's even-numbered articles, half
# of each other set), every set weighing the same but KorQuAD three times; see docs/quality.md.
WEIGHTS = {
    "one": -6.3,
    "coverage": 1.4,
    "ratio": -1.32,
    "letters": 0.9,
    "sentence": 2.59,
    "mass": 2.77,
    "crossing": 1.42,
    "lost": -1.43,
    "lead": 11.68,
    "heading": 1.11,
    "unseen": 0.43,
}
ANSWERED = 0.35
UNSURE = 0.03
# A word in every passage tells little, but it is a word of the question all the same; without
# this, a folder of one article knows no coverage (idf is 0 to 1 here, after division by ln(N+1)).
_BASE = 0.3
_MOST_WORDS = 2  # lost or unseen; more of them say the same
_WIDEST_GAP = 0.6
_NO_GAP = 0.3  # between a right answer's and a wrong one's, where there is no other candidate


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and how likely it is (0 to 1) that the first quote is from the right place."""

    verdict: Verdict
    confidence: float


def judge(
    engine: Engine, corpus: Corpus, question: Question, ranked: Sequence[Ranked]
) -> Judgement:
    """Judge the first of the ranked passages."""
    if not ranked or not any(ranked[0].groups[key] for key in question.keys):
        return Judgement(Verdict.NOT_FOUND, 0.0)
    values = features(engine, corpus, question, ranked)
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


def features(
    engine: Engine, corpus: Corpus, question: Question, ranked: Sequence[Ranked]
) -> dict[str, float]:
    """What the model sees of a question and its best passage, all about 0 to 1 but the mass.

    coverage: share of the question's key words that the passage holds, rarer words counting more
    and guesses (synonyms, sounds) less;
    sentence: the same for its best sentence, by idf alone; letters: idf-weighted share of the
    bigrams; ratio: the score against that of an ideal passage; mass: log of the matched idf, in
    units of an unseen word's; crossing: whether the passage is in the other language; lost: names
    and numbers that it does not hold; lead: how far its ratio is above the next one's; heading:
    share of the key words that its heading holds; unseen: key words that no article holds.
    """
    best, keys = ranked[0], question.keys
    unseen = math.log(len(engine) + 1)
    rarity = [group_idf(engine, question, group) / unseen for group in range(len(question.query))]
    weight = {key: question.words[key].weight for key in keys}
    worth = {key: rarity[key] * weight[key] for key in keys}
    bigrams = range(len(question.words), len(question.query))
    held = best.groups.tolist()
    crossing = crosses(question, corpus, best)
    ratio = best.score / (_ideal(question, rarity) * unseen or 1.0)
    return {
        "one": 1.0,
        "coverage": _share({k: (rarity[k] + _BASE) * weight[k] for k in keys}, held),
        "ratio": ratio,
        "letters": 0.0 if crossing else _share({k: rarity[k] for k in bigrams}, held),
        "sentence": max((_share(worth, row > 0) for row in best.sentences), default=0.0),
        "mass": math.log1p(sum(worth[k] * held[k] for k in keys)),
        "crossing": float(crossing),
        "lost": _few(question.words[k].name and not held[k] for k in keys),
        "lead": ratio * _gap(ranked),
        "heading": _share(weight, best.heading),
        "unseen": _few(not _seen(engine, question.query[k]) for k in keys),
    }


def crosses(question: Question, corpus: Corpus, candidate: Ranked) -> bool:
    """Whether a candidate is in another language than the question."""
    article, passage = corpus[candidate.passage]
    return language_of_prose(article.text[passage.start : passage.end]) != question.language


def group_idf(engine: Engine, question: Question, group: int) -> float:
    """The idf of a group's commonest alternative: what any of them can match."""
    return min(
        max(idf(engine, term.term) for term in alternative)
        for alternative in question.query[group].alternatives
    )


def _seen(engine: Engine, group: Group) -> bool:
    return any(all(engine.df(term) for term, _ in way) for way in group.alternatives)


def _few(flags: Iterable[bool]) -> float:
    return float(min(_MOST_WORDS, sum(flags)))


def _gap(ranked: Sequence[Ranked]) -> float:
    if len(ranked) < 2:
        return _NO_GAP
    return min(_WIDEST_GAP, 1 - ranked[1].score / ranked[0].score)


def _share(weights: dict[int, float], held: "Sequence[float] | npt.NDArray[Any]") -> float:
    total = sum(weights.values())
    return (
        float(sum(weight * held[key] for key, weight in weights.items()) / total) if total else 0.0
    )


def _ideal(question: Question, rarity: Sequence[float]) -> float:
    """The score of a passage of mean length in which each group matches once, in unseen idfs."""
    once = DELTA + (K1 + 1) / (K1 * 0.6 + 1)
    weighted = sum(
        rare * max(term.weight for alternative in group.alternatives for term in alternative)
        for rare, group in zip(rarity, question.query, strict=True)
    )
    return weighted * once * (1 + SENTENCE_WEIGHT)
