"""A part of an index: a segment, and which of its passages are still there, under which number."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.compiled.segment import Segment


@dataclass(frozen=True, slots=True)
class Part:
    """`numbers[p]` is the number that the index gives to passage p of the segment, -1 if deleted.

    `gone` holds, for terms of deleted passages, how many of those held the term.
    """

    segment: Segment
    numbers: npt.NDArray[np.int32]
    gone: dict[int, int]

    def df(self, term: int) -> int:
        """In how many passages that are still there a term stands."""
        return self.segment.postings.df_of(term) - self.gone.get(term, 0)

    def alive(self) -> npt.NDArray[np.bool_]:
        """Which passages are still there."""
        return self.numbers >= 0
