"""Building an index on disk, beside nothing but Kiwi's tokenizing of the same text.

    python -m bench.building [--articles 30] [--rounds 3] [--profile]

Some of KorQuAD's articles (see bench/datasets.py) are tokenized paragraph by paragraph on all
cores, then indexed from their files into a new folder; the next round takes other articles, so that
nothing is remembered. Kiwi and the English lemmas are loaded before. The ratio is of the sums over
all rounds.
"""

import argparse
import cProfile
import pstats
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bench.datasets import SHARED, korquad
from index.analyzer import Analyzer
from index.store.updating import update


class Spent(NamedTuple):
    """Seconds, and processor seconds of all threads."""

    wall: float
    cpu: float


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        content = Path(scratch, "content")
        if korquad(content) is None:
            raise SystemExit(f"{SHARED}: no KorQuAD there; set INYONG_SHARED")
        compare(content, Path(scratch), options.articles, options.rounds, profile=options.profile)
    return 0


def compare(content: Path, scratch: Path, articles: int, rounds: int, *, profile: bool) -> None:
    """Print Kiwi's time over the paragraphs of some articles, and the time of indexing these."""
    analyzer = Analyzer()
    analyzer.morphemes("첫 문장이다. The dictionaries are loaded.")
    alone, whole = [], []
    profiler = cProfile.Profile()
    for number in range(rounds):
        some = scratch / f"content{number}"
        texts = move(content, some, articles)

        def tokenize(texts: list[str] = texts) -> None:
            for _ in analyzer.kiwi.tokenize(iter(texts)):
                pass

        def index(some: Path = some, number: int = number) -> None:
            update(scratch / f"index{number}", some, analyzer)

        alone.append(timed(tokenize))
        whole.append(timed(partial(profiler.runcall, index) if profile else index))
    if profile:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(30)
    report(alone, whole)


def move(content: Path, some: Path, articles: int) -> list[str]:
    """Move as many articles to a folder of their own; their paragraphs."""
    some.mkdir()
    for path in sorted(content.iterdir())[:articles]:
        path.rename(some / path.name)
    texts = [path.read_text("utf-8") for path in sorted(some.iterdir())]
    paragraphs = [part for text in texts for part in text.split("\n\n") if part.strip()]
    print(f"{len(paragraphs)} paragraphs, {sum(map(len, paragraphs)):,} characters")
    return paragraphs


def report(alone: Sequence[Spent], whole: Sequence[Spent]) -> None:
    print("\n| | seconds | processor s |\n|---|---|---|")
    sums = [[sum(values) for values in zip(*spent, strict=True)] for spent in (alone, whole)]
    for name, row in zip(("Kiwi alone", "indexed"), sums, strict=True):
        print(f"| {name} | {row[0]:.2f} | {row[1]:.2f} |")
    ratios = [b / a for a, b in zip(*sums, strict=True)]
    print(f"| ratio | {ratios[0]:.2f} | {ratios[1]:.2f} |")


def timed(call: Callable[[], object]) -> Spent:
    """What a call takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


if __name__ == "__main__":
    raise SystemExit(main())
