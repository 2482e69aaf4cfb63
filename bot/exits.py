"""Exit codes, as grep's, and the error that becomes one line on stderr."""

from bot.texts import text
from index.fault import FaultError

ANSWERED = 0
NOTHING_FOUND = 1
USAGE = 2


class UserError(Exception):
    """A mistake that the user can mend: one line that says where, what, and what to do.

    `key` names its text in `bot/locale`.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def says(self, language: str) -> str:
        """The line in a language."""
        return text(self.key, language, **self.values)

    def __str__(self) -> str:
        return self.says("en")


def explained(error: FaultError) -> UserError:
    """A fault that the library found, for the user."""
    return UserError(f"fault_{error.fault.name.lower()}", place=error.place, detail=error.detail)
