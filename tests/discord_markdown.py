"""Discord's markdown as its client reads it, for tests: what shows as text, what as a construct."""

import re
from dataclasses import dataclass

# Rules of Discord's client in the order in which it tries them; block rules at a line's start.
_BLOCK = {
    "fence": re.compile(r"```(?:[^`]|`(?!``))+```"),
    "heading": re.compile(r" *#{1,3} +\S"),
    "subtext": re.compile(r" *-# +\S"),
    "quote": re.compile(r" *>(?:>>)? "),
    "list": re.compile(r" *(?:[*+-]|\d+[.)]) +\S"),
}
_INLINE = {
    "autolink": re.compile(r"<[a-z]+:[^ >]+>|<[^\s<>@]+@[^\s<>]+>|<\+?\d[\d ()-]*>"),
    "url": re.compile(r"(?:https?|steam|discord)://[^\s<]+[^<.,:;\"'\]\s]"),
    "link": re.compile(r"\[(?:[^\[\]\\]|\\.|\[[^\]]*\])*\]\(\s*<?[^\s>]*>?\s*\)"),
    "mention": re.compile(r"<(?:@[!&]?|#)\d+>|@everyone|@here|</[^:>]+:\d+>"),
    "custom emoji": re.compile(r"<a?:\w{2,32}:\d+>"),
    "navigation": re.compile(r"<id:\w+>"),
    "timestamp": re.compile(r"<t:-?\d+(?::[tTdDfFR])?>"),
    "shortcode": re.compile(r":[a-zA-Z_+-][\w+-]*:"),
    "bold": re.compile(r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)", re.DOTALL),
    "underline": re.compile(r"__((?:\\.|[^\\])+?)__(?!_)", re.DOTALL),
    "italic": re.compile(
        r"\b_((?:__|\\.|[^\\_])+?)_\b|\*(?=\S)((?:\*\*|\\.|\s+(?:\\.|[^\s*\\])|[^\s*\\])+?)\*(?!\*)"
    ),  # one rule
    "strike": re.compile(r"~~((?:\\.|[^\\])+?)~~(?!_)", re.DOTALL),
    "spoiler": re.compile(r"\|\|((?:\\.|[^\\])+?)\|\|", re.DOTALL),
    "code": re.compile(r"(`+)((?:[^`]|`(?!\1))+?)\1(?!`)"),
    "shrug": re.compile(r"¯\\_\(ツ\)_/¯"),
}
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_NESTED = {"bold", "underline", "italic", "strike", "spoiler"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees: the text, and each construct with the text inside it."""

    text: str
    constructs: tuple[tuple[str, str], ...]


def show(markdown: str) -> Shown:
    """Read markdown as Discord would, emphasis inside out."""
    shown: list[str] = []
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(markdown):
        name, match = _construct(markdown, at)
        if match is None:
            escaped = _ESCAPE.match(markdown, at)
            shown.append(escaped[1] if escaped else markdown[at])
            at = escaped.end() if escaped else at + 1
            continue
        inner = next((group for group in reversed(match.groups()) if group), match[0])
        if name in _NESTED:
            nested = show(inner)
            shown.append(nested.text)
            found += [(name, nested.text), *nested.constructs]
        else:
            found.append((name, inner))
            shown.append("" if name in ("heading", "quote", "subtext", "list") else inner)
        at = match.end()
    return Shown("".join(shown), tuple(found))


def _construct(markdown: str, at: int) -> tuple[str, re.Match[str] | None]:
    if at == 0 or markdown[at - 1] == "\n":
        for name, rule in _BLOCK.items():
            if match := rule.match(markdown, at):
                return name, match
    for name, rule in _INLINE.items():
        if match := rule.match(markdown, at):
            return name, match
    return "", None
