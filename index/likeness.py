"""How alike two words sound: a weighted edit distance over their phones."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from index.phones import phones, prices, weight

if TYPE_CHECKING:
    import numpy as np

# A short word has few sounds to tell it by, so each difference counts more.
_SHORTNESS = 0.8
_KEPT = 1 << 12  # pairs; articles explain the same names again and again


def joined(word: str) -> str:
    """The word in lower case, without the spaces and hyphens of a name."""
    return re.sub(r"[\s\-'’.·]+", "", word).lower()


@lru_cache(_KEPT)
def similarity(one: str, other: str) -> float:
    """How alike two words or names sound, in 0–1; spaces make no difference."""
    import numpy as np

    asked, sounds = phones(joined(one)), phones(joined(other)).encode("ascii", "ignore")
    if not asked or not sounds:
        return 0.0
    return float(similarities(asked, np.frombuffer(sounds, np.uint8)[None, :])[0])


def similarities(asked: str, table: "np.ndarray") -> "np.ndarray":
    """1 − the weighted edit distance to each row of sounds, by the words' mean weight."""
    import numpy as np

    replace, drop = prices()
    table = table[:, : int((table != 0).any(axis=0).sum())]  # the longest row's length
    dropped = drop[table]
    skipped = np.zeros((len(table), table.shape[1] + 1), np.float32)
    np.cumsum(dropped, axis=1, out=skipped[:, 1:])
    row = skipped.copy()
    for sound in asked.encode("ascii", "ignore"):
        step = row + drop[sound]
        np.minimum(step[:, 1:], row[:, :-1] + replace[sound][table], out=step[:, 1:])
        row = np.minimum.accumulate(step - skipped, axis=1) + skipped
    mean = (weight(asked) + skipped[:, -1]) / 2
    mean = np.maximum(mean, 0.1)
    return np.maximum(0.0, 1.0 - row[:, -1] / mean * (1 + _SHORTNESS / mean))
