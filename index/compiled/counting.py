"""Term counts of the sentences of some passages, out of the postings."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Numbers, spans
from index.compiled.part import Part
from index.compiled.runs import Run
from index.engine import SentenceCounts


def count_sentences(
    parts: Sequence[Part],
    places: tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]],
    passages: Sequence[int],
    terms: Sequence[tuple[Run | None, ...]],
) -> SentenceCounts:
    """Counts of terms, each given as its run in each part, None where it is not there.

    `places` tells each passage's part and its place there.
    """
    wanted, again = np.unique(np.array(passages, dtype=np.int64), return_inverse=True)
    part_of, place_of = places[0][wanted], places[1][wanted].astype(np.int64)
    sizes, lengths = _rows(parts, part_of, place_of)
    starts = np.cumsum(sizes) - sizes
    cells = [np.empty(0, dtype=np.int64)]
    for number, part in enumerate(parts):
        here = np.flatnonzero(part_of == number)
        order = here[np.argsort(place_of[here])]
        runs = {column: run for column, term in enumerate(terms) if (run := term[number])}
        if not len(order) or not runs:
            continue
        which, at, row = part.segment.postings.occurrences([*runs.values()], place_of[order])
        cells.append((starts[order][at] + row) * len(terms) + np.array([*runs])[which])
    counts = np.bincount(np.concatenate(cells), minlength=len(lengths) * len(terms))
    asked = spans(starts[again], sizes[again])
    return SentenceCounts(
        passage=np.repeat(np.arange(len(again)), sizes[again]),
        sentence=asked - np.repeat(starts[again], sizes[again]) - 1,
        length=lengths[asked],
        counts=counts.reshape(len(lengths), len(terms))[asked].astype(np.float64),
    )


def _rows(
    parts: Sequence[Part], part_of: npt.NDArray[np.int32], place_of: Numbers
) -> tuple[Numbers, Numbers]:
    """How many rows each passage has, and the lengths of all these rows."""
    sizes = np.zeros(len(part_of), dtype=np.int64)
    begins = np.zeros(len(part_of), dtype=np.int64)
    for number, part in enumerate(parts):
        here = part_of == number
        rows = part.segment.row_starts
        begins[here] = rows[place_of[here]]
        sizes[here] = rows[place_of[here] + 1] - begins[here]
    lengths = np.zeros(sizes.sum(), dtype=np.int64)
    source, part_of_row = spans(begins, sizes), np.repeat(part_of, sizes)
    for number, part in enumerate(parts):
        here = part_of_row == number
        lengths[here] = part.segment.row_lengths[source[here]]
    return sizes, lengths
