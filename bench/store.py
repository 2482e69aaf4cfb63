"""An index on disk of many passages: opening, memory, a whole answer, one saved article.

    python -m bench.store 100000 --folder /tmp/bench-store

Articles of ten synthetic passages are written as files, and indexed without Kiwi (analyzing them
would take hours and measure Kiwi): the index is then opened, asked and updated as it would be.
"""

import argparse
import resource
import secrets
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar

import numpy as np

from bench.synthetic import documents, queries
from index import Library
from index.analyzer import Analyzer
from index.compiled.block import Block
from index.compiled.columns import MemoryColumn
from index.engine import Document
from index.passage import Passage, Sentence
from index.reading import read_article
from index.store.changes import find_changes
from index.store.container import open_arrays
from index.store.manifest import Entry, Manifest, write_manifest
from index.store.opening import read_index
from index.store.segment_file import save
from index.store.shelf_writer import ShelfWriter
from index.store.updating import fingerprint

PASSAGES = 10  # in an article
# Arrays of a segment by what they are for, as their names begin; all others are the postings'.
PURPOSES = {
    "vocabulary": ("vocabulary_",),
    "forward index (which sentences hold a term)": ("row",),
    "where passages and sentences stand": ("passage", "record_", "sentence"),
    "sounds of the terms": ("sound_",),
    "names that articles explain": ("mined_",),
}

T = TypeVar("T")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", type=int)
    parser.add_argument("--folder", type=Path, required=True, help="made when it is not there")
    options = parser.parse_args(argv)
    content, data = options.folder / "content", options.folder / "data"
    analyzer = Analyzer()
    if not (data / "index" / "manifest").exists():
        make(options.size, content, data / "index", analyzer)
    print("\n| | |\n|---|---|")
    for purpose, size in sizes(data / "index").items():
        print(f"| on disk: {purpose} | {size / 1e6:.1f} MB |")
    before = memory()
    index, seconds = timed(lambda: read_index(data / "index", analyzer))
    if index is None:
        raise SystemExit(f"{data}: no index")
    print(f"| index opened, checksums verified | {seconds:.3f} s |")
    for query in queries(100, options.size):
        index.engine.search(query, 30)
    print(f"| memory, with 100 searches | {memory() - before:.0f} MB |")
    del index
    _, seconds = timed(lambda: analyzer.kiwi)
    print(f"| Kiwi's own loading | {seconds:.2f} s |")
    library, seconds = timed(lambda: Library.open(content, data=data, analyzer=analyzer))
    print(f"| library opened: folder compared, index opened | {seconds:.3f} s |")
    questions = [
        " ".join(g.alternatives[0][0].term for g in q[:6]) for q in queries(60, options.size)
    ]
    answers = [timed(partial(library.ask, question))[1] * 1000 for question in questions][10:]
    p50, p99 = np.percentile(answers, [50, 99])
    print(f"| whole answer, p50 / p99 | {p50:.1f} / {p99:.1f} ms |")
    saves = []
    for number in range(5):
        path = content / "0" / "0.txt"
        path.write_text(f"새 글 {number}\n\n새로 쓴 {number}번째 글이다.\n", encoding="utf-8")
        library, seconds = timed(lambda: Library.open(content, data=data, analyzer=analyzer))
        saves.append(seconds)
    print(f"| a saved article answerable, median of 5 (worst) | {sorted(saves)[2]:.3f} "
          f"({max(saves):.3f}) s |")  # fmt: skip
    return 0


def sizes(folder: Path) -> Counter[str]:
    """Bytes of an index by what they are for."""
    found: Counter[str] = Counter()
    for path in folder.glob("*.index"):
        for name, array in open_arrays(path)[1].items():
            purposes = (one for one, begin in PURPOSES.items() if name.startswith(begin))
            found[next(purposes, "postings, frequencies and lengths")] += array.nbytes
    found["texts and headings, read when quoted"] = sum(
        path.stat().st_size for path in folder.glob("*.texts")
    )
    return found


def make(size: int, content: Path, folder: Path, analyzer: Analyzer) -> None:
    """Write the files and an index of them, in one segment."""
    block, shelf = Block(), ShelfWriter(MemoryColumn)
    batch: list[Document] = []
    for number, document in enumerate(documents(size), 1):
        batch.append(document)
        block.add(document)
        if len(batch) == PASSAGES or number == size:
            article = number // PASSAGES
            file = PurePosixPath(str(article % 100), f"{article}.txt")
            text, passages = _article(batch)
            path = content / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            shelf.add(read_article(file, text.encode()), passages)
            batch = []
    folder.mkdir(parents=True, exist_ok=True)
    stored = save(folder, secrets.token_hex(8), block.segment(), shelf.shelf())
    changes = find_changes(content, {})
    for _ in changes.read():
        pass
    write_manifest(folder, Manifest(
        fingerprint(analyzer), secrets.token_hex(8), (Entry(stored),), changes.seen,
    ))  # fmt: skip
    print(f"index {stored.index.size / 1e6:.0f} MB, texts {stored.texts.size / 1e6:.0f} MB")


def _article(batch: Sequence[Document]) -> tuple[str, list[Passage]]:
    text, passages = "", []
    for number, document in enumerate(batch, 1):
        sentences = []
        begin = len(text)
        for row in document.sentences:
            start = len(text)
            text += " ".join(term for term in row if not term.startswith("#")) + "."
            sentences.append(Sentence(start, len(text), number))
            text += " "
        line = 2 * number - 1
        passages.append(
            Passage(
                number, begin, len(text) - 1, None, number, (line, line), None, tuple(sentences)
            )
        )
        text += "\n\n"
    return text, passages


def timed(call: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    return call(), time.perf_counter() - start


def memory() -> float:
    """The largest the process has been, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main())
