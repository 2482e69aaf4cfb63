"""What kind of answer a question asks for (a date, an amount, a reason …), from a table."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from index.answer import Span
from index.spelling import is_particles

_HOW_MANY = re.compile(r"몇\s?([가-힣]+)")
_AMOUNT = (
    r"(\d[\d,.]*+|(열|스물|서른|마흔|쉰)?(한|두|세|네|다섯|여섯|일곱|여덟|아홉)|열|스무|수십|수백|수천|수만)"
    r"(\s?여)?(\s?[십백천만억조]++(\s?\d[\d,.]*+)?)*\s?여?\s?"
)
_BEHIND = r"(?=[은는이가을를의과와로에도만씩쯤부보밖짜까으]|[\s,.)·]|$|[가-힣]{1,2}[\s,.])"
_ASKED = 256  # questions remembered; each is looked at when it is read, ranked and quoted


@dataclass(frozen=True, slots=True)
class AnswerType:
    """A kind of answer; `focus` tells whether its answers are marked in a quote.

    `counter` are terms of which such an answer holds one, whatever the question calls it, and
    `asking` are the words and suffixes that ask for it and say nothing else (지분율, 몇 프로).
    `counted` tells how an answer names what a question counts, the question's word first (명|사람).
    Questions that are `certain` ask for it alone: what holds none of its answers answers nothing.
    """

    name: str
    focus: bool
    questions: re.Pattern[str]
    answers: re.Pattern[str]
    counter: tuple[str, ...] = ()
    asking: re.Pattern[str] | None = None
    counted: tuple[str, ...] = ()
    certain: re.Pattern[str] | None = None

    def of(self, thing: str) -> "AnswerType":
        """The type, of which only amounts of one of its counted things are answers."""
        return replace(self, answers=re.compile(rf"{_AMOUNT}({thing}){_BEHIND}"), counted=())

    def found_in(self, sentence: str) -> bool:
        """Whether the sentence holds something of this kind."""
        return self.answers.search(sentence) is not None

    def spans(self, sentence: str, offset: int) -> list[Span]:
        """Where the sentence, which begins at `offset`, holds answers of this kind."""
        return [
            Span(offset + match.start(), offset + match.end())
            for match in self.answers.finditer(sentence)
            if match.end() > match.start()
        ]

    def surely_asked_by(self, question: str) -> bool:
        """Whether nothing but an answer of this kind answers the question."""
        return self.certain is not None and self.certain.search(question.lower()) is not None

    def asked_by(self, question: str) -> list[tuple[int, int]]:
        """Where the question holds words that only ask for this kind."""
        return [match.span() for match in self.asking.finditer(question)] if self.asking else []


@lru_cache(maxsize=_ASKED)
def answer_type(question: str) -> AnswerType | None:
    """The first type of the table that the question asks for; None when it asks for none."""
    folded = question.lower()
    found = next((one for one in _types() if one.questions.search(folded)), None)
    counted = _HOW_MANY.search(folded)
    thing = _counted(found.counted, counted[1]) if found and counted else None
    return found.of(thing) if found and thing else found


def _counted(things: Iterable[str], word: str) -> str | None:
    """The longest of the things that the word behind 몇 names (명이나, but in 자녀 no 자)."""
    fits = (
        thing
        for thing in things
        for name in [thing.split("|")[0]]
        if word == name or (word.startswith(name) and is_particles(word[len(name) :]))
    )
    return max(fits, key=lambda thing: len(thing.split("|")[0]), default=None)


@cache
def _types() -> tuple[AnswerType, ...]:
    table = tomllib.loads(
        files("index").joinpath("data", "answer_types.toml").read_text(encoding="utf-8")
    )
    return tuple(
        AnswerType(
            name=row["name"],
            focus=row["focus"],
            questions=re.compile("|".join(row["questions"])),
            answers=re.compile("|".join(row["answers"])),
            counter=tuple(row.get("counter", ())),
            asking=re.compile("|".join(row["asking"])) if "asking" in row else None,
            counted=tuple(row.get("counted", ())),
            certain=re.compile("|".join(row["certain"])) if "certain" in row else None,
        )
        for row in table["type"]
    )
