"""How a question leans on the conversation: what it takes over, and how much that counts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from index.analyzer import Analyzer, bigrams
from index.answer_type import answer_type
from index.question import Question, Word
from index.wordlist import load_lines

# Measured by tests/test_dialogue.py over tests/golden/dialogues.jsonl.
# What the words of the last question count, of the one before, …
TAKEN_OVER = (0.35, 0.2, 0.1)
LEANING = 1.4  # times as much for a question without a noun ("왜?", "누가 썼어?")
VERB = 0.6  # a verb of a follow-up ("누가 썼어?") says less than a noun: many things are written
_PARTICLES = (
    "(?:[은는이가을를의도만]|에|에서|에는|로|으로|랑|이랑|부터|까지|한테|과|와|들|들은|요)?"
)
_NOUN_TAGS = ("NN", "SL", "SN", "SH", "XR")


@dataclass(frozen=True, slots=True)
class Said:
    """A question of the conversation: its words that carry it, and where its answer stood."""

    text: str
    nouns: tuple[Word, ...]
    verbs: tuple[Word, ...]
    article: str | None
    passage: int | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question as one that may follow others; `nouns` and `verbs` are its key words.

    It `leans` on what was said before when a word of it says so ("그럼 …", "what about …"), when
    it has no noun, or when it is a noun and no sentence ("손실은?").
    """

    question: Question
    nouns: tuple[Word, ...]
    verbs: tuple[Word, ...]
    leans: bool


def read_follow_up(analyzer: Analyzer, question: Question) -> FollowUp:
    """See how a question follows others; words that only point back are no key words of it."""
    pointing = list(_pointing(question.text))
    words = tuple(
        replace(word, key=word.key and not any(a <= word.start < b for a, b in pointing))
        for word in question.words
    )
    tags = {one.start: one.tag for one in analyzer.morphemes(question.text)}
    keys = [word for word in words if word.key]
    nouns = tuple(word for word in keys if tags.get(word.start, "").startswith(_NOUN_TAGS))
    verbs = tuple(word for word in keys if word not in nouns)
    fragment = len(question.text.split()) == 1
    return FollowUp(
        replace(question, words=words), nouns, verbs, bool(pointing) or not nouns or fragment
    )


def _pointing(text: str) -> Iterable[tuple[int, int]]:
    """Where a question points back to what was said before."""
    folded = text.lower()
    start, anywhere = _markers()
    first = start.match(folded)
    for match in (*([first] if first else []), *anywhere.finditer(folded)):
        yield match.span()


def merge(follow_up: FollowUp, said: Sequence[Said]) -> Question:
    """The question with the words of those before it (the last one first), which count less."""
    question = follow_up.question
    kept = [
        replace(word, weight=word.weight * VERB) if word in follow_up.verbs else word
        for word in question.words
    ]
    known = {term for word in kept if word.key for term in word.ways[0].terms}
    for word in _taken_over(said, 1.0 if follow_up.nouns else LEANING):
        if not known.issuperset(word.ways[0].terms):
            known.update(word.ways[0].terms)
            kept.append(word)
    query = [word.group() for word in kept]
    carried = set(bigrams(_carrying(question)))
    query.extend(
        group
        for group in question.query[len(question.words) :]
        if group.alternatives[0][0].term in carried
    )
    return replace(question, text=_asking(question, said), words=tuple(kept), query=tuple(query))


def _taken_over(said: Sequence[Said], times: float) -> Iterable[Word]:
    age = 0
    for one in said:
        if age >= len(TAKEN_OVER):
            return
        for word in one.nouns:
            yield replace(word, weight=word.weight * times * TAKEN_OVER[age])
        for word in one.verbs:
            yield replace(word, weight=word.weight * times * TAKEN_OVER[age] * VERB)
        age += bool(one.nouns)


def _carrying(question: Question) -> str:
    """The text of the question without the space-separated parts that hold no key word."""
    keys = [word for word in question.words if word.key]
    return " ".join(
        part.group()
        for part in re.finditer(r"\S+", question.text)
        if any(word.start < part.end() and part.start() < word.end for word in keys)
    )


def _asking(question: Question, said: Sequence[Said]) -> str:
    """The text that tells what is asked for: with that before it when it tells nothing itself."""
    if answer_type(question.text) is not None:
        return question.text
    asked = next((one.text for one in said if answer_type(one.text)), None)
    return f"{asked} {question.text}" if asked else question.text


@cache
def _markers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    entries: dict[str, list[str]] = {"[start]": [], "[anywhere]": []}
    section = "[start]"
    for _, line in load_lines("followups.txt"):
        if line in entries:
            section = line
        else:
            entries[section].append(re.escape(line) + ("" if line.isascii() else _PARTICLES))
    start, anywhere = ("|".join(entries[name]) for name in ("[start]", "[anywhere]"))
    return re.compile(rf"\s*(?:{start})(?!\w)"), re.compile(rf"(?<!\w)(?:{anywhere})(?!\w)")
