"""What was made of a text of late is given again, in order, and made only once."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from index.recent import KEPT, Recent


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=8), max_size=4), st.integers(0, 3))
def test_every_text_gives_its_own_result_in_order(streams: list[list[str]], ahead: int) -> None:
    """However far the maker reads ahead."""
    recent, made = Recent[str](), list[str]()

    def make(texts: Iterator[str]) -> Iterator[str]:
        read: list[str] = []
        for text in texts:
            made.append(text)
            read.append(text)
            if len(read) > ahead:
                yield read.pop(0).upper()
        yield from map(str.upper, read)

    for texts in streams:
        assert list(recent.through(texts, make)) == [text.upper() for text in texts]
    before = len(made)
    for text in set(made):
        assert list(recent.through([text], make)) == [text.upper()]
    assert len(made) == before


def test_only_the_last_few_are_kept() -> None:
    recent = Recent[str]()
    texts = [str(number) for number in range(3 * KEPT)]
    assert list(recent.through(texts, lambda given: (text + "!" for text in given)))
    again: list[str] = []

    def make(given: Iterator[str]) -> Iterator[str]:
        for text in given:
            again.append(text)
            yield text

    list(recent.through(texts[-KEPT:], make))
    assert again == []
    list(recent.through(texts[:1], make))
    assert again == texts[:1]
