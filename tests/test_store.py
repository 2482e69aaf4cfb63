"""An index on disk is what an index made of the folder as it is now would be."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import Library
from index.analyzer import Analyzer
from index.article import Article
from index.compiled import CompiledEngine
from index.corpus import Corpus, MemoryCorpus
from index.engine import Engine, Group, WeightedTerm
from index.folder import find_sources, read_source
from index.notice import NoticeKind
from index.passages import make_passages
from index.problem import Reason
from index.reference import ReferenceEngine
from index.store.disk_corpus import DiskCorpus
from index.store.opening import Index, index_folder, open_index
from index.store.state import read_state
from index.store.tidying import due
from index.store.updating import update

STORIES = {
    "강/한강.md": (
        "---\ntitle: 한강\nauthor: 김하나\ntags: [강, 서울]\n---\n# 한강\n\n"
        "한강은 서울을 지나 서해로 흐른다.\n\n## 다리\n\n"
        "- 다리는 서른 개가 넘는다.\n- 가장 긴 다리는 따로 있다.\n"
    ),
    "강/낙동강.md": "# 낙동강\n\n낙동강은 남해로 흐르는 긴 강이다. 길이는 510킬로미터이다.\n",
    "산.txt": (
        "산에 대하여\n\n백두산은 가장 높은 산이다. 한라산은 섬에 있다.\n\n지리산은 남쪽에 있다.\n"
    ),
    "tea.txt": "Tea\n\nGreen tea is not fermented. Black tea is.\n",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    for name, text in STORIES.items():
        write(folder / name, text)
    return folder


@pytest.fixture
def index(content: Path, tmp_path: Path, analyzer: Analyzer) -> Callable[[], Index]:
    def open_it() -> Index:
        opened, notices = open_index(content, tmp_path / "data", analyzer)
        assert opened is not None
        assert notices == ()
        return opened

    return open_it


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def remove(*paths: Path) -> None:
    for path in paths:
        path.unlink()


def fresh(content: Path, analyzer: Analyzer) -> tuple[Corpus, Engine]:
    """The corpus and the reference engine of a folder, made from nothing."""
    articles = (read_source(source) for source in find_sources(content)[0])
    made = list(make_passages((a for a in articles if isinstance(a, Article)), analyzer))
    corpus = MemoryCorpus([(article, [p for p, _ in pairs]) for article, pairs in made], [])
    return corpus, ReferenceEngine(document for _, pairs in made for _, document in pairs)


def assert_equal(opened: Index, content: Path, analyzer: Analyzer) -> None:
    """The same articles, passages, numbers, scores and counts as those of a fresh index."""
    corpus, engine = fresh(content, analyzer)
    assert list(opened.corpus.ids()) == list(corpus.ids())
    assert list(opened.corpus.titles()) == list(corpus.titles())
    assert [opened.corpus[n] for n in range(len(opened.corpus))] == [
        corpus[n] for n in range(len(corpus))
    ]
    assert list(opened.corpus.articles()) == list(corpus.articles())
    assert [opened.corpus.numbers(i) for i in corpus.ids()] == [
        corpus.numbers(i) for i in corpus.ids()
    ]
    assert len(opened.engine) == len(engine) == len(corpus)
    assert opened.engine.mean_sentence_length() == engine.mean_sentence_length()
    vocabulary = sorted(engine.vocabulary())
    assert sorted(opened.engine.vocabulary()) == vocabulary
    assert sorted(map(str, opened.corpus.mined())) == sorted(map(str, corpus.mined()))
    for term in vocabulary:
        query = (Group(((WeightedTerm(term, 1.0),),)),)
        assert opened.engine.df(term) == engine.df(term)
        assert opened.engine.search(query, 100) == engine.search(query, 100)
    everything = range(len(corpus))
    for field in ("passage", "sentence", "length", "counts"):
        np.testing.assert_array_equal(
            getattr(opened.engine.sentence_counts(everything, vocabulary), field),
            getattr(engine.sentence_counts(everything, vocabulary), field),
        )


def test_only_named_files_are_looked_at_where_they_tell_all(
    content: Path, tmp_path: Path, analyzer: Analyzer
) -> None:
    """Files that are not named stay as they were; with a problem in the folder all are compared."""

    def titles(changed: list[str] | None) -> set[str]:
        opened, _ = open_index(content, tmp_path / "data", analyzer, live=True, changed=changed)
        assert opened is not None
        return set(opened.corpus.titles())

    assert "한강" in titles(["산.txt"])  # the first time there is nothing to compare with
    write(content / "강" / "한강.md", "# 큰 강\n\n한강은 크다.\n")
    write(content / "새.txt", "새\n\n새가 난다.\n")
    (content / "tea.txt").unlink()
    assert {"한강", "새", "Tea"} <= titles(["새.txt"])
    assert {"큰 강", "새"} <= titles(["강/한강.md"])
    assert "Tea" not in titles(["tea.txt"])
    write(content / "새.md", "# 둘째 새\n\n같은 이름이다.\n")  # 새.md is served instead of 새.txt
    assert "둘째 새" in titles(["새.md"])
    write(content / "강" / "한강.md", "# 한강\n\n한강은 길다.\n")
    assert "한강" in titles(["산.txt"])


def test_a_new_index_equals_one_in_memory(
    index: Callable[[], Index], content: Path, analyzer: Analyzer
) -> None:
    """Articles, passages and scores come back from disk as they were."""
    assert_equal(index(), content, analyzer)
    assert_equal(index(), content, analyzer)


def test_edits_deletions_and_renames_are_followed(
    index: Callable[[], Index], content: Path, analyzer: Analyzer
) -> None:
    """After every kind of change the index is that of the folder as it is now."""
    index()
    steps: list[Callable[[], object]] = [
        lambda: write(content / "산.txt", "산과 들\n\n들은 넓고 산은 높다. 한강도 있다."),
        lambda: write(content / "꽃" / "장미.md", "# 장미\n\n장미는 오월에 핀다."),
        lambda: remove(content / "강" / "한강.md"),
        lambda: (content / "tea.txt").rename(content / "차.txt"),
        lambda: write(content / "산.txt", "산\n\n다시 산이다."),
        lambda: write(content / "산.md", "# 산\n\n같은 이름이다."),
        lambda: remove(*content.rglob("*.*")),
        lambda: write(content / "산.txt", "산\n\n처음부터 다시 산이다."),
    ]
    for step in steps:
        step()
        assert_equal(index(), content, analyzer)


def test_many_small_changes_leave_few_segments(
    index: Callable[[], Index], content: Path, tmp_path: Path, analyzer: Analyzer
) -> None:
    """Small segments are merged, and the files of the old ones are removed."""
    for number in range(8):
        write(content / f"{number}.txt", f"글 {number}\n\n이것은 {number}번째 글이다.")
        index()
    state = read_state(tmp_path / "data" / "index")
    assert state is not None
    assert len(state.pieces) == 1
    kept = {path.name for path in (tmp_path / "data" / "index").iterdir()}
    used = {file.name for entry in state.manifest.segments for file in entry.files()}
    assert kept == {"manifest", "lock"} | used
    assert_equal(index(), content, analyzer)


def test_only_changed_files_are_read_again(
    content: Path, tmp_path: Path, analyzer: Analyzer
) -> None:
    """Progress counts the files to read: those that changed, and none the second time."""
    calls: list[tuple[int, int]] = []
    folder = tmp_path / "index"
    for expected in (4, None, 1, None):
        calls.clear()
        update(folder, content, analyzer, progress=lambda *call: calls.append(call))
        assert (calls[-1] if calls else None) == (expected and (expected, expected))
        if expected == 4:
            os.utime(content / "산.txt")  # another time, the same bytes
        else:
            write(content / "tea.txt", "Tea\n\nWhite tea is rare.\n")


def test_a_bad_file_keeps_its_last_good_version(index: Callable[[], Index], content: Path) -> None:
    """What cannot be read any more is answered from what was read before, and reported."""
    before = index().corpus.article("산")
    (content / "산.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    for _ in range(2):
        opened = index()
        assert opened.corpus.article("산") == before
        (problem,) = opened.corpus.problems
        assert (problem.file, problem.reason) == ("산.txt", Reason.BINARY)
    write(content / "산.txt", "산\n\n이제 고쳤다.")
    assert not index().corpus.problems


def test_an_article_without_sentences_is_listed_and_reported(
    index: Callable[[], Index], content: Path
) -> None:
    """A file of headings only is no error, and nothing of it can be quoted."""
    write(content / "빈.md", "# 제목뿐\n")
    for _ in range(2):
        opened = index()
        assert "빈" in opened.corpus.ids()
        assert [problem.reason for problem in opened.corpus.problems] == [Reason.NO_TEXT]


def test_mined_names_follow_their_articles(index: Callable[[], Index], content: Path) -> None:
    """Through edits, deletions and merged segments, with the evidence that is there now."""

    def mined() -> set[tuple[str, str]]:
        return {(alias.article, alias.evidence) for alias in index().corpus.mined()}

    assert mined() == set()
    write(content / "은행.txt", "은행\n\n한국은행(한은)은 물가를 본다.")
    write(content / "회사.txt", "회사\n\n마이크로소프트(MS)는 크다. 한국은행(한은)도 있다.")
    assert mined() == {
        ("은행", "한국은행(한은)"), ("회사", "마이크로소프트(MS)"), ("회사", "한국은행(한은)"),
    }  # fmt: skip
    remove(content / "은행.txt")
    assert mined() == {("회사", "마이크로소프트(MS)"), ("회사", "한국은행(한은)")}
    write(content / "회사.txt", "회사\n\n마이크로소프트(MS)는 작다.")
    assert mined() == {("회사", "마이크로소프트(MS)")}
    (article,) = [a for a in index().corpus.articles() if a.id == "회사"]
    (alias,) = index().corpus.mined()
    assert article.text[alias.start :].startswith(alias.evidence)


def test_names_sound_like_those_of_the_articles_that_are_there(
    index: Callable[[], Index], content: Path
) -> None:
    """Over all segments, and none that only a deleted article had."""
    write(content / "가.txt", "가\n\n나델라 대표가 말했다.")
    write(content / "나.txt", "나\n\n저커버그 대표가 말했다.")
    assert [match.term for match in index().sounds.find("Nadella")] == ["나델라"]
    write(content / "다.txt", "다\n\n허사비스 대표가 말했다.")
    assert [match.term for match in index().sounds.find("Hassabis")] == ["허사비스"]
    assert [match.term for match in index().sounds.find("Zuckerberg")] == ["저커버그"]
    remove(content / "나.txt")
    assert index().sounds.find("Zuckerberg") == []


def test_a_question_reads_neither_all_articles_nor_all_terms(
    content: Path, tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is derived from them lies in the index, so that the first question is no slower."""

    def never(self: object) -> None:
        raise AssertionError

    write(content / "가.txt", "가\n\n브라이트웰 대표가 한빛연구소(HBL)에서 말했다.")
    monkeypatch.setattr(CompiledEngine, "vocabulary", never)
    monkeypatch.setattr(DiskCorpus, "articles", never)
    library = Library.open(content, data=tmp_path / "data", analyzer=analyzer)
    ways = [way.source for word in library.read("Brightwell HBL").words for way in word.ways]
    assert any(source.startswith("sound: ") for source in ways)
    assert "mined: 가: 한빛연구소(HBL)" in ways


def test_an_index_of_another_version_is_made_again(
    content: Path, tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Terms of another analyzer are never mixed with this one's, and the operator is told."""
    open_index(content, tmp_path, analyzer)
    monkeypatch.setattr(Analyzer, "fingerprint", lambda self: "another one")
    index, (notice,) = open_index(content, tmp_path, analyzer)
    assert notice.kind is NoticeKind.OTHER_VERSION
    assert index is not None
    assert_equal(index, content, analyzer)
    assert open_index(content, tmp_path, analyzer)[1] == ()


def test_the_index_of_a_folder_without_data_is_in_the_cache(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each content folder has its own, and a data folder comes first."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    one, other = index_folder(content, None), index_folder(content / "강", None)
    assert one != other
    assert one == index_folder(content / "강" / "..", None)
    assert index_folder(content, tmp_path / "data") == tmp_path / "data" / "index"


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([5], []),
        ([100_000, 10], []),
        ([100_000, 10, 20], [1, 2]),
        ([100_000, 1500, 400], [2, 1]),
        ([100_000, 1500, 600], []),
        ([7000, 7000, 7000, 7000], [0, 1, 2, 3]),
        ([100_000, 20_000, 20_000, 20_000], [1, 2, 3, 0]),
    ],
)
def test_small_segments_are_merged_when_it_is_worth_it(
    sizes: list[int], expected: list[int]
) -> None:
    """Tiny ones at once, larger ones when there are several of about one size."""
    assert due(sizes) == expected
