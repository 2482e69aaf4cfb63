"""How good the answers are: every set, beside what others do, in one run.

    python -m bench.quality [--set NAME] [--step N] [--english] [--cli] [--sizes]

Prints the tables of docs/quality.md. `--set` takes one set by its name ("KorQuAD"); `--step N`
takes every Nth KorQuAD question (1: all 5,774); `--english` adds the parts of the English and
spelling layer one by one; `--cli` asks KorQuAD through `inyong ask --json -` as a program would;
`--sizes` tries sizes of passages on the demonstration and the seed article instead.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from bench.baselines import Baseline, tokenizers
from bench.datasets import Dataset, all_sets, content, seed
from bot.excerpt import bounds
from index import Library, paragraphs
from index.aliases import Aliases
from index.analyzer import Analyzer
from index.evaluation import Asked, evaluate
from index.knowledge import Knowledge
from index.lexicon import Lexicon
from index.question_reader import QuestionReader
from index.sound import SoundIndex
from index.synonyms import Synonyms

DEPTH = 10
SIZES = (150, 250, 400, 600)


class Parts(Knowledge):
    """Word knowledge with parts of it left out, to see what each gives."""

    chosen: tuple[str, ...] = ()
    heads: int | None = None

    @cached_property
    def aliases(self) -> Aliases:
        return super().aliases if "aliases" in self.chosen else Aliases([])

    @cached_property
    def lexicon(self) -> Lexicon:
        return Lexicon.load(self.heads) if "lexicon" in self.chosen else Lexicon({})

    @cached_property
    def sounds(self) -> SoundIndex:
        return super().sounds if "sound" in self.chosen else SoundIndex([])

    @cached_property
    def synonyms(self) -> Synonyms:
        return super().synonyms if "synonyms" in self.chosen else Synonyms.read("", "none")


def with_parts(library: Library, *chosen: str, heads: int | None = None) -> Library:
    """The library with only these parts of the word knowledge."""
    parts = Parts(library.corpus, library.engine)
    parts.chosen, parts.heads = chosen, heads
    return replace(library, reader=QuestionReader(library.analyzer, library.engine, parts))


def retrieval(library: Library, asked: Sequence[Asked], search: Callable[[str], list[int]]) -> str:
    """hit@1, hit@5, MRR@10 and answer@1 of a search that gives passage numbers, as a row."""
    ranks, held = [], []
    for one in asked:
        found = search(one.question)
        ranks.append(next((i for i, n in enumerate(found, 1) if _hits(library, one, n)), 0))
        held.append(bool(found) and _holds(library, one, found[0]))
    count = len(ranks) or 1
    figures = (
        sum(rank == 1 for rank in ranks),
        sum(0 < rank <= 5 for rank in ranks),
        sum(1 / rank for rank in ranks if rank),
        sum(held),
    )
    return "".join(f"{100 * figure / count:8.1f}" for figure in figures)


def _hits(library: Library, asked: Asked, number: int) -> bool:
    article, passage = library.corpus[number]
    if article.id != asked.article:
        return False
    start = article.text.find(asked.evidence or "")
    return passage.start < start + len(asked.evidence or article.text) and start < passage.end


def _holds(library: Library, asked: Asked, number: int) -> bool:
    article, passage = library.corpus[number]
    return any(one in article.text[passage.start : passage.end] for one in asked.answers)


def searcher(library: Library) -> Callable[[str], list[int]]:
    """The library's own ranking, as passage numbers."""
    return lambda question: [
        one.passage for one in library.candidates(library.read(question))[:DEPTH]
    ]


def _compare(library: Library, asked: Sequence[Asked]) -> None:
    print(f"{'retrieval':<38}{'hit@1':>8}{'hit@5':>8}{'MRR@10':>8}{'ans@1':>8}")
    for name, tokenize in tokenizers(library.analyzer):
        baseline = Baseline(library, tokenize)
        print(f"{name:<38}{retrieval(library, asked, baseline.search)}", flush=True)
    bare = with_parts(library)
    print(f"{'inyong, no word knowledge':<38}{retrieval(library, asked, searcher(bare))}")
    print(f"{'inyong':<38}{retrieval(library, asked, searcher(library))}", flush=True)


def _english(library: Library, asked: Sequence[Asked]) -> None:
    steps: list[tuple[str, Library]] = [
        ("nothing", with_parts(library)),
        ("aliases and names", with_parts(library, "aliases")),
        *(
            (f"+ lexicon, {heads} heads", with_parts(library, "aliases", "lexicon", heads=heads))
            for heads in (1000, 2000, 4000)
        ),
        ("+ lexicon, all", with_parts(library, "aliases", "lexicon")),
        ("+ sound", with_parts(library, "aliases", "lexicon", "sound")),
        ("+ synonyms", with_parts(library, "aliases", "lexicon", "sound", "synonyms")),
    ]
    for name, one in steps:
        print(f"{name:<38}{retrieval(one, asked, searcher(one))}", flush=True)


def _answers(library: Library, dataset: Dataset, asked: Sequence[tuple[Asked, int]]) -> None:
    folds: Iterable[tuple[str, list[Asked]]] = [
        ("all", [one for one, _ in asked]),
        ("fitted on", [one for one, fold in asked if fold == 0]),
        ("never fitted on", [one for one, fold in asked if fold == 1]),
    ]
    for name, some in folds:
        figures = evaluate(library, some).to_json()
        shown = "  ".join(f"{key} {value}" for key, value in figures.items() if value is not None)
        print(f"answers, {name}: {shown}", flush=True)
    if answerable := [one for one, _ in asked if one.answers]:  # Belebele's are told by article
        _shown(library, answerable)


def _shown(library: Library, asked: Sequence[Asked]) -> None:
    """What people see: whether an excerpt holds an answer, and how long excerpts are."""
    first = three = 0
    lengths: list[int] = []
    for one in asked:
        answer = library.ask(one.question, limit=3).brief()
        places = [(quote, bounds(quote, answer)) for quote in answer.quotes]
        lengths += (end - start for _, (start, end) in places)
        held = [
            quote.article.id == (one.article or quote.article.id)
            and any(text in quote.article.text[start:end] for text in one.answers)
            for quote, (start, end) in places
        ]
        first += held[:1] == [True]
        three += any(held)
    print(
        f"as shown: the first excerpt holds an answer to {100 * first / len(asked):.2f} % of "
        f"{len(asked)}, one of three to {100 * three / len(asked):.2f} %, "
        f"{sum(lengths) / len(lengths):.0f} characters in the mean, "
        f"{len(lengths) / len(asked):.2f} excerpts"
    )


def _through_cli(dataset: Dataset, data: Path) -> None:
    command = [sys.executable, "-m", "bot", "ask", "--json", "--limit", str(DEPTH), "-"]
    done = subprocess.run(  # noqa: S603  # our own program
        [*command, "--content", str(dataset.folder), "--data", str(data)],
        input="\n".join(" ".join(one.question.split()) for one in dataset.questions),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    firsts = [json.loads(line)["quotes"][:1] for line in done.stdout.splitlines()]
    hits = sum(
        bool(quotes)
        and quotes[0]["article"]["id"] == one.article
        and any(part in (one.evidence or "") for part in quotes[0]["passage"].split("\n\n"))
        for quotes, one in zip(firsts, dataset.questions, strict=True)
    )
    print(f"through `inyong ask --json -`: hit@1 {100 * hits / len(firsts):.2f} of {len(firsts)}")


def _sizes(folder: Path, analyzer: Analyzer) -> None:
    for target in SIZES:
        paragraphs.TARGET = target
        for dataset in filter(None, (content(), seed(folder / "seed"))):
            data = folder / f"{dataset.name}.{target}"
            library = Library.open(dataset.folder, data=data, analyzer=analyzer)
            figures = evaluate(library, dataset.questions).to_json()
            shown = {key: figures[key] for key in ("hit_1", "mrr_10", "quote_1", "neighbours_1")}
            print(f"up to {target}, {dataset.name}: {len(library.corpus)} passages, {shown}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set")
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--english", action="store_true")
    parser.add_argument("--cli", action="store_true")
    parser.add_argument("--sizes", action="store_true")
    options = parser.parse_args()
    analyzer = Analyzer()
    with tempfile.TemporaryDirectory() as folder:
        if options.sizes:
            _sizes(Path(folder), analyzer)
            return
        for dataset in all_sets(Path(folder)):
            if dataset.name != (options.set or dataset.name):
                continue
            data = Path(folder, f"{dataset.name}.index")
            library = Library.open(dataset.folder, data=data, analyzer=analyzer)
            step = options.step if dataset.name == "KorQuAD" else 1
            asked = list(zip(dataset.questions, dataset.folds, strict=True))[::step]
            known = [one for one, _ in asked if not one.unanswerable]
            print(f"\n## {dataset.name}: {len(known)} answerable questions, "
                  f"{len(library.corpus)} passages")  # fmt: skip
            _compare(library, known)
            if options.english:
                _english(library, known)
            _answers(library, dataset, asked)
            if options.cli and dataset.name == "KorQuAD":
                _through_cli(dataset, data)


if __name__ == "__main__":
    main()
