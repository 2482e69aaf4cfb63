"""Exit codes, as grep's, and the error that becomes one line on stderr."""

ANSWERED = 0
NOTHING_FOUND = 1
USAGE = 2


class UserError(Exception):
    """A mistake that the user can mend: one line that says where, what, and what to do."""
