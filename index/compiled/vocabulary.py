"""The terms of a segment: numbered in the order of their hashes, found without a dictionary."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.analyzer import BIGRAM_PREFIX
from index.compiled.arrays import Bytes, Unsigned, narrow, offsets, starts_of

_HASH_BITS = 32
_BUCKET_BITS = 3  # about eight terms a bucket: a look-up compares their lengths first


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms as `encode_term` has them, one after the other in `text`, by hash and then by bytes.

    Term t is `lengths[t]` bytes long. `firsts` and `starts` (a power of two + 1,) tell for each
    value of the upper bits of the hash which term is the first with it, and where it starts. The
    order does not depend on how many of these buckets there are, so vocabularies merge.
    """

    text: Bytes
    lengths: Unsigned
    firsts: npt.NDArray[np.int32]
    starts: Unsigned
    # The same memory for `find`: one number of an array costs numpy more than all of a look-up.
    _views: tuple[memoryview, memoryview, memoryview, memoryview] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        views = (self.text.data, self.lengths.data, self.firsts.data, self.starts.data)
        object.__setattr__(self, "_views", views)

    def __len__(self) -> int:
        return len(self.lengths)

    def __iter__(self) -> Iterator[str]:
        return map(decode_term, self.keys())

    def keys(self) -> Iterator[bytes]:
        """The bytes of all terms, in order."""
        text, start = self.text.tobytes(), 0
        for length in self.lengths.tolist():
            yield text[start : start + length]
            start += length

    def term(self, number: int) -> str:
        """The term of that number."""
        bucket = int(np.searchsorted(self.firsts, number, side="right")) - 1
        before = self.lengths[self.firsts[bucket] : number + 1].tolist()
        start = int(self.starts[bucket]) + sum(before[:-1])
        return decode_term(self.text[start : start + before[-1]].tobytes())

    def find(self, term: str) -> int:
        """The number of a term; -1 when it is not here."""
        key, (texts, lengths, firsts, starts) = encode_term(term), self._views
        bucket = zlib.crc32(key) >> (_HASH_BITS + 1 - (len(firsts) - 1).bit_length())
        first, start = firsts[bucket], starts[bucket]
        text = texts[start : starts[bucket + 1]].tobytes()
        size, position = len(key), 0
        for length in lengths[first : firsts[bucket + 1]]:
            if length == size and text.startswith(key, position):
                return int(first)
            position += length
            first += 1
        return -1


@lru_cache(1 << 14)
def encode_term(term: str) -> bytes:
    """The bytes that stand for a term: ASCII as it is, else two bytes a syllable after a mark."""
    if term.isascii():
        return term.encode()
    try:
        if term[0] == BIGRAM_PREFIX:
            return b"\xff" + term[1:].encode("utf-16-be")
        return b"\xfe" + term.encode("utf-16-be")
    except UnicodeEncodeError:  # text from outside may hold lone surrogates
        return b"\xfd" + term.encode("utf-8", "surrogatepass")


def decode_term(key: bytes) -> str:
    """The term that the bytes stand for."""
    match key[:1]:
        case b"\xff":
            return BIGRAM_PREFIX + key[1:].decode("utf-16-be")
        case b"\xfe":
            return key[1:].decode("utf-16-be")
        case b"\xfd":
            return key[1:].decode("utf-8", "surrogatepass")
    return key.decode()


def order_of(keys: Sequence[bytes]) -> list[int]:
    """The positions of the keys in the order of a vocabulary."""
    hashed = [(zlib.crc32(key), key) for key in keys]
    return sorted(range(len(keys)), key=hashed.__getitem__)


def make_vocabulary(keys: Sequence[bytes]) -> Vocabulary:
    """A vocabulary of distinct keys that are already in its order."""
    lengths = np.fromiter(map(len, keys), dtype=np.int64, count=len(keys))
    hashes = np.fromiter(map(zlib.crc32, keys), dtype=np.int64, count=len(keys))
    bits = max(0, len(keys).bit_length() - _BUCKET_BITS)
    edges = np.arange((1 << bits) + 1, dtype=np.int64) << (_HASH_BITS - bits)
    firsts = np.searchsorted(hashes, edges)
    return Vocabulary(
        text=np.frombuffer(b"".join(keys), dtype=np.uint8),
        lengths=narrow(lengths),
        firsts=firsts.astype(np.int32),
        starts=offsets(starts_of(lengths)[firsts]),
    )
