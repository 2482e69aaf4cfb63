"""Processes that write an index without end, until they are killed.

Kiwi takes seconds to load, so one process loads it, reads both states of a folder, and forks a
writer as often as it is told to: the writer is killed, and the next one is there at once.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parent.parent
WAYS = ("whole", "apart")

# The files that a writer reads are replaced at one moment each, so an article is of one state.
# After `fork` none of Kiwi's own threads is left, but it has read all that is written here.
_PROGRAM = """
import os, sys
from pathlib import Path
from index.analyzer import Analyzer
from index.store import tidying, updating
content, folder, analyzer = Path(sys.argv[1]), Path(sys.argv[2]), Analyzer()

def change(name, number):
    new = content / f".{name}-{os.getpid()}"
    text = f"글 {name}\\n\\n이것은 {('하나', '둘')[number % 2]} 쪽의 글이다. 강은 흐른다.\\n"
    new.write_text(text, encoding="utf-8")
    new.replace(content / f"{name}.txt")

def write(apart, number=0):
    if apart:
        tidying._CHEAP = 0
    while True:
        number += 1
        for name in [number % 3] if apart else range(3):
            change(name, number)
        updating.update(folder, content, analyzer)

for number in range(2):
    for name in range(3):
        change(name, number)
    updating.update(folder, content, analyzer, rebuild=True)
print("ready", flush=True)
while way := sys.stdin.readline().strip():
    if not (child := os.fork()):
        sys.stdin.close()
        write(way == "apart")
    print(child, flush=True)
    os.waitpid(child, 0)
    print("dead", flush=True)
"""


class Writer:
    """A process that writes the index in `folder` of two states of `content` in turn.

    Its way is "whole" (all articles change at once) or "apart": one article at a time, and small
    segments stay, as in an index of many passages, so that what is replaced is marked as deleted.
    """

    def __init__(self, content: Path, folder: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # this very program
            [sys.executable, "-c", _PROGRAM, str(content), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        self._writing = 0
        if self._hears() != "ready":
            raise RuntimeError("the writer did not start")

    def start(self, way: str) -> None:
        """Begin to write; the writer before has to be killed."""
        if self._process.stdin is None:
            raise RuntimeError("the writer does not listen")
        self._process.stdin.write(f"{way}\n")
        self._process.stdin.flush()
        self._writing = int(self._hears())

    def kill(self) -> None:
        """End the writer as a power cut would; raises ProcessLookupError when it ended itself."""
        writing, self._writing = self._writing, 0
        os.kill(writing, signal.SIGKILL)
        self._hears()  # that it is dead

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._writing:
            self.kill()
        self._process.communicate()

    def _hears(self) -> str:
        return self._process.stdout.readline().strip() if self._process.stdout else ""
