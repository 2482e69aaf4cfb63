"""What a query's lists of postings are to the machine code, and the arrays that it reads."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.compiled.layout import WHOLE
from index.engine import DELTA, K1

# Columns of a list's row: its term's number (-1: none), how it is coded, where it begins, its
# passages, and bytes of counts and of passages (see `coding`).
NUMBER, KIND, AT, DF, HEAD, BODY = range(6)
GIVEN = 4  # the kind of a list whose passages and scores are given, beside the ways of coding
NO_LIST = np.array([-1, WHOLE, 0, 0, 0, 0])
MOST = DELTA + K1 + 1  # of a term's idf, that a passage can score by it

Array = npt.NDArray[Any]


class Words(NamedTuple):
    """Where terms are found in a part: its vocabulary, and where its postings begin."""

    text: Array
    lengths: Array
    firsts: Array
    starts: Array
    df: Array
    frequent: Array
    frequent_df: Array
    anchors: Array


class Coded(NamedTuple):
    """The coded postings of a part; `levels` and `impacts` are those of an `ImpactTable`."""

    codes: Array
    large_places: Array
    larges: Array
    levels: Array
    impacts: Array
