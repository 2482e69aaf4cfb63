"""The engine contract: every engine gives rank_bm25's scores, order and counts."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.compiled.engine import CompiledEngine
from index.engine import Document, Engine, Group, Hit, Query, WeightedTerm
from index.reference import ReferenceEngine

Make = Callable[[Iterable[Document]], Engine]
ENGINES: dict[str, Make] = {
    "rank_bm25": ReferenceEngine,
    "compiled": partial(CompiledEngine.of, fast=False),
}
if find_spec("numba"):  # the [fast] extra
    ENGINES["compiled, fast"] = partial(CompiledEngine.of, fast=True)

# Few distinct terms, so that documents share them and ties are common.
TERMS = ["a", "b", "가", "#가나", "\ud800", "e", "긴 말", ""]
rows = st.lists(st.sampled_from(TERMS), max_size=8).map(tuple)
documents = st.lists(st.builds(Document, rows, st.lists(rows, max_size=4).map(tuple)), max_size=12)
weights = st.sampled_from([0.1, 0.5, 1.0, 1 / 3])
terms = st.builds(WeightedTerm, st.sampled_from([*TERMS, "unknown"]), weights)
alternatives = st.lists(terms, min_size=1, max_size=3).map(tuple)
groups = st.builds(Group, st.lists(alternatives, min_size=1, max_size=3).map(tuple))
queries = st.lists(groups, max_size=6).map(tuple)


def word(term: str, weight: float = 1.0) -> Group:
    return Group(((WeightedTerm(term, weight),),))


def document(*sentences: str, heading: str = "") -> Document:
    return Document(tuple(heading.split()), tuple(tuple(s.split()) for s in sentences))


@pytest.fixture(params=ENGINES)
def make(request: pytest.FixtureRequest) -> Make:
    return ENGINES[request.param]


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "rank_bm25"])
@given(documents=documents, query=queries, k=st.integers(0, 15), data=st.data())
@settings(max_examples=300, deadline=None)
def test_search_equals_rank_bm25(
    name: str, documents: list[Document], query: Query, k: int, data: st.DataObject
) -> None:
    """The same passages, in the same order, with the same scores to the last bit."""
    flags = st.lists(st.booleans(), min_size=len(documents), max_size=len(documents))
    chosen = data.draw(st.none() | flags)
    within = None if chosen is None else np.array(chosen, dtype=bool)
    expected = ReferenceEngine(documents).search(query, k, within)
    assert ENGINES[name](documents).search(query, k, within) == expected


@given(
    documents=documents,
    query=queries,
    k=st.integers(0, 15),
    frequent=st.sampled_from([0, 2, 3, 100]),
    cells=st.sampled_from([1, 10, 1000]),
    whole=st.sampled_from([0, 1, 100]),
)
@settings(max_examples=300, deadline=None)
def test_what_numpy_looks_up_changes_nothing(
    documents: list[Document], query: Query, k: int, frequent: int, cells: int, whole: int
) -> None:
    """Whichever terms are looked up instead of read, however many at a time, or all decoded."""
    expected = ReferenceEngine(documents).search(query, k)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.compiled.reader.FREQUENT", frequent)
        patch.setattr("index.compiled.plain.CELLS", cells)
        patch.setattr("index.compiled.reader.WHOLE_AFTER", whole)
        engine = CompiledEngine.of(documents, fast=False)
        assert [engine.search(query, k) for _ in range(3)] == [expected] * 3


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "rank_bm25"])
@given(documents=documents, data=st.data())
@settings(max_examples=200, deadline=None)
def test_sentence_counts_equal_the_reference(
    name: str, documents: list[Document], data: st.DataObject
) -> None:
    """The same rows and counts, whatever passages are asked for and in whatever order."""
    positions = st.integers(0, max(0, len(documents) - 1))
    passages = data.draw(st.lists(positions, max_size=6 if documents else 0))
    asked = data.draw(st.lists(st.sampled_from([*TERMS, "unknown"]), max_size=6))
    expected = ReferenceEngine(documents).sentence_counts(passages, asked)
    found = ENGINES[name](documents).sentence_counts(passages, asked)
    for field in ("passage", "sentence", "length", "counts"):
        given_array, expected_array = getattr(found, field), getattr(expected, field)
        assert given_array.dtype == expected_array.dtype
        np.testing.assert_array_equal(given_array, expected_array)


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "rank_bm25"])
@given(documents=documents)
@settings(max_examples=100, deadline=None)
def test_statistics_equal_the_reference(name: str, documents: list[Document]) -> None:
    """Size, document frequencies, vocabulary and the mean length of a sentence."""
    expected, found = ReferenceEngine(documents), ENGINES[name](documents)
    assert len(found) == len(expected)
    assert sorted(found.vocabulary()) == sorted(expected.vocabulary())
    assert [found.df(term) for term in TERMS] == [expected.df(term) for term in TERMS]
    assert found.mean_sentence_length() == expected.mean_sentence_length()


def test_an_empty_index_finds_nothing(make: Make) -> None:
    """No passages: no hits, no terms, no division by nothing."""
    engine = make([])
    assert engine.search((word("a"),), 5) == []
    assert (len(engine), engine.df("a"), list(engine.vocabulary())) == (0, 0, [])
    assert engine.sentence_counts([], ["a"]).counts.shape == (0, 1)


def test_passages_without_terms_are_never_hits(make: Make) -> None:
    """Empty documents count as passages, and are not found."""
    engine = make([document(), document("a"), document("")])
    assert [hit.passage for hit in engine.search((word("a"),), 5)] == [1]
    assert len(engine) == 3


def test_a_query_without_known_terms_finds_nothing(make: Make) -> None:
    """Nothing matches an unknown term, an empty query, or a group without alternatives."""
    engine = make([document("a b"), document("b")])
    for query in ((word("unknown"),), (), (Group(()),)):
        assert engine.search(query, 5) == []


def test_ties_stand_in_the_order_of_the_passages(make: Make) -> None:
    """Equal passages score equally, and the earlier one comes first."""
    engine = make([document("b"), *[document("a")] * 5])
    assert [hit.passage for hit in engine.search((word("a"),), 3)] == [1, 2, 3]


def test_the_best_alternative_counts_once(make: Make) -> None:
    """A group is worth its best alternative, not the sum of them."""
    engine = make([document("a b"), document("a c"), document("c d")])
    both = Group(((WeightedTerm("a", 1.0),), (WeightedTerm("b", 1.0),)))
    scores: dict[int, float] = dict(engine.search((both,), 5))
    alone: dict[int, float] = dict(engine.search((word("b"),), 5))
    assert scores[0] == alone[0]


def test_frequencies_beyond_a_byte_count_in_full(make: Make) -> None:
    """A term may stand more than 255 times in a passage, or 65,535 times."""
    documents = [document(" ".join(["a"] * count), "b") for count in (3, 300, 70_000)]
    engine = make(documents)
    assert engine.search((word("a"),), 3) == ReferenceEngine(documents).search((word("a"),), 3)
    assert engine.sentence_counts([2, 1], ["a"]).counts.T.tolist() == [[0, 70_000, 0, 0, 300, 0]]


def test_passages_may_have_more_sentences_than_a_byte_counts(make: Make) -> None:
    """The 300th sentence is told apart from the 44th."""
    engine = make([document(*["a"] * 300, "b")])
    counts = engine.sentence_counts([0], ["b"])
    assert np.flatnonzero(counts.counts[:, 0]).tolist() == [301]
    assert counts.sentence[301] == 300


def test_a_hit_is_a_pair_of_plain_numbers(make: Make) -> None:
    """Hits go into JSON, so they are no numpy values."""
    (hit,) = make([document("a"), document("b")]).search((word("a"),), 1)
    assert type(hit) is Hit
    assert (type(hit.passage), type(hit.score)) == (int, float)


def large(count: int) -> Sequence[Document]:
    """Documents of which most hold common terms, and few hold rare ones."""
    random = np.random.default_rng(5)
    words = [f"w{i}" for i in range(500)]
    draws = np.minimum(random.zipf(1.3, size=(count, 40)) - 1, 499)
    return [
        Document(tuple(words[i] for i in row[:4]), (tuple(words[i] for i in row[4:]),))
        for row in draws
    ]


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "rank_bm25"])
@pytest.mark.parametrize("k", [1, 10, 30])
def test_many_passages_rank_as_in_rank_bm25(name: str, k: int) -> None:
    """Cutting and pruning change nothing, with many weights and repeated groups."""
    documents = large(3000)
    engine, reference = ENGINES[name](documents), ReferenceEngine(documents)
    random = np.random.default_rng(6)
    for _ in range(10):
        picks = np.minimum(random.zipf(1.2, size=15) - 1, 499)
        query = tuple(word(f"w{i}", 1.0 if n % 2 else 0.5) for n, i in enumerate(picks))
        assert engine.search(query, k) == reference.search(query, k)
