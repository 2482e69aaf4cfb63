"""This program's engine among its peers: segments as the program writes them, without Kiwi.

Passages are gathered in blocks and the blocks are merged, as `index.store.updating` does it, but
for a folder that holds one article a block and no text. What is opened is on disk and verified.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np

from index.article import Article
from index.compiled import CompiledEngine
from index.compiled.block import Block
from index.compiled.columns import MemoryColumn, Spool
from index.compiled.segment import Segment
from index.engine import Document
from index.passage import Passage
from index.store.building import BLOCK_TERMS
from index.store.manifest import Entry, Manifest, read_manifest, write_manifest
from index.store.merging import merge_pieces
from index.store.segment_file import save
from index.store.shelf_writer import ShelfWriter
from index.store.state import State, read_piece, read_state

_MERGED = 16  # segments merged at a time


def build(documents: Iterable[Document], folder: Path) -> None:
    """Write the index of passages, in one segment."""
    block, entries = Block(), list[Entry]()
    for document in documents:
        block.add(document)
        if block.size >= BLOCK_TERMS:
            entries.append(_saved(folder, block, len(entries)))
            block = Block()
    if len(block):
        entries.append(_saved(folder, block, len(entries)))
    while len(entries) > 1:
        entries = [
            _merged(folder, entries[first : first + _MERGED])
            for first in range(0, len(entries), _MERGED)
        ]
    write_manifest(folder, Manifest("bench", segments=tuple(entries)))


def add(documents: Iterable[Document], folder: Path) -> None:
    """Write some more passages, in a segment of their own."""
    manifest = read_manifest(folder)
    assert manifest is not None  # noqa: S101  # it was built there
    block = Block()
    for document in documents:
        block.add(document)
    entries = (*manifest.segments, _saved(folder, block, len(manifest.segments)))
    write_manifest(folder, Manifest("bench", segments=entries))


def open_engine(folder: Path, *, fast: bool) -> CompiledEngine:
    """The engine over an index that was built."""
    state = _state(folder)
    return CompiledEngine(state.parts(state.order()), fast=fast)


def sizes(folder: Path) -> tuple[int, int]:
    """Bytes on disk of what passage search needs, and of what counting in sentences needs more."""
    state = _state(folder)
    pairs = [_sizes(piece.segment) for piece in state.pieces]
    return sum(searched for searched, _ in pairs), sum(counted for _, counted in pairs)


def bytes_a_posting(folder: Path) -> float:
    """What the coded postings take, frequencies included, over the number of postings."""
    state = _state(folder)
    postings = [piece.segment.postings for piece in state.pieces]
    count = sum(int(one.dfs(np.arange(len(one))).sum()) for one in postings)
    coded = sum(one.codes.nbytes + one.large_places.nbytes + one.larges.nbytes for one in postings)
    return coded / count


def _state(folder: Path) -> State:
    state = read_state(folder)
    assert state is not None  # noqa: S101  # it was built there
    return state


def _sizes(segment: Segment) -> tuple[int, int]:
    arrays = {
        (name, field.name): array.nbytes
        for name, value in (("", segment), ("v", segment.vocabulary), ("p", segment.postings))
        for field in fields(value)
        if isinstance(array := getattr(value, field.name), np.ndarray)
    }
    sentences = {("p", "rows"), ("p", "rows_at"), ("", "row_starts"), ("", "row_lengths")}
    counted = sum(arrays[name] for name in sentences)
    return sum(arrays.values()) - counted, counted


def _saved(folder: Path, block: Block, number: int) -> Entry:
    article = Article(f"{number:06}", "default", "", "", f"{number:06}.txt")
    shelf = ShelfWriter(MemoryColumn)
    shelf.add(article, [_passage(number) for number in range(1, len(block) + 1)])
    return Entry(save(folder, secrets.token_hex(8), block.segment(), shelf.shelf()))


def _passage(number: int) -> Passage:
    return Passage(number, 0, 0, None, 1, (1, 1), None, ())


def _merged(folder: Path, entries: Sequence[Entry]) -> Entry:
    if len(entries) == 1:
        return entries[0]
    pieces = [read_piece(folder, entry) for entry in entries]
    with Spool(folder) as spool:
        merged = Entry(save(folder, secrets.token_hex(8), *merge_pieces(pieces, spool)))
    for entry in entries:
        for checked in (entry.stored.index, entry.stored.texts):
            (folder / checked.name).unlink()
    return merged
