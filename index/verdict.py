"""Whether the best passage answers a question, and how sure that is: a small logistic model."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.analyzer import Analyzer
from index.answer import Verdict
from index.answer_type import answer_type
from index.choosing import Chooser
from index.corpus import Corpus
from index.defining import defined
from index.engine import DELTA, K1, Engine, Group
from index.evidence import gather, group_idf
from index.naming import names_another
from index.question import Question, language_of_prose
from index.ranking import SENTENCE_WEIGHT, Ranked

# Fitted by bench/verdict.py on several kinds of questions (KorQuAD's even-numbered articles, half
# of each other set), which weigh what SET_WEIGHTS says there, without the club (with it they are no
# better); "alone" afterwards, on folders of one article and what is near its topic. See
# docs/quality.md.
WEIGHTS = {
    "one": -4.39,
    "together": 1.08,
    "lost": -1.24,
    "missing": -0.45,
    "mass": 3.06,
    "lead": 5.06,
    "apart": 0.77,
    "alone": -3.63,
    "crossing": 0.32,
    "unseen": 0.73,
    "untyped": -1.16,
}
ANSWERED = 0.36
UNSURE = 0.03
_MOST_WORDS = 2  # unseen; more of them say the same
_WIDEST_GAP = 0.6
_NONE_APART = 0.1  # where all candidates are of one article, as those of what it does not say
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


def misses(analyzer: Analyzer, question: Question, quoted: str) -> bool:
    """Whether a quote lacks what alone would answer its question: a date, a price, somebody."""
    wanted = answer_type(question.text)
    if wanted is None or not wanted.surely_asked_by(question.text):
        return False
    if wanted.name == "person":
        thing = defined(question)
        if thing and question.words[thing[-1]].name:
            return False  # who somebody is (세종대왕은 누구야?) takes no other name
        return not names_another(analyzer, question, quoted)
    return not wanted.found_in(quoted)


def doubt(judged: Judgement) -> Judgement:
    """The judgement of what cannot be sure, whatever the model says."""
    if judged.verdict is not Verdict.ANSWERED:
        return judged
    return Judgement(Verdict.UNSURE, ANSWERED - 0.01)


def features(
    engine: Engine, corpus: Corpus, question: Question, ranked: Sequence[Ranked]
) -> dict[str, float]:
    """What the model sees of a question and its best passage, all about 0 to 1 but the mass.

    together, lost, missing: see `index.evidence`; mass: log of the matched idf, in units of an
    unseen word's; lead: how far its score, as a share of an ideal passage's, is above the next
    one's; apart: how far it is above the best of another article; alone: the lead again in a folder
    of one article, where what is not said there has one as well; crossing: whether the passage is
    in the other language; unseen: key words that no article holds; untyped: whether its quote has
    no date or amount although one is asked for.
    """
    best, keys = ranked[0], question.keys
    unseen = math.log(len(engine) + 1)
    rarity = [group_idf(engine, question, group) / unseen for group in range(len(question.query))]
    held = best.groups.tolist()
    ratio = best.score / (_ideal(question, rarity) * unseen or 1.0)
    evidence = gather(engine, question, ranked[:1])
    lead = ratio * _gap(ranked)
    return {
        "one": 1.0,
        "together": float(evidence.together[0]),
        "lost": float(evidence.lost[0]),
        "missing": float(evidence.missing[0]),
        "mass": math.log1p(sum(rarity[k] * question.words[k].weight * held[k] for k in keys)),
        "lead": lead,
        "apart": _apart(corpus, ranked),
        "alone": lead * (len(_own(corpus, best)) == len(corpus)),
        "crossing": float(crosses(question, corpus, best)),
        "unseen": _few(not _seen(engine, question.query[k]) for k in keys),
        "untyped": float(_untyped(question, corpus, best)),
    }


def crosses(question: Question, corpus: Corpus, candidate: Ranked) -> bool:
    """Whether a candidate is in another language than the question."""
    article, passage = corpus[candidate.passage]
    return language_of_prose(article.text[passage.start : passage.end]) != question.language


def _untyped(question: Question, corpus: Corpus, candidate: Ranked) -> bool:
    chooser = Chooser(corpus, question)
    if not chooser.wanted or not chooser.wanted.focus:
        return False
    choice = chooser.widened(chooser.choose(candidate))
    return not chooser.wanted.found_in(chooser.quoted(choice))


def _seen(engine: Engine, group: Group) -> bool:
    return any(all(engine.df(term) for term, _ in way) for way in group.alternatives)


def _few(flags: Iterable[bool]) -> float:
    return float(min(_MOST_WORDS, sum(flags)))


def _gap(ranked: Sequence[Ranked]) -> float:
    if len(ranked) < 2:
        return _NO_GAP
    return min(_WIDEST_GAP, 1 - ranked[1].score / ranked[0].score)


def _apart(corpus: Corpus, ranked: Sequence[Ranked]) -> float:
    """How far the first is above the best of another article."""
    own = _own(corpus, ranked[0])
    other = next((one for one in ranked if one.passage not in own), None)
    return 1 - other.score / ranked[0].score if other else _NONE_APART


def _own(corpus: Corpus, candidate: Ranked) -> range:
    """The passages of a candidate's article."""
    return corpus.numbers(corpus[candidate.passage].article.id)


def _ideal(question: Question, rarity: Sequence[float]) -> float:
    """The score of a passage of mean length in which each group matches once, in unseen idfs."""
    once = DELTA + (K1 + 1) / (K1 * 0.6 + 1)
    weighted = sum(
        rare * max(term.weight for alternative in group.alternatives for term in alternative)
        for rare, group in zip(rarity, question.query, strict=True)
    )
    return weighted * once * (1 + SENTENCE_WEIGHT)
