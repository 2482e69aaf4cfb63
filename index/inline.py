"""The words of inline Markdown, with every newline of the source kept, so lines can be counted."""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, backtick, image, link
from markdown_it.token import Token

_LOST = "lost"  # the key of a token's meta: how many newlines of the source it swallowed
_BREAK = re.compile(r"<br\b", re.I)
_Rule = Callable[[StateInline, bool], bool]


def make_parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough; its tokens know the newlines they swallowed."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for name, rule in (("backticks", backtick), ("link", link), ("image", image)):
        parser.inline.ruler.at(name, _counting(rule))
    return parser


def words(token: Token) -> str:
    """What a reader sees of an inline token; it has as many newlines as the source."""
    return "".join(_word(child) for child in token.children or [])


def _word(token: Token) -> str:
    match token.type:
        case "text" | "text_special":
            seen = one_line(token.content)
        case "code_inline":
            seen = token.content
        case "softbreak" | "hardbreak":
            seen = "\n"
        case "image":
            seen = words(token)
        case "html_inline":
            newlines = "\n" * token.content.count("\n")
            seen = newlines or (" " if _BREAK.match(token.content) else "")
        case _:
            seen = ""
    lost: int = token.meta.get(_LOST, 0)
    return seen + "\n" * lost


def one_line(content: str) -> str:
    """Words without newlines: those that entities such as `&#10;` stand for are not the file's."""
    return content.replace("\n", " ").replace("\r", " ")


def _counting(rule: _Rule) -> _Rule:
    """The rule, noting on its last token the newlines that the tokens do not show."""

    def counted(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        made = state.tokens[before:]
        if made:
            _restore(made[-1], state.src[start : state.pos])
            newlines = state.src.count("\n", start, state.pos)
            shown = "".join(map(_word, made)).count("\n")
            made[-1].meta[_LOST] = newlines - shown
        return True

    return counted


def _restore(token: Token, source: str) -> None:
    """Give a code span its newlines back, which Markdown takes for spaces."""
    if token.type == "code_inline":
        mark = len(token.markup)
        body = source[mark:-mark]
        token.content = body if len(body) == len(token.content) else body[1:-1]
