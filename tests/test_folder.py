"""The content folder: every file that can be served is, and every other one is named."""

import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_files import make_pdf

from index import ContentError, Problem
from index.article import Article
from index.folder import SIZE_LIMIT, find_named, find_sources, read_source
from index.problem import Reason

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such files")
GOOD = "제목\n\n본문이다.\n".encode()


def read(root: Path) -> tuple[dict[str, Article], dict[str, Problem]]:
    """What a folder gives: articles by id, problems by file."""
    sources, problems = find_sources(root)
    results = [read_source(source) for source in sources]
    articles = {one.id: one for one in results if isinstance(one, Article)}
    named = [*problems, *(one for one in results if isinstance(one, Problem))]
    return articles, {problem.file: problem for problem in named}


# A file of a folder, and the problem that it is named with.
BAD: dict[str, tuple[bytes, Reason, str]] = {
    "latin.txt": ("Ein Stück\nnoch ein Stück à la".encode("latin-1"), Reason.ENCODING, "line 1"),
    "utf16.txt": ("글자".encode("utf-16-le") + b"\x00", Reason.BINARY, ""),
    "image.md": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Reason.BINARY, ""),
    "control.txt": (bytes(range(1, 32)) * 20, Reason.BINARY, ""),
    "empty.txt": (b"", Reason.EMPTY, ""),
    "blank.md": (b" \r\n\t\n", Reason.EMPTY, ""),
    "mark.txt": (b"\xef\xbb\xbf", Reason.EMPTY, ""),
    "front.md": (b"---\ntitle: x\ntags: [\n---\ntext", Reason.FRONT_MATTER, "line"),
    "unended.md": (b"---\ntitle: x\n\ntext", Reason.FRONT_MATTER, "line 1"),
    "nothing.md": (b"---\ntitle: x\n---\n\n<!-- text -->", Reason.EMPTY, ""),
    "broken.pdf": (b"%PDF-1.7 and no more", Reason.BROKEN_PDF, ""),
    "scan.pdf": (make_pdf(""), Reason.NO_TEXT, ""),
    "page.html": (b"<html><body><script>x</script></body></html>", Reason.NO_TEXT, ""),
    "large.txt": (b"a" * (SIZE_LIMIT + 1), Reason.TOO_LARGE, "20 MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_the_others_are_served(tmp_path: Path, name: str) -> None:
    content, reason, detail = BAD[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_bytes(GOOD)
    articles, problems = read(tmp_path)
    assert set(articles) == {"good"}
    assert set(problems) == {name}
    assert problems[name].reason is reason
    assert detail in problems[name].detail


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", GOOD),
        ("a.TXT", GOOD),
        ("a.md", b"# \xec\xa0\x9c\xeb\xaa\xa9\n\n" + GOOD),
        ("a.markdown", GOOD),
        ("a.html", "<title>제목</title><p>본문이다.</p>".encode()),
        ("a.htm", "<p>본문이다.</p>".encode("cp949")),
        ("a.pdf", make_pdf("본문이다.")),
        ("a.txt", "제목\r\n\r\n본문이다. 똠방각하".encode("cp949")),
        ("a.txt", "제목\n\n본문이다.".encode("utf-16")),
        ("a.md", "제목\n\n본문이다.".encode("utf-8-sig")),
        ("a.txt", b"a" * SIZE_LIMIT),
    ],
)
def test_every_kind_of_article_is_read(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    articles, problems = read(tmp_path)
    assert problems == {}
    assert articles["a"].file == name
    assert "본문이다." in articles["a"].text or name == "a.txt"


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    """Pictures, hidden files and folders, and the operator's aliases are no articles."""
    for name in ("a.jpg", "b", ".hidden.md", ".git/c.md", "aliases.txt", "d.md~"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(GOOD)
    assert read(tmp_path) == ({}, {})


def test_an_id_is_the_path_without_its_suffix(tmp_path: Path) -> None:
    """The first folder is the collection; files beside it are of the default one."""
    for name in ("v1.2 메모.txt", "모음/깊은/글.md", "모음/글.pdf.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(GOOD)
    articles, _ = read(tmp_path)
    assert {name: article.collection for name, article in articles.items()} == {
        "v1.2 메모": "default",
        "모음/깊은/글": "모음",
        "모음/글.pdf": "모음",
    }


def test_the_second_file_of_an_id_is_named_with_the_first(tmp_path: Path) -> None:
    for name in ("note.txt", "note.md"):
        (tmp_path / name).write_bytes(GOOD)
    articles, problems = read(tmp_path)
    assert articles["note"].file == "note.md"
    assert problems == {"note.txt": Problem("note.txt", Reason.SAME_ID, "note.md")}


@posix
def test_ids_are_composed_hangul(tmp_path: Path) -> None:
    """A file from a Mac is found by the name that a person types."""
    (tmp_path / f"{unicodedata.normalize('NFD', '한글')}.txt").write_bytes(b"one line")
    articles, _ = read(tmp_path)
    assert articles["한글"].title == "한글"


@posix
@pytest.mark.parametrize("name", ["new\nline.md", "' \"$;.md", "\udce9.md", "a" * 240 + ".md"])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    if "\udce9" in name and sys.platform == "darwin":
        pytest.skip("macOS has no such names")
    (tmp_path / name).write_bytes(GOOD)
    assert set(read(tmp_path)[0]) == {name.removesuffix(".md")}


def outside(root: Path) -> None:
    (root.parent / "secret.txt").write_bytes(GOOD)
    (root / "bad.txt").symlink_to("../secret.txt")


def dangling(root: Path) -> None:
    (root / "bad.txt").symlink_to("nowhere.txt")


def circle(root: Path) -> None:
    (root / "bad.txt").symlink_to("bad.txt")


def linked_folder(root: Path) -> None:
    (root / "bad.txt").symlink_to(root, target_is_directory=True)


def pipe(root: Path) -> None:
    os.mkfifo(root / "bad.txt")


def forbidden(root: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (root / "bad.txt").write_bytes(GOOD)
    (root / "bad.txt").chmod(0)


@posix
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (outside, Reason.OUTSIDE),
        (dangling, Reason.UNREADABLE),
        (circle, Reason.UNREADABLE),
        (linked_folder, Reason.LINKED_FOLDER),
        (pipe, Reason.UNREADABLE),
        (forbidden, Reason.UNREADABLE),
    ],
)
def test_what_is_no_file_of_the_folder_is_named(
    tmp_path: Path, make: Callable[[Path], None], reason: Reason
) -> None:
    """Links that leave the folder or lead nowhere, pipes, and files that may not be read."""
    root = tmp_path / "content"
    root.mkdir()
    (root / "good.txt").write_bytes(GOOD)
    make(root)
    articles, problems = read(root)
    assert set(articles) == {"good"}
    assert {problem.reason for problem in problems.values()} == {reason}


@posix
def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(GOOD)
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert set(read(tmp_path)[0]) == {"a", "b"}


@posix
def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_bytes(GOOD)
    (tmp_path / "link").symlink_to("real")
    assert set(read(tmp_path / "link")[0]) == {"a"}


def test_a_file_that_vanishes_is_named(tmp_path: Path) -> None:
    """Between listing and reading, files come and go."""
    (tmp_path / "a.txt").write_bytes(GOOD)
    (source,), _ = find_sources(tmp_path)
    (tmp_path / "a.txt").unlink()
    result = read_source(source)
    assert isinstance(result, Problem)
    assert result.reason is Reason.UNREADABLE


@pytest.mark.parametrize("name", ["missing", "file"])
def test_a_folder_that_is_none_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(GOOD)
    with pytest.raises(ContentError, match="no such folder"):
        find_sources(tmp_path / name)


def test_an_empty_folder_is_none(tmp_path: Path) -> None:
    assert find_sources(tmp_path) == ([], [])


def test_named_files_are_the_sources_that_they_are_among_all(tmp_path: Path) -> None:
    """What is no article, or not there, is passed over."""
    for name in ("a.txt", "b.md", "sub/c.txt", "aliases.txt", ".hidden.txt", "image.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(GOOD)
    names = ["a.txt", "sub/c.txt", "gone.txt", "4913", "aliases.txt", ".hidden.txt", "image.png"]
    named = find_named(tmp_path, names, {"a.txt", "b.md"})
    expected = [source for source in find_sources(tmp_path)[0] if source.file != "b.md"]
    assert named == expected


@posix
@pytest.mark.parametrize(
    "name", ["twin.txt", "folder", "folder.txt", "was", "link.txt", "in/a.txt"]
)
def test_where_a_name_does_not_tell_all_the_whole_folder_is_asked(
    tmp_path: Path, name: str
) -> None:
    """Two files of one id, folders that are or were there, and links."""
    (tmp_path / "twin.txt").write_bytes(GOOD)
    (tmp_path / "twin.md").write_bytes(GOOD)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "twin.txt")
    (tmp_path / "in").symlink_to(tmp_path / "folder")
    assert find_named(tmp_path, [name], ["was/a.txt"]) is None
