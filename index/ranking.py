"""From a question to ranked passages: BM25+ over passages, then their best sentences."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.engine import DELTA, K1, Engine, Group, Query

if TYPE_CHECKING:
    import numpy.typing as npt

CANDIDATES = 30  # passages whose sentences are scored: three times what is ever looked at
SENTENCE_WEIGHT = 0.5
SENTENCE_B = 0.3  # sentences differ less in length than in what they say


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate: its number, its final score, and what its sentences are worth alone.

    `sentences` (sentences, groups) holds the score of each group of the query in each sentence,
    without the heading; `heading` and `groups` (groups,) tell how surely the heading, and the
    passage with its heading, match each group: 1 as asked, less by a guess, 0 not at all.
    """

    passage: int
    score: float
    sentences: "npt.NDArray[np.float64]"
    heading: "npt.NDArray[np.float64]"
    groups: "npt.NDArray[np.float64]"
    terms: Sequence[str]
    counts: "npt.NDArray[np.float64]"

    def scored(self, score: float) -> "Ranked":
        """The candidate with another score (dataclasses.replace takes ten times as long)."""
        return Ranked(
            self.passage,
            score,
            self.sentences,
            self.heading,
            self.groups,
            self.terms,
            self.counts,
        )


def idf(engine: Engine, term: str) -> float:
    """ln((N + 1) / df), as rank_bm25's BM25Plus has it; a term in no passage counts as in one."""
    return math.log((len(engine) + 1) / max(1, engine.df(term)))


def rank(
    engine: Engine, query: Query, within: "npt.NDArray[np.bool_] | None" = None
) -> list[Ranked]:
    """The candidates of a query, best first."""
    hits = engine.search(query, CANDIDATES, within)
    if not hits:
        return []
    scorer = SentenceScorer(engine, query)
    counts = engine.sentence_counts([hit.passage for hit in hits], scorer.terms)
    headed = np.where(counts.sentence[:, None] < 0, 0.0, counts.counts)
    heading = counts.counts[counts.sentence < 0]
    heading_length = counts.length[counts.sentence < 0]
    with_heading = scorer.groups(
        headed + heading[counts.passage], counts.length + heading_length[counts.passage]
    ).sum(axis=1)
    alone = scorer.groups(headed, counts.length)
    # The rows of a passage are its heading's and then those of its sentences.
    starts = np.flatnonzero(counts.sentence < 0)
    with_heading[starts] = 0.0
    best = np.maximum.reduceat(with_heading, starts).tolist()
    in_heading = scorer.matches(heading)
    in_passage = scorer.matches(np.add.reduceat(counts.counts, starts, axis=0))
    ends = [*starts[1:].tolist(), len(alone)]
    ranked = [
        Ranked(
            passage=hit.passage,
            score=hit.score + SENTENCE_WEIGHT * best[position],
            sentences=alone[start + 1 : end],
            heading=in_heading[position],
            groups=in_passage[position],
            terms=scorer.terms,
            counts=headed[start + 1 : end],
        )
        for position, (hit, start, end) in enumerate(zip(hits, starts.tolist(), ends, strict=True))
    ]
    return sorted(ranked, key=lambda candidate: (-candidate.score, candidate.passage))


class SentenceScorer:
    """BM25+ of a query over term counts of sentences, with the passages' idf."""

    def __init__(self, engine: Engine, query: Query) -> None:
        self.terms: Sequence[str] = sorted(
            {
                term.term
                for group in query
                for alternative in group.alternatives
                for term in alternative
            }
        )
        position = {term: i for i, term in enumerate(self.terms)}
        alternatives = [alternative for group in query for alternative in group.alternatives]
        self._starts = np.cumsum([0, *(len(group.alternatives) for group in query)])[:-1]
        self._sure = np.array([sure for group in query for sure in group.sure or _all_sure(group)])
        # The terms of all alternatives, one after the other. No matrix is multiplied: numpy would
        # hand that to threads, which wait for each other ten milliseconds on a busy machine.
        terms = [term for alternative in alternatives for term in alternative]
        self._places = np.array([position[term.term] for term in terms])
        self._weights = np.array([term.weight for term in terms])
        self._alternatives = np.cumsum([0, *map(len, alternatives)])[:-1]
        self._idf = np.array([idf(engine, term) for term in self.terms])
        self._mean_length = engine.mean_sentence_length() or 1.0

    def groups(
        self, counts: "npt.NDArray[np.float64]", length: "npt.NDArray[np.int64]"
    ) -> "npt.NDArray[np.float64]":
        """The score of each group (columns) in each row of counts (rows, terms)."""
        norm = K1 * (1 - SENTENCE_B + SENTENCE_B * length / self._mean_length)
        saturation = DELTA + counts * (K1 + 1) / (norm[:, None] + counts)
        scores = np.where(counts > 0, self._idf * saturation, 0.0)
        weighted = scores[:, self._places] * self._weights
        scores = np.add.reduceat(weighted, self._alternatives, axis=1)
        return np.maximum.reduceat(scores, self._starts, axis=1)

    def matches(self, counts: "npt.NDArray[np.float64]") -> "npt.NDArray[np.float64]":
        """How surely bags of counts (bags, terms) match each group: by all of one alternative."""
        held = (counts > 0)[:, self._places] | (self._weights <= 0)
        complete = np.logical_and.reduceat(held, self._alternatives, axis=1)
        sure = self._sure * complete
        best: npt.NDArray[np.float64] = np.maximum.reduceat(sure, self._starts, axis=1)
        return best


def _all_sure(group: Group) -> tuple[float, ...]:
    return (1.0,) * len(group.alternatives)
