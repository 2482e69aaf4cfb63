"""Small operations on arrays of whole numbers that several parts of the index share."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Unsigned = npt.NDArray[np.unsignedinteger]
Bytes = npt.NDArray[np.uint8]


def narrow(numbers: Numbers) -> Unsigned:
    """The same numbers, none negative, in the narrowest unsigned type that holds them."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def offsets(numbers: Numbers) -> Unsigned:
    """The same numbers, ascending, in 32 bits where they fit: of few types, for numba's sake."""
    return numbers.astype(np.uint32 if numbers.max(initial=0) < 1 << 32 else np.uint64)


def places_in(ascending: Unsigned, numbers: Numbers) -> Numbers:
    """Where numbers stand in others; numpy would convert all of those if the types differed."""
    return np.searchsorted(ascending, numbers.astype(ascending.dtype))


def spans(starts: Numbers, sizes: Numbers) -> Numbers:
    """The positions of runs that begin at `starts`, one run after the other."""
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(sizes.sum())


def sizes_of(starts: Unsigned) -> Numbers:
    """The sizes of runs, from where they begin and the last one ends."""
    wide = starts.astype(np.int64)
    return wide[1:] - wide[:-1]


def starts_of(sizes: Numbers) -> Numbers:
    """Where runs of these sizes begin, one run after the other; the end of the last comes too."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))
