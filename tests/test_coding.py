"""Coded postings are read back as they were written, in each of the ways of coding."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.compiled.arrays import starts_of
from index.compiled.coding import Larges, decode, encode
from index.compiled.columns import MemoryColumn
from index.compiled.layout import BITS, BYTES, WHOLE, WORDS, shape, shapes
from index.compiled.postings import Postings
from index.compiled.postings_writer import PostingsWriter, width_of

sizes = st.sampled_from([1, 2, 254, 255, 256, 1000, 70_000, 200_000])
frequency = st.sampled_from([1, 1, 1, 2, 14, 15, 16, 300, 70_000])


@st.composite
def runs(draw: st.DrawFn) -> tuple[int, list[dict[int, int]]]:
    """A number of passages, and for each term the passages that hold it, with frequencies."""
    size = draw(sizes)
    passages = st.integers(0, size - 1)
    sparse = st.dictionaries(passages, frequency, min_size=1, max_size=5)
    dense = st.builds(
        lambda start, step, count: {p: 1 + p % 20 for p in range(start, size, step)},
        passages, st.integers(1, 400), frequency,
    )  # fmt: skip
    return size, draw(st.lists(sparse | dense, min_size=1, max_size=4))


def arrays(terms: list[dict[int, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Document frequencies, passages and frequencies, as the coder takes them."""
    pairs = [pair for term in terms for pair in sorted(term.items())]
    df = np.array([len(term) for term in terms])
    return df, np.array([p for p, _ in pairs]), np.array([f for _, f in pairs])


@given(runs())
@settings(max_examples=150, deadline=None)
def test_runs_are_decoded_as_they_were_encoded(
    given_runs: tuple[int, list[dict[int, int]]],
) -> None:
    """Whatever the size, the density and the frequencies."""
    size, terms = given_runs
    df, passages, counts = arrays(terms)
    coded = encode(df, passages, counts, size)
    larges = Larges(coded.places.astype(np.uint32), coded.larges.astype(np.uint32))
    found = decode(df, starts_of(coded.lengths)[:-1], coded.codes, larges, size)
    np.testing.assert_array_equal(found[0], passages)
    np.testing.assert_array_equal(found[1], counts)


@given(st.integers(0, 1 << 26), st.lists(st.integers(0, 1 << 26), min_size=1))
@settings(deadline=None)
def test_many_runs_are_laid_out_as_each_alone(size: int, given_df: list[int]) -> None:
    """So the lengths of runs are the same wherever they are computed."""
    df = np.array([number % (size + 1) for number in given_df])
    together = np.array(shapes(df, size)).T.tolist()
    assert together == [list(shape(number, size)) for number in df.tolist()]


@given(runs(), st.data())
@settings(max_examples=150, deadline=None)
def test_single_terms_are_read_and_found(
    given_runs: tuple[int, list[dict[int, int]]], data: st.DataObject
) -> None:
    """`read` gives the whole run; `locate` and `occurrences` give the wanted passages only."""
    size, terms = given_runs
    # Rows: occurrence i of a posting stands in row i, at most 600.
    postings = written(size, terms)
    for number, term in enumerate(terms):
        passages, frequencies = postings.read(number)
        assert dict(zip(passages.tolist(), frequencies.tolist(), strict=True)) == term
        some = st.sampled_from(sorted(term)) | st.integers(0, size - 1)
        wanted = np.array(sorted(data.draw(st.sets(some, max_size=8))), dtype=np.int64)
        run = postings.run(number)
        located = postings.locate([run], wanted)
        held, counts = located.passage, postings.frequencies(located.halves)
        found = dict(zip(wanted[held].tolist(), counts.tolist(), strict=True))
        assert found == {p: term[p] for p in wanted.tolist() if p in term}
    some = st.sampled_from(sorted({p for term in terms for p in term})) | st.integers(0, size - 1)
    wanted = np.array(sorted(data.draw(st.sets(some, max_size=8))), dtype=np.int64)
    asked = data.draw(st.permutations(range(len(terms))))
    which, at, row = postings.occurrences(list(map(postings.run, asked)), wanted)
    for column, number in enumerate(asked):
        for position, passage in enumerate(wanted.tolist()):
            expected = [i % 600 for i in range(terms[number].get(passage, 0))]
            assert row[(which == column) & (at == position)].tolist() == expected


def written(size: int, terms: list[dict[int, int]]) -> Postings:
    """Postings of the terms, written in two pieces."""
    writer = PostingsWriter(size, width_of(600), MemoryColumn)
    for piece in (terms[:1], terms[1:]):
        if piece:
            df, passages, counts = arrays(piece)
            rows = np.concatenate([np.arange(count) % 600 for count in counts])
            writer.add(df, passages, counts, rows)
    return writer.postings()


def test_frequent_terms_take_a_byte_and_rare_ones_four() -> None:
    """The way of coding follows the document frequency; `shapes` agrees with `shape`."""
    df = np.array([1, 10, 1000, 100_000])
    assert [shape(int(n), 100_000)[0] for n in df] == [WHOLE, WORDS, BYTES, BITS]
    for size in (1, 300, 100_000, 1_000_000):
        way, head, body = shapes(np.minimum(df, size), size)
        expected = [shape(int(n), size) for n in np.minimum(df, size)]
        assert list(zip(way, head, body, strict=True)) == expected


@given(st.sampled_from([10, 1000, 70_000]), st.data())
@settings(max_examples=30, deadline=None)
def test_some_terms_are_read_together_as_alone(size: int, data: st.DataObject) -> None:
    """Whichever of them, by rising numbers of passages."""
    one = st.dictionaries(st.integers(0, size - 1), frequency, min_size=1, max_size=12)
    terms = data.draw(st.lists(one, min_size=9, max_size=30))
    postings = written(size, terms)
    asked = data.draw(st.lists(st.integers(0, len(terms) - 1), min_size=1, unique=True))
    asked.sort(key=postings.df_of)
    together = postings.read_all(list(map(postings.run, asked)))
    for found, alone in zip(together, zip(*map(postings.read, asked), strict=True), strict=True):
        np.testing.assert_array_equal(found, np.concatenate(alone))
