"""Whose request it is: the peer's address, or what a trusted proxy says it is."""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

Networks = Sequence[IPv4Network | IPv6Network]


def networks(proxies: Iterable[str]) -> Networks:
    """The networks of `trusted_proxies`."""
    return tuple(ip_network(proxy, strict=False) for proxy in proxies)


def client_address(peer: str, forwarded: Sequence[str], trusted: Networks) -> str:
    """The last address of X-Forwarded-For that no trusted proxy is; the peer when there is none.

    Each proxy appends whom it saw, so what stands left of the first untrusted address was
    written by the client and proves nothing.
    """
    address = peer
    for hop in reversed([hop.strip() for line in forwarded for hop in line.split(",")]):
        if not _is_trusted(address, trusted) or not _is_address(hop):
            break
        address = hop
    return address


def _is_trusted(address: str, trusted: Networks) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in trusted)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
