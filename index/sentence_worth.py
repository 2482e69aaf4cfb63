"""What each sentence of a passage is worth as an answer to a question."""

from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

from index.analyzer import bigrams
from index.answer_type import answer_type
from index.article import Article, Block
from index.passage import Passage
from index.question import Question
from index.ranking import Ranked
from index.sentences import is_question

if TYPE_CHECKING:
    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float64]
    BoolArray = npt.NDArray[np.bool_]

# Chosen on KorQuAD's even-numbered articles, what has to do with neighbours also on the natural
# questions; bench/quality.py reports KorQuAD's odd articles apart.
HEADING_DISCOUNT = 0.8  # the title names the topic; a sentence that repeats it says no more
NAME_DISCOUNT = 0.2  # the sentences around say of whom they are
ASKED = 1.5  # what a Korean question asks of its topic stands last
SPREAD_POWER = 0.5  # words that stand in every sentence of a passage tell none from another
BEFORE, AFTER = 0.5, 0.2  # what a word in the sentence before or after is worth here


def emphasis(question: Question) -> "FloatArray":
    """How much each group of a question (groups,) counts among the sentences of one passage.

    A word that only asks (사람 in 만든 사람은 누구야) counts nothing.
    """
    weights = np.ones(len(question.query))
    wanted = answer_type(question.text)
    for number, word in enumerate(question.words):
        if wanted and not word.key and wanted.only_asks(question.text, word.start, word.end):
            weights[number] = 0.0
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


def sentence_worths(
    article: Article, passage: Passage, candidate: Ranked, weights: "FloatArray"
) -> "FloatArray":
    """What each sentence of a candidate is worth; what asks, or heads a table, says nothing.

    `weights` is the question's `emphasis`.
    """
    texts = [article.text[one.start : one.end] for one in passage.sentences]
    asking = np.array([is_question(text) for text in texts])
    asking[-1] = False  # what answers it stands elsewhere
    scores = _by_words(candidate, weights, asking)
    heads = _table_heads(article, passage)
    return scores if heads.all() else np.where(heads, 0.0, scores)


def _by_words(candidate: Ranked, weights: "FloatArray", asking: "BoolArray") -> "FloatArray":
    """The worth of a sentence: its words that tell it from its passage, and its neighbours'.

    One that is `asking` leaves its words to the next one.
    """
    own = candidate.sentences
    holding = (own > 0).sum(axis=0)
    spread = np.log((len(own) + 1) / np.maximum(holding, 1)) / np.log(len(own) + 1)
    headed = np.where(candidate.heading, 1 - HEADING_DISCOUNT, 1)
    weights = weights * headed * spread**SPREAD_POWER
    shared = own.copy()
    np.maximum(shared[1:], BEFORE * own[:-1], out=shared[1:])
    np.maximum(shared[:-1], AFTER * own[1:], out=shared[:-1])
    np.maximum(shared[1:], np.where(asking[:-1, None], own[:-1], 0.0), out=shared[1:])
    # The plain score decides where the words that are left out were the only ones.
    scores: FloatArray = (shared * weights).sum(axis=1) + 1e-6 * own.sum(axis=1)
    return np.where(asking, 0.0, scores)


def _table_heads(article: Article, passage: Passage) -> "BoolArray":
    """Which sentences are the first row of a table."""
    first = bisect_left(article.blocks, passage.start, key=_start)
    last = bisect_left(article.blocks, passage.end, key=_start)
    starts = {block.start for block in article.blocks[first:last] if block.heads_table}
    return np.array([one.start in starts for one in passage.sentences])


def _start(block: Block) -> int:
    return block.start
