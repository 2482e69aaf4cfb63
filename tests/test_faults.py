"""Whatever happens to the writer or the files, the index answers as of before or after."""

import json
import os
import random
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import kiwipiepy
import pytest

from bench.faults import DAMAGES, faults, kill_often, read_along, spoil, write_content
from bot.main import main
from index.analyzer import Analyzer
from index.notice import NoticeKind
from index.store.durable import DamageError
from index.store.lock import LOCK, LockedError, WriterLock
from index.store.manifest import FORMAT
from index.store.opening import Index, open_index, read_index
from index.store.updating import update

NOBODY = 65534  # the user who owns nothing
KILLS = 6  # `python -m bench.faults 200` kills often enough to be sure


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write_content(tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def folder(
    content: Path, tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder of an index of two segments, in one of which something is deleted."""
    # As many passages are too many for a test; segments this small would be merged at once.
    monkeypatch.setattr("index.store.tidying._CHEAP", 0)
    update(tmp_path / "data" / "index", content, analyzer)
    (content / "늘.txt").write_text("늘\n\n늘 그 자리에 있는 글이다. 산도.\n", encoding="utf-8")
    update(tmp_path / "data" / "index", content, analyzer)
    return tmp_path / "data" / "index"


def assert_right(index: Index | None, analyzer: Analyzer) -> None:
    """Every score is rank_bm25's for the articles that the index has, and each quote a slice."""
    assert faults(index, analyzer) == []


def test_a_killed_writer_leaves_the_old_index_or_the_new_one(
    content: Path, folder: Path, analyzer: Analyzer
) -> None:
    """SIGKILL at random moments, then a spoilt file: each start answers rightly."""
    assert kill_often(KILLS, content, folder.parent, analyzer) == []


def damages() -> Iterator[str]:
    for kind in (".index", ".texts", ".gone", "manifest"):
        for damage in DAMAGES:
            yield f"{damage} {kind}"


@pytest.mark.parametrize("case", list(damages()))
def test_a_damaged_file_is_noticed_and_read_again(
    case: str, content: Path, folder: Path, analyzer: Analyzer
) -> None:
    """No damage gives a wrong answer: what was lost comes from the content folder again."""
    damage, kind = case.split()
    for path in sorted(folder.iterdir()):
        if path.name.endswith(kind):
            spoil(path, damage, random.Random(1))
            break
    else:
        pytest.fail(f"no {kind} in {sorted(path.name for path in folder.iterdir())}")
    lost = case == "delete manifest"  # which is as if there were no index yet
    assert read_index(folder, analyzer) is None
    index, notices = open_index(content, folder.parent, analyzer)
    assert [notice.kind for notice in notices] == [] if lost else [NoticeKind.DAMAGED]
    assert_right(index, analyzer)
    assert index is not None
    assert list(index.corpus.ids()) == ["0", "1", "2", "늘"]
    assert open_index(content, folder.parent, analyzer)[1] == ()


LISTS = ("fingerprint", "generation", "segments", "problems", "files")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{}", b'"x"', b"\xff", json.dumps({"format": FORMAT}).encode(),
        json.dumps({"format": FORMAT} | {key: [] for key in LISTS}).encode(),
    ],
)  # fmt: skip
def test_a_manifest_of_something_else_is_noticed(
    body: bytes, content: Path, folder: Path, analyzer: Analyzer
) -> None:
    """Its checksum may be right: the articles are read again, and it is said."""
    (folder / "manifest").write_bytes(f"{zlib.crc32(body):08x}\n".encode() + body)
    index, (notice,) = open_index(content, folder.parent, analyzer)
    assert notice.kind is NoticeKind.DAMAGED
    assert_right(index, analyzer)


def test_any_flipped_byte_is_noticed(folder: Path, analyzer: Analyzer) -> None:
    """Wherever a bit changes in a file of the index, the index is not used as it is."""
    chance = random.Random(3)
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        for position in chance.sample(range(len(data)), min(10, len(data))):
            spoilt = bytearray(data)
            spoilt[position] ^= 1 << chance.randrange(8)
            path.write_bytes(spoilt)
            assert read_index(folder, analyzer) is None, (path, position)
        path.write_bytes(data)
    assert_right(read_index(folder, analyzer), analyzer)


def test_a_folder_that_cannot_be_written_leaves_the_old_index(
    content: Path, tmp_path: Path, analyzer: Analyzer
) -> None:
    """A read-only data folder gives one line, and answers as of before."""
    with tmpfs(tmp_path / "data", "1m") as data:
        assert open_index(content, data, analyzer)[1] == ()
        before = {path.name: path.read_bytes() for path in (data / "index").iterdir()}
        subprocess.run(["mount", "-o", "remount,ro", str(data)], check=True)
        assert open_index(content, data, analyzer)[1] == ()  # nothing has to be written
        (content / "0.txt").write_text("새 글\n\n새로 쓴 글이다.\n", encoding="utf-8")
        index, (notice,) = open_index(content, data, analyzer)
        assert notice.kind is NoticeKind.NOT_WRITTEN
        assert "Read-only file system" in str(notice)
        assert "\n" not in str(notice)
        assert_right(index, analyzer)
        assert {path.name: path.read_bytes() for path in (data / "index").iterdir()} == before
        del index  # its mapped files keep the file system busy


def test_permission_denied_leaves_the_old_index(analyzer: Analyzer) -> None:
    """A data folder of somebody else's gives one line, and answers as of before."""
    with tempfile.TemporaryDirectory() as scratch:  # pytest's own folders are closed to others
        content, data = Path(scratch, "content"), Path(scratch, "data")
        write_content(content)
        assert open_index(content, data, analyzer)[1] == ()
        (content / "0.txt").write_text("새 글\n\n새로 쓴 글이다.\n", encoding="utf-8")
        with shut(Path(scratch)):
            index, (notice,) = open_index(content, data, analyzer)
    assert notice.kind is NoticeKind.NOT_WRITTEN
    assert "Permission denied" in str(notice)
    assert_right(index, analyzer)


@contextmanager
def shut(scratch: Path) -> Iterator[None]:
    """A time in which nobody may write below a folder, not even who runs the tests as root."""
    below = [scratch, *scratch.rglob("*")]
    for path in below:
        path.chmod(0o555 if path.is_dir() else 0o444)
    root = sys.platform != "win32" and os.geteuid() == 0
    try:
        if root:
            os.seteuid(NOBODY)
            if not os.access(kiwipiepy.__file__, os.R_OK, effective_ids=True):
                pytest.skip("only root can read the packages that are installed here")
        yield
    finally:
        if root:
            os.seteuid(0)
        for path in below:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_full_disk_leaves_the_old_index(
    content: Path, tmp_path: Path, analyzer: Analyzer
) -> None:
    """No space left: one line, the old index, and nothing left over."""
    with tmpfs(tmp_path / "small", "128k") as data:
        assert open_index(content, data, analyzer)[1] == ()
        long = "".join(f"강{n}은 바다{n}로 흐르는 긴 강{n}이다.\n\n" for n in range(2000))
        (content / "긴글.txt").write_text(long, encoding="utf-8")
        before = {path.name for path in (data / "index").iterdir()}
        index, (notice,) = open_index(content, data, analyzer)
        assert notice.kind is NoticeKind.NOT_WRITTEN
        assert "No space left" in str(notice)
        assert_right(index, analyzer)
        assert {path.name for path in (data / "index").iterdir()} == before
        del index  # its mapped files keep the file system busy


def test_no_room_to_merge_is_no_fault(content: Path, tmp_path: Path, analyzer: Analyzer) -> None:
    """What was saved is in the index, and segments are merged when there is room."""
    with tmpfs(tmp_path / "small", "256k") as data:
        assert open_index(content, data, analyzer)[1] == ()
        for name in ("0", "1"):
            text = f"글 {name}\n\n이것은 둘 쪽의 글이다. 강은 흐른다.\n"
            (content / f"{name}.txt").write_text(text, encoding="utf-8")
            leave(data, pages=6)
            index, notices = open_index(content, data, analyzer)
            assert notices == ()
            assert index is not None
            assert "둘 쪽" in (index.corpus.article(name) or index.corpus[0].article).text
            assert_right(index, analyzer)
            assert len(list((data / "index").glob("*.index"))) > 1
            (data / "filler").unlink()
        del index
        (content / "2.txt").unlink()
        assert open_index(content, data, analyzer)[1] == ()
        assert len(list((data / "index").glob("*.index"))) == 1


def leave(folder: Path, pages: int) -> None:
    """Fill a file system, all but some pages."""
    room = os.statvfs(folder)
    (folder / "filler").write_bytes(bytes((room.f_bavail - pages) * room.f_frsize))


SAID = {
    ("full", "ko"): "색인을 갱신하지 못해 이전 색인을 써요({where}: 남은 공간이 없음). "
    "디스크의 빈 공간과 폴더 권한을 확인해 주세요.",
    ("full", "en"): "The index could not be brought up to date; the old one is used ({where}: "
    "no space left). Check the disk's free space and the folder's permissions.",
    ("shut", "ko"): "색인을 갱신하지 못해 이전 색인을 써요({where}: 권한이 없음). "
    "디스크의 빈 공간과 폴더 권한을 확인해 주세요.",
    ("shut", "en"): "The index could not be brought up to date; the old one is used ({where}: "
    "permission denied). Check the disk's free space and the folder's permissions.",
}


@pytest.mark.parametrize(("trouble", "language"), SAID)
@pytest.mark.parametrize(("command", "code"), [(["ask", "강은 흐르나?"], 0), (["index"], 2)])
def test_who_asks_is_told_in_one_line(
    trouble: str,
    language: str,
    command: list[str],
    code: int,
    analyzer: Analyzer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A full disk and a shut folder: the old index answers; `index` itself has failed."""
    monkeypatch.setattr("index.library.Analyzer", lambda: analyzer)
    monkeypatch.setenv("INYONG_LANGUAGE", language)
    with tempfile.TemporaryDirectory() as scratch:
        content, data = Path(scratch, "content"), Path(scratch, "data")
        write_content(content)
        places = [*command, "--content", str(content), "--data", str(data)]
        with tmpfs(data, "1m"):
            assert main(places) == 0
            capsys.readouterr()
            (content / "0.txt").write_text("글 0\n\n이것은 둘 쪽의 글이다.\n", encoding="utf-8")
            leave(data, pages=0)
            with shut(Path(scratch)) if trouble == "shut" else nullcontext():
                assert main(places) == code
        out, err = capsys.readouterr()
    where = data / "index" / ("lock" if trouble == "shut" else "")
    assert err == SAID[trouble, language].format(where=where) + "\n"
    assert ("강은 흐른다." in out) is (command[0] == "ask")
    assert "둘 쪽" not in out


@contextmanager
def tmpfs(folder: Path, size: str) -> Iterator[Path]:
    """A file system in memory of that size; skips the test where none can be mounted."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a file system can be mounted by root on Linux only")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_without_a_place_for_an_index_there_is_none(content: Path, analyzer: Analyzer) -> None:
    """A data folder that cannot exist: the library has to work in memory, and it is said."""
    index, (notice,) = open_index(content, content / "0.txt", analyzer)
    assert index is None
    assert notice.kind is NoticeKind.IN_MEMORY


def test_one_writer_at_a_time(content: Path, folder: Path, analyzer: Analyzer) -> None:
    """While another process writes, the old index answers; without one, it is waited for."""
    with WriterLock(folder / LOCK, wait=False):
        with pytest.raises(LockedError):
            update(folder, content, analyzer, wait=False)
        assert open_index(content, folder.parent, analyzer)[1] == ()  # the old one is the new one
        (content / "0.txt").write_text("새 글\n\n새로 쓴 글이다.\n", encoding="utf-8")
        index, (notice,) = open_index(content, folder.parent, analyzer)
        assert notice.kind is NoticeKind.BUSY
        assert_right(index, analyzer)
    assert open_index(content, folder.parent, analyzer)[1] == ()


def test_an_interrupted_build_leaves_nothing(
    content: Path, folder: Path, analyzer: Analyzer
) -> None:
    """Ctrl-C in the middle of reading: the old index, and no half-written file."""
    (content / "0.txt").write_text("새 글\n\n새로 쓴 글이다.\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update(folder, content, analyzer, progress=interrupt)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_two_writers_and_many_readers(content: Path, folder: Path, analyzer: Analyzer) -> None:
    """Readers see one state of each article, with the scores that belong to it."""
    reads, wrong = read_along(content, folder, writers=2, readers=3, seconds=3.0)
    assert wrong == []
    assert min(reads) > 3
    assert_right(read_index(folder, analyzer), analyzer)


def test_damage_names_the_file(folder: Path) -> None:
    """An error says which file, and what is wrong with it."""
    error = DamageError(folder / "x.index", "missing")
    assert str(error) == f"{folder / 'x.index'}: missing"
