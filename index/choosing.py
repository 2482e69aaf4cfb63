"""Which sentence of a passage to quote, and when one sentence is not enough."""

import re
from typing import TYPE_CHECKING

import numpy as np

from index.analyzer import bigrams
from index.answer_type import AnswerType
from index.article import Article
from index.corpus import Corpus
from index.passage import Passage
from index.question import Question
from index.ranking import Ranked

if TYPE_CHECKING:
    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float64]

# Chosen on KorQuAD's even-numbered articles; bench/quality.py reports the odd ones apart.
HEADING_DISCOUNT = 0.8  # the title names the topic; a sentence that repeats it says no more
NAME_DISCOUNT = 0.2  # the sentences around say of whom they are
ASKED = 1.5  # what a Korean question asks of its topic stands last
SPREAD_POWER = 0.5  # words that stand in every sentence of a passage tell none from another
BEFORE, AFTER = 0.5, 0.2  # what a word in the sentence before or after is worth here
TYPE_BONUS = 0.4  # for a date or an amount
GUESSED_BONUS = 0.15  # for a kind that is only guessed from words (a person, a place, a reason)
COUNTER_BONUS = 0.6  # where the answer has to hold its counter (27%)

# A sentence beside the best one that is worth so much of it is quoted too: it may as well be the
# answer. A reason stands beside what it is the reason for, with few words of the question.
COMPANY, REASON_COMPANY = 0.6, 0.4

PAIR_LIMIT = 400  # characters of two sentences quoted together
_SHORT = 12  # characters; a shorter sentence hardly says a thing by itself
_LEANS_BACK = re.compile(
    r"(이는|이것|그것|이들|그들|그녀|그는|그가|그의|그를|그에게|이로|이에|이를|이때|그때|이곳|그곳|이\s|그\s|이러한|그러한"
    r"|이런|그런|이렇게|그렇게|이처럼|그래서|따라서|그러므로|때문에|저\s|두\s?(사람|회사|나라)"
    r"|(It|This|That|These|Those|They|He|She|His|Her|Their|Its)\b)"
)


def emphasis(question: Question) -> "FloatArray":
    """How much each group of a question (groups,) counts among the sentences of one passage."""
    weights = np.ones(len(question.query))
    last = max(question.keys, key=lambda key: question.words[key].start, default=None)
    for key in question.keys:
        weight = 1 - NAME_DISCOUNT * question.words[key].name
        if key == last and question.language == "ko":
            weight *= ASKED
        letters = set(bigrams(question.said(key)))
        weights[key] = weight
        for number in range(len(question.words), len(weights)):
            if question.query[number].alternatives[0][0].term in letters:
                weights[number] = weight
    return weights


def choose(article: Article, passage: Passage, scores: "FloatArray") -> tuple[int, int]:
    """Positions of the first and last sentence to quote (the same for one sentence).

    `scores` are the passage's `typed_scores`.
    """
    return _with_company(article, passage, int(np.argmax(scores)))


def widen(
    article: Article,
    passage: Passage,
    scores: "FloatArray",
    chosen: tuple[int, int],
    wanted: AnswerType | None,
) -> tuple[int, int]:
    """What was chosen, with the sentence beside it where that is worth nearly as much."""
    best, last = chosen
    beside = [place for place in (best - 1, best + 1) if _pairs(article, passage, best, place)]
    if best != last or not beside:
        return chosen
    other = max(beside, key=lambda place: float(scores[place]))
    share = REASON_COMPANY if wanted and wanted.name == "reason" else COMPANY
    return (min(best, other), max(best, other)) if scores[other] >= share * scores[best] else chosen


def _pairs(article: Article, passage: Passage, one: int, other: int) -> bool:
    """Whether two neighbours stand in one line (no list, no table) and are short together."""
    if not 0 <= other < len(passage.sentences):
        return False
    first, last = passage.sentences[min(one, other)], passage.sentences[max(one, other)]
    apart = "\n" in article.text[first.end : last.start]
    return not apart and last.end - first.start <= PAIR_LIMIT


def typed_scores(
    candidate: Ranked,
    article: Article,
    passage: Passage,
    wanted: AnswerType | None,
    weights: "FloatArray",
) -> "FloatArray":
    """The worth of each sentence, more where it holds an answer of the kind that is wanted."""
    scores = sentence_scores(candidate, weights)
    if not wanted:
        return scores
    held = [wanted.found_in(article.text[one.start : one.end]) for one in passage.sentences]
    return scores * (1 + _bonus(wanted) * np.array(held))


def _bonus(wanted: AnswerType) -> float:
    if wanted.counter:
        return COUNTER_BONUS
    return TYPE_BONUS if wanted.focus else GUESSED_BONUS


def best_sentence(corpus: Corpus, candidate: Ranked, weights: "FloatArray") -> str:
    """The sentence of a candidate that is worth most, whatever type it is of."""
    article, passage = corpus[candidate.passage]
    sentence = passage.sentences[int(np.argmax(sentence_scores(candidate, weights)))]
    return article.text[sentence.start : sentence.end]


def sentence_scores(candidate: Ranked, weights: "FloatArray") -> "FloatArray":
    """The worth of each sentence: its words that tell it from its passage, and its neighbours'.

    `weights` is the question's `emphasis`.
    """
    own = candidate.sentences
    holding = (own > 0).sum(axis=0)
    spread = np.log((len(own) + 1) / np.maximum(holding, 1)) / np.log(len(own) + 1)
    headed = np.where(candidate.heading, 1 - HEADING_DISCOUNT, 1)
    weights = weights * headed * spread**SPREAD_POWER
    shared = own.copy()
    np.maximum(shared[1:], BEFORE * own[:-1], out=shared[1:])
    np.maximum(shared[:-1], AFTER * own[1:], out=shared[:-1])
    # The plain score decides where the words that are left out were the only ones.
    scores: FloatArray = (shared * weights).sum(axis=1) + 1e-6 * own.sum(axis=1)
    return scores


def _with_company(article: Article, passage: Passage, best: int) -> tuple[int, int]:
    """The sentence, with the one before it when it leans on it, or after it when it leads on."""
    sentences = passage.sentences
    text = article.text[sentences[best].start : sentences[best].end]

    def fits(first: int, last: int) -> bool:
        return (
            first >= 0
            and last < len(sentences)
            and sentences[last].end - sentences[first].start <= PAIR_LIMIT
        )

    if _LEANS_BACK.match(text.lstrip("\"'“‘(")) and fits(best - 1, best):
        return best - 1, best
    if (len(text) < _SHORT or text.endswith(":")) and fits(best, best + 1):
        return best, best + 1
    return best, best
