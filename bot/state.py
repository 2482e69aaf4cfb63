"""What survives a restart: questions by id, votes on answers, the digest of synced commands."""

import hashlib
import json
import secrets
import sqlite3
import threading
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.schema import StateError, connect

FILE = "state.sqlite3"
_COLUMNS = (
    "question",
    "language",
    "surface",
    "asker",
    "verdict",
    "confidence",
    "article",
    "before",
)
_ID_BITS = 63  # SQLite's integers are signed


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was answered, as much as it takes to answer it again."""

    question: str
    language: str
    surface: str
    asker: bytes
    verdict: str
    confidence: float
    article: str | None = None
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that found nothing, how often and when last (seconds since 1970)."""

    question: str
    times: int
    last: int


class State:
    """The store; safe to share between threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._key = self._kept_key()

    @classmethod
    def open(cls, folder: Path) -> "State":
        """The store in a data folder, made and brought up to date; raises StateError."""
        file = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return cls(connect(str(file)))
        except (OSError, sqlite3.Error) as error:
            raise StateError("wrong_state", file=file, reason=error) from error

    @classmethod
    def forgetful(cls) -> "State":
        """A store in memory, for where nothing can be written: all is lost at the end."""
        return cls(connect(":memory:"))

    def close(self) -> None:
        """Write everything out and let go of the file."""
        with self._lock:
            self._connection.close()

    def add(self, asked: Asked) -> int:
        """Keep a question; its id, which nobody can guess."""
        number = secrets.randbits(_ID_BITS)
        self._write(
            "INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            number,
            int(time.time()),
            asked.question,
            json.dumps(asked.before, ensure_ascii=False),
            asked.article,
            asked.language,
            asked.surface,
            asked.asker,
            asked.verdict,
            asked.confidence,
        )
        return number

    def get(self, number: int) -> Asked | None:
        """The question of an id; None when it is not known (any more)."""
        rows = self._read(
            f"SELECT {', '.join(_COLUMNS)} FROM question WHERE id = ?",  # noqa: S608  # our names
            number,
        )
        if not rows:
            return None
        columns = dict(zip(_COLUMNS, rows[0], strict=True))
        return Asked(**columns | {"before": tuple(json.loads(columns["before"]))})

    def vote(self, number: int, member: int, page: int, helpful: bool) -> None:
        """Keep a member's vote on an answer; a second one replaces the first."""
        self._write(
            "INSERT OR REPLACE INTO feedback SELECT id, ?, ?, ?, ? FROM question WHERE id = ?",
            self.mask(member),
            int(helpful),
            page,
            int(time.time()),
            number,
        )

    def votes(self) -> tuple[int, int]:
        """How many answers were voted helpful, and how many not."""
        rows = self._read("SELECT total(helpful), total(1 - helpful) FROM feedback")
        return int(rows[0][0]), int(rows[0][1])

    def gaps(self, limit: int = 50) -> list[Gap]:
        """Questions that found nothing, most frequent first, small differences set aside."""
        found: dict[str, Gap] = {}
        rows = self._read(
            "SELECT question, count(*), max(asked_at) FROM question WHERE verdict = 'not_found'"
            " GROUP BY question ORDER BY max(asked_at) DESC"
        )
        for question, times, last in rows:
            same = found.get(key := _folded(question))
            found[key] = (
                Gap(same.question, same.times + times, same.last)
                if same
                else Gap(question, times, last)
            )
        found.pop("", None)
        return sorted(found.values(), key=lambda gap: (-gap.times, -gap.last))[:limit]

    def keep(self, name: str, value: bytes) -> None:
        """Keep a small value under a name."""
        self._write("INSERT OR REPLACE INTO kept VALUES (?, ?)", name, value)

    def kept(self, name: str) -> bytes | None:
        """The value kept under a name."""
        rows = self._read("SELECT value FROM kept WHERE name = ?", name)
        return bytes(rows[0][0]) if rows else None

    def mask(self, member: int) -> bytes:
        """What stands for a member here: a hash that cannot be turned back without this file."""
        return hashlib.blake2b(str(member).encode(), key=self._key, digest_size=12).digest()

    def _kept_key(self) -> bytes:
        # Two processes may open a new file at once: the first one's key stays.
        self._write("INSERT OR IGNORE INTO kept VALUES ('key', ?)", secrets.token_bytes(32))
        return self.kept("key") or b""

    def _read(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def _write(self, query: str, *values: object) -> None:
        with self._lock:
            self._connection.execute(query, values)


def _folded(question: str) -> str:
    """The question without case, punctuation and spaces, so that near repeats count together."""
    folded = unicodedata.normalize("NFKC", question).casefold()
    return "".join(character for character in folded if character.isalnum())
