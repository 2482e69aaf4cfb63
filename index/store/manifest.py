"""The manifest: which files make up the index now, and which content files went into it."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.problem import Problem, Reason
from index.store.durable import Checked, DamageError, replace
from index.store.segment_file import Stored

FORMAT = 3  # raise when the files of the index are laid out in another way
NAME = "manifest"


@dataclass(frozen=True, slots=True)
class Entry:
    """A segment of the index, and the file that tells what of it is deleted, if anything is."""

    stored: Stored
    gone: Checked | None = None

    def files(self) -> list[Checked]:
        """The files of the segment."""
        return [self.stored.index, self.stored.texts, *([self.gone] if self.gone else [])]


@dataclass(frozen=True, slots=True)
class Seen:
    """A content file as it was last read: size, time of change (ns), and digest of its bytes."""

    size: int
    changed: int
    digest: str
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """`problems` are those that are not of reading a file; `files` has all content files."""

    fingerprint: str
    generation: str = ""
    segments: tuple[Entry, ...] = ()
    files: Mapping[str, Seen] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def all_problems(self) -> list[Problem]:
        """Files that are not served, or not as they are now, in order of their names."""
        read = [seen.problem for seen in self.files.values() if seen.problem]
        return sorted([*self.problems, *read], key=lambda problem: problem.file)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make this the state of the index, at one moment."""
    body = json.dumps(_plain(manifest), ensure_ascii=False, separators=(",", ":"))
    data = body.encode("utf-8", "surrogatepass")
    _remember(data, manifest)
    replace(folder / NAME, f"{zlib.crc32(data):08x}\n".encode() + data)


def read_manifest(folder: Path) -> Manifest | None:
    """The state of the index; None when there is no index. Raises DamageError.

    An index of another format has a manifest of this kind as well, with another fingerprint.
    """
    path = folder / NAME
    try:
        first, _, data = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    if first != f"{zlib.crc32(data):08x}".encode():
        raise DamageError(path, "its checksum is wrong")
    if (known := _last.get(data)) is not None:
        return known
    try:
        plain = json.loads(data.decode("utf-8", "surrogatepass"))
        if plain["format"] != FORMAT:
            return Manifest(fingerprint=f"format {plain['format']}")
        return _remember(data, _manifest(plain))
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise DamageError(path, "no manifest of this program's index") from error


# One update looks at the manifest several times, and ten thousand files take a while to parse.
_last: dict[bytes, Manifest] = {}


def _remember(data: bytes, manifest: Manifest) -> Manifest:
    """Keep what some bytes stand for, and nothing else."""
    _last.clear()
    _last[data] = manifest
    return manifest


def _plain(manifest: Manifest) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "fingerprint": manifest.fingerprint,
        "generation": manifest.generation,
        "segments": [
            [entry.stored.index, entry.stored.texts, entry.gone] for entry in manifest.segments
        ],
        "problems": [_plain_problem(problem) for problem in manifest.problems],
        "files": {
            name: [
                seen.size, seen.changed, seen.digest,
                *([_plain_problem(seen.problem)] if seen.problem else []),
            ]
            for name, seen in manifest.files.items()
        },
    }  # fmt: skip


def _manifest(plain: Mapping[str, Any]) -> Manifest:
    return Manifest(
        fingerprint=plain["fingerprint"],
        generation=plain["generation"],
        segments=tuple(
            Entry(Stored(Checked(*index), Checked(*texts)), Checked(*gone) if gone else None)
            for index, texts, gone in plain["segments"]
        ),
        problems=tuple(_problem(problem) for problem in plain["problems"]),
        files={
            name: Seen(size, changed, digest, _problem(problem[0]) if problem else None)
            for name, (size, changed, digest, *problem) in plain["files"].items()
        },
    )


def _plain_problem(problem: Problem) -> list[str]:
    return [problem.file, problem.reason, problem.detail]


def _problem(plain: list[str]) -> Problem:
    file, reason, detail = plain
    return Problem(file, Reason(reason), detail)
