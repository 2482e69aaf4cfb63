"""A segment with its shelf to two files, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.compiled.postings import Postings
from index.compiled.segment import Segment
from index.compiled.vocabulary import Vocabulary
from index.mined_table import MinedTable
from index.sound_table import SoundTable, make_sounds
from index.store.container import Array, open_arrays, write_arrays
from index.store.durable import Checked, DamageError, verify, write_checked
from index.store.shelf import Shelf

_PIECE = 1 << 22

# The arrays of each part, by their names there, which they have in the file as well.
_VOCABULARY = ("text", "lengths", "firsts", "starts")
_POSTINGS = (
    "df", "frequent", "frequent_df", "anchors", "codes", "large_places", "larges",
    "rows_at", "rows",
)  # fmt: skip
_SEGMENT = ("lengths", "row_starts", "row_lengths")
_SHELF = ("passage_starts", "record_starts", "passages", "sentence_starts", "sentences")
_MINED = (
    "name_starts", "names", "firsts", "articles", "places", "evidence_starts", "evidence",
    "hashes", "holders",
)  # fmt: skip
_SOUNDS = ("keys", "terms", "starts", "sounds")
_NAMES = ("ids", "files", "titles", "collections")


@dataclass(frozen=True, slots=True)
class Stored:
    """The two files of a segment: what is searched, and what is quoted."""

    index: Checked
    texts: Checked


def save(folder: Path, name: str, segment: Segment, shelf: Shelf) -> Stored:
    """Write a segment and its shelf into new files of a folder."""
    texts = write_checked(
        folder / f"{name}.texts",
        (shelf.texts[i : i + _PIECE].data for i in range(0, len(shelf.texts), _PIECE)),
    )
    meta: dict[str, object] = {key: getattr(shelf, key) for key in _NAMES}
    meta |= {"size": segment.postings.size, "row_width": segment.postings.row_width}
    arrays = {
        **_take(segment.vocabulary, _VOCABULARY, "vocabulary_"),
        **_take(segment.postings, _POSTINGS),
        **_take(segment, _SEGMENT),
        **_take(shelf, _SHELF),
        **_take(shelf.mined, _MINED, "mined_"),
        **_take(make_sounds(segment.vocabulary), _SOUNDS, "sound_"),
    }
    return Stored(write_arrays(folder / f"{name}.index", meta, arrays), texts)


def load(folder: Path, stored: Stored) -> tuple[Segment, Shelf, SoundTable]:
    """A segment, its shelf and the sounds of its terms, memory-mapped.

    Raises DamageError when a file is not as it was written.
    """
    texts_path = verify(folder, stored.texts)
    path = verify(folder, stored.index)
    try:
        meta, arrays = open_arrays(path)
        texts = np.memmap(texts_path, np.uint8, "r") if stored.texts.size else np.empty(0, np.uint8)
        sounds = SoundTable(*(arrays[f"sound_{name}"] for name in _SOUNDS))
        return _segment(meta, arrays), _shelf(meta, arrays, texts), sounds
    except FileNotFoundError as error:
        raise DamageError(path, "missing") from error


def _segment(meta: Mapping[str, Any], arrays: Mapping[str, Array]) -> Segment:
    return Segment(
        vocabulary=Vocabulary(*(arrays[f"vocabulary_{name}"] for name in _VOCABULARY)),
        postings=Postings(meta["size"], meta["row_width"], *(arrays[name] for name in _POSTINGS)),
        **{name: arrays[name] for name in _SEGMENT},
    )


def _shelf(meta: Mapping[str, Any], arrays: Mapping[str, Array], texts: Array) -> Shelf:
    values: dict[str, Any] = {name: tuple(meta[name]) for name in _NAMES}
    values |= {name: arrays[name] for name in _SHELF}
    mined = MinedTable(*(arrays[f"mined_{name}"] for name in _MINED))
    return Shelf(**values, texts=texts, mined=mined)


def _take(value: object, names: tuple[str, ...], prefix: str = "") -> dict[str, Array]:
    return {prefix + name: getattr(value, name) for name in names}
