"""The content folder: which files are articles, and what is wrong with the others."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from index.article import Article
from index.problem import Problem, ReadError, Reason
from index.reading import SUFFIXES, article_id, read_article

SIZE_LIMIT = 20 * 1024 * 1024  # bytes; larger files are named as a problem
NOT_ARTICLES = ("aliases.txt",)  # the operator's own data, kept beside the articles


class ContentError(ValueError):
    """The content folder itself cannot be used."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that should become an article."""

    id: str
    file: PurePosixPath
    path: Path


def find_sources(root: Path) -> tuple[list[Source], list[Problem]]:
    """The articles' files below `root`, by id, and the problems of those that are left out.

    Hidden files and folders are passed over. Raises ContentError when `root` is no readable folder.
    """
    if not root.is_dir():
        raise ContentError(
            f"{root}: no such folder; name the folder of your articles with --content"
        )
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for path in sorted(_walk(root, root, problems)):
        file = PurePosixPath(path.relative_to(root).as_posix())
        reason, detail = _refusal(root, path)
        source = Source(article_id(file), file, path)
        if reason is None and source.id in sources:
            reason, detail = Reason.SAME_ID, str(sources[source.id].file)
        if reason is None:
            sources[source.id] = source
        else:
            problems.append(Problem(str(file), reason, detail))
    return sorted(sources.values(), key=lambda source: source.id), problems


def read_source(source: Source) -> Article | Problem:
    """The article of a file, or its problem."""
    try:
        return read_article(source.file, source.path.read_bytes())
    except ReadError as error:
        return Problem(str(source.file), error.reason, error.detail)
    except OSError as error:
        return Problem(str(source.file), Reason.UNREADABLE, error.strerror or "")


def _walk(root: Path, folder: Path, problems: list[Problem]) -> Iterator[Path]:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        if folder == root:
            raise ContentError(
                f"{root}: cannot be listed ({error.strerror}); check its permissions"
            ) from error
        name = folder.relative_to(root).as_posix()
        problems.append(Problem(name, Reason.UNREADABLE, error.strerror or ""))
        return
    for entry in entries:
        if entry.name.startswith(".") or (folder == root and entry.name in NOT_ARTICLES):
            continue
        # A linked folder could hold itself, so links are followed to files only.
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(root, Path(entry.path), problems)
        elif Path(entry.path).is_dir():  # unlike the entry's, no error for a link to itself
            name = Path(entry.path).relative_to(root).as_posix()
            problems.append(Problem(name, Reason.LINKED_FOLDER))
        elif Path(entry.name).suffix.lower() in SUFFIXES:
            yield Path(entry.path)


def _refusal(root: Path, path: Path) -> tuple[Reason | None, str]:
    try:
        # Folders are never links here, so only a file that is one can lead elsewhere.
        if path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
            return Reason.OUTSIDE, ""
        status = path.stat()
    except OSError as error:
        return Reason.UNREADABLE, error.strerror or ""
    except RuntimeError:  # what pathlib raised before Python 3.13 for links that lead in a circle
        return Reason.UNREADABLE, "a link to itself"
    if not stat.S_ISREG(status.st_mode):
        return Reason.UNREADABLE, "not a file"  # opening a pipe would wait for ever
    size = status.st_size
    return (Reason.TOO_LARGE, f"{size / 2**20:.0f} MB") if size > SIZE_LIMIT else (None, "")
