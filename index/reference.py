"""The reference engine: rank_bm25's BM25Plus, readable and slow, for tests and tiny folders."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from rank_bm25 import BM25Plus

from index.engine import DELTA, K1, Alternative, B, Document, Group, Hit, Query, SentenceCounts

if TYPE_CHECKING:
    import numpy.typing as npt


class ReferenceEngine:
    """`index.engine.Engine` on top of rank_bm25, with every passage's terms in memory."""

    name = "rank_bm25"

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = list(documents)
        bags = [document.terms() for document in self._documents]
        self._df = Counter(term for bag in bags for term in set(bag))
        # rank_bm25 divides by the number of terms, so it cannot be made over nothing.
        self._model = BM25Plus(bags, k1=K1, b=B, delta=DELTA) if any(bags) else None
        lengths = [len(s) for document in self._documents for s in document.sentences]
        self._mean_sentence_length = sum(lengths) / len(lengths) if lengths else 0.0

    def __len__(self) -> int:
        return len(self._documents)

    def df(self, term: str) -> int:
        return self._df[term]

    def vocabulary(self) -> Iterable[str]:
        return self._df.keys()

    def mean_sentence_length(self) -> float:
        return self._mean_sentence_length

    def search(
        self, query: Query, k: int, within: "npt.NDArray[np.bool_] | None" = None
    ) -> list[Hit]:
        scores = np.zeros(len(self))
        for group in query:
            scores += self._group(group)
        if within is not None:
            scores[~within] = 0.0
        # Matching passages score above 0: idf is ln((N+1)/df) > 0, and weights are positive.
        order = np.lexsort((np.arange(len(scores)), -scores))[:k]
        return [Hit(int(i), float(scores[i])) for i in order if scores[i] > 0]

    def sentence_counts(self, passages: Sequence[int], terms: Sequence[str]) -> SentenceCounts:
        rows = [
            (position, number - 1, Counter(sentence), len(sentence))
            for position, passage in enumerate(passages)
            for number, sentence in enumerate(
                (self._documents[passage].heading, *self._documents[passage].sentences)
            )
        ]
        return SentenceCounts(
            passage=np.array([row[0] for row in rows], dtype=np.int64),
            sentence=np.array([row[1] for row in rows], dtype=np.int64),
            length=np.array([row[3] for row in rows], dtype=np.int64),
            counts=np.array(
                [[row[2][term] for term in terms] for row in rows], dtype=np.float64
            ).reshape(len(rows), len(terms)),
        )

    def _group(self, group: Group) -> "npt.NDArray[np.float64]":
        best = np.zeros(len(self))
        for alternative in group.alternatives:
            best = np.maximum(best, self._alternative(alternative))
        return best

    def _alternative(self, alternative: Alternative) -> "npt.NDArray[np.float64]":
        total = np.zeros(len(self))
        if self._model is None:
            return total
        for term, weight in alternative:
            holds = np.array([term in frequencies for frequencies in self._model.doc_freqs])
            # rank_bm25 adds delta to passages that do not hold the term; a match is a shared term.
            total += weight * np.where(holds, self._model.get_scores([term]), 0.0)
        return total
