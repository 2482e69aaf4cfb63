"""A query on a part by the machine code of `maxscore`, when the `[fast]` extra is installed."""

import logging
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from index.compiled.coding import whole_width
from index.compiled.reader import NOTHING, Reader, Run
from index.compiled.scoring import Matches, Read, match
from index.engine import DELTA, K1, Query

# Passages. Below, loading machine code (half a second, 130 MB) costs more than it ever gives.
FROM = 10_000
_GIVEN = 3  # as in `kernels`, which cannot be imported without numba
_MANY = 200  # hits; a query for more is for a check, and pruning would not help it
_MOST = DELTA + K1 + 1  # of a term's idf, that a passage can score by it
_ALL = np.empty(0, np.bool_)

_log = logging.getLogger(__name__)

Kernel = Callable[..., Any]
Find = Callable[[str], tuple[Run | None, float]]  # a term's run in the part, and its idf


@cache
def load_kernel() -> Kernel | None:
    """The compiled search; None without numba, or where numba cannot keep what it compiles."""
    if find_spec("numba") is None:
        return None
    try:
        from index.compiled.maxscore import search
    except RuntimeError as error:  # numba has no folder to write its cache to
        _log.warning("search runs without numba: %s", error)
        return None
    kernel: Kernel = search  # without numba's own types it is Any
    return kernel


def search_fast(
    kernel: Kernel,
    reader: Reader,
    query: Query,
    find: Find,
    read: Read,
    k: int,
    allowed: npt.NDArray[np.bool_] | None,
) -> Matches | None:
    """Passages of the part that may be among the best k, with their scores, in no order.

    None when the query has something that only the arrays of numpy know how to do.
    """
    if not 0 < k <= _MANY:
        return None
    rows: list[tuple[int, ...]] = []
    values: list[tuple[float, float, float]] = []
    given = [NOTHING]
    start = 0
    for group in query:
        if len(group.alternatives) == 1 and len(group.alternatives[0]) == 1:
            term, weight = group.alternatives[0][0]
            if weight <= 0:
                return None
            run, idf = find(term)
            if run is not None:
                rows.append(run)
                values.append((idf, weight, weight * idf * _MOST))
        else:
            found = match(group, read)
            if not len(found.passages):
                continue
            if found.scores.min() <= 0:
                return None
            given.append(found)
            rows.append((_GIVEN, start, len(found.passages), 0, 0, 0))
            values.append((0.0, 0.0, float(found.scores.max())))
            start += len(found.passages)
    if not rows:
        return NOTHING
    postings = reader.part.segment.postings
    return Matches(
        *kernel(
            # Twice as quick as np.array of a list of tuples.
            np.fromiter(chain.from_iterable(rows), np.int64, 6 * len(rows)).reshape(-1, 6),
            np.fromiter(chain.from_iterable(values), np.float64, 3 * len(values)).reshape(-1, 3),
            postings.codes,
            reader.norms,
            whole_width(postings.size),
            np.concatenate([found.passages for found in given]) if start else NOTHING.passages,
            np.concatenate([found.scores for found in given]) if start else NOTHING.scores,
            _ALL if allowed is None else allowed,
            k,
        )
    )
