"""A question as a program sends it, in the query or as JSON; checked, with clear complaints."""

from collections.abc import Mapping
from dataclasses import dataclass

from multidict import MultiMapping

from index.answer import QUOTES
from index.library import QUESTION_LIMIT

MOST_QUOTES = 10
_NAME_LIMIT = 500  # characters of an article's id or a collection's name


class BadRequestError(ValueError):
    """A question that cannot be asked: which field, what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a program asks."""

    question: str
    limit: int = QUOTES
    article: str | None = None
    collection: str | None = None


def from_query(query: MultiMapping[str]) -> Asked:
    """The question of `?q=…&limit=…`; raises BadRequestError."""
    given: dict[str, object] = {}
    for key, value in query.items():
        if key in given:
            raise BadRequestError(f"{_show(key)}: given more than once")
        given[key] = value
    limit = given.get("limit")
    if isinstance(limit, str) and limit.isascii() and limit.isdigit() and len(limit) < 9:
        given["limit"] = int(limit)
    return _checked(given, "q")


def from_json(body: object) -> Asked:
    """The question of a JSON object; raises BadRequestError."""
    if not isinstance(body, dict):
        raise BadRequestError('body: send a JSON object such as {"question": "…"}')
    return _checked(body, "question")


def _checked(given: Mapping[str, object], name: str) -> Asked:
    for key in given:
        if key not in (name, "limit", "article", "collection"):
            raise BadRequestError(f"{_show(key)}: no such field")
    question = _text(given, name, QUESTION_LIMIT)
    if question is None or not question.strip():
        raise BadRequestError(f"{name}: missing or empty")
    limit = given.get("limit", QUOTES)
    if isinstance(limit, float) and limit.is_integer():
        limit = int(limit)  # JSON has one kind of number: 3.0 is 3
    if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= MOST_QUOTES:
        raise BadRequestError(f"limit: use a whole number from 1 to {MOST_QUOTES}")
    return Asked(
        question, limit, _text(given, "article", _NAME_LIMIT),
        _text(given, "collection", _NAME_LIMIT),
    )  # fmt: skip


def _text(given: Mapping[str, object], name: str, limit: int) -> str | None:
    value = given.get(name)
    if value is None and name not in given:
        return None
    if not isinstance(value, str):
        raise BadRequestError(f"{name}: use text")
    if not 0 < len(value) <= limit:
        raise BadRequestError(f"{name}: use 1 to {limit} characters")
    return value


def _show(key: str) -> str:
    return repr(key[:40])
