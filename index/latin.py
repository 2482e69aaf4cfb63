"""Where sentences in Latin letters end, which Kiwi does not always see."""

import re

# Kiwi is made for Korean: it often takes English sentences for one, so they are parted here.
_LATIN_END = re.compile(r"[a-z0-9)%”\"’'][.!?][\"”’')]*\s+(?=[\"“‘'(]?[A-Z])")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"“])(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|No|Inc|Ltd|Co|Corp|etc|approx|Fig|Gen|Gov|Sen)\.$"
)


def latin_end(text: str, start: int, end: int) -> int:
    """Where the first English sentence of the span ends; `end` when it is one sentence."""
    for match in _LATIN_END.finditer(text, start, end):
        if not _ABBREVIATED.search(text, start, match.start() + 2):
            return match.end()
    return end
