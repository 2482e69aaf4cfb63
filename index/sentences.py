"""Where sentences begin and end, by what Kiwi finds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.latin import latin_end
from index.normalize import Normalized
from index.pieces import STOP, whole

_SENTENCE_LIMIT = 500  # characters; longer "sentences" (lists, logs) are cut at white space
_STOPS = re.compile(r"[.,!?…]+")
_OPENING = dict(zip("》」』】〉”’)]>\"'", "《「『【〈“‘([<\"'", strict=True))
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


def _mended(text: str, spans: Iterable[Span]) -> list[Span]:
    """The sentences with those whole that Kiwi ends at a closing bracket or quotation mark.

    (… 성공했다. 《도둑들》 / 은 흥행했다. The title belongs to the second one.)
    """
    found: list[Span] = []
    for span in spans:
        before = found[-1] if found else None
        between = text[before.end : span.start] if before else " "
        if before and not between and (stops := _STOPS.match(text, span.start, span.end)):
            before.end = stops.end()
            span = Span(stops.end(), span.end, "")
        elif before and _leans(span, between):
            span = Span(_beginning(text, before), span.end, "")
            before.end = span.start
            if before.start == before.end:
                found.pop()
        if span.start < span.end:
            found.append(span)
    return found


def _leans(span: Span, between: str) -> bool:
    """Whether a sentence begins in its midst, `between` being what parts it from the one before."""
    return span.tag.startswith(_LEANING if not between else _COPULA) and not between.strip()


def _beginning(text: str, torn: Span) -> int:
    """Where the sentence begins of which a torn one has the first words.

    Behind the last full stop before the title or the quotation that the torn one ends with.
    """
    last = torn.end - 1
    opening = text.rfind(_OPENING.get(text[last], text[last]), torn.start, last)
    stops = STOP.finditer(text, torn.start, max(opening, torn.start))
    return max((one.end() for one in stops), default=torn.start)


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
