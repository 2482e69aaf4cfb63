"""The desk: takes a question to the library, keeps it, and finds its answer again by its id."""

import asyncio
import logging
import secrets
import sqlite3
from collections import OrderedDict
from dataclasses import dataclass

from bot.channel.conversation import Conversations
from bot.channel.limits import Limits
from bot.channel.titles import Titles
from bot.escape import sendable
from bot.metrics import Metrics
from bot.shelf import Shelf
from bot.state import Asked, State
from index.answer import Answer
from index.dialogue import TURNS, Dialogue
from index.library import QUESTION_LIMIT, Library, UnknownArticleError
from index.question import language_of

_AT_ONCE = 2  # threads that ask; more would only take turns, and hold up the event loop
_RECENT = 512  # answers at hand for turning pages
_log = logging.getLogger("inyong.discord")


@dataclass(frozen=True, slots=True)
class Request:
    """A question of a member. `after` is the id of the question that it follows up, if any."""

    question: str
    member: int
    place: int
    surface: str
    language: str
    server: int | None = None
    article: str | None = None
    after: int | None = None
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer and the id under which its question is kept."""

    number: int
    answer: Answer
    asked: Asked


class Desk:
    """Asks in threads, a few at a time, so that the event loop is never held up."""

    def __init__(self, shelf: Shelf, state: State, metrics: Metrics | None = None) -> None:
        self.shelf = shelf
        self.state = state
        self.limits = Limits()
        self._metrics = metrics or Metrics()
        self._conversations = Conversations()
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self._titles: tuple[Library, Titles] | None = None
        self._recent: OrderedDict[int, tuple[Library, Reply]] = OrderedDict()

    async def ask(self, request: Request) -> Reply:
        """Answer a question; raises UnknownArticleError."""
        key = (request.place, request.member)
        library = await self.shelf.ready()
        async with self._turn:
            talk = self._conversations.before(key) if request.follows else ()
            try:
                reply = await asyncio.to_thread(self._ask, library, request, talk)
            except Exception:  # counted whatever it is, and raised on
                self._metrics.failed("discord")
                raise
        self._metrics.answered(reply.answer, "discord")
        self._conversations.note(key, (*reply.asked.before, reply.asked.question))
        self._remember(library, reply)
        return reply

    async def recall(self, number: int) -> Reply | None:
        """The answer to a question that was asked before; None when it is lost."""
        library = await self.shelf.ready()
        recent = self._recent.get(number)
        if recent and recent[0] is library:
            return recent[1]
        async with self._turn:
            reply = await asyncio.to_thread(self._recall, library, number)
        if reply:
            self._remember(library, reply)
        return reply

    async def titles(self) -> Titles:
        """The articles' titles, to choose from; of the library in force."""
        library = await self.shelf.ready()
        if self._titles is None or self._titles[0] is not library:
            self._titles = (library, await asyncio.to_thread(Titles, library.corpus))
        return self._titles[1]

    def _ask(self, library: Library, request: Request, talk: tuple[str, ...]) -> Reply:
        question = sendable(request.question)[:QUESTION_LIMIT]
        before = self._before(request) or talk
        answer = converse(library, before, question, request.article)
        asked = Asked(
            question=question,
            language=request.language,
            surface=request.surface,
            asker=self.state.mask(request.member),
            verdict=answer.verdict.value,
            confidence=answer.confidence,
            article=request.article,
            before=before,
        )
        number = self._keep(asked)
        _log.info(
            "question %x: %s, confidence %.2f, %d quotes, %.1f ms, %s in server %s",
            number,
            answer.verdict.value,
            answer.confidence,
            len(answer.quotes),
            answer.took_ms,
            request.surface,
            request.server,
        )
        return Reply(number, answer, asked)

    def _recall(self, library: Library, number: int) -> Reply | None:
        asked = self.state.get(number)
        if asked is None:
            return None
        try:
            answer = converse(library, asked.before, asked.question, asked.article)
        except UnknownArticleError:  # the article is gone since
            return None
        return Reply(number, answer, asked)

    def _before(self, request: Request) -> tuple[str, ...]:
        earlier = None if request.after is None else self.state.get(request.after)
        return (*earlier.before, earlier.question)[-TURNS:] if earlier else ()

    def _keep(self, asked: Asked) -> int:
        try:
            return self.state.add(asked)
        except sqlite3.Error as error:  # a full disk must not cost the answer
            number = secrets.randbits(63)
            _log.error("question %x could not be kept: %s; check the data folder", number, error)
            return number

    def _remember(self, library: Library, reply: Reply) -> None:
        self._recent[reply.number] = (library, reply)
        self._recent.move_to_end(reply.number)
        while len(self._recent) > _RECENT:
            self._recent.popitem(last=False)


def converse(
    library: Library, before: tuple[str, ...], question: str, article: str | None
) -> Answer:
    """The answer to a question as it follows those before it.

    They are asked again, so that an answer is the same when it is made anew from the state.
    """
    dialogue = Dialogue(library)
    for earlier in before[-TURNS:]:
        dialogue.ask(earlier, limit=1)
    return dialogue.ask(question, article=article).brief()


def language_for(question: str, server: str) -> str:
    """The question's language; the server's when the question has no letters to tell by."""
    return language_of(question) if any(one.isalpha() for one in question) else server
