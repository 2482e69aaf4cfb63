"""What a check found: a level, and the words that say it in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.texts import text


class Level(StrEnum):
    """Green is well; yellow works, but not as it could; red does not work."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found; `key` names its words in `bot/locale`, less `doctor_`.

    What is not green has a second text, at `key` + `_do`, which says what to do.
    """

    check: str
    level: Level
    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def says(self, language: str) -> str:
        """What was found."""
        return text(f"doctor_{self.key}", language, **self.values)

    def advises(self, language: str) -> str | None:
        """What to do about it; None when nothing has to be done."""
        if self.level is Level.GREEN:
            return None
        return text(f"doctor_{self.key}_do", language, **self.values)
