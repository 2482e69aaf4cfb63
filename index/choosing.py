"""Which sentence of a passage to quote, and when one sentence is not enough."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.answer_type import AnswerType, answer_type
from index.article import Article
from index.corpus import Corpus
from index.defining import defined, first_mention
from index.passage import Passage
from index.question import Question
from index.ranking import Ranked
from index.sentence_worth import emphasis, sentence_worths

if TYPE_CHECKING:
    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float64]

# Chosen as the weights of `index.sentence_worth` were.
TYPE_BONUS = 0.4  # for a date or an amount
GUESSED_BONUS = 0.15  # for a kind that is only guessed from words (a person, a place, a reason)
COUNTER_BONUS = 0.6  # where the answer has to hold its counter (27%)

# A sentence beside the best one that is worth so much of it is quoted too: it may as well be the
# answer, but less likely when the best one has the date or the amount that is asked for. A reason
# stands beside what it is the reason for, with few words of the question.
COMPANY, COMPANY_OF_ENOUGH, REASON_COMPANY = 0.6, 0.85, 0.4

PAIR_LIMIT = 400  # characters of two sentences quoted together
_SHORT = 12  # characters; a shorter sentence hardly says a thing by itself
_STOPS = (".", "!", "?", "…", "。")
_LEANS_BACK = re.compile(
    r"(이는|이것|그것|이들|그들|그녀|그는|그가|그의|그를|그에게|이로|이에|이를|이때|그때|이곳|그곳|이\s|그\s|이러한|그러한"
    r"|이런|그런|이렇게|그렇게|이처럼|그래서|따라서|그러므로|때문에|저\s|두\s?(사람|회사|나라)"
    r"|(It|This|That|These|Those|They|He|She|His|Her|Their|Its)\b)"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences to quote of a candidate, `first` to `last`; `scores` are those of all."""

    candidate: Ranked
    scores: "FloatArray"
    first: int
    last: int


class Chooser:
    """Chooses the sentences to quote for one question."""

    def __init__(self, corpus: Corpus, question: Question) -> None:
        self._corpus = corpus
        self._question = question
        self._weights = emphasis(question)
        self._thing = defined(question)
        self.wanted: AnswerType | None = answer_type(question.text)

    def choose(self, candidate: Ranked) -> Choice:
        """The best sentence, with the one that it leans on or leads to."""
        article, passage = self._corpus[candidate.passage]
        scores = sentence_worths(article, passage, candidate, self._weights)
        if self.wanted:
            held = [
                self.wanted.found_in(article.text[one.start : one.end]) for one in passage.sentences
            ]
            scores = scores * (1 + _bonus(self.wanted) * np.array(held))
        named = first_mention(self._question, self._thing, self._corpus, candidate)
        best = int(np.argmax(scores)) if named is None else named
        first, last = _with_company(article, passage, best)
        return Choice(candidate, scores, first, last)

    def widened(self, choice: Choice) -> Choice:
        """A choice with the sentence beside it where that is worth nearly as much."""
        if choice.first != choice.last:
            return choice
        best, scores = choice.first, choice.scores
        article, passage = self._corpus[choice.candidate.passage]
        beside = [one for one in (best - 1, best + 1) if _one_line(article, passage, best, one)]
        other = max(beside, key=lambda one: float(scores[one]), default=best)
        if other == best or scores[other] < self._company(choice) * scores[best]:
            return choice
        return Choice(choice.candidate, scores, min(best, other), max(best, other))

    def best_sentence(self, candidate: Ranked) -> str:
        """The sentence that is worth most, whatever type it is of."""
        article, passage = self._corpus[candidate.passage]
        best = int(np.argmax(sentence_worths(article, passage, candidate, self._weights)))
        return article.text[passage.sentences[best].start : passage.sentences[best].end]

    def quoted(self, choice: Choice) -> str:
        """The text of a choice."""
        article, passage = self._corpus[choice.candidate.passage]
        return article.text[
            passage.sentences[choice.first].start : passage.sentences[choice.last].end
        ]

    def _company(self, choice: Choice) -> float:
        """The share of a sentence's worth that is enough for the one beside it."""
        if self.wanted and self.wanted.name == "reason":
            return REASON_COMPANY
        typed = self.wanted and self.wanted.focus and self.wanted.found_in(self.quoted(choice))
        return COMPANY_OF_ENOUGH if typed else COMPANY


def _bonus(wanted: AnswerType) -> float:
    if wanted.counter:
        return COUNTER_BONUS
    return TYPE_BONUS if wanted.focus else GUESSED_BONUS


def _with_company(article: Article, passage: Passage, best: int) -> tuple[int, int]:
    """The sentence, with the one before it when it leans on it, or after it when it leads on."""
    sentence = passage.sentences[best]
    text = article.text[sentence.start : sentence.end]
    if _LEANS_BACK.match(text.lstrip("\"'“‘(")) and _fits(passage, best - 1, best):
        return best - 1, best
    short = len(text) < _SHORT and ": " not in text
    if text.endswith(":") or (short and not text.endswith(_STOPS)):
        return (best, best + 1) if _fits(passage, best, best + 1) else (best, best)
    beside = (best + 1, best - 1) if short else ()
    other = next((one for one in beside if _one_line(article, passage, best, one)), best)
    return min(best, other), max(best, other)


def _fits(passage: Passage, first: int, last: int) -> bool:
    """Whether there are these sentences, short enough to be quoted together."""
    sentences = passage.sentences
    there = first >= 0 and last < len(sentences)
    return there and sentences[last].end - sentences[first].start <= PAIR_LIMIT


def _one_line(article: Article, passage: Passage, one: int, other: int) -> bool:
    """Whether two neighbours fit together and stand in one line: in no list, and no table."""
    first, last = sorted((one, other))
    if not _fits(passage, first, last):
        return False
    return "\n" not in article.text[passage.sentences[first].end : passage.sentences[last].start]
