"""An answer: a verdict, and quotes that are slices of articles."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from index.article import Article
from index.passage import Passage

# Quotes worth less than this share of the first are beside the point: one in six, and no answer to
# a natural question was among them (docs/quality.md).
BESIDE = 0.4
QUOTES = 3  # that people are shown unless they ask for more
SURE = 0.7  # below this confidence every other first quote is from another place (bench/verdict.py)


class Verdict(StrEnum):
    """Whether the quotes answer the question, may, or there are none."""

    ANSWERED = "answered"
    UNSURE = "unsure"
    NOT_FOUND = "not_found"


class MisquoteError(AssertionError):
    """A quote that is not a slice of its article; it must never be sent."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of an article's text, `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """One or two consecutive sentences to read, `article.text[start:end]`, and where they stand.

    `matched` are the words that matched the question and `focus` the dates or quantities it asks
    for, both within the passage, in order, without overlap. `lines`, `paragraph` and `page` are
    those of the quote itself. `also` are further places where the same sentence stands.
    """

    rank: int
    article: Article
    passage: Passage
    start: int
    end: int
    paragraph: int
    lines: tuple[int, int]
    page: int | None
    score: float
    matched: tuple[Span, ...] = ()
    focus: tuple[Span, ...] = ()
    link: str | None = None
    also: tuple["Quote", ...] = ()

    @property
    def text(self) -> str:
        """The quote, word for word."""
        return self.article.text[self.start : self.end]

    @property
    def passage_text(self) -> str:
        """The passage around the quote, word for word."""
        return self.article.text[self.passage.start : self.passage.end]

    def to_json(self) -> dict[str, Any]:
        """The quote in the shape of the JSON contract (docs/json.md)."""
        article = self.article
        return {
            "rank": self.rank,
            "quote": self.text,
            "start": self.start,
            "end": self.end,
            "passage": self.passage_text,
            "passage_start": self.passage.start,
            "passage_end": self.passage.end,
            "section": self.passage.section,
            "paragraph": self.paragraph,
            "lines": list(self.lines),
            "page": self.page,
            "score": round(self.score, 4),
            "link": self.link,
            "article": {
                name: getattr(article, name)
                for name in ("id", "collection", "title", "author", "published", "url", "file")
            },
            "matched": [[span.start, span.end] for span in self.matched],
            "also": [
                {"article": other.article.id, "start": other.start, "end": other.end}
                for other in self.also
            ],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question got. `language` is the question's ("ko" or "en"), for the words around."""

    question: str
    verdict: Verdict
    confidence: float
    quotes: tuple[Quote, ...]
    suggestions: tuple[str, ...]
    took_ms: float
    language: str = "ko"

    @property
    def hedge(self) -> str | None:
        """How to speak of an answer with quotes: as `unsure`, as `likely`, or (None) as it is.

        Where there are several (`unsure_among`, `likely_among`), any of them may be the answer.
        """
        sure = self.verdict is Verdict.ANSWERED and self.confidence >= SURE
        if sure or not self.quotes:
            return None
        doubt = "unsure" if self.verdict is Verdict.UNSURE else "likely"
        return f"{doubt}_among" if len(self.quotes) > 1 else doubt

    def brief(self, limit: int = QUOTES) -> "Answer":
        """The answer without the quotes that are far behind the first, as people are shown it.

        Who asked for more quotes (`limit`) than is usual gets them all.
        """
        if limit > QUOTES:
            return self
        near = (one for one in self.quotes if one.score >= BESIDE * self.quotes[0].score)
        return replace(self, quotes=tuple(near))

    def to_json(self) -> dict[str, Any]:
        """The answer in the shape of the JSON contract (docs/json.md)."""
        return {
            "question": self.question,
            "verdict": self.verdict.value,
            "confidence": round(self.confidence, 3),
            "quotes": [quote.to_json() for quote in self.quotes],
            "suggestions": list(self.suggestions),
            "took_ms": round(self.took_ms, 2),
            "language": self.language,
        }


def prove(quote: Quote, text: str) -> Quote:
    """The quote, if `text` is what stands at its place; raises MisquoteError if it is not."""
    if not text or quote.article.text[quote.start : quote.end] != text:
        raise MisquoteError(f"{quote.article.id}[{quote.start}:{quote.end}] is not the quoted text")
    if not quote.passage.start <= quote.start < quote.end <= quote.passage.end:
        raise MisquoteError(f"{quote.article.id}[{quote.start}:{quote.end}] leaves its passage")
    return quote
