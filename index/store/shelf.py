"""The articles of a segment: their texts and passages on disk, read when they are quoted."""

import json
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from index.article import Article, Block, BlockKind
from index.compiled.arrays import Bytes, Numbers, Unsigned, spans
from index.mined_table import MinedTable
from index.passage import Passage, Sentence

Table = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Articles numbered from 0, with their passages as the segment numbers them.

    Article a has the passages `passage_starts[a]:passage_starts[a + 1]` and the record
    `texts[record_starts[a]:record_starts[a + 1]]`, which is JSON. `passages` has a row for each
    passage (number, start, end, section, paragraph, first line, last line, page; -1 for none),
    and `sentences` one for each sentence (start, end, paragraph), those of passage p being
    `sentence_starts[p]:sentence_starts[p + 1]`. `mined` has the names that the articles explain.
    """

    ids: tuple[str, ...]
    files: tuple[str, ...]
    titles: tuple[str, ...]
    collections: tuple[str, ...]
    passage_starts: Unsigned
    record_starts: Unsigned
    passages: Table
    sentence_starts: Unsigned
    sentences: Table
    texts: Bytes
    mined: MinedTable

    def __len__(self) -> int:
        return len(self.ids)

    def record(self, article: int) -> dict[str, Any]:
        """The record of an article: its fields, and the headings of its sections."""
        data = self.texts[self.record_starts[article] : self.record_starts[article + 1]]
        record: dict[str, Any] = json.loads(data.tobytes().decode("utf-8", "surrogatepass"))
        return record

    def passage(self, number: int, sections: list[str]) -> Passage:
        """A passage, given the headings of its article's sections."""
        own, start, end, section, paragraph, first, last, page = self.passages[number].tolist()
        rows = self.sentences[self.sentence_starts[number] : self.sentence_starts[number + 1]]
        return Passage(
            number=own,
            start=start,
            end=end,
            section=sections[section] if section >= 0 else None,
            paragraph=paragraph,
            lines=(first, last),
            page=page if page >= 0 else None,
            sentences=tuple(Sentence(*row) for row in rows.tolist()),
        )


def passages_of(shelf: Shelf, articles: Numbers) -> Numbers:
    """The numbers of the passages of some articles."""
    starts = shelf.passage_starts.astype(np.int64)
    return spans(starts[articles], starts[articles + 1] - starts[articles])


def pack(article: Article, sections: list[str]) -> bytes:
    """The record of an article."""
    record = {field.name: getattr(article, field.name) for field in fields(article)}
    record["blocks"] = [[b.start, b.end, b.kind, b.level] for b in article.blocks]
    record["sections"] = sections
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def unpack(record: dict[str, Any]) -> Article:
    """The article of a record."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in record.items()
        if name not in ("sections", "blocks")
    }
    blocks = (Block(a, b, BlockKind(kind), level) for a, b, kind, level in record["blocks"])
    return Article(**values, blocks=tuple(blocks))
