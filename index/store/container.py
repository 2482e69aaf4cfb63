"""A file of named arrays, which are used where they lie on disk."""

import json
import mmap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.store.durable import Checked, DamageError, write_checked

Array = npt.NDArray[Any]

_MAGIC = b"inyong\x00\x01"
_ALIGNMENT = 64
_PIECE = 1 << 22  # bytes written at a time


def write_arrays(path: Path, meta: Mapping[str, object], arrays: Mapping[str, Array]) -> Checked:
    """Write arrays, and a JSON value to describe them, into a new file."""
    places, end = {}, 0
    for name, array in arrays.items():
        start = -(-end // _ALIGNMENT) * _ALIGNMENT
        places[name] = [array.dtype.str, list(array.shape), start]
        end = start + array.nbytes
    head = json.dumps({"meta": meta, "arrays": places}, ensure_ascii=False)
    return write_checked(path, _parts(head.encode("utf-8", "surrogatepass"), arrays))


def open_arrays(path: Path) -> tuple[dict[str, Any], dict[str, Array]]:
    """The JSON value and the arrays of a file, memory-mapped and read-only."""
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if mapped[: len(_MAGIC)] != _MAGIC:
        raise DamageError(path, "no file of this program's index")
    begin = len(_MAGIC) + 8
    length = int.from_bytes(mapped[len(_MAGIC) : begin], "little")
    head = json.loads(mapped[begin : begin + length].decode("utf-8", "surrogatepass"))
    data = begin + length + _padding(begin + length)
    arrays = {
        name: np.frombuffer(
            mapped, dtype=kind, count=int(np.prod(shape)), offset=data + start
        ).reshape(shape)
        for name, (kind, shape, start) in head["arrays"].items()
    }
    return head["meta"], arrays


def _parts(head: bytes, arrays: Mapping[str, Array]) -> Iterator[bytes | memoryview]:
    yield _MAGIC
    yield len(head).to_bytes(8, "little")
    yield head
    written = len(_MAGIC) + 8 + len(head)
    for array in arrays.values():
        yield bytes(_padding(written))
        written += _padding(written) + array.nbytes
        flat = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
        for start in range(0, len(flat), _PIECE):
            yield flat[start : start + _PIECE].data
    # An array of no bytes at the end still has a place in the file.
    yield bytes(_padding(written) + _ALIGNMENT)


def _padding(position: int) -> int:
    return -position % _ALIGNMENT
