r"""Discord markdown that shows exactly the words it was given, whatever they are.

Discord takes a backslash before any character that is neither a letter, a digit nor white space,
and shows that character alone; so everything that could begin a construct gets one. Stricter than
`discord.utils.escape_markdown`, which leaves lists, timestamps, shortcodes and addresses alive.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from bot.excerpt import Piece, Role

_NEWLINE = re.compile(r"\r\n?")
# Discord refuses a lone surrogate and drops NUL; the reader sees that something stood there.
_UNSENDABLE = re.compile("[\x00\ud800-\udfff]")
# Emphasis, code, spoilers, links, mentions, entities; and the colon of https:// and :emoji:,
# unless it stands in a time (9:30) or before a space.
_ANYWHERE = re.compile(r"[\\*_~`|\[\]<>@&]|:(?<!\d:)(?!\s)|:(?<=\d:)(?![\d\s])")
# Headings, lists, subtext, rules and numbering count at the start of a line only.
_LINE_START = re.compile(r"^([^\S\n]*\d*)([#+\-=.)])", re.MULTILINE)
_LOUD = (Role.MATCHED, Role.FOCUS)
_EDGES = re.compile(r"^([\W_]*)(.*?)([\W_]*)$", re.DOTALL)


def escape(words: str) -> str:
    """Markdown that Discord shows as exactly these words (newlines as `\\n`)."""
    return _LINE_START.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\g<0>", sendable(words)))


def sendable(words: str) -> str:
    """The words without what no message can hold: NUL, half a surrogate pair, a carriage return."""
    return _UNSENDABLE.sub("\ufffd", _NEWLINE.sub("\n", words))


def emphasize(pieces: Iterable[Piece]) -> str:
    """The pieces as markdown, the words that matched or were asked for in bold."""
    runs = _runs((piece.role in _LOUD, piece.text) for piece in pieces if piece.text)
    # A space between two bold words would break one phrase into two.
    joined = (
        (loud or (0 < i < len(runs) - 1 and not words.strip(" ")), words)
        for i, (loud, words) in enumerate(runs)
    )
    return "".join(_bold(words) if loud else escape(words) for loud, words in _runs(joined))


def _runs(parts: Iterable[tuple[bool, str]]) -> list[tuple[bool, str]]:
    """The parts with those beside each other that are alike made one."""
    return [
        (loud, "".join(words for _, words in run))
        for loud, run in groupby(parts, key=lambda part: part[0])
    ]


def _bold(words: str) -> str:
    """The words in bold, line by line; marks at their edges stay outside.

    `**27%**의` is bold on Discord, but not by CommonMark's rules; `**27**%의` is by both.
    """
    return "\n".join(_bold_line(line) for line in _NEWLINE.sub("\n", words).split("\n"))


def _bold_line(line: str) -> str:
    edges = _EDGES.match(line)
    if not edges or not edges[2]:
        return escape(line)
    before, inner, after = edges.groups()
    return f"{escape(before)}**{escape(inner)}**{escape(after)}"
