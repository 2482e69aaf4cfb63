"""How often one address may ask: a steady rate, with a burst for a person who types fast."""

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

ADDRESSES = 20_000  # remembered at most; the one that was quiet longest is forgotten first
BURST = 20  # questions at once, or the whole minute's share when that is less
_IPV6_PREFIX = 64  # bits; one household or server has all the addresses behind them


class RateLimit:
    """A leaky bucket for each address, kept as the one moment at which it will be empty."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._interval = 60 / per_minute if per_minute else 0.0
        self._depth = self._interval * (min(BURST, per_minute) - 1)
        self._clock = clock
        self._empty_at: OrderedDict[str, float] = OrderedDict()

    def wait(self, address: str) -> float:
        """Seconds until the address may ask; 0.0 when it may now, and that is counted."""
        if not self._interval:
            return 0.0
        now, key = self._clock(), _neighbourhood(address)
        empty_at = max(now, self._empty_at.get(key, now))
        if empty_at - now > self._depth:
            return empty_at - now - self._depth
        self._empty_at[key] = empty_at + self._interval
        self._empty_at.move_to_end(key)
        if len(self._empty_at) > ADDRESSES:
            self._empty_at.popitem(last=False)
        return 0.0

    def __len__(self) -> int:
        return len(self._empty_at)


def _neighbourhood(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(int(parsed) >> (128 - _IPV6_PREFIX))
    return str(parsed)
