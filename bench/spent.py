"""What an engine of `bench.peers` spends on building, opening and adding, each in its own process.

What is built is kept with its figures, and not built again. Memory is what a process takes beyond
the interpreter with numpy and the benchmark itself.
"""

import json
import multiprocessing
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

from bench.peers import PEERS
from bench.synthetic import documents, queries
from index.engine import Document, Query

ADDED = 20  # passages, as an article has
ASKED = 100  # questions, before memory is looked at
MB = 1024  # kB, as the kernel gives them

T = TypeVar("T")


class Built(NamedTuple):
    """Seconds without the making of the corpus, and the most MB that it took."""

    seconds: float
    peak: float


class Opened(NamedTuple):
    """Seconds, with a first question; MB after some more, and those with no file behind them."""

    opened: float
    resident: float
    anonymous: float


class Added(NamedTuple):
    """Seconds until what was added is found."""

    seconds: float


class Clocked:
    """Passages as they are made, and the seconds that making them takes."""

    def __init__(self, made: Iterable[Document]) -> None:
        self._made = made
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Document]:
        made = iter(self._made)
        while True:
            began = time.process_time()
            document = next(made, None)
            self.seconds += time.process_time() - began
            if document is None:
                return
            yield document


def built(name: str, size: int, bigrams: bool, folder: Path) -> Built:
    """Build an engine, or tell what it took."""
    figures = folder / "figures.json"
    if not figures.exists():
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "index").mkdir(parents=True)
        spent = apart(_build, name, size, bigrams, folder / "index")
        figures.write_text(json.dumps(spent), encoding="utf-8")
    return Built(*json.loads(figures.read_text(encoding="utf-8")))


def opened(name: str, size: int, bigrams: bool, folder: Path) -> Opened:
    """Open an engine and ask it."""
    questions = list(queries(ASKED, size, bigrams=bigrams))
    return apart(_open, name, folder / "index", questions)


def added(name: str, size: int, bigrams: bool, folder: Path) -> Added | None:
    """Add passages to a copy of an engine's index; None where it cannot be added to."""
    if PEERS[name].add is None:
        return None
    copy = folder / "copy"
    shutil.copytree(folder / "index", copy)
    try:
        question = next(queries(1, size, bigrams=bigrams))
        some = list(documents(ADDED, bigrams=bigrams, seed=2))
        return apart(_add, name, copy, question, some)
    finally:
        shutil.rmtree(copy)


def apart(call: Callable[..., T], *arguments: object) -> T:
    """Call a function in a new process."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(call, *arguments).result()


def _build(name: str, size: int, bigrams: bool, folder: Path) -> Built:
    made = documents(size, bigrams=bigrams)
    first = next(made)  # the corpus makes its words, which take memory
    corpus = Clocked(chain([first], made))
    before = memory("VmRSS")[0]
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forgets the highest so far
    began = time.process_time()
    PEERS[name].build(corpus, folder)
    seconds = time.process_time() - began - corpus.seconds
    return Built(seconds, memory("VmHWM")[0] - before)


def _open(name: str, folder: Path, questions: list[Query]) -> Opened:
    before, began = memory("VmRSS", "RssAnon"), time.process_time()
    search = PEERS[name].open(folder)
    search(questions[0])
    seconds = time.process_time() - began
    for question in questions if name != "rank_bm25" else ():
        search(question)
    resident, anonymous = (
        now - then for now, then in zip(memory("VmRSS", "RssAnon"), before, strict=True)
    )
    return Opened(seconds, resident, anonymous)


def _add(name: str, folder: Path, question: Query, some: list[Document]) -> Added:
    add = PEERS[name].add
    assert add is not None  # noqa: S101  # `added` saw to it
    before = PEERS[name].open(folder)  # held while more is added, as a running program does
    before(question)
    began = time.process_time()
    add(some, folder)
    PEERS[name].open(folder)(question)
    return Added(time.process_time() - began)


def memory(*names: str) -> list[float]:
    """What the kernel says of this process's memory, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    values = dict(line.split(":", 1) for line in lines)
    return [int(values[name].split()[0]) / MB for name in names]
