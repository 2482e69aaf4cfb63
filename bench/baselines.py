"""What others do, on the same passages: rank_bm25 over words, over Kiwi's, over mecab-ko's."""

from collections.abc import Callable, Iterator

import numpy as np
from rank_bm25 import BM25Okapi

from index import Library
from index.analyzer import Analyzer

Tokenize = Callable[[str], list[str]]

# The tags that Lucene's nori analyzer stops by default (KoreanPartOfSpeechStopFilter).
NORI_STOP = (
    "E", "IC", "J", "MAG", "MAJ", "MM", "SP", "SSC", "SSO", "SC", "SE", "XPN", "XSA", "XSN",
    "XSV", "UNA", "NA", "VSV", "SF", "SY", "VCN", "VCP", "VX",
)  # fmt: skip


def tokenizers(analyzer: Analyzer) -> Iterator[tuple[str, Tokenize]]:
    """Name and tokenizer of each baseline; mecab-ko only where python-mecab-ko is installed."""
    yield "rank_bm25, whitespace words", str.split
    yield (
        "rank_bm25, Kiwi content morphemes",
        lambda text: [one.term for one in analyzer.morphemes(text)],
    )
    try:
        from mecab import MeCab
    except ImportError:
        print("mecab-ko is skipped: pip install python-mecab-ko")
        return
    mecab = MeCab()

    def nori(text: str) -> list[str]:
        return [
            word
            for word, tags in mecab.pos(text)
            if not any(tag.startswith(NORI_STOP) for tag in tags.split("+"))
        ]

    yield "mecab-ko, nori's stop tags", nori


class Baseline:
    """rank_bm25's Okapi with its defaults over a library's passages, without titles."""

    def __init__(self, library: Library, tokenize: Tokenize) -> None:
        self._tokenize = tokenize
        placed = (library.corpus[number] for number in range(len(library.corpus)))
        texts = [one.article.text[one.passage.start : one.passage.end] for one in placed]
        self._model = BM25Okapi([tokenize(text) or [""] for text in texts])

    def search(self, question: str, k: int = 10) -> list[int]:
        """The numbers of the best k passages."""
        scores = self._model.get_scores(self._tokenize(question))
        return [int(number) for number in np.argsort(-scores, kind="stable")[:k]]
