"""The terms of a segment: numbered in the order of their hashes, found without a dictionary."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

_HASH_BITS = 32


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Term t is `text[starts[t]:starts[t + 1]]` in UTF-8; terms are ordered by hash, then bytes.

    `buckets` (a power of two + 1,) holds where the terms with the same upper bits of their hash
    begin. The order does not depend on how many buckets there are, so vocabularies merge.
    """

    text: npt.NDArray[np.uint8]
    starts: npt.NDArray[np.int64]
    buckets: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> str:
        return self.key(number).decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return (key.decode("utf-8", "surrogatepass") for key in self.keys())

    def key(self, number: int) -> bytes:
        """The UTF-8 of a term."""
        return self.text[self.starts[number] : self.starts[number + 1]].tobytes()

    def keys(self) -> Iterator[bytes]:
        """The UTF-8 of all terms, in order."""
        starts = self.starts.tolist()
        for start, end in pairwise(starts):
            yield self.text[start:end].tobytes()

    def find(self, term: str) -> int:
        """The number of a term; -1 when it is not here."""
        key = encode(term)
        bucket = zlib.crc32(key) >> (_HASH_BITS - (len(self.buckets) - 1).bit_length() + 1)
        for number in range(self.buckets[bucket], self.buckets[bucket + 1]):
            if self.key(number) == key:
                return number
        return -1


def encode(term: str) -> bytes:
    """The bytes that stand for a term; text from outside may hold lone surrogates."""
    return term.encode("utf-8", "surrogatepass")


def order_of(keys: Sequence[bytes]) -> list[int]:
    """The positions of the keys in the order of a vocabulary."""
    hashed = [(zlib.crc32(key), key) for key in keys]
    return sorted(range(len(keys)), key=hashed.__getitem__)


def make_vocabulary(keys: Sequence[bytes]) -> Vocabulary:
    """A vocabulary of distinct keys that are already in its order."""
    lengths = np.fromiter(map(len, keys), dtype=np.int64, count=len(keys))
    hashes = np.fromiter(map(zlib.crc32, keys), dtype=np.int64, count=len(keys))
    bits = max(1, len(keys).bit_length())
    edges = np.arange((1 << bits) + 1, dtype=np.int64) << (_HASH_BITS - bits)
    return Vocabulary(
        text=np.frombuffer(b"".join(keys), dtype=np.uint8),
        starts=np.concatenate(([0], np.cumsum(lengths))),
        buckets=np.searchsorted(hashes, edges).astype(np.int32),
    )
