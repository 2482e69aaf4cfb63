"""How long a whole answer takes: `python -m bench.answers [100000] [--folder F] [--profile]`.

KorQuAD's questions are asked of its articles, grown to so many passages (`bench.grown`): analysis,
search, sentences, verdict and quotes, as `Library.ask` does them, without and with `[fast]`. The
stages are timed apart in a second round. A folder that is kept is not made again.
"""

import argparse
import cProfile
import pstats
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from bench.datasets import korquad
from bench.grown import write_index
from index import Library
from index.analyzer import Analyzer
from index.answering import Answerer
from index.compiled import CompiledEngine
from index.ranking import CANDIDATES
from index.store.opening import read_index
from index.store.state import read_state

QUESTIONS, WARM = 300, 30


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", type=int, nargs="?", default=100_000)
    parser.add_argument("--folder", type=Path, help="where the index is kept")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        dataset = korquad(folder / "korquad")
        if dataset is None:
            raise SystemExit("KorQuAD is not there (INYONG_SHARED)")
        step = len(dataset.questions) // (QUESTIONS + WARM)
        questions = [one.question for one in dataset.questions[::step]][: QUESTIONS + WARM]
        analyzer = Analyzer()
        if not (folder / "index" / "manifest").exists():
            write_index(dataset.folder, options.size, folder / "index", analyzer)
        measure(folder / "index", analyzer, questions, profile=options.profile)
    return 0


def measure(folder: Path, analyzer: Analyzer, questions: Sequence[str], *, profile: bool) -> None:
    """Ask the questions of the index in a folder, and print the table."""
    index, state = read_index(folder, analyzer), read_state(folder)
    if index is None or state is None:
        raise SystemExit(f"{folder}: no index of this version; delete it")
    parts = state.parts(state.order())
    print(f"\n{len(index.corpus):,} passages, {len(questions) - WARM} questions, milliseconds\n")
    print("| | p50 | p95 | p99 | processor time, p50 |\n|---|---|---|---|---|")
    for fast in (False, True) if find_spec("numba") else (False,):
        engine = CompiledEngine(parts, fast=fast)
        analyzer.quoted.cache_clear()
        library = Library.over(index.corpus, engine, analyzer, sounds=index.sounds)
        name = "[fast]" if fast else "numpy"
        _row(f"whole answer, {name}", library.ask, questions)
        for stage, call in _stages(library).items():
            analyzer.quoted.cache_clear()  # each row quotes the same sentences
            _row(f"{stage}, {name}", call, questions)
        if profile:
            _profile(library, questions)


def _stages(library: Library) -> dict[str, Callable[[str], object]]:
    """The stages of an answer, each with those before it."""
    answerer = Answerer(library.corpus, library.engine, library.analyzer)

    def searched(question: str) -> object:
        return library.engine.search(library.read(question).query, CANDIDATES)

    def ranked(question: str) -> object:
        return library.candidates(library.read(question))

    def answered(question: str) -> object:
        read = library.read(question)
        return answerer.answer(read, library.candidates(read), 3, 0.0)

    return {
        "– question read": library.read,
        "– and searched": searched,
        "– and sentences ranked": ranked,
        "– and judged and quoted": answered,
    }


def _row(name: str, call: Callable[[str], object], questions: Sequence[str]) -> None:
    taken = []
    for question in questions:
        began, worked = time.perf_counter(), time.process_time()
        call(question)
        taken.append((time.perf_counter() - began, time.process_time() - worked))
    wall, cpu = 1000 * np.array(taken[WARM:]).T
    p50, p95, p99 = np.percentile(wall, [50, 95, 99])
    print(f"| {name} | {p50:.1f} | {p95:.1f} | {p99:.1f} | {np.median(cpu):.1f} |")


def _profile(library: Library, questions: Sequence[str]) -> None:
    profile = cProfile.Profile()
    profile.enable()
    for question in questions:
        library.ask(question)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    raise SystemExit(main())
