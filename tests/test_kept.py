"""What is kept is what was asked for of late, in the room that there is."""

import numpy as np

from index.compiled.kept import Kept


def test_what_is_asked_for_stays_and_the_room_is_not_exceeded() -> None:
    """A value that is used again and again outlives many that are not."""
    kept = Kept[np.ndarray](100)
    for number in range(50):
        kept.put(number, np.full(10, number, np.uint8))
        first = kept.get(0)
        assert first is not None
        assert not first.any()
    there = [number for number in range(50) if kept.get(number) is not None]
    assert 0 in there
    assert 49 in there
    assert 10 * len(there) <= 100


def test_what_is_too_large_is_not_kept() -> None:
    """It would drive out everything else."""
    kept = Kept[np.ndarray](100)
    kept.put(1, np.zeros(51, np.uint8))
    assert kept.get(1) is None
