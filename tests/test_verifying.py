"""`verify_index` is silent about a right index, and names what is wrong with a wrong one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.analyzer import Analyzer
from index.compiled import CompiledEngine
from index.engine import Document
from index.passages import make_passages
from index.store.opening import Index, open_index
from index.store.verifying import verify_index


@pytest.fixture
def index(tmp_path: Path, analyzer: Analyzer) -> Index:
    content = tmp_path / "content"
    content.mkdir()
    for number in range(6):
        text = f"글 {number}\n\n이것은 {number}번째 글이다. 강은 바다로 흐른다.\n"
        (content / f"{number}.txt").write_text(text, encoding="utf-8")
    opened, _ = open_index(content, tmp_path / "data", analyzer)
    assert opened is not None
    return opened


@pytest.mark.parametrize("sample", [100, 3])
def test_a_right_index_has_no_differences(index: Index, analyzer: Analyzer, sample: int) -> None:
    """All passages are compared, or whole articles up to the sample's size."""
    result = verify_index(index.corpus, index.engine, analyzer, sample=sample)
    assert result.passages == min(sample, 6)
    assert result.scores > 0
    assert result.differences == ()


@pytest.mark.parametrize("sample", [100, 3])
def test_a_wrong_index_is_told(index: Index, analyzer: Analyzer, sample: int) -> None:
    """A term that is lost from one passage is a difference of statistics and of scores."""

    def documents() -> Iterator[Document]:
        for _, pairs in make_passages(index.corpus.articles(), analyzer):
            for _, document in pairs:
                yield Document(document.heading, tuple(s[1:] for s in document.sentences))

    wrong = CompiledEngine.of(documents())
    assert verify_index(index.corpus, wrong, analyzer, sample=sample).differences
