"""A segment: some passages, indexed together and never changed again."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.compiled.postings import Postings
from index.compiled.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Segment:
    """The terms of passages numbered from 0.

    Passage p has the rows `row_starts[p]:row_starts[p + 1]`, its heading's first and then one a
    sentence; `row_lengths` counts their terms, `lengths` those of whole passages.
    """

    vocabulary: Vocabulary
    postings: Postings
    lengths: npt.NDArray[np.unsignedinteger]
    row_starts: npt.NDArray[np.unsignedinteger]
    row_lengths: npt.NDArray[np.unsignedinteger]

    def __len__(self) -> int:
        return len(self.lengths)
