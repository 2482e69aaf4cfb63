"""Passages and sentences: what is indexed and what is quoted, as offsets into an article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `article.text[start:end]`, in paragraph `paragraph` (from 1) of the article."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of one section of one article; `number` counts from 1 in the article.

    `lines` are the first and last line in the source file, `paragraph` and `page` those of the
    first sentence, `section` the heading it stands under.
    """

    number: int
    start: int
    end: int
    section: str | None
    paragraph: int
    lines: tuple[int, int]
    page: int | None
    sentences: tuple[Sentence, ...]
