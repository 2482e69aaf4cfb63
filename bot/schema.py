"""The state file's schema: how it is opened, and the steps that bring an older one up to date."""

import sqlite3

from bot.exits import UserError

_BUSY = 5.0  # seconds to wait for another process, such as a backup

# Never edit a step that was released: add one. What a step leaves behind is version n.
STEPS: tuple[tuple[str, ...], ...] = (
    (
        """
    CREATE TABLE question (
        id INTEGER PRIMARY KEY,      -- random: a restored backup never gives an id out again
        asked_at INTEGER NOT NULL,   -- seconds since 1970
        question TEXT NOT NULL,      -- as it was typed
        before TEXT NOT NULL,        -- JSON: the questions before it, when it follows them up
        article TEXT,                -- the article it was narrowed to
        language TEXT NOT NULL,      -- of the words around the answer
        surface TEXT NOT NULL,       -- command, message, menu or modal
        asker BLOB NOT NULL,         -- keyed hash of the member's id, never the id or the name
        verdict TEXT NOT NULL,
        confidence REAL NOT NULL
    ) STRICT
    """,
        "CREATE INDEX question_verdict ON question (verdict, asked_at)",
        """
    CREATE TABLE feedback (
        question INTEGER NOT NULL REFERENCES question (id) ON DELETE CASCADE,
        voter BLOB NOT NULL,         -- keyed hash of the member's id
        helpful INTEGER NOT NULL,
        page INTEGER NOT NULL,       -- the page that was shown
        voted_at INTEGER NOT NULL,
        PRIMARY KEY (question, voter)
    ) STRICT
    """,
        """
    CREATE TABLE kept (
        name TEXT PRIMARY KEY,       -- the key of the hashes, the synced commands' digest
        value BLOB NOT NULL
    ) STRICT
    """,
    ),
)


class StateError(UserError):
    """The state file cannot be used: which one, why, and what to do."""

    @property
    def newer(self) -> bool:
        """Whether it is whole, but a newer Inyong's; then it must not be set aside."""
        return self.key == "wrong_newer"


def connect(file: str) -> sqlite3.Connection:
    """A connection to the file, up to date; raises StateError, OSError or sqlite3.Error."""
    connection = sqlite3.connect(file, timeout=_BUSY, check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # WAL needs no more to stay whole
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, file)
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, file: str) -> None:
    """Run the steps that the file has not seen; raises StateError if it knows more than we do."""
    connection.execute("CREATE TABLE IF NOT EXISTS schema (version INTEGER NOT NULL) STRICT")
    # Another process may be at it as well; and a step that fails half way leaves no trace.
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("SELECT coalesce(max(version), 0) FROM schema").fetchone()[0]
        if version > len(STEPS):
            raise StateError("wrong_newer", file=file, version=version, known=len(STEPS))
        for number, statements in enumerate(STEPS[version:], version + 1):
            for statement in statements:
                connection.execute(statement)
            connection.execute("INSERT INTO schema VALUES (?)", (number,))
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
