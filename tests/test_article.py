"""An article knows the lines of its text."""

from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, LineMap

texts = st.text(st.sampled_from("가a \n\r"), min_size=1, max_size=30)


@given(texts, st.data())
def test_the_lines_of_a_span_are_those_of_the_map(text: str, data: st.DataObject) -> None:
    """Whatever the newlines are; one span is not worth a map of all lines."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for source_lines in (None, tuple(range(5, 5 + len(text) + 1))):
        article = Article("a", "default", "", text, "a.txt", source_lines=source_lines)
        assert article.lines(start, end) == LineMap(article).lines(start, end)
