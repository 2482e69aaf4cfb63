"""How long a search takes, beside the peers: `python -m bench.speed 1000 10000 [--no-bigrams]`.

Each question is given to every engine in turn, so that all of them see the same machine at the
same time. The corpus is that of `bench.synthetic`. Prints a table a size, and a JSON line each
for `bench.plot`. rank_bm25 and SQLite are left out above 100,000 passages, where they are slow.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench import peers
from bench.synthetic import documents, queries

QUESTIONS, WARM = 300, 30
SLOW = ("rank_bm25", "SQLite FTS5")  # asked every tenth question only


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--no-bigrams", action="store_true", help="morphemes only")
    parser.add_argument("--without", nargs="*", default=[], help="peers to leave out")
    parser.add_argument("--json", type=Path, help="append the figures to this file")
    options = parser.parse_args(argv)
    for size in options.sizes:
        row = measure(size, not options.no_bigrams, options.without)
        if options.json:
            with options.json.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
    return 0


def measure(size: int, bigrams: bool, without: Sequence[str]) -> dict[str, object]:
    """Build all engines over one corpus, ask them in turn, and print the table."""
    with TemporaryDirectory() as name:
        engines = build(size, bigrams, without, Path(name))
        times: dict[str, list[float]] = defaultdict(list)
        questions = list(queries(QUESTIONS + WARM, size, bigrams=bigrams))
        for number, question in enumerate(questions):
            # Another engine begins each time: what runs before can warm or cool the caches.
            turn = number % len(engines)
            for engine, _ in (*engines[turn:], *engines[:turn]):
                if engine.name in SLOW and number % 10 and number >= WARM:
                    continue
                start = time.perf_counter()
                engine.search(question)
                if number >= WARM:
                    times[engine.name].append((time.perf_counter() - start) * 1000)
        return table(size, bigrams, engines, times)


def build(
    size: int, bigrams: bool, without: Sequence[str], folder: Path
) -> list[tuple[peers.Peer, float]]:
    """The engines, and the seconds that each took to build (inyong's two share one index)."""
    passages = list(documents(size, bigrams=bigrams))
    makers: dict[str, Callable[[], list[peers.Peer]]] = {
        "inyong": lambda: peers.inyong(passages, folder),
        "tantivy": lambda: [peers.tantivy(passages, folder / "tantivy")],
        "bm25s": lambda: peers.bm25s(passages, folder / "bm25s"),
        "fts5": lambda: [peers.fts5(passages, folder / "fts5")],
        "rank_bm25": lambda: [peers.rank_bm25(passages)],
    }

    built: list[tuple[peers.Peer, float]] = []
    for name, make in makers.items():
        if name in without:
            continue
        start = time.perf_counter()
        made = make()
        built.extend((peer, time.perf_counter() - start) for peer in made)
    return built


def table(
    size: int,
    bigrams: bool,
    engines: Sequence[tuple[peers.Peer, float]],
    times: dict[str, list[float]],
) -> dict[str, object]:
    """Print the figures as a table of Markdown, and give them back."""
    print(f"\n{size:,} passages, {'morphemes and bigrams' if bigrams else 'morphemes only'}\n")
    print("| | build s | disk MB | p50 ms | p95 ms | p99 ms | p50 ÷ tantivy |")
    print("|---|---|---|---|---|---|---|")
    base = float(np.median(times["tantivy"])) if "tantivy" in times else float("nan")
    rows: dict[str, dict[str, float]] = {}
    for engine, seconds in engines:
        p50, p95, p99 = np.percentile(times[engine.name], [50, 95, 99])
        rows[engine.name] = {"p50": p50, "p95": p95, "p99": p99, "build": seconds,
                             "disk": engine.size / 1e6}  # fmt: skip
        disk = f"{engine.size / 1e6:.1f}" if engine.size else "—"
        print(
            f"| {engine.name} | {seconds:.1f} | {disk} | {p50:.3f} | {p95:.3f} | {p99:.3f} "
            f"| {p50 / base:.2f} |"
        )
    return {"size": size, "bigrams": bigrams, "rows": rows}


if __name__ == "__main__":
    raise SystemExit(main())
