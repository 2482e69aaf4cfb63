"""A query on a part by the machine code of `maxscore`, when the `[fast]` extra is installed."""

import logging
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

from index.compiled.reader import GIVEN, NOTHING, ROW, Reader
from index.compiled.scoring import Matches, Read, match
from index.engine import Query

# Passages. Below, loading machine code (half a second, 130 MB) costs more than it ever gives.
FROM = 10_000
_MANY = 200  # hits; a query for more is for a check, and pruning would not help it
_ALL = np.empty(0, np.bool_)

_log = logging.getLogger(__name__)

Kernel = Callable[..., Any]
Find = Callable[[str], bytes | None]  # the row of a term's run


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
    rows: list[bytes] = []
    weights: list[float] = []
    given: list[Matches] = []
    start = 0
    for group in query:
        alternatives = group.alternatives
        if len(alternatives) == 1 and len(alternatives[0]) == 1:
            term, weight = alternatives[0][0]
            if weight <= 0:
                return None
            row = find(term)
            if row is not None:
                rows.append(row)
                weights.append(weight)
        else:
            found = match(group, read)
            count = len(found.passages)
            if not count:
                continue
            if found.scores.min() <= 0:
                return None
            rows.append(ROW.pack(GIVEN, start, count, 0, 0, 0, 0.0, found.scores.max()))
            weights.append(1.0)
            given.append(found)
            start += count
    if not rows:
        return NOTHING
    joined = b"".join(rows)
    sums = reader.borrow()
    found = Matches(
        *kernel(
            np.frombuffer(joined, np.int64).reshape(-1, 8),
            np.frombuffer(joined, np.float64).reshape(-1, 8),
            np.array(weights),
            reader.codes,
            reader.width,
            reader.levels,
            reader.impacts,
            np.concatenate([one.passages for one in given]) if given else NOTHING.passages,
            np.concatenate([one.scores for one in given]) if given else NOTHING.scores,
            _ALL if allowed is None else allowed,
            k,
            sums,
        )
    )
    reader.give_back(sums)
    return found
