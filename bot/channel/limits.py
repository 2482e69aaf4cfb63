"""Who has to wait before asking again, and until when."""

import time
from collections.abc import Callable

from bot.channel.cooldown import Cooldown

# Fast enough for any reader; a script that floods a channel is stopped.
MEMBER = (6, 30.0)  # questions, seconds
SERVER = (300, 60.0)


class Limits:
    """The cooldowns of members and servers together."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._members = Cooldown(*MEMBER, clock)
        self._servers = Cooldown(*SERVER, clock)
        self._told = Cooldown(1, MEMBER[1], clock)

    def take(self, member: int, server: int | None) -> float:
        """Count a question; if there were too many, the seconds to wait, and it does not count."""
        wait = max(self._members.wait(member), self._servers.wait(server) if server else 0.0)
        if not wait:
            self._members.take(member)
            if server:
                self._servers.take(server)
        return wait

    def tell(self, member: int) -> bool:
        """Whether to say so in a channel: once, not at every message of a flood."""
        if self._told.wait(member):
            return False
        self._told.take(member)
        return True


def when(wait: float) -> str:
    """The time to wait for as Discord's own countdown ("in 12 seconds")."""
    return f"<t:{int(time.time() + wait) + 1}:R>"
