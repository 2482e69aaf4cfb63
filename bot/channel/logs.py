"""The bot's log: a line an event on stderr, discord.py's own complaints cut to one line."""

import logging
import sys

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class OneLine(logging.Filter):
    """Makes what discord.py logs with a traceback, such as a lost connection, one line.

    Our own errors keep theirs: those are ours to mend.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, changed where it has to be."""
        if record.name.startswith("discord") and record.exc_info:
            error = record.exc_info[1]
            record.msg = f"{record.getMessage()} ({type(error).__name__}: {error})"
            record.args, record.exc_info, record.exc_text = (), None, None
        # We have no voice, so what is missing for it is no news.
        return "voice will NOT be supported" not in str(record.msg)


def set_up(level: str) -> None:
    """Log to stderr at a level; of discord.py only what went wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(OneLine())
    logging.basicConfig(level=level.upper(), format=_FORMAT, handlers=[handler])
    logging.getLogger("discord").setLevel(logging.WARNING)
