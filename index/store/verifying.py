"""Checking an index against rank_bm25: every score of many queries, and every statistic."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Plus

from index.analyzer import Analyzer
from index.compiled import CompiledEngine
from index.corpus import Corpus
from index.engine import DELTA, K1, B, Document, Group, Query, WeightedTerm
from index.passages import make_passages

SAMPLE = 20_000  # passages; above it, some articles are checked against the whole's statistics
QUERIES = 200
Holders = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was compared, and the differences that were found, each in a line."""

    passages: int
    scores: int
    differences: tuple[str, ...]


def verify_index(
    corpus: Corpus, engine: CompiledEngine, analyzer: Analyzer, *, sample: int = SAMPLE
) -> Verification:
    """Analyze articles again, as they were indexed, and compare the engine with rank_bm25.

    Up to `sample` passages the model is rank_bm25's own. Above, it is one of whole articles up to
    that number, with the document frequencies and the mean length that the engine has.
    """
    numbers, documents = _documents(corpus, analyzer, sample)
    bags = [document.terms() for document in documents]
    if not any(bags):
        return Verification(len(bags), 0, ())
    model = BM25Plus(bags, k1=K1, b=B, delta=DELTA)
    whole = len(bags) == len(corpus)
    if not whole:
        _give_statistics(model, engine)
    holders = _holders(model)
    differences = list(_statistics(model, engine, holders)) if whole else []
    within = np.zeros(len(corpus), dtype=bool)
    within[numbers] = True
    queries = list(_queries(documents))
    for query in queries:
        differences.extend(_compare(model, holders, engine, query, numbers, within))
    return Verification(len(bags), len(queries) * len(bags), tuple(differences))


def _documents(corpus: Corpus, analyzer: Analyzer, sample: int) -> tuple[list[int], list[Document]]:
    """Passages by number with their terms: all, or those of articles chosen by lot."""
    ids = list(corpus.ids())
    if len(corpus) > sample:
        random.Random(0).shuffle(ids)  # noqa: S311  # a sample, not a secret
    chosen, count = [], 0
    for article_id in ids:
        if count and count + len(corpus.numbers(article_id)) > sample:
            break
        chosen.append(article_id)
        count += len(corpus.numbers(article_id))
    chosen.sort(key=lambda article_id: corpus.numbers(article_id).start)
    numbers = [number for article_id in chosen for number in corpus.numbers(article_id)]
    articles = (corpus.article(article_id) for article_id in chosen)
    made = make_passages((article for article in articles if article), analyzer)
    return numbers, [document for _, pairs in made for _, document in pairs]


def _give_statistics(model: BM25Plus, engine: CompiledEngine) -> None:
    model.avgdl = engine.mean_length
    for term in model.idf:
        # A term that the engine does not know would be a difference of scores.
        model.idf[term] = math.log((len(engine) + 1) / max(1, engine.df(term)))


def _holders(model: BM25Plus) -> Holders:
    """The passages that hold each term, as the model numbers them."""
    holders: dict[str, list[int]] = {term: [] for term in model.idf}
    for number, frequencies in enumerate(model.doc_freqs):
        for term in frequencies:
            holders[term].append(number)
    return holders


def _statistics(model: BM25Plus, engine: CompiledEngine, holders: Holders) -> Iterator[str]:
    if len(engine) != model.corpus_size:
        yield f"{len(engine)} passages instead of {model.corpus_size}"
    if set(engine.vocabulary()) != set(model.idf):
        yield "the vocabulary is another one"
    for term, passages in holders.items():
        if engine.df(term) != len(passages):
            yield f"{term!r} is in {engine.df(term)} passages instead of {len(passages)}"


def _queries(documents: Sequence[Document]) -> Iterator[Query]:
    """The terms of some sentences, as questions would have them."""
    sentences = [s for document in documents for s in document.sentences if s]
    chosen = random.Random(1).sample(sentences, min(QUERIES, len(sentences)))  # noqa: S311  # no secret
    for sentence in chosen:
        yield tuple(
            Group(((WeightedTerm(term, 0.5 if term.startswith("#") else 1.0),),))
            for term in sentence[:40]
        )


def _compare(
    model: BM25Plus,
    holders: Holders,
    engine: CompiledEngine,
    query: Query,
    numbers: Sequence[int],
    within: npt.NDArray[np.bool_],
) -> Iterator[str]:
    scores = np.zeros(len(numbers))
    for group in query:
        ((term, weight),) = group.alternatives[0]
        # rank_bm25 adds delta to passages without the term as well; those are no matches.
        held = holders[term]
        scores[held] += weight * np.array(model.get_batch_scores([term], held))
    expected = {n: s for n, s in zip(numbers, scores.tolist(), strict=True) if s > 0}
    found = {hit.passage: hit.score for hit in engine.search(query, len(within), within)}
    for number in expected.keys() | found.keys():
        if expected.get(number) != found.get(number):
            terms = " ".join(group.alternatives[0][0].term for group in query)
            yield (
                f"passage {number} scores {found.get(number)} instead of "
                f"{expected.get(number)} for: {terms}"
            )
