"""Kills the writer of an index, spoils its files, lets many read along: is every answer right?

    python -m bench.faults 200          so many kills, each followed by a damaged file
    python -m bench.faults 0 --seconds 60 --readers 10 --writers 2

A writer goes back and forth between two states of a folder, so an index is right when every score
is rank_bm25's for the articles that it has, and every article is of one of the two states.
"""

import argparse
import gc
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from bench.writers import ROOT, WAYS, Writer
from index.analyzer import Analyzer
from index.store.lock import LOCK
from index.store.opening import Index, open_index, read_index
from index.store.tidying import leftovers
from index.store.verifying import verify_index

DAMAGES = ("truncate", "flip", "delete", "empty", "extend")

READER = """
import sys, time
from pathlib import Path
from index.analyzer import Analyzer
from index.engine import Group, WeightedTerm
from index.store.opening import read_index
folder, analyzer, reads = Path(sys.argv[1]), Analyzer(), 0
end = time.monotonic() + float(sys.argv[2])
while time.monotonic() < end:
    index = read_index(folder, analyzer)
    reads += 1
    if index is None:
        print("no index")
        continue
    hits = index.engine.search((Group(((WeightedTerm("강", 1.0),),)),), 10)
    texts = [index.corpus[hit.passage].article.text for hit in hits]
    if len(texts) != 3 or not all("하나 쪽" in text or "둘 쪽" in text for text in texts):
        print(texts)
print(reads)
"""


class Reading(NamedTuple):
    """How often each reader opened the index, and what was wrong with what it found."""

    reads: list[int]
    wrong: list[str]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kills", type=int)
    parser.add_argument("--seconds", type=float, default=0.0)
    parser.add_argument("--writers", type=int, default=2)
    parser.add_argument("--readers", type=int, default=10)
    options = parser.parse_args(argv)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        content, data = Path(scratch, "content"), Path(scratch, "data")
        write_content(content)
        analyzer = Analyzer()
        open_index(content, data, analyzer)
        if options.kills:
            wrong += kill_often(options.kills, content, data, analyzer)
        if options.seconds:
            writers, readers = options.writers, options.readers
            reading = read_along(content, data / "index", writers, readers, options.seconds)
            print(f"{writers} writers, {readers} readers: {sum(reading.reads):,} reads, "
                  f"{len(reading.wrong)} wrong")  # fmt: skip
            wrong += reading.wrong
    print("\n".join(wrong[:10]) or "every answer was right")
    return 1 if wrong else 0


def write_content(content: Path) -> None:
    """A folder of four articles, one of which never changes."""
    content.mkdir()
    for name in ("0", "1", "2"):
        text = f"글 {name}\n\n이것은 하나 쪽의 글이다. 강은 흐른다.\n"
        (content / f"{name}.txt").write_text(text, encoding="utf-8")
    (content / "늘.txt").write_text("늘\n\n늘 그 자리에 있는 글이다.\n", encoding="utf-8")


def kill_often(kills: int, content: Path, data: Path, analyzer: Analyzer) -> list[str]:
    """Kill a writer that often at random moments, spoil a file after each, and list what is wrong.

    An index must be right at once after the kill, and right again after it was opened.
    """
    chance = random.Random(7)  # noqa: S311  # moments and bytes, not secrets
    folder = data / "index"
    wrong: list[str] = []
    found: Counter[str] = Counter()
    with Writer(content, folder) as writer:
        for number in range(1, kills + 1):
            writer.start(WAYS[number % 2])
            time.sleep(chance.uniform(0.0, 0.6))
            writer.kill()
            articles = contents(content, data)
            found["killed in the midst"] += bool(leftovers(folder))
            wrong += faults(read_index(folder, analyzer), analyzer)
            gc.collect()  # what is in use is not checked again; a start has nothing in use yet
            found[spoil_one(folder, chance)] += 1
            index, _ = open_index(content, data, analyzer)
            wrong += faults(index, analyzer) + stale(index, content)
            del index
            if contents(content, data) != articles:
                wrong.append(f"kill {number}: something else than the index was touched")
            if number % 20 == 0:
                print(f"{number} kills, {len(wrong)} wrong", flush=True)
    print(", ".join(f"{name}: {count}" for name, count in sorted(found.items())))
    return wrong


def faults(index: Index | None, analyzer: Analyzer) -> list[str]:
    """What is wrong with an index: its scores, its quotes, its articles."""
    if index is None:
        return ["no index"]
    found = list(verify_index(index.corpus, index.engine, analyzer).differences)
    for number in range(len(index.corpus)):
        placed = index.corpus[number]
        for sentence in placed.passage.sentences:
            if not placed.article.text[sentence.start : sentence.end].strip():
                found.append(f"{placed.article.id}: an empty sentence")
    if sorted(index.corpus.ids()) != ["0", "1", "2", "늘"]:
        found.append(f"the articles are {sorted(index.corpus.ids())}")
    return found


def stale(index: Index | None, content: Path) -> list[str]:
    """The articles that are not as their files are."""
    return [
        f"{path}: the index has another text"
        for path in content.glob("*.txt")
        if index is None
        or (article := index.corpus.article(path.stem)) is None
        or article.text != path.read_text(encoding="utf-8")
    ]


def contents(content: Path, data: Path) -> dict[str, bytes]:
    """All that is no index: the articles, and what else lies beside the index."""
    articles = [path for path in content.iterdir() if not path.name.startswith(".")]
    beside = [path for path in data.iterdir() if path.name != "index"]
    return {str(path): path.read_bytes() for path in (*articles, *beside)}


def spoil_one(folder: Path, chance: random.Random) -> str:
    """Damage a file of an index, and say how, and of which kind it is."""
    path = chance.choice([path for path in sorted(folder.iterdir()) if path.name != LOCK])
    damage = chance.choice(DAMAGES)
    spoil(path, damage, chance)
    return f"{damage} {path.suffix or path.name}"


def spoil(path: Path, damage: str, chance: random.Random) -> None:
    """Damage a file in one of the ways of DAMAGES."""
    data = path.read_bytes()
    if damage == "delete" or not data:
        path.unlink()
        return
    flipped = bytearray(data)
    flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    spoilt = {
        "truncate": data[: chance.randrange(len(data))],
        "flip": bytes(flipped),
        "empty": b"",
        "extend": data + b"\0",
    }
    path.write_bytes(spoilt[damage])


def read_along(content: Path, folder: Path, writers: int, readers: int, seconds: float) -> Reading:
    """Let processes write and read the same index at once for some seconds."""
    command = [sys.executable, "-c", READER, str(folder), str(seconds)]
    with ExitStack() as stack:
        for _ in range(writers):
            stack.enter_context(Writer(content, folder)).start("whole")
        reading = [
            subprocess.Popen(  # noqa: S603  # this very program
                command, stdout=subprocess.PIPE, text=True, cwd=ROOT
            )
            for _ in range(readers)
        ]
        said = [process.communicate()[0].splitlines() for process in reading]
    wrong = [line for lines in said for line in lines[:-1]]
    return Reading([int(lines[-1]) if lines else 0 for lines in said], wrong)


if __name__ == "__main__":
    raise SystemExit(main())
