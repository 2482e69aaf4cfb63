"""The terms of a vocabulary by their sound, in arrays that are used where they lie on disk."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.compiled.arrays import Bytes, Numbers, Unsigned, narrow, spans, starts_of
from index.phones import hangul_phones, latin_phones
from index.skeletons import LONGEST_SKELETON, SKELETON, numbers

SOUNDS_VERSION = 2  # raise when a term would be given other sounds or another skeleton
LONGEST = 24  # sounds; a longer term is a compound or a sentence run together

_HANGUL = re.compile("[가-힣]{2,}")
_LATIN = re.compile("[a-zà-öø-ÿ]{3,}")


@dataclass(frozen=True, slots=True, eq=False)
class SoundTable:
    """Terms in the order of their consonant skeletons, of about 25 bytes each.

    `keys` ascend, the skeleton of each term as a number; `terms` are the terms' numbers in the
    vocabulary; the sounds of the term at place p are `sounds[starts[p]:starts[p + 1]]`.
    """

    keys: npt.NDArray[np.int64]
    terms: npt.NDArray[np.int32]
    starts: Unsigned
    sounds: Bytes

    @property
    def nbytes(self) -> int:
        """Bytes that the arrays hold."""
        arrays = (self.keys, self.terms, self.starts, self.sounds)
        return sum(int(array.nbytes) for array in arrays)

    def places(self, skeletons: Numbers) -> Numbers:
        """The places of the terms that have one of these skeletons."""
        first = np.searchsorted(self.keys, skeletons, "left")
        return spans(first, np.searchsorted(self.keys, skeletons, "right") - first)

    def sounds_at(self, places: Numbers) -> Bytes:
        """The sounds of the terms at some places, a row each, padded with 0."""
        starts = self.starts[places].astype(np.int64)
        sizes = self.starts[places + 1] - starts
        rows = np.zeros((len(places), LONGEST), dtype=np.uint8)
        rows[np.arange(LONGEST) < sizes[:, None]] = self.sounds[spans(starts, sizes)]
        return rows


def make_sounds(vocabulary: Iterable[str]) -> SoundTable:
    """The sounds of the terms that may be names: words of Hangul or of Latin letters.

    Some names are one term of several words (사티아 나델라): each of these leads to it.
    """
    own = [(number, word) for number, term in enumerate(vocabulary) for word in term.split()]
    hangul = [(number, term) for number, term in own if _HANGUL.fullmatch(term)]
    latin = [(number, term) for number, term in own if _LATIN.fullmatch(term)]
    heard = [*_lines(hangul_phones, hangul), *_lines(latin_phones, latin)]
    terms = np.array([number for number, _ in (*hangul, *latin)], dtype=np.int32)
    skeletons = "\n".join(heard).translate(SKELETON).split("\n") if heard else []
    lengths = np.fromiter(map(len, skeletons), np.int64, len(heard))
    sizes = np.fromiter(map(len, heard), np.int64, len(heard))
    kept = np.flatnonzero((lengths > 1) & (lengths <= LONGEST_SKELETON) & (sizes <= LONGEST))
    keys = numbers(np.array([skeletons[place] for place in kept], f"S{LONGEST_SKELETON}"))
    order = np.argsort(keys, kind="stable")
    chosen = kept[order]
    text = "".join([heard[place] for place in chosen]).encode("ascii")
    return SoundTable(
        keys=keys[order],
        terms=terms[chosen],
        starts=narrow(starts_of(sizes[chosen])),
        sounds=np.frombuffer(text, dtype=np.uint8),
    )


def _lines(heard: Callable[[str], str], terms: Sequence[tuple[int, str]]) -> list[str]:
    """The sounds of each term; lines of words cost one call."""
    return heard("\n".join(term for _, term in terms)).split("\n") if terms else []
