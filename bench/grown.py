"""Real Korean text, grown: an index of many passages out of KorQuAD's few.

KorQuAD's own passages come first, as they are. Those that follow take the shape of one of them,
the number of its sentences, and fill it with sentences out of all articles by lot. So that the
vocabulary and rare words behave as in that much text, a term that few of KorQuAD's passages hold
stands in a drawn sentence as a made-up one, of which there are as many as there is text (`만유인력`
becomes `만유인력·17`). The texts themselves stay as they are, only their terms in the index change.
"""

import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import numpy as np

from index.analyzer import Analyzer
from index.article import Article
from index.compiled.block import Block
from index.compiled.columns import MemoryColumn
from index.engine import Document
from index.folder import find_sources
from index.passage import Passage, Sentence
from index.passages import make_passages
from index.reading import read_article
from index.store.manifest import Entry, Manifest, write_manifest
from index.store.segment_file import save
from index.store.shelf_writer import ShelfWriter
from index.store.updating import fingerprint

FEW = 20  # passages of KorQuAD; a term in so few is rare
PASSAGES = 10  # in a grown article

Made = tuple[Article, list[tuple[Passage, Document]]]
Drawn = tuple[str, tuple[str, ...]]  # a sentence, and its terms


def write_index(content: Path, size: int, folder: Path, analyzer: Analyzer) -> None:
    """Write the index of a folder of articles, grown to so many passages, in one segment."""
    sources, _ = find_sources(content)
    articles = (
        read_article(PurePosixPath(source.file), Path(source.path).read_bytes())
        for source in sources
    )
    block, shelf = Block(), ShelfWriter(MemoryColumn)
    own = list(make_passages(articles, analyzer))
    for article, pairs in (*own, *_grown(own, size)):
        shelf.add(article, [passage for passage, _ in pairs])
        for _, document in pairs:
            block.add(document)
    folder.mkdir(parents=True, exist_ok=True)
    stored = save(folder, secrets.token_hex(8), block.segment(), shelf.shelf())
    write_manifest(folder, Manifest(fingerprint(analyzer), segments=(Entry(stored),)))


def _grown(own: Sequence[Made], size: int) -> Iterator[Made]:
    random = np.random.default_rng(3)
    pairs = [pair for _, of_article in own for pair in of_article]
    df = Counter(term for _, document in pairs for term in set(document.terms()))
    pool = [drawn for article, of_article in own for drawn in _sentences(article, of_article)]
    copies = size // len(pairs)
    for number in range(-(-(size - len(pairs)) // PASSAGES)):
        shapes = random.integers(
            0, len(pairs), min(PASSAGES, size - len(pairs) - number * PASSAGES)
        )
        paragraphs: list[list[Drawn]] = []
        for shape in shapes.tolist():
            picks = random.integers(0, len(pool), len(pairs[shape][0].sentences)).tolist()
            lots = random.integers(0, copies, len(picks)).tolist()
            paragraphs.append([
                (pool[i][0], tuple(f"{t}·{lot}" if df[t] <= FEW else t for t in pool[i][1]))
                for i, lot in zip(picks, lots, strict=True)
            ])  # fmt: skip
        title, heading = f"모음 {number}", ("모음", f"{number}", "#모음")
        yield _article(f"grown/{number}.txt", title, heading, paragraphs)


def _sentences(article: Article, pairs: Sequence[tuple[Passage, Document]]) -> Iterator[Drawn]:
    for passage, document in pairs:
        for one, terms in zip(passage.sentences, document.sentences, strict=True):
            yield article.text[one.start : one.end].replace("\n", " "), terms


def _article(
    file: str, title: str, heading: tuple[str, ...], paragraphs: Sequence[Sequence[Drawn]]
) -> Made:
    text, passages, documents = f"{title}\n\n", [], []
    for number, drawn in enumerate(paragraphs, 1):
        begin, sentences = len(text), []
        for sentence, _ in drawn:
            sentences.append(Sentence(len(text), len(text) + len(sentence), number))
            text += sentence + " "
        line = 2 * number + 1
        passages.append(Passage(
            number, begin, sentences[-1].end, None, number, (line, line), None, tuple(sentences)
        ))  # fmt: skip
        documents.append(Document(heading, tuple(terms for _, terms in drawn)))
        text = text[:-1] + "\n\n"
    article = read_article(PurePosixPath(file), text.encode("utf-8"))
    return article, list(zip(passages, documents, strict=True))
