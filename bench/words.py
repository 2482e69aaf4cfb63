"""What the word knowledge (aliases, lexicon, sounds, synonyms) costs a question, and a process.

    python -m bench.words [--step N]

Every Nth question of each set is asked with and without it, in turn, of the same index; the memory
is that of a process of its own that opens the index and asks the same questions.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bench.datasets import Dataset, all_sets
from bench.quality import with_parts
from bench.spent import apart, memory
from index import Library
from index.analyzer import Analyzer

STEP = 10
WARM = 20  # questions first, which load what is loaded once


def taken(calls: Sequence[Callable[[str], object]], questions: Sequence[str]) -> list[float]:
    """The median milliseconds of processor time of each call, called in turn."""
    spent, warm = [], questions[:WARM]
    for number, question in enumerate((*warm, *questions)):
        row = []
        for call in calls if number % 2 else reversed(calls):
            began = time.thread_time()
            call(question)
            row.append(1000 * (time.thread_time() - began))
        spent.append(row if number % 2 else row[::-1])
    medians: list[float] = np.median(spent[len(warm) :], axis=0).tolist()
    return medians


def held(content: Path, data: Path, questions: Sequence[str], known: bool) -> float:
    """MB of this process with no file behind them, once it has asked the questions."""
    library = Library.open(content, data=data)
    library = library if known else with_parts(library)
    for question in questions:
        library.ask(question)
    return memory("RssAnon")[0]


def row(dataset: Dataset, questions: Sequence[str], data: Path, analyzer: Analyzer) -> str:
    """One line of the table."""
    library = Library.open(dataset.folder, data=data, analyzer=analyzer)
    bare = with_parts(library)
    read = taken((bare.read, library.read), questions)
    asked = taken((bare.ask, library.ask), questions)
    anonymous = [apart(held, dataset.folder, data, questions, known) for known in (False, True)]
    cells = (
        f"{without:.1f} | {known:.1f} | {known - without:+.1f}"
        for without, known in (read, asked, anonymous)
    )
    return f"| {dataset.name}, {len(questions)} | {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=STEP)
    step = parser.parse_args().step
    analyzer = Analyzer()
    print("| set, questions | read, ms: without | with | more | answered, ms: without | with "
          "| more | MB: without | with | more |\n|" + "---|" * 10)  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for dataset in all_sets(Path(folder)):
            questions = [one.question for one in dataset.questions[::step]]
            print(row(dataset, questions, Path(folder, dataset.name), analyzer), flush=True)


if __name__ == "__main__":
    main()
