"""What kind of answer a question asks for (a date, an amount, a reason …), from a table."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from index.answer import Span
from index.counting import Counting

# Beside one of these, it need not be asked how many there are of what is counted; and the answer to
# 몇 개의 상 may be 4관왕, that to 몇 위 a silver medal.
_OTHER_QUESTION = re.compile(
    r"몇\s?([가-힣]+의\s|위|등)|왜|누[가구군굴]|어디|언제|무엇|뭐|뭘|어떤|어떻게|무슨|어느"
    r"|\b(why|who|where|when|what|which)\b"
)
_ALWAYS = re.compile("")
_ASKED = 256  # questions remembered; each is looked at when it is read, ranked and quoted


@dataclass(frozen=True, slots=True)
class AnswerType:
    """A kind of answer; `focus` tells whether its answers are marked in a quote.

    `counter` are terms of which such an answer holds one, whatever the question calls it, and
    `asking` are the words and suffixes that ask for it and say nothing else (지분율, 몇 프로).
    `counting` tells how an answer counts what a question does (몇 명: a number with 명 or 사람).
    Questions that are `certain` ask for it alone: what holds none of its answers answers nothing.
    """

    name: str
    focus: bool
    questions: re.Pattern[str]
    answers: re.Pattern[str]
    counter: tuple[str, ...] = ()
    asking: re.Pattern[str] | None = None
    counting: Counting | None = None
    certain: re.Pattern[str] | None = None

    def of(self, question: str) -> "AnswerType":
        """The type, of which only amounts of what the lower-case question counts are answers."""
        amount = self.counting.amount(question) if self.counting else None
        if not amount:
            return self
        certain = None if _OTHER_QUESTION.search(question) else _ALWAYS
        return replace(self, answers=amount, certain=certain)

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

    def only_asks(self, question: str, start: int, end: int) -> bool:
        """Whether a word of the question, `question[start:end]`, is one of these."""
        return any(a <= start < end <= b for a, b in self.asked_by(question))


@lru_cache(maxsize=_ASKED)
def answer_type(question: str) -> AnswerType | None:
    """The first type of the table that the question asks for; None when it asks for none."""
    folded = question.lower()
    found = next((one for one in _types() if one.questions.search(folded)), None)
    return found.of(folded) if found else None


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
            asking=re.compile("|".join(row["asking"]), re.IGNORECASE) if "asking" in row else None,
            counting=Counting(row["counted"], row["counted_english"]) if "counted" in row else None,
            certain=re.compile("|".join(row["certain"])) if "certain" in row else None,
        )
        for row in table["type"]
    )
