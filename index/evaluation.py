"""Figures for a file of questions: retrieval, quoting and abstention."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.answer import Answer, Quote, Verdict
from index.fault import Fault, FaultError
from index.library import Library

DEPTH = 10  # quotes looked at: MRR@10


class QuestionsError(FaultError):
    """A file of questions that cannot be read, or a line of it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is known of its answer."""

    question: str
    answers: tuple[str, ...] = ()
    article: str | None = None
    evidence: str | None = None
    unanswerable: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """Percentages over the questions they apply to; None where there are none.

    hit: a quote's passage overlaps the evidence in its article (with no evidence: is of the
    article and holds an answer). answer@1: the first passage holds an answer; quote@1: the first
    quote does, neighbours@1: the quote with the sentences around it does. `answered` and `refused`
    are shares of the answerable questions by verdict; `false_answers` and `abstained` of the
    unanswerable ones (answered; not_found or unsure).
    """

    questions: int
    hit_1: float | None
    hit_5: float | None
    mrr_10: float | None
    answer_1: float | None
    quote_1: float | None
    neighbours_1: float | None
    answered: float | None
    refused: float | None
    false_answers: float | None
    abstained: float | None

    def to_json(self) -> dict[str, int | float | None]:
        """The figures by name, rounded to hundredths of a percent."""
        return {
            name: round(value, 2) if isinstance(value, float) else value
            for name, value in asdict(self).items()
        }


def read_questions(path: Path) -> list[Asked]:
    """Read a questions file; raises QuestionsError with the line of the first fault."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError):
            raise QuestionsError(Fault.UNREADABLE, path, error) from error
        raise QuestionsError(Fault.NOT_TEXT, path) from error
    return [
        _asked(f"{path}:{number}", line) for number, line in enumerate(lines, 1) if line.strip()
    ]


def evaluate(library: Library, questions: Iterable[Asked]) -> Figures:
    """Ask every question and count."""
    rows = [(asked, library.ask(asked.question, limit=DEPTH)) for asked in questions]
    known = [(a, answer) for a, answer in rows if not a.unanswerable]
    unknown = [answer for a, answer in rows if a.unanswerable]
    ranks = [first_hit(library, a, answer) for a, answer in known if a.article or a.answers]
    texts = [(a, answer) for a, answer in known if a.answers]
    return Figures(
        questions=len(rows),
        hit_1=_percent(rank == 1 for rank in ranks),
        hit_5=_percent(0 < rank <= 5 for rank in ranks),
        mrr_10=_percent(1 / rank if rank else 0 for rank in ranks),
        answer_1=_percent(_in_first(a, answer, passage_text) for a, answer in texts),
        quote_1=_percent(_in_first(a, answer, quote_text) for a, answer in texts),
        neighbours_1=_percent(_in_first(a, answer, neighbours_text) for a, answer in texts),
        answered=_percent(answer.verdict is Verdict.ANSWERED for _, answer in known),
        refused=_percent(answer.verdict is Verdict.NOT_FOUND for _, answer in known),
        false_answers=_percent(answer.verdict is Verdict.ANSWERED for answer in unknown),
        abstained=_percent(answer.verdict is not Verdict.ANSWERED for answer in unknown),
    )


def first_hit(library: Library, asked: Asked, answer: Answer) -> int:
    """The rank (from 1) of the first quote whose passage is a hit; 0 when none is."""
    places = _places(library, asked)
    for quote in answer.quotes:
        if quote.article.id != (asked.article or quote.article.id):
            continue
        if places is None:
            if any(one in quote.passage_text for one in asked.answers):
                return quote.rank
        elif any(quote.passage.start < end and start < quote.passage.end for start, end in places):
            return quote.rank
    return 0


def quote_text(quote: Quote) -> str:
    """The quote."""
    return quote.text


def passage_text(quote: Quote) -> str:
    """The quote's passage."""
    return quote.passage_text


def neighbours_text(quote: Quote) -> str:
    """The quote with the sentence before and the one after it, inside its passage."""
    start = max(
        (s.start for s in quote.passage.sentences if s.end <= quote.start), default=quote.start
    )
    end = min((s.end for s in quote.passage.sentences if s.start >= quote.end), default=quote.end)
    return quote.article.text[start:end]


def _places(library: Library, asked: Asked) -> list[tuple[int, int]] | None:
    """Where the evidence stands in its article; None when there is no evidence to look for."""
    if not asked.evidence or not asked.article:
        return None
    article = library.corpus.article(asked.article)
    places, start = [], article.text.find(asked.evidence) if article else -1
    while article and start >= 0:
        places.append((start, start + len(asked.evidence)))
        start = article.text.find(asked.evidence, start + 1)
    return places


def _in_first(asked: Asked, answer: Answer, part: Any) -> bool:
    return bool(answer.quotes) and any(one in part(answer.quotes[0]) for one in asked.answers)


def _percent(values: Iterable[float]) -> float | None:
    counted: Sequence[float] = list(values)
    return 100 * sum(counted) / len(counted) if counted else None


def _asked(place: str, line: str) -> Asked:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:  # numbers and nestings without end, too
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "too much of it"
        raise QuestionsError(Fault.NOT_JSON, place, reason) from error
    if not isinstance(fields, dict) or not isinstance(fields.get("question"), str):
        raise QuestionsError(Fault.NO_QUESTION, place)
    answers = fields.get("answers") or []
    if not isinstance(answers, list) or not all(isinstance(one, str) for one in answers):
        raise QuestionsError(Fault.NO_STRINGS, place, "answers")
    for name in ("article", "evidence"):
        if not isinstance(fields.get(name), str | None):
            raise QuestionsError(Fault.NO_STRING, place, name)
    return Asked(
        question=fields["question"],
        answers=tuple(one for one in answers if one),
        article=fields.get("article"),
        evidence=fields.get("evidence"),
        unanswerable=bool(fields.get("unanswerable")),
    )
