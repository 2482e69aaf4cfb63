"""bm25s for corpora that its own builder takes hours for: the same matrix, built by arrays.

Its builder goes over the passages one by one in Python. Its formulas are called here for many
passages at a time, and it then saves, opens and searches the matrix as its own.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.engine import DELTA, K1, B, Document

OWN = 200_000  # passages that its own builder is given at most
_BATCH = 20_000  # passages at a time

Ids = npt.NDArray[np.int32]


def build(documents: Iterable[Document], folder: Path) -> None:
    """Build the matrix of a corpus and save it."""
    import bm25s as library

    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    terms, lengths = array("i"), array("i")
    for document in documents:
        bag = document.terms()
        terms.extend(map(numbers.__getitem__, bag))
        lengths.append(len(bag))
    vocabulary = dict(numbers)
    model: Any = library.BM25(method="bm25+", k1=K1, b=B, delta=DELTA)
    bags = np.split(np.frombuffer(terms, np.int32), np.cumsum(lengths)[:-1])
    if len(lengths) <= OWN:
        model.index(([bag.tolist() for bag in bags], vocabulary), show_progress=False)
    else:
        model.scores = _matrix(model, bags, len(vocabulary))
        vocabulary[""] = len(vocabulary)  # as its `index` does
        model.vocab_dict = vocabulary
        model.unique_token_ids_set = set(vocabulary.values())
    model.save(str(folder))


def _matrix(model: Any, bags: list[Ids], words: int) -> dict[str, Any]:
    from bm25s import scoring

    passages, terms, counts = map(np.concatenate, zip(*_counted(bags, words), strict=True))
    df = dict(enumerate(np.bincount(terms, minlength=words).tolist()))
    lengths = np.array([len(bag) for bag in bags])
    scored = scoring._select_tfc_scorer(model.method)
    idf_of = scoring._select_idf_scorer(model.idf_method)
    shared = {"l_avg": lengths.mean(), "k1": K1, "b": B, "delta": DELTA}
    model.nonoccurrence_array = scoring._build_nonoccurrence_array(
        df, len(bags), idf_of, scored, l_d=lengths.mean(), dtype=model.dtype, **shared
    )
    idfs = scoring._build_idf_array(df, len(bags), idf_of, model.dtype)
    scores = np.empty(len(terms), model.dtype)
    for first in range(0, len(terms), 1 << 22):
        some = slice(first, first + (1 << 22))
        term = terms[some]
        factors = scored(tf_array=counts[some], l_d=lengths[passages[some]], **shared)
        scores[some] = idfs[term] * factors - model.nonoccurrence_array[term]
    data, indices, starts = model._np_csc(
        data=scores, rows=passages, cols=terms, shape=(len(bags), words)
    )
    return {"data": data, "indices": indices, "indptr": starts, "num_docs": len(bags)}


def _counted(bags: list[Ids], words: int) -> Iterator[tuple[Ids, Ids, npt.NDArray[np.float32]]]:
    """Passages, terms and how often these stand there."""
    for first in range(0, len(bags), _BATCH):
        some = bags[first : first + _BATCH]
        passage = np.repeat(np.arange(first, first + len(some)), [len(bag) for bag in some])
        keys, counts = np.unique(passage * words + np.concatenate(some), return_counts=True)
        passages, terms = np.divmod(keys, words)
        yield passages.astype(np.int32), terms.astype(np.int32), counts.astype(np.float32)
