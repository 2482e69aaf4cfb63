"""The contract of a search engine over passages, and the values that cross it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# BM25+ (Lv and Zhai 2011): measured on KorQuAD by bench/quality.py, see docs/quality.md.
K1 = 0.6
B = 0.75
DELTA = 0.5


class WeightedTerm(NamedTuple):
    """A term of the index and what a match of it is worth, relative to 1."""

    term: str
    weight: float


# What a group may match as; its score is the sum of its terms' weighted BM25+ scores.
Alternative = tuple[WeightedTerm, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The ways in which one word of a question may match: the best alternative counts, once.

    `sure` tells how sure each alternative is to mean the word, in 0–1 (none given: all are);
    scores do not depend on it.
    """

    alternatives: tuple[Alternative, ...]
    sure: tuple[float, ...] = ()


# A query: the score of a passage is the sum over its groups.
Query = tuple[Group, ...]


class Hit(NamedTuple):
    """A passage (its position in the index, from 0) and its score."""

    passage: int
    score: float


@dataclass(frozen=True, slots=True)
class Document:
    """The terms of one passage: of its heading (title and section), and of each sentence."""

    heading: tuple[str, ...]
    sentences: tuple[tuple[str, ...], ...]

    def terms(self) -> list[str]:
        """All terms, the heading's first: the bag that passage search scores."""
        return [*self.heading, *(term for sentence in self.sentences for term in sentence)]


@dataclass(frozen=True, slots=True)
class SentenceCounts:
    """Term counts of the sentences of some passages, one row a sentence.

    Each passage gives one row for its heading and then one for each sentence, in order:
    `passage` (rows,) is the position in the list that was asked for, `sentence` (rows,) the
    sentence's position in its passage, -1 for the heading; `length` (rows,) counts terms;
    `counts` (rows, terms) holds the frequency of each asked-for term.
    """

    passage: "npt.NDArray[np.int64]"
    sentence: "npt.NDArray[np.int64]"
    length: "npt.NDArray[np.int64]"
    counts: "npt.NDArray[np.float64]"


class Engine(Protocol):
    """BM25+ over passages, numbered from 0 in the order they were given.

    The score of a term in a passage that holds it is what rank_bm25's `BM25Plus` gives it; in a
    passage that does not, 0. All engines return the same scores and the same order: by score,
    ties by position. A passage without any term of the query is never a hit.
    """

    @property
    def name(self) -> str:
        """The name that `--engine` takes."""

    def __len__(self) -> int:
        """The number of passages."""

    def df(self, term: str) -> int:
        """In how many passages the term occurs; 0 when it is in none."""

    def vocabulary(self) -> Iterable[str]:
        """Every term of the index, once."""

    def search(
        self, query: Query, k: int, within: "npt.NDArray[np.bool_] | None" = None
    ) -> list[Hit]:
        """The best k hits, best first; only passages that `within` (one flag each) allows."""

    def sentence_counts(self, passages: Sequence[int], terms: Sequence[str]) -> SentenceCounts:
        """The counts of the terms in each sentence of the passages."""

    def mean_sentence_length(self) -> float:
        """Terms a sentence, over all sentences; 0.0 for an empty index."""
