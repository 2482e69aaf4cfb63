"""A cold start over an index on disk, beside a process that does nothing but load Kiwi.

    python -m bench.store 100000 --folder /tmp/bench-store      makes the index
    python -m bench.ready --folder /tmp/bench-store

Each process of a round is started in turn: one that loads Kiwi and tokenizes a question, one that
opens the library and answers it, and `inyong ask`, both without the machine code of `[fast]` and
with it where it is installed. Seconds are from the start of the process to its end; memory is the
most that was resident, mapped files included, as the kernel counts it.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from bench.synthetic import queries

KIWI = "import sys; from kiwipiepy import Kiwi; Kiwi().tokenize(sys.argv[1])"
LIBRARY = """
import sys
from index import Library
library = Library.open(sys.argv[2], data=sys.argv[3])
assert library.ask(sys.argv[1]).quotes
"""
ASK = """
import sys
from bot.main import run
sys.argv = ["inyong", "ask", sys.argv[1], "--content", sys.argv[2], "--data", sys.argv[3]]
run()
"""
PLAIN = "import sys; sys.modules['numba'] = None\n"
_NOTHING_KEPT = ("PYTHONDONTWRITEBYTECODE",)
MB = 1024  # kB, as the kernel gives them


class Spent(NamedTuple):
    """What a process took: seconds, seconds of processor time, MB at the most."""

    wall: float
    cpu: float
    peak: float


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, required=True, help="made by bench.store")
    parser.add_argument("--size", type=int, default=100_000, help="its passages")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(argv)
    programs = {"Kiwi alone": KIWI, "library": PLAIN + LIBRARY, "inyong ask": PLAIN + ASK}
    if find_spec("numba"):
        programs |= {"library, [fast]": LIBRARY, "inyong ask, [fast]": ASK}
    question = question_for(options.size)
    folders = [str(options.folder / "content"), str(options.folder / "data")]
    spent: dict[str, list[Spent]] = {name: [] for name in programs}
    for number in range(options.rounds + 1):
        for name, program in programs.items():
            taken = run(program, question, *folders)
            if number:  # the first round reads the files into memory
                spent[name].append(taken)
    report(spent)
    return 0


def question_for(size: int) -> str:
    """Words of some passage of the synthetic corpus, and some others."""
    (query,) = queries(1, size)
    return " ".join(group.alternatives[0][0].term for group in query[:6])


def run(program: str, *arguments: str) -> Spent:
    """Run a program to its end."""
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603  # this very program
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.DEVNULL,
        cwd=Path(__file__).parent.parent,
        env=installed(),
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"a process ended with {process.returncode}")
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MB)


def installed() -> dict[str, str]:
    """The environment, in which Python may keep what it compiles, as it does when installed."""
    return {name: value for name, value in os.environ.items() if name not in _NOTHING_KEPT}


def report(spent: Mapping[str, Sequence[Spent]]) -> None:
    """Print the medians of each, and what they are above Kiwi's."""
    base: Spent | None = None
    print("| | seconds | processor s | MB | − Kiwi's: seconds | processor s | MB |")
    print("|---|---|---|---|---|---|---|")
    for name, taken in spent.items():
        own = Spent(*map(statistics.median, zip(*taken, strict=True)))
        base = base or own
        more = " | ".join(f"{a - b:+.2f}" for a, b in zip(own[:2], base[:2], strict=True))
        print(
            f"| {name} | {own.wall:.2f} | {own.cpu:.2f} | {own.peak:.0f} "
            f"| {more} | {own.peak - base.peak:+.0f} |"
        )


if __name__ == "__main__":
    raise SystemExit(main())
