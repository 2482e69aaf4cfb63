"""Text made comparable (NFKC, no lone surrogates), with the way back to the original offsets."""

import unicodedata
from dataclasses import dataclass

# Vowels and final consonants of decomposed Hangul: they belong to the consonant before them.
_JAMO_TAIL = range(0x1160, 0x1200)


@dataclass(frozen=True, slots=True)
class Normalized:
    """`text` for matching; character i came from the original at `origin[i]` (None: unchanged)."""

    text: str
    origin: tuple[int, ...] | None = None

    def start(self, offset: int) -> int:
        """The offset in the original text at which the character at `offset` begins."""
        return offset if self.origin is None else self.origin[offset]

    def end(self, offset: int) -> int:
        """The offset in the original text after the character that ends before `offset`."""
        if self.origin is None or offset == 0:
            return offset
        last = self.origin[offset - 1]
        # Several characters may come from one place; the end is where the next place begins.
        while offset < len(self.origin) and self.origin[offset] == last:
            offset += 1
        return self.origin[offset]


def normalize(text: str) -> Normalized:
    """NFKC, cluster by cluster, so that each character knows where it came from."""
    if text.isascii():
        return Normalized(text)
    text = _without_surrogates(text)
    if unicodedata.is_normalized("NFKC", text):
        return Normalized(text)
    parts, origin = [], []
    starts = [i for i, char in enumerate(text) if i == 0 or _begins(char)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = unicodedata.normalize("NFKC", text[start:end])
        parts.append(part)
        origin.extend([start] * len(part))
    return Normalized("".join(parts), (*origin, len(text)))


def fold(text: str) -> str:
    """The form in which words are compared: NFKC and lower case."""
    return normalize(text).text.lower()


def _begins(char: str) -> bool:
    return not unicodedata.combining(char) and ord(char) not in _JAMO_TAIL


def _without_surrogates(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text
