"""What a search costs, beside the peers: `python -m bench.speed 1000 10000 [--folder DIR]`.

    python -m bench.speed 1000000 --without "SQLite FTS5" rank_bm25 --folder DIR     takes hours

Every engine is built, opened and added to in processes of its own, and is then asked each question
in turn with the others, so that all of them see the same machine at the same time. Times are of
the processor, which other processes on the machine lengthen less than a clock's; a clock's median
stands beside them. The corpus is that of `bench.synthetic`. Prints two tables a size; `--json` adds
a line each to a file for `bench.plot`. What was built in a `--folder` is not built again.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench import own
from bench.peers import PEERS, size_of
from bench.spent import Added, Built, Opened, added, built, opened
from bench.synthetic import queries

QUESTIONS, WARM = 300, 30
SLOW = ("rank_bm25", "SQLite FTS5")  # asked every tenth question only

Row = dict[str, float]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--no-bigrams", action="store_true", help="morphemes only")
    parser.add_argument("--without", nargs="*", default=[], choices=PEERS, help="leave these out")
    parser.add_argument("--json", type=Path, help="append the figures to this file")
    parser.add_argument("--folder", type=Path, help="where indexes are kept")
    options = parser.parse_args(argv)
    names = [name for name in PEERS if name not in options.without]
    with TemporaryDirectory() as scratch:
        for size in options.sizes:
            folder = (options.folder or Path(scratch)) / f"{size}-{not options.no_bigrams}"
            rows = measure(names, size, not options.no_bigrams, folder)
            if options.json:
                line = {"size": size, "bigrams": not options.no_bigrams, "rows": rows}
                with options.json.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(line) + "\n")
    return 0


def measure(names: Sequence[str], size: int, bigrams: bool, folder: Path) -> dict[str, Row]:
    """Build all engines over one corpus, ask them in turn, print the tables; the figures."""
    print(f"\n{size:,} passages, {'morphemes and bigrams' if bigrams else 'morphemes only'}")
    costs = {name: cost(name, size, bigrams, folder) for name in names}
    _print_costs(costs)
    if "inyong" in costs:
        _print_own(folder / PEERS["inyong"].folder / "index")
    times = ask(names, size, bigrams, folder)
    return _print_times(costs, times)


def cost(name: str, size: int, bigrams: bool, folder: Path) -> Row:
    """What an engine costs apart from searching."""
    place = folder / PEERS[name].folder
    build: Built = built(name, size, bigrams, place)
    opening: Opened = opened(name, size, bigrams, place)
    adding: Added | None = added(name, size, bigrams, place)
    return {
        "build": build.seconds,
        "peak": build.peak,
        "disk": size_of(PEERS[name], place / "index") / 1e6,
        **opening._asdict(),
        "add": adding.seconds if adding else build.seconds,
    }


def ask(
    names: Sequence[str], size: int, bigrams: bool, folder: Path
) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of each question, of the processor and of a clock."""
    searches = {name: PEERS[name].open(folder / PEERS[name].folder / "index") for name in names}
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for number, question in enumerate(queries(QUESTIONS + WARM, size, bigrams=bigrams)):
        # Another engine begins each time: what runs before can warm or cool the caches.
        turn = number % len(names)
        for name in (*names[turn:], *names[:turn]):
            if name in SLOW and number % 10:
                continue
            began, worked = time.perf_counter(), time.process_time()
            searches[name](question)
            worked, began = time.process_time() - worked, time.perf_counter() - began
            if number >= WARM:
                times[name].append((worked * 1000, began * 1000))
    return times


def _print_costs(costs: dict[str, Row]) -> None:
    print("\n| | built, s | at most, MB | disk, MB | opened, s | MB | of it anonymous | added, s |")
    print("|---|---|---|---|---|---|---|---|")
    for name, row in costs.items():
        disk = f"{row['disk']:.1f}" if row["disk"] else "—"
        print(
            f"| {name} | {row['build']:.1f} | {row['peak']:.0f} | {disk} | {row['opened']:.2f} "
            f"| {row['resident']:.0f} | {row['anonymous']:.0f} | {row['add']:.2f} |"
        )


def _print_own(folder: Path) -> None:
    counted = own.sizes(folder)[1] / 1e6
    print(f"\ninyong: {own.bytes_a_posting(folder):.2f} bytes a posting with its frequency, "
          f"{counted:.1f} MB more for the terms of each sentence")  # fmt: skip


def _print_times(
    costs: dict[str, Row], times: dict[str, list[tuple[float, float]]]
) -> dict[str, Row]:
    print("\n| | p50, ms | p95 | p99 | clock, p50 | p50 ÷ tantivy's | p99 ÷ tantivy's |")
    print("|---|---|---|---|---|---|---|")
    rows: dict[str, Row] = {}
    for name, taken in times.items():
        worked, clock = np.array(taken).T
        p50, p95, p99 = np.percentile(worked, [50, 95, 99]).tolist()
        found = {"p50": p50, "p95": p95, "p99": p99, "clock": float(np.median(clock))}
        rows[name] = costs[name] | found
    base = rows.get("tantivy", {})
    for name in costs:
        row = rows[name]
        ratios = [row[key] / base.get(key, float("nan")) for key in ("p50", "p99")]
        print(
            f"| {name} | {row['p50']:.3f} | {row['p95']:.3f} | {row['p99']:.3f} "
            f"| {row['clock']:.3f} | {ratios[0]:.2f} | {ratios[1]:.2f} |"
        )
    return rows


if __name__ == "__main__":
    raise SystemExit(main())
