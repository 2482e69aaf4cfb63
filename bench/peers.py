"""Search engines to be compared, each given the same terms of the same passages."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from index.compiled import CompiledEngine
from index.compiled.block import Block
from index.compiled.columns import MemoryColumn
from index.compiled.part import Part
from index.compiled.segment import Segment
from index.engine import DELTA, K1, B, Document, Query
from index.store.segment_file import load, save
from index.store.shelf_writer import ShelfWriter

Search = Callable[[Query], object]
K = 10


class Peer:
    """A name, the bytes of its index on disk (0: in memory only), and its search."""

    def __init__(self, name: str, size: int, search: Search) -> None:
        self.name = name
        self.size = size
        self.search = search


def terms_of(query: Query) -> list[str]:
    return [group.alternatives[0][0].term for group in query]


def inyong(documents: Iterable[Document], folder: Path) -> list[Peer]:
    """This program's engine, with and without numba, on one segment from disk."""
    block = Block()
    for document in documents:
        block.add(document)
    stored = save(folder, "one", block.segment(), ShelfWriter(MemoryColumn).shelf())
    segment, _, _ = load(folder, stored)
    searched, counted = sizes(segment)
    part = Part(segment, np.arange(len(segment), dtype=np.int32), {})
    peers = []
    for name, fast in (("inyong", False), ("inyong[fast]", True)):
        engine = CompiledEngine([part], fast=fast)

        def search(query: Query, engine: CompiledEngine = engine) -> object:
            return engine.search(query, K)

        peers.append(Peer(name, searched, search))
    print(f"inyong: {counted / 1e6:.1f} MB more for the terms of each sentence")
    return peers


def sizes(segment: Segment) -> tuple[int, int]:
    """Bytes on disk of what passage search needs, and of what counting in sentences needs more."""
    arrays = {
        (name, field.name): array.nbytes
        for name, value in (("", segment), ("v", segment.vocabulary), ("p", segment.postings))
        for field in fields(value)
        if isinstance(array := getattr(value, field.name), np.ndarray)
    }
    sentences = {("p", "rows"), ("p", "rows_at"), ("", "row_starts"), ("", "row_lengths")}
    counted = sum(arrays[name] for name in sentences)
    return sum(arrays.values()) - counted, counted


def tantivy(documents: Iterable[Document], folder: Path) -> Peer:
    import tantivy as library

    builder = library.SchemaBuilder()
    builder.add_text_field("t", stored=False, tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    index = library.Index(schema, path=str(folder))
    writer = index.writer(200_000_000, 1)
    for document in documents:
        writer.add_document(library.Document(t=[" ".join(document.terms())]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(query: Query) -> object:
        should = library.Occur.Should
        parts = [
            (should, library.Query.term_query(schema, "t", term, "freq"))
            for term in terms_of(query)
        ]
        return searcher.search(library.Query.boolean_query(parts), K, count=False).hits

    return Peer("tantivy", _size(folder), search)


def fts5(documents: Iterable[Document], path: Path) -> Peer:
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.execute(
        "create virtual table p using fts5(t, content='', detail='none',"
        " tokenize=\"unicode61 tokenchars '#'\")"
    )
    rows = ((" ".join(document.terms()),) for document in documents)
    database.executemany("insert into p(t) values (?)", rows)
    database.execute("insert into p(p) values ('optimize')")
    database.commit()
    ask = "select rowid, rank from p where p match ? order by rank limit ?"

    def search(query: Query) -> object:
        match = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms_of(query)))
        return database.execute(ask, (match, K)).fetchall()

    return Peer("SQLite FTS5", path.stat().st_size, search)


def bm25s(documents: Sequence[Document], folder: Path) -> list[Peer]:
    import bm25s as library

    bags = [document.terms() for document in documents]
    built = library.BM25(method="bm25+", k1=K1, b=B, delta=DELTA)
    built.index(bags, show_progress=False)
    built.save(str(folder))
    peers = []
    for backend in ("numpy", "numba"):
        model: Any = library.BM25.load(str(folder))
        model.backend = backend
        if backend == "numba":
            model.activate_numba_scorer()

        def search(query: Query, model: Any = model) -> object:
            return model.retrieve([terms_of(query)], k=K, show_progress=False)

        peers.append(Peer(f"bm25s {backend}", _size(folder), search))
    return peers


def rank_bm25(documents: Iterable[Document]) -> Peer:
    from rank_bm25 import BM25Plus

    model = BM25Plus([document.terms() for document in documents], k1=K1, b=B, delta=DELTA)

    def search(query: Query) -> object:
        scores = model.get_scores(terms_of(query))
        return np.argsort(-scores)[:K]

    return Peer("rank_bm25", 0, search)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
