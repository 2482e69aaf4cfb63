"""Reading changed articles into new segments, block by block."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from index.analyzer import Analyzer
from index.article import Article
from index.compiled.block import Block
from index.compiled.columns import MemoryColumn
from index.mining import mine
from index.passages import make_passages
from index.problem import Problem, Reason
from index.store.changes import Changes
from index.store.manifest import Entry
from index.store.segment_file import save
from index.store.shelf_writer import ShelfWriter

# Terms gathered before they are made a segment, which takes some 200 MB for a moment.
BLOCK_TERMS = 3_000_000


def build(
    folder: Path,
    changes: Changes,
    analyzer: Analyzer,
    progress: Callable[[int, int], None] | None,
) -> list[Entry]:
    """Segments of the articles to read, in new files of a folder."""
    entries: list[Entry] = []
    if not changes.to_read:
        return entries  # without loading Kiwi
    articles = _watched(changes.read(), len(changes.to_read), progress)
    block, shelf = Block(), ShelfWriter(MemoryColumn)
    for article, pairs in make_passages(articles, analyzer):
        if not pairs:
            _note_empty(changes, article)
        shelf.add(article, [passage for passage, _ in pairs], mine(article.id, article.text))
        for _, document in pairs:
            block.add(document)
        if block.size >= BLOCK_TERMS:
            entries.append(_saved(folder, block, shelf))
            block, shelf = Block(), ShelfWriter(MemoryColumn)
    if len(shelf):
        entries.append(_saved(folder, block, shelf))
    return entries


def _saved(folder: Path, block: Block, shelf: ShelfWriter) -> Entry:
    return Entry(save(folder, secrets.token_hex(8), block.segment(), shelf.shelf()))


def _watched(
    articles: Iterator[Article], total: int, progress: Callable[[int, int], None] | None
) -> Iterator[Article]:
    for done, article in enumerate(articles):
        if progress:
            progress(done, total)
        yield article
    if progress and total:
        progress(total, total)


def _note_empty(changes: Changes, article: Article) -> None:
    """Note that an article has no sentence; it is listed, but nothing of it is found."""
    problem = Problem(article.file, Reason.NO_TEXT)
    changes.seen[article.file] = replace(changes.seen[article.file], problem=problem)
