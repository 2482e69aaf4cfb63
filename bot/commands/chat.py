"""`inyong chat`: the local test mode, a conversation as in a Discord channel."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bot.commands import options
from bot.texts import text
from index.answer import QUOTES

_LEAVE = ("/quit", "/exit", "/q", "/끝")


def chat(
    limit: options.Limit = QUOTES,
    article: options.Article = None,
    collection: options.Collection = None,
    content: options.Content = None,
    data: options.Data = None,
    engine: options.Engine = None,
    log_level: options.LogLevel = None,
) -> None:
    """Ask one question after the other, follow-ups included."""
    from bot.terminal import console, print_answer
    from index.dialogue import Dialogue

    library = options.open_library(options.settings(content, data, engine, log_level))
    dialogue = Dialogue(library)
    out = console()
    options.note(text("chat_welcome", options.language(), articles=len(library.corpus.ids())))
    for line in _lines():
        if line.strip() in _LEAVE:
            break
        if line.strip():
            answer = dialogue.ask(line, limit=limit, article=article, collection=collection)
            print_answer(answer.brief(limit), out)
            out.print()


def _lines() -> Iterator[str]:
    """Lines as they are typed, with history and editing at a terminal."""
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    path = Path.home() / ".inyong_history"
    try:
        path.touch(mode=0o600)
        session: PromptSession[str] = PromptSession(history=FileHistory(str(path)))
    except OSError:  # a home that cannot be written to
        session = PromptSession(history=InMemoryHistory())
    while True:
        try:
            yield session.prompt("› ")
        except (EOFError, KeyboardInterrupt):
            return
