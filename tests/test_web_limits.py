"""Who asks, and how often: addresses behind proxies, the rate limit, and the settings for both."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import Settings, SettingsError, load
from bot.web.address import client_address, networks
from bot.web.ratelimit import ADDRESSES, BURST, RateLimit
from bot.web.site import base_path
from bot.web.visit import preferred

LOOPBACK = networks(["127.0.0.1", "10.0.0.0/8"])


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "client"),
    [
        ("203.0.113.9", ["198.51.100.1"], (), "203.0.113.9"),
        ("203.0.113.9", ["198.51.100.1"], LOOPBACK, "203.0.113.9"),
        ("127.0.0.1", ["198.51.100.1"], LOOPBACK, "198.51.100.1"),
        ("127.0.0.1", ["1.1.1.1, 198.51.100.1"], LOOPBACK, "198.51.100.1"),
        ("127.0.0.1", ["1.1.1.1", "198.51.100.1, 10.1.2.3"], LOOPBACK, "198.51.100.1"),
        ("127.0.0.1", ["not an address"], LOOPBACK, "127.0.0.1"),
        ("127.0.0.1", ["198.51.100.1, unknown"], LOOPBACK, "127.0.0.1"),
        ("127.0.0.1", [], LOOPBACK, "127.0.0.1"),
        ("", ["198.51.100.1"], LOOPBACK, ""),
    ],
)
def test_only_a_trusted_proxy_is_believed(
    peer: str, forwarded: list[str], trusted: tuple[()], client: str
) -> None:
    """The client is the last address that no trusted proxy is, however much it made up."""
    assert client_address(peer, forwarded, trusted) == client


class Clock:
    """A clock that a test winds."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_then_a_steady_rate() -> None:
    """After the burst each question waits its share of the minute."""
    clock = Clock()
    limit = RateLimit(60, clock)
    assert [limit.wait("a") for _ in range(BURST)] == [0.0] * BURST
    assert limit.wait("a") == pytest.approx(1.0)
    assert limit.wait("b") == 0.0
    clock.now = 1.0
    assert limit.wait("a") == 0.0
    assert limit.wait("a") > 0


@given(
    st.integers(1, 200),
    st.lists(st.floats(0, 30, allow_nan=False), min_size=1, max_size=200),
)
def test_never_more_than_the_rate_and_the_burst(per_minute: int, pauses: list[float]) -> None:
    """Whatever the pauses, no more gets through than the time since the start allows."""
    clock = Clock()
    limit = RateLimit(per_minute, clock)
    passed = 0
    for pause in pauses:
        clock.now += pause
        passed += limit.wait("a") == 0.0
    assert passed <= min(BURST, per_minute) + clock.now * per_minute / 60 + 1e-6


def test_one_network_is_one_client() -> None:
    """All addresses of an IPv6 network count together, and a mapped IPv4 address as itself."""
    limit = RateLimit(1, Clock())
    assert limit.wait("2001:db8::1") == 0.0
    assert limit.wait("2001:db8::2") > 0
    assert limit.wait("2001:db8:0:1::1") == 0.0
    assert limit.wait("192.0.2.1") == 0.0
    assert limit.wait("::ffff:192.0.2.1") > 0


def test_the_memory_of_addresses_is_bounded() -> None:
    """A flood of addresses forgets the oldest, not more."""
    limit = RateLimit(1, Clock())
    for number in range(ADDRESSES + 50):
        limit.wait(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(limit) == ADDRESSES


def test_no_limit() -> None:
    """0 turns the limit off."""
    limit = RateLimit(0)
    assert not any(limit.wait("a") for _ in range(1000))


@given(st.text())
def test_any_language_header_gives_a_language(header: str) -> None:
    """A header that makes no sense is no fault."""
    assert preferred(header) in ("ko", "en")


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("base_path", "library", "is no path"),
        ("base_path", '/"><script>', "is no path"),
        ("trusted_proxies", "proxy.example", "is no address"),
        ("rate_limit", "-1", "is no number"),
        ("rate_limit", "many", "is no number"),
    ],
)
def test_a_bad_setting_is_named(tmp_path: Path, name: str, value: str, complaint: str) -> None:
    """The error says where the setting stands, its name and what to use."""
    with pytest.raises(SettingsError, match=f"environment: {name}: .*{complaint}"):
        load({f"INYONG_{name.upper()}": value}, tmp_path / "none.toml")


def test_settings_of_the_reader(tmp_path: Path) -> None:
    """They come from the file and the environment like the others."""
    file = tmp_path / "inyong.toml"
    file.write_text('base-path = "/read/"\ntrusted-proxies = ["10.0.0.0/8"]\nrate-limit = 5\n')
    settings = load({"INYONG_TRUSTED_PROXIES": "127.0.0.1, ::1"}, file)
    assert settings.base_path == "/read"
    assert settings.trusted_proxies == ("127.0.0.1", "::1")
    assert settings.rate_limit == 5


def test_the_base_path_is_the_public_addresss_unless_set() -> None:
    """Links made elsewhere out of the public address and the reader's own agree."""
    assert base_path(Settings(public_url="https://example.org/a/b/")) == "/a/b"
    assert base_path(Settings(public_url="https://example.org")) == ""
    assert base_path(Settings(public_url="https://example.org/a", base_path="/c")) == "/c"
    assert base_path(Settings(public_url="https://example.org/a", base_path="")) == ""
