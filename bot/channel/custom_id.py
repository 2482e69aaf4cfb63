"""What a button knows: its action, the question's id and the page, in its custom_id."""

import re
from dataclasses import dataclass
from enum import StrEnum

TEMPLATE = (
    r"inyong:(?P<action>[a-z]+):(?P<question>[0-9a-f]{1,16}):(?P<page>\d{1,5}):(?P<part>\d{1,5})"
)


class Action(StrEnum):
    """What pressing a button does."""

    PREVIOUS = "previous"
    NEXT = "next"
    POSITION = "position"
    CONTEXT = "context"
    BACK = "back"
    FORTH = "forth"
    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"
    MORE = "more"
    SHARE = "share"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Press:
    """A press of a button on a page of an answer, and on a part of the passage of that page."""

    action: Action
    question: int
    page: int = 0
    part: int = 0

    def custom_id(self) -> str:
        """As Discord keeps it with the button."""
        return f"inyong:{self.action}:{self.question:x}:{self.page}:{self.part}"


def read(match: re.Match[str]) -> Press | None:
    """The press of a custom_id; None for an action that this version does not have."""
    try:
        action = Action(match["action"])
    except ValueError:
        return None
    return Press(action, int(match["question"], 16), int(match["page"]), int(match["part"]))
