"""Deleting articles from a segment that is never changed: a small file beside it says which."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from index.analyzer import Analyzer
from index.compiled.arrays import Numbers
from index.passages import make_passages
from index.store.container import write_arrays
from index.store.durable import Checked
from index.store.shelf import passages_of, unpack
from index.store.state import Piece

# Passages; the terms of deleted passages are found by analyzing them again (8 ms each), and to
# write the segment anew is quicker from about here on.
FEW = 200


def deletes_cheaply(piece: Piece, articles: Sequence[int]) -> bool:
    """Whether marking articles as deleted is better than writing the segment anew."""
    dead = passages_of(piece.shelf, np.array([*piece.deleted, *articles], dtype=np.int64))
    new = passages_of(piece.shelf, np.array(articles, dtype=np.int64))
    return len(new) <= FEW and 2 * len(dead) <= len(piece.segment)


def write_deleted(
    folder: Path, name: str, piece: Piece, articles: Sequence[int], analyzer: Analyzer
) -> Checked:
    """Write which articles of a segment are deleted, those deleted before and some more."""
    gone = Counter(dict(piece.gone))
    gone.update(_holders(piece, articles, analyzer))
    deleted = sorted({*piece.deleted, *articles})
    arrays = {
        "articles": np.array(deleted, dtype=np.int64),
        "terms": np.array(list(gone), dtype=np.int64),
        "counts": np.array(list(gone.values()), dtype=np.int64),
    }
    return write_arrays(folder / f"{name}.gone", {}, arrays)


def _holders(piece: Piece, articles: Iterable[int], analyzer: Analyzer) -> Counter[int]:
    """How many passages of some articles hold each term of the segment.

    The same analyzer gives the same terms as when the articles were indexed.
    """
    found: Counter[int] = Counter()
    known: dict[str, int] = {}
    texts = (unpack(piece.shelf.record(article)) for article in articles)
    for _, pairs in make_passages(texts, analyzer):
        for _, document in pairs:
            for term in set(document.terms()):
                if term not in known:
                    known[term] = piece.segment.vocabulary.find(term)
                found[known[term]] += 1
    return found


def without(piece: Piece, articles: Iterable[int]) -> Piece:
    """The piece as it is to be copied when some more articles are left out."""
    deleted = piece.deleted.union(articles)
    return replace(piece, deleted=deleted)


def living(piece: Piece) -> Numbers:
    """The numbers of the passages that are still there."""
    return passages_of(piece.shelf, piece.alive())
