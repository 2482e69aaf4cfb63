"""The reference engine is rank_bm25's BM25Plus, but for passages that do not match."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from index.engine import DELTA, K1, B, Document, Group, WeightedTerm
from index.reference import ReferenceEngine

bags = st.lists(st.lists(st.sampled_from("abcde"), max_size=8), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None)
@given(bags=bags, query=st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4))
def test_scores_are_rank_bm25s(bags: list[list[str]], query: list[str]) -> None:
    """A passage that holds every term has rank_bm25's own score; one that holds none has none."""
    if not any(bags):
        return
    engine = ReferenceEngine(Document(tuple(bag[:2]), (tuple(bag[2:]),)) for bag in bags)
    groups = tuple(Group(((WeightedTerm(term, 1.0),),)) for term in query)
    oracle = BM25Plus(bags, k1=K1, b=B, delta=DELTA).get_scores(query)
    found: dict[int, float] = dict(engine.search(groups, len(bags)))
    for passage, bag in enumerate(bags):
        if set(query) <= set(bag):
            assert found[passage] == pytest.approx(oracle[passage])
        assert (passage in found) == bool(set(query) & set(bag))


def test_the_order_is_rank_bm25s_where_every_passage_matches() -> None:
    dice = random.Random(7)
    bags = [["a", *dice.choices("bcdefgh", k=dice.randrange(1, 20))] for _ in range(50)]
    oracle = BM25Plus(bags, k1=K1, b=B, delta=DELTA).get_scores(["a"])
    engine = ReferenceEngine(Document((), (tuple(bag),)) for bag in bags)
    hits = engine.search((Group(((WeightedTerm("a", 1.0),),)),), 50)
    assert [hit.passage for hit in hits] == sorted(range(50), key=lambda i: (-oracle[i], i))
