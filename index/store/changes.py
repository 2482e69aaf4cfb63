"""What has changed in a content folder since it was indexed."""

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from os import stat_result
from pathlib import Path, PurePosixPath

from index.article import Article
from index.folder import Source, find_named, find_sources
from index.problem import Problem, ReadError, Reason
from index.reading import read_article
from index.store.manifest import Seen

# A file that changed this short before it was read may change again within the same time stamp,
# so its bytes are compared the next time (nanoseconds; FAT's stamps count two seconds).
_TOO_RECENT = 2_000_000_000
_UNKNOWN = -1
# Problems of a file that is still there and may have been fine before.
_KEPT = frozenset({Reason.UNREADABLE, Reason.TOO_LARGE})


@dataclass(slots=True)
class Changes:
    """The files to read again, and what is known of all others; filled while files are read."""

    to_read: list[Source]
    seen: dict[str, Seen]
    problems: list[Problem]
    present: frozenset[str]
    replaced: set[str] = field(default_factory=set)

    def keeps(self, file: str) -> bool:
        """Whether the indexed version of a file stays, new or old."""
        if file in self.present:
            return file not in self.replaced
        kept = [problem.file for problem in self.problems if problem.reason in _KEPT]
        return any(file == name or file.startswith(name + "/") for name in kept)

    def read(self) -> Iterator[Article]:
        """The articles of the files to read; those with problems are noted."""
        for source in self.to_read:
            file = source.file
            try:
                status = Path(source.path).stat()
                data = source.read()
            except OSError as error:
                self.problems.append(Problem(file, Reason.UNREADABLE, error.strerror or ""))
                continue
            try:
                article = read_article(PurePosixPath(file), data)
            except ReadError as error:
                problem = Problem(file, error.reason, error.detail)
                self.seen[file] = _seen(status, data, problem)
            else:
                self.seen[file] = _seen(status, data, None)
                self.replaced.add(file)
                yield article


def find_changes(
    content: Path, before: Mapping[str, Seen], named: Collection[str] | None = None
) -> Changes:
    """Compare a folder with what was seen of it; raises ContentError.

    `named` are the only files that may have changed, and only they are looked at where they tell
    all; nothing else may have been wrong with the folder before.
    """
    some = None if named is None else find_named(content, named, before)
    if named is None or some is None:
        sources, problems = find_sources(content)
        changes = Changes([], {}, problems, frozenset(source.file for source in sources))
    else:
        others = {file: seen for file, seen in before.items() if file not in named}
        sources, present = some, frozenset((*others, *(source.file for source in some)))
        changes = Changes([], others, [], present)
    for source in sources:
        known = before.get(source.file)
        now = _unchanged(source, known) if known else None
        if now is None:
            changes.to_read.append(source)
        else:
            changes.seen[source.file] = now
    return changes


def _unchanged(source: Source, known: Seen) -> Seen | None:
    """What is known of a file, with its present time of change; None when it has changed."""
    status = source.status
    if (status.st_size, status.st_mtime_ns) == (known.size, known.changed):
        return known
    if status.st_size != known.size:
        return None
    try:
        data = source.read()
    except OSError:
        return None
    now = _seen(status, data, known.problem)
    return now if now.digest == known.digest else None


def _seen(status: stat_result, data: bytes, problem: Problem | None) -> Seen:
    changed = status.st_mtime_ns
    if time.time_ns() - changed < _TOO_RECENT:
        changed = _UNKNOWN
    return Seen(status.st_size, changed, blake2b(data, digest_size=16).hexdigest(), problem)
