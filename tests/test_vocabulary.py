"""A vocabulary numbers its terms, and finds the number of a term and the term of a number."""

from hypothesis import given
from hypothesis import strategies as st

from index.compiled.vocabulary import encode_term, make_vocabulary, order_of


@given(st.sets(st.text(max_size=6), max_size=60), st.text(max_size=6))
def test_terms_and_numbers_are_one_to_one(terms: set[str], other: str) -> None:
    """Whatever the terms, the empty one included."""
    keys = [encode_term(term) for term in terms]
    vocabulary = make_vocabulary([keys[place] for place in order_of(keys)])
    assert len(vocabulary) == len(terms)
    assert {vocabulary.term(number) for number in range(len(terms))} == terms
    assert all(vocabulary.term(vocabulary.find(term)) == term for term in terms)
    assert (vocabulary.find(other) >= 0) == (other in terms)
