"""The content folder: which files are articles, and what is wrong with the others."""

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from operator import itemgetter
from pathlib import Path, PurePosixPath
from posixpath import isdir, splitext
from typing import NamedTuple

from index.article import Article
from index.fault import Fault, FaultError
from index.problem import Problem, ReadError, Reason
from index.reading import SUFFIXES, read_article

SIZE_LIMIT = 20 * 1024 * 1024  # bytes; larger files are named as a problem
NOT_ARTICLES = ("aliases.txt",)  # the operator's own data, kept beside the articles


class ContentError(FaultError):
    """The content folder itself cannot be used."""


class Source(NamedTuple):
    """A file that should become an article: its id, its name below the folder, where it lies.

    `status` is as it was when the folder was listed.
    """

    id: str
    file: str
    path: str
    status: os.stat_result

    def read(self) -> bytes:
        """The file's bytes as they are now; raises OSError."""
        return Path(self.path).read_bytes()


def check_folder(root: Path) -> None:
    """Raises ContentError when `root` is no readable folder."""
    if not root.is_dir():
        raise ContentError(Fault.NO_FOLDER, root)
    try:
        os.scandir(root).close()
    except OSError as error:
        raise ContentError(Fault.CLOSED_FOLDER, root, error) from error


def find_sources(root: Path) -> tuple[list[Source], list[Problem]]:
    """The articles' files below `root`, by id, and the problems of those that are left out.

    Hidden files and folders are passed over. Raises ContentError when `root` is no readable folder.
    """
    check_folder(root)
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    whole = root.resolve()
    # Of two files with one id the first by name is served.
    for name, article, entry in sorted(_walk(root, str(root), "", problems), key=itemgetter(0)):
        status = _status(whole, name, entry)
        if isinstance(status, Problem):
            problems.append(status)
        elif article in sources:
            problems.append(Problem(name, Reason.SAME_ID, sources[article].file))
        else:
            sources[article] = Source(article, name, entry.path, status)
    return sorted(sources.values(), key=lambda source: source.id), problems


def find_named(root: Path, names: Iterable[str], known: Collection[str]) -> list[Source] | None:
    """The sources among what has these names below `root`, without files that are not there.

    None where only the whole folder tells: where one of them is or was a folder (of `known` files),
    is no plain file, has a problem, or shares its id with another file.
    """
    whole = root.resolve()
    sources: list[Source] = []
    for name in names:
        parts = PurePosixPath(name).parts
        if name in NOT_ARTICLES or any(part.startswith(".") for part in parts):
            continue
        path = root / name
        if Path(name).is_absolute() or path.parent.resolve() != (whole / name).parent:
            return None
        try:
            status = path.lstat()
        except FileNotFoundError:
            if any(file.startswith(name + "/") for file in known):
                return None
            continue
        except OSError:
            return None
        if not stat.S_ISREG(status.st_mode) or status.st_size > SIZE_LIMIT or _twins(path):
            return None
        article, suffix = splitext(name)
        if suffix.lower() in SUFFIXES:
            sources.append(Source(article, name, str(path), status))
    return sources


def _twins(path: Path) -> bool:
    """Whether another file beside this one may be of the same id."""
    with os.scandir(path.parent) as entries:
        likely = (splitext(entry.name) for entry in entries)
        return sum(stem == path.stem and end.lower() in SUFFIXES for stem, end in likely) > 1


def read_source(source: Source) -> Article | Problem:
    """The article of a file, or its problem."""
    try:
        return read_article(PurePosixPath(source.file), source.read())
    except ReadError as error:
        return Problem(source.file, error.reason, error.detail)
    except OSError as error:
        return Problem(source.file, Reason.UNREADABLE, error.strerror or "")


# Names are strings here: a folder of ten thousand files is compared at every start, and as many
# paths take half a second to make.
def _walk(
    root: Path, folder: str, inside: str, problems: list[Problem]
) -> Iterator[tuple[str, str, "os.DirEntry[str]"]]:
    """The files that may be articles, with their names below the root, whole and as ids."""
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        if not inside:
            raise ContentError(Fault.CLOSED_FOLDER, root, error) from error
        problems.append(Problem(inside[:-1], Reason.UNREADABLE, error.strerror or ""))
        return
    for entry in entries:
        file = entry.name
        if file.startswith(".") or (not inside and file in NOT_ARTICLES):
            continue
        stem, suffix = splitext(file)
        # A linked folder could hold itself, so links are followed to files only.
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(root, entry.path, f"{inside}{file}/", problems)
        elif entry.is_symlink() and isdir(entry.path):
            problems.append(Problem(inside + file, Reason.LINKED_FOLDER))
        elif suffix.lower() in SUFFIXES:
            yield inside + file, inside + stem, entry


def _status(root: Path, name: str, entry: "os.DirEntry[str]") -> os.stat_result | Problem:
    """What the system says of a file, or why it is no article."""
    try:
        # Folders are never links here, so only a file that is one can lead elsewhere.
        if entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(root):
            return Problem(name, Reason.OUTSIDE)
        status = entry.stat()
    except OSError as error:
        return Problem(name, Reason.UNREADABLE, error.strerror or "")
    except RuntimeError:  # what pathlib raised before Python 3.13 for links that lead in a circle
        return Problem(name, Reason.UNREADABLE, "a link to itself")
    if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
        return Problem(name, Reason.UNREADABLE, "not a file")
    if status.st_size > SIZE_LIMIT:
        return Problem(name, Reason.TOO_LARGE, f"{status.st_size / 2**20:.0f} MB")
    return status
