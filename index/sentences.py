"""Where sentences begin and end, by what Kiwi finds, and which of them ask."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.latin import latin_end
from index.normalize import Normalized
from index.pieces import STOP, whole

_SENTENCE_LIMIT = 500  # characters; longer "sentences" (lists, logs) are cut at white space
_STOPS = re.compile(r"[.,!?…]+")
_OPENING = dict(zip("》」』】〉”’)]>\"'", "《「『【〈“‘([<\"'", strict=True))
_TITLES = "》」』〉”’>\"'"  # ends of a title or a quotation, not of something in brackets
_OPENED = re.compile(
    r"[(\[<《「『“‘]+\s*((역|원|편집자\s?|저자\s?)?주[.:]\s*)?\Z"
)  # (주. is a note
_CLOSING = "\"'”’)]」』 \n"
# A particle, the copula, an ending, or 등: no sentence begins with one.
_LEANING = ("J", "VCP", "E", "XS", "NNB")
_COPULA = "VCP"


@dataclass(slots=True)
class Span:
    """A sentence as Kiwi found it: `text[start:end]`, and the tag that it begins with."""

    start: int
    end: int
    tag: str


def quotable(normalized: Normalized, spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """The sentences as places in the normalized text: none torn, none too long to quote."""
    for span in _mended(normalized.text, spans):
        yield from _cut(normalized, span.start, span.end)


def is_question(text: str) -> bool:
    """Whether a sentence or a heading asks, so that what follows answers."""
    return text.rstrip(_CLOSING).endswith(("?", "？"))


def _mended(text: str, spans: Iterable[Span]) -> list[Span]:
    """The sentences with those whole that Kiwi ends at a bracket or a quotation mark.

    (… 성공했다. 《도둑들》 / 은 흥행했다. The title belongs to the second one.)
    """
    found: list[Span] = []
    for span in spans:
        if found and "\n" not in text[found[-1].end : span.start]:
            end = _end(text, found[-1], span)
            if end != found[-1].end:
                span, found[-1].end = Span(end, span.end, ""), end
            if found[-1].start == end:
                found.pop()
        if span.start < span.end:
            found.append(span)
    return found


def _end(text: str, before: Span, span: Span) -> int:
    """Where the sentence before another one really ends: there, earlier, or behind a full stop."""
    if before.end == span.start and (stops := _STOPS.match(text, span.start, span.end)):
        return stops.end()
    if opened := _OPENED.search(text, before.start, before.end):
        return opened.start()
    leaning = _LEANING if before.end == span.start else _COPULA
    start, tail = _tail(text, before)
    return start if tail or span.tag.startswith(leaning) else before.end


def _tail(text: str, sentence: Span) -> tuple[int, bool]:
    """Where what a sentence ends with begins: behind the last full stop before its last bracket.

    And whether that is a title or a quotation, which says nothing alone.
    """
    last = sentence.end - 1
    opening = text.rfind(_OPENING.get(text[last], text[last]), sentence.start, last)
    stops = STOP.finditer(text, sentence.start, max(opening, sentence.start))
    start = max((one.end() for one in stops), default=sentence.start)
    alone = start == opening and text[last] in _TITLES and text[last - 1] not in ".!?…"
    return start, alone


def _cut(normalized: Normalized, start: int, end: int) -> Iterator[tuple[int, int]]:
    """One sentence without white space around it, or several where it is long."""
    text = normalized.text
    while start < end:
        stop = latin_end(text, start, end)
        if stop - start > _SENTENCE_LIMIT:
            cut = text.rfind(" ", start + 1, start + _SENTENCE_LIMIT)
            stop = cut if cut > start else start + _SENTENCE_LIMIT
        stop = min(whole(normalized, stop), end)
        piece = text[start:stop]
        first = start + len(piece) - len(piece.lstrip())
        last = start + len(piece.rstrip())
        if first < last:
            yield first, last
        start = stop
