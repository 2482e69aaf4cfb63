"""From a saved file to an answer out of it, by a service that follows the folder and by `ask`.

    python -m bench.store 100000 --folder /tmp/bench-store      makes the index
    python -m bench.live --folder /tmp/bench-store

A service's library follows the folder as `inyong web` and the bot do; one article is saved again
and again, and the same question is asked until its new sentence is quoted. `inyong ask` runs in a
process of its own, once after a save and once with nothing changed.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.ready import installed
from bot.following import follow
from bot.settings import Settings
from bot.shelf import Shelf
from index.analyzer import Analyzer
from index.store.opening import read_index

QUESTION = "새벽달 관측소는 몇 번째 기록을 남겼나?"
PASSAGES = 10  # in the article
POLL = 0.002  # seconds


class Spent(NamedTuple):
    """Seconds and processor seconds until the answer."""

    wall: float
    cpu: float


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, required=True, help="made by bench.store")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args(argv)
    content, data = options.folder / "content", options.folder / "data"
    if read_index(data / "index", Analyzer()) is None:  # to make it with Kiwi would take hours
        raise SystemExit(f"{data}: no index of this version; make it anew with bench.store")
    asyncio.run(followed(content, data, options.rounds))
    for name in ("nothing changed", "one article saved"):
        taken = []
        for number in range(5):
            if name != "nothing changed":
                save(content, f"{1000 + number}")
            taken.append(asked(content, data))
        print(f"| `inyong ask`, {name} | {statistics.median(taken):.2f} | | {max(taken):.2f} |")
    return 0


async def followed(content: Path, data: Path, rounds: int) -> None:
    """Save and ask while a library follows the folder, and print a row."""
    shelf = Shelf()
    following = asyncio.ensure_future(follow(Settings(content=content, data=data), shelf))
    await shelf.ready()
    await asyncio.sleep(3)  # what the service reads once more when it begins to watch
    spent = []
    for number in range(1, rounds + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        save(content, str(number))
        await quoted(shelf, f"{number}번째")
        spent.append(Spent(time.perf_counter() - wall, time.process_time() - cpu))
        await asyncio.sleep(1.0)
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)
    walls = [one.wall for one in spent]
    cpu = statistics.median(one.cpu for one in spent)
    print("| | seconds | processor s | worst |\n|---|---|---|---|")
    print(f"| followed, saved to answered | {statistics.median(walls):.3f} | {cpu:.3f} "
          f"| {max(walls):.3f} |")  # fmt: skip


async def quoted(shelf: Shelf, wanted: str) -> None:
    """Wait until the library that is in force quotes it; raises TimeoutError."""
    before = None
    async with asyncio.timeout(60):
        while True:
            library = shelf.library
            if library is not None and library is not before:
                answer = await asyncio.to_thread(library.ask, QUESTION)
                if any(wanted in quote.text for quote in answer.quotes):
                    return
                before = library
            await asyncio.sleep(POLL)


def save(content: Path, number: str) -> None:
    """Write an article of some passages, one sentence of which is new."""
    filler = " ".join(f"기록관의 {n}번 상자에는 오래된 지도가 들어 있다." for n in range(15))
    new = f"새벽달 관측소는 {number}번째 기록을 남겼다."
    text = "\n\n".join(["새벽달 관측소", new, *[filler] * (PASSAGES - 1)])
    (content / "관측소.txt").write_text(text + "\n", encoding="utf-8")


def asked(content: Path, data: Path) -> float:
    """Seconds that `inyong ask` takes."""
    command = [sys.executable, "-m", "bot", "ask", QUESTION]
    folders = ["--content", str(content), "--data", str(data)]
    began = time.perf_counter()
    subprocess.run(  # noqa: S603  # this very program
        [*command, *folders], check=True, stdout=subprocess.DEVNULL, env=installed()
    )
    return time.perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main())
