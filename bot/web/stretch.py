"""Runs of an article's text as a page shows them: plain, anchored, or quoted; rows in cells."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.excerpt import Piece

CELL = " | "  # what stands between the cells of a row in an article's text


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run within a block: plain, an anchored beginning of a passage, or a quote.

    `anchor` is the passage's number where the stretch begins, `rank` the quote's, both None
    where there is none.
    """

    pieces: tuple[Piece, ...]
    anchor: int | None = None
    rank: int | None = None


def in_cells(row: Iterable[Stretch]) -> list[list[Stretch]]:
    """The cells of a row; a quote that runs through several is a stretch in each."""
    cells: list[list[Stretch]] = [[]]
    for stretch in row:
        parts = _split(stretch)
        cells[-1].append(parts[0])
        cells.extend([part] for part in parts[1:])
    return cells


def _split(stretch: Stretch) -> list[Stretch]:
    groups: list[list[Piece]] = [[]]
    for piece in stretch.pieces:
        first, *more = piece.text.split(CELL)
        groups[-1].append(Piece(first, piece.role))
        groups.extend([Piece(words, piece.role)] for words in more)
    first_part, *rest = (replace(stretch, pieces=tuple(group)) for group in groups)
    return [first_part, *(replace(part, anchor=None) for part in rest)]
