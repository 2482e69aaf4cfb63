"""Articles and passages to a shelf."""

from collections.abc import Iterable, Sequence

import numpy as np

from index.article import Article
from index.compiled.arrays import Numbers, narrow, sizes_of, starts_of
from index.compiled.columns import NewColumn
from index.mined_table import MinedPart, make_table, moved
from index.mining import MinedAlias
from index.passage import Passage
from index.store.shelf import Shelf, pack

_COLUMNS = 8
_SENTENCE_COLUMNS = 3


class ShelfWriter:
    """Takes articles one by one, or from other shelves, and gives the Shelf of all of them."""

    def __init__(self, column: NewColumn) -> None:
        self._names: list[tuple[str, str, str, str]] = []
        self._passage_counts: list[int] = []
        self._record_sizes: list[int] = []
        self._sentence_counts = column()
        self._passages, self._sentences, self._texts = column(), column(), column()
        self._mined: list[tuple[int, MinedAlias]] = []

    def __len__(self) -> int:
        return len(self._names)

    def add(
        self, article: Article, passages: Sequence[Passage], mined: Iterable[MinedAlias] = ()
    ) -> None:
        """Add an article with its passages, and the names that it explains."""
        self._mined.extend((len(self), alias) for alias in mined)
        sections = list(dict.fromkeys(p.section for p in passages if p.section is not None))
        record = np.frombuffer(pack(article, sections), dtype=np.uint8)
        self._names.append((article.id, article.file, article.title, article.collection))
        self._passage_counts.append(len(passages))
        self._record_sizes.append(len(record))
        self._texts.append(record)
        rows = [_row(passage, sections) for passage in passages]
        self._append(rows, _sentences(passages), [len(p.sentences) for p in passages])

    def copy(self, shelf: Shelf, articles: Numbers) -> None:
        """Add some articles of another shelf."""
        self._mined.extend(moved(MinedPart(shelf.mined, shelf.ids), articles, len(self)))
        for number in articles.tolist():
            start, end = int(shelf.record_starts[number]), int(shelf.record_starts[number + 1])
            self._texts.append(shelf.texts[start:end])
            self._record_sizes.append(end - start)
            self._names.append(
                (shelf.ids[number], shelf.files[number], shelf.titles[number],
                 shelf.collections[number])
            )  # fmt: skip
            first, last = shelf.passage_starts[number : number + 2].tolist()
            self._passage_counts.append(last - first)
            begin, stop = shelf.sentence_starts[first], shelf.sentence_starts[last]
            counts = sizes_of(shelf.sentence_starts[first : last + 1])
            self._append(shelf.passages[first:last], shelf.sentences[begin:stop], counts)

    def shelf(self) -> Shelf:
        """The shelf of all articles added."""
        names = zip(*self._names, strict=True) if self._names else ((), (), (), ())
        ids, files, titles, collections = names
        counts = self._sentence_counts.take().view("<i4")
        return Shelf(
            ids=ids,
            files=files,
            titles=titles,
            collections=collections,
            passage_starts=narrow(starts_of(np.array(self._passage_counts, dtype=np.int64))),
            record_starts=narrow(starts_of(np.array(self._record_sizes, dtype=np.int64))),
            passages=self._passages.take().view("<i4").reshape(-1, _COLUMNS),
            sentence_starts=narrow(starts_of(counts.astype(np.int64))),
            sentences=self._sentences.take().view("<i4").reshape(-1, _SENTENCE_COLUMNS),
            texts=self._texts.take(),
            mined=make_table(self._mined),
        )

    def _append(self, passages: object, sentences: object, counts: object) -> None:
        for column, values in (
            (self._passages, passages),
            (self._sentences, sentences),
            (self._sentence_counts, counts),
        ):
            column.append(np.array(values, dtype="<i4").reshape(-1).view(np.uint8))


def _row(passage: Passage, sections: Sequence[str]) -> tuple[int, ...]:
    return (
        passage.number,
        passage.start,
        passage.end,
        -1 if passage.section is None else sections.index(passage.section),
        passage.paragraph,
        *passage.lines,
        -1 if passage.page is None else passage.page,
    )


def _sentences(passages: Iterable[Passage]) -> list[tuple[int, int, int]]:
    return [(s.start, s.end, s.paragraph) for passage in passages for s in passage.sentences]
