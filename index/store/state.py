"""An index as one manifest describes it, opened: its segments, and what of them is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import NamedTuple
from weakref import WeakValueDictionary

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Numbers, sizes_of, spans, starts_of
from index.compiled.part import Part
from index.compiled.segment import Segment
from index.sound_table import SoundTable
from index.store.container import open_arrays
from index.store.durable import DamageError, verify
from index.store.manifest import Entry, Manifest, read_manifest
from index.store.segment_file import Stored, load
from index.store.shelf import Shelf, passages_of

_TRIES = 20  # a reader starts over when a writer replaced the index under its hands


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Piece:
    """A segment with its shelf and its sounds; the deleted articles, and their terms' counts."""

    entry: Entry
    segment: Segment
    shelf: Shelf
    sounds: SoundTable
    deleted: frozenset[int]
    gone: Mapping[int, int]

    def alive(self) -> Numbers:
        """The numbers of the articles that are still there."""
        flags = np.ones(len(self.shelf), dtype=bool)
        flags[list(self.deleted)] = False
        return np.flatnonzero(flags)


class Order(NamedTuple):
    """The articles of an index by id: the piece of each, its number there, its first passage.

    `starts` has one number more than there are articles, that of all passages.
    """

    ids: list[str]
    pieces: Numbers
    articles: Numbers
    starts: Numbers


@dataclass(frozen=True, slots=True)
class State:
    """A manifest and the pieces that it names."""

    manifest: Manifest
    pieces: tuple[Piece, ...]

    def order(self) -> Order:
        """All articles that are there, in the order in which their passages are numbered."""
        alive = [piece.alive().tolist() for piece in self.pieces]
        found = sorted(
            chain.from_iterable(
                zip(map(piece.shelf.ids.__getitem__, own), repeat(number), own, strict=False)
                for number, (piece, own) in enumerate(zip(self.pieces, alive, strict=True))
            )
        )
        pieces = np.array([piece for _, piece, _ in found], dtype=np.int64)
        articles = np.array([article for _, _, article in found], dtype=np.int64)
        sizes = np.zeros(len(found), dtype=np.int64)
        for number, piece in enumerate(self.pieces):
            own = pieces == number
            sizes[own] = sizes_of(piece.shelf.passage_starts)[articles[own]]
        return Order([article_id for article_id, _, _ in found], pieces, articles, starts_of(sizes))

    def files(self) -> dict[str, tuple[int, int]]:
        """The content files that articles were made of, and where: (piece, article)."""
        return {
            piece.shelf.files[article]: (number, article)
            for number, piece in enumerate(self.pieces)
            for article in piece.alive().tolist()
        }

    def parts(self, order: Order) -> list[Part]:
        """The parts that the engine searches, with their passages numbered."""
        return [
            Part(piece.segment, _numbers(piece, number, order), dict(piece.gone))
            for number, piece in enumerate(self.pieces)
        ]


def _numbers(piece: Piece, number: int, order: Order) -> npt.NDArray[np.int32]:
    """The numbers in the index of a piece's passages; -1 for those that are deleted."""
    own = np.flatnonzero(order.pieces == number)
    sizes = order.starts[own + 1] - order.starts[own]
    numbers = np.full(len(piece.segment), -1, dtype=np.int32)
    numbers[passages_of(piece.shelf, order.articles[own])] = spans(order.starts[own], sizes)
    return numbers


def read_state(folder: Path) -> State | None:
    """The index of a folder; None when there is none. Raises DamageError when it is damaged."""
    for attempt in range(_TRIES):
        manifest = read_manifest(folder)
        if manifest is None:
            return None
        try:
            return State(manifest, tuple(read_piece(folder, entry) for entry in manifest.segments))
        except DamageError:
            now = read_manifest(folder)
            replaced = now is not None and now.generation != manifest.generation
            if attempt == _TRIES - 1 or not replaced:
                raise
    raise AssertionError("the loop returns or raises")


def salvage(folder: Path) -> tuple[State | None, list[DamageError]]:
    """What can be read of an index, and what is damaged; to be called by its only writer."""
    try:
        manifest = read_manifest(folder)
    except DamageError as damage:
        return None, [damage]
    if manifest is None:
        return None, []
    pieces: list[Piece] = []
    damages: list[DamageError] = []
    for entry in manifest.segments:
        try:
            pieces.append(read_piece(folder, entry))
        except DamageError as damage:
            damages.append(damage)
    return State(manifest, tuple(pieces)), damages


# Files of an index never change, so what this process has in use is not read and checked again.
_in_use: "WeakValueDictionary[tuple[Path, Stored], Piece]" = WeakValueDictionary()


def read_piece(folder: Path, entry: Entry) -> Piece:
    """One segment of an index; raises DamageError."""
    known = _in_use.get((folder, entry.stored))
    if known is not None and known.entry == entry:
        return known
    stored = (known.segment, known.shelf, known.sounds) if known else load(folder, entry.stored)
    piece = Piece(entry, *stored, *_read_gone(folder, entry))
    _in_use[folder, entry.stored] = piece
    return piece


def _read_gone(folder: Path, entry: Entry) -> tuple[frozenset[int], dict[int, int]]:
    if entry.gone is None:
        return frozenset(), {}
    _, arrays = open_arrays(verify(folder, entry.gone))
    counts: npt.NDArray[np.int64] = arrays["counts"]
    terms = arrays["terms"].tolist()
    return frozenset(arrays["articles"].tolist()), dict(zip(terms, counts.tolist(), strict=True))
