"""Search engines to be compared, each given the same terms of the same passages.

Each is built in a folder and opened there, so that building, opening and memory can be measured in
processes apart. rank_bm25 keeps nothing on disk: to open it is to build it.
"""

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench import bulk, own
from index.engine import DELTA, K1, B, Document, Query

Search = Callable[[Query], object]
Open = Callable[[Path], Search]
Write = Callable[[Iterable[Document], Path], None]
K = 10
TANTIVY_MEMORY = 200_000_000  # bytes that its writer may hold


class Peer(NamedTuple):
    """An engine: its folder, which two may share, and what it does there.

    `add` is None where one more passage takes building everything again.
    """

    folder: str
    build: Write
    open: Open
    add: Write | None = None


def terms_of(query: Query) -> list[str]:
    return [group.alternatives[0][0].term for group in query]


def _open_own(folder: Path, *, fast: bool) -> Search:
    engine = own.open_engine(folder, fast=fast)
    return lambda query: engine.search(query, K)


def _tantivy(folder: Path) -> Any:
    import tantivy as library

    builder = library.SchemaBuilder()
    builder.add_text_field("t", stored=False, tokenizer_name="whitespace", index_option="freq")
    return library.Index(builder.build(), path=str(folder))


def _build_tantivy(documents: Iterable[Document], folder: Path) -> None:
    import tantivy as library

    writer = _tantivy(folder).writer(TANTIVY_MEMORY, 1)
    for document in documents:
        writer.add_document(library.Document(t=[" ".join(document.terms())]))
    writer.commit()
    writer.wait_merging_threads()


def _open_tantivy(folder: Path) -> Search:
    import tantivy as library

    index = _tantivy(folder)
    searcher, schema, should = index.searcher(), index.schema, library.Occur.Should

    def search(query: Query) -> object:
        parts = [
            (should, library.Query.term_query(schema, "t", term, "freq"))
            for term in terms_of(query)
        ]
        return searcher.search(library.Query.boolean_query(parts), K, count=False).hits

    return search


def _build_fts5(documents: Iterable[Document], folder: Path) -> None:
    database = sqlite3.connect(folder / "database")
    database.execute(
        "create virtual table if not exists p using fts5(t, content='', detail='none',"
        " tokenize=\"unicode61 tokenchars '#'\")"
    )
    rows = ((" ".join(document.terms()),) for document in documents)
    database.executemany("insert into p(t) values (?)", rows)
    database.execute("insert into p(p) values ('optimize')")
    database.commit()
    database.close()


def _add_fts5(documents: Iterable[Document], folder: Path) -> None:
    database = sqlite3.connect(folder / "database")
    rows = ((" ".join(document.terms()),) for document in documents)
    database.executemany("insert into p(t) values (?)", rows)
    database.commit()
    database.close()


def _open_fts5(folder: Path) -> Search:
    database = sqlite3.connect(folder / "database")
    ask = "select rowid, rank from p where p match ? order by rank limit ?"

    def search(query: Query) -> object:
        match = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms_of(query)))
        return database.execute(ask, (match, K)).fetchall()

    return search


def _open_bm25s(folder: Path, *, backend: str) -> Search:
    import bm25s as library

    model: Any = library.BM25.load(str(folder))
    model.backend = backend
    if backend == "numba":
        model.activate_numba_scorer()
    return lambda query: model.retrieve([terms_of(query)], k=K, show_progress=False)


def _build_rank_bm25(documents: Iterable[Document], folder: Path) -> None:
    """Write the terms, which are read when it is opened."""
    with (folder / "terms").open("w", encoding="utf-8") as file:
        file.writelines(" ".join(document.terms()) + "\n" for document in documents)


def _open_rank_bm25(folder: Path) -> Search:
    from rank_bm25 import BM25Plus

    with (folder / "terms").open(encoding="utf-8") as file:
        model = BM25Plus([line.split() for line in file], k1=K1, b=B, delta=DELTA)

    def search(query: Query) -> object:
        scores = model.get_scores(terms_of(query))
        return np.argsort(-scores)[:K]

    return search


def size_of(peer: Peer, folder: Path) -> int:
    """The bytes of an index on disk that passage search needs; 0 for one in memory."""
    if peer.build is own.build:
        return own.sizes(folder)[0]
    if peer.build is _build_rank_bm25:
        return 0
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


PEERS: dict[str, Peer] = {
    "inyong": Peer("inyong", own.build, lambda at: _open_own(at, fast=False), own.add),
    "inyong[fast]": Peer("inyong", own.build, lambda at: _open_own(at, fast=True), own.add),
    "tantivy": Peer("tantivy", _build_tantivy, _open_tantivy, _build_tantivy),
    "bm25s numpy": Peer("bm25s", bulk.build, lambda at: _open_bm25s(at, backend="numpy")),
    "bm25s numba": Peer("bm25s", bulk.build, lambda at: _open_bm25s(at, backend="numba")),
    "SQLite FTS5": Peer("fts5", _build_fts5, _open_fts5, _add_fts5),
    "rank_bm25": Peer("rank_bm25", _build_rank_bm25, _open_rank_bm25),
}
