"""Answers for the terminal: the quote in its neighbours, its words marked, its citation below."""

from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.citation import cite
from bot.excerpt import Role, excerpt
from bot.texts import text
from index.answer import Answer, Quote, Verdict
from index.question import Question

WIDTH = 88  # columns; longer lines tire the eye
_PIPE_WIDTH = 1000  # columns: no title of a table is folded
_INDENT = (0, 0, 0, 2)
# Control characters that an article may hold, as pictures: none of them may command the terminal.
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"}
_PICTURES |= {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_STYLES = {
    Role.NEIGHBOUR: Style(dim=True),
    Role.QUOTE: Style(),
    Role.MATCHED: Style(bold=True),
    Role.FOCUS: Style(bold=True, color="green", underline=True),
}


def console() -> Console:
    """Standard output; wraps for a person, and not at all for a pipe, in a table neither."""
    out = Console(highlight=False, emoji=False, markup=False)
    if out.is_terminal:
        out.width = min(out.width, WIDTH)
    else:
        out.soft_wrap = True
        out.width = _PIPE_WIDTH
    return out


def print_table(table: Table, out: Console) -> None:
    """Print a table; to a pipe without the blanks that fill its columns."""
    if out.is_terminal:
        out.print(table)
        return
    with out.capture() as printed:
        out.print(table)
    for line in printed.get().splitlines():
        out.print(Text(line.rstrip()))


def safe(words: str) -> str:
    """Words of an article for the terminal, which only shows them."""
    return words.translate(_PICTURES)


def print_question(question: Question, out: Console) -> None:
    """Print how a question was read: its words, and the ways in which each may match."""
    for word in question.words:
        line = Text(safe(question.text[word.start : word.end]), "bold" if word.key else "dim")
        for way in word.ways:
            line.append(f"  {way.text} {way.sure:.2f}", Style(dim=True))
            line.append(f" ({way.source})" if way.source != "word" else "", Style(dim=True))
        out.print(line)
    out.print()


def print_answer(answer: Answer, out: Console) -> None:
    """Print an answer as a person reads it, in the language of its question."""
    language = answer.language
    hedge = answer.hedge if answer.quotes else "not_found"
    if hedge:
        key = hedge if answer.question.strip() else "empty_question"
        out.print(Text(text(key, language), style="yellow"))
    for quote in answer.quotes:
        if len(answer.quotes) > 1 or hedge:
            out.print()
        _print_quote(quote, answer, out)
    if answer.verdict is Verdict.NOT_FOUND and answer.question.strip():
        _print_suggestions(answer, out)


def _print_suggestions(answer: Answer, out: Console) -> None:
    """The articles that may help, or how to see all of them."""
    key = "not_found_hint" if answer.suggestions else "not_found_command"
    out.print(Text(text(key, answer.language), Style(dim=True)))
    for title in answer.suggestions:
        out.print(Text(safe(f"  · {title}")))


def _print_quote(quote: Quote, answer: Answer, out: Console) -> None:
    language = answer.language
    if out.is_terminal:
        # A newline inside a quote is the file's; the terminal's width decides here.
        words = Text.assemble(
            *((safe(piece.text), _STYLES[piece.role]) for piece in excerpt(quote, answer))
        )
        out.print(Padding(words, _INDENT))
    else:
        _print_plain(quote, answer, out)
    number = f"[{quote.rank}] " if len(answer.quotes) > 1 else "— "
    out.print(Text(number + safe(cite(quote, language)), style="cyan"))
    for other in quote.also:
        also = text("also_in", language, citation=cite(other, language))
        out.print(Text("    " + safe(also), "cyan"))
    if quote.link:
        out.print(Text("    " + quote.link, style=Style(dim=True, link=quote.link)), soft_wrap=True)


def _print_plain(quote: Quote, answer: Answer, out: Console) -> None:
    """The quote behind `>`, since a pipe shows no styles that would tell it from its neighbours."""
    pieces = groupby(excerpt(quote, answer), key=lambda piece: piece.role is Role.NEIGHBOUR)
    for outside, run in pieces:
        words = "".join(piece.text for piece in run)
        for line in words.strip().splitlines():
            out.print(Text(("  " if outside else "> ") + safe(line)))
