"""Draws `docs/images/search.png` out of the figures of bench.speed (`--json FILE`).

    python -m bench.plot FILE [--output PNG]

Median and 99th percentile against the number of passages, both axes logarithmic. Of two lines of
one size the later counts.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).parent.parent / "docs" / "images" / "search.png"
# Colours that people who see fewer of them can tell apart (Okabe and Ito); ours are thick.
STYLES: dict[str, dict[str, Any]] = {
    "rank_bm25": {"color": "#999999", "marker": "v"},
    "SQLite FTS5": {"color": "#E69F00", "marker": "^"},
    "inyong": {"color": "#0072B2", "marker": "o", "linewidth": 2.8},
    "bm25s numpy": {"color": "#CC79A7", "marker": "s"},
    "tantivy": {"color": "#009E73", "marker": "D"},
    "inyong[fast]": {"color": "#D55E00", "marker": "o", "linewidth": 2.8},
    "bm25s numba": {"color": "#000000", "marker": "s", "linestyle": "--"},
}
PANELS = {"p50": "median", "p99": "99th percentile"}

Rows = Mapping[str, Mapping[str, float]]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="written by bench.speed --json")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args(argv)
    lines = options.file.read_text(encoding="utf-8").splitlines()
    sizes: dict[int, Rows] = {line["size"]: line["rows"] for line in map(json.loads, lines)}
    draw(dict(sorted(sizes.items())), options.output)
    return 0


def draw(sizes: Mapping[int, Rows], output: Path) -> None:
    """Draw the two panels into a file."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter

    figure = Figure(figsize=(10, 4.6), layout="constrained")
    axes = figure.subplots(1, 2, sharey=True)
    for panel, (key, title) in zip(axes, PANELS.items(), strict=True):
        for name, style in STYLES.items():
            points = [(size, rows[name][key]) for size, rows in sizes.items() if name in rows]
            if points:
                panel.plot(*zip(*points, strict=True), label=name, markersize=5, **style)
        panel.set(xscale="log", yscale="log", xlabel="passages", title=title)
        panel.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        panel.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        panel.set_xticks(list(sizes))
        panel.set_xticks([], minor=True)
        panel.grid(visible=True, alpha=0.3)
        panel.spines[["top", "right"]].set_visible(False)
    axes[0].set_ylabel("ms of processor time a search")
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside right center", frameon=False)
    output.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(output, dpi=110)


if __name__ == "__main__":
    raise SystemExit(main())
