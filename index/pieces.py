"""A text in pieces that the analyzer takes well."""

import re

from index.normalize import Normalized

# Kiwi's time grows faster than the text when nothing divides it, so it gets pieces, which end
# where a sentence does: one that is torn apart would be quoted in halves.
_PIECE = 1000
STOP = re.compile(r"""[.!?。！？…]["'”’)\]」』》>]*\s+|\n+""")


def pieces(normalized: Normalized) -> list[tuple[int, int]]:
    """The text in pieces that Kiwi takes well: cut after a sentence, else after white space."""
    text, spans, start = normalized.text, list[tuple[int, int]](), 0
    while len(text) - start > _PIECE:
        end = start + _PIECE
        stops = [stop.end() for stop in STOP.finditer(text, start + _PIECE // 2, end)]
        blank = max(text.rfind(" ", start, end), text.rfind("\n", start, end)) + 1
        cut = whole(normalized, stops[-1] if stops else blank if blank > start else end)
        spans.append((start, cut))
        start = cut
    return [*spans, (start, len(text))]


def whole(normalized: Normalized, cut: int) -> int:
    """The first place from `cut` on that does not divide a character of the original (㎏, ﷺ)."""
    while cut < len(normalized.text) and normalized.start(cut) == normalized.start(cut - 1):
        cut += 1
    return cut
