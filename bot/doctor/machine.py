"""What the machine gives: memory, the right time, a user who is not root."""

import ctypes
import os
import platform
import sys
import time
from pathlib import Path

from bot.doctor.finding import Finding, Level
from index.version import __version__

# The service over the demonstration articles, and what a reindexing adds (docs/docker.md).
_NEEDED_MB = 700
_COMFORTABLE_MB = 900
_MB = 1 << 20
_LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)
_NOT_BEFORE = 1_793_491_200  # 2026-11-01: no machine that runs this version has an earlier date
_UNSYNCHRONIZED = 5  # TIME_ERROR of adjtimex(2)
_TIMEX_BYTES = 512  # more than any machine's struct timex


def check_version() -> Finding:
    """Which version this is, and of Python."""
    return Finding(
        "version",
        Level.GREEN,
        "version",
        {"inyong": __version__, "python": platform.python_version(), "machine": platform.machine()},
    )


def check_user() -> Finding:
    """Whether it runs as root, which it never needs."""
    user = os.getuid() if hasattr(os, "getuid") else -1
    level = Level.GREEN if user else Level.YELLOW
    return Finding("permissions", level, "user" if user else "root", {"user": user})


def check_memory() -> Finding:
    """Whether the memory that this process may use is enough."""
    return judge_memory(memory_limit())


def judge_memory(limit: int | None) -> Finding:
    """The finding on so many bytes of memory; None when nobody knows."""
    if limit is None:
        return Finding("memory", Level.GREEN, "memory_unknown")
    level, key = Level.GREEN, "memory"
    if limit < _COMFORTABLE_MB * _MB:
        level, key = Level.YELLOW, "memory_tight"
    if limit < _NEEDED_MB * _MB:
        level, key = Level.RED, "memory_short"
    return Finding("memory", level, key, {"mb": limit // _MB, "needed": _NEEDED_MB})


def memory_limit() -> int | None:
    """Bytes that the container or the machine has; the smaller one."""
    limits = [int(text) for file in _LIMITS if (text := _first_word(file)) and text.isdigit()]
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        limits.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    return min(limits, default=None)


def check_clock() -> Finding:
    """Whether the clock can be right: Discord's certificates are refused with a wrong one."""
    return judge_clock(time.time(), _unsynchronized())


def judge_clock(now: float, unsynchronized: bool) -> Finding:
    """The finding on a clock that says `now` (seconds since 1970)."""
    level, key = Level.GREEN, "clock"
    if unsynchronized:
        level, key = Level.YELLOW, "clock_alone"
    if now < _NOT_BEFORE:
        level, key = Level.RED, "clock_wrong"
    shown = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(now))
    return Finding("clock", level, key, {"now": shown})


def _unsynchronized() -> bool:
    """Whether the kernel says that nothing keeps its clock right; only Linux tells."""
    if sys.platform != "linux":
        return False
    adjtimex = getattr(ctypes.CDLL(None), "adjtimex", None)
    if adjtimex is None:
        return False
    # All zero: nothing is set, only asked.
    asked = ctypes.create_string_buffer(_TIMEX_BYTES)
    return int(adjtimex(asked)) == _UNSYNCHRONIZED


def _first_word(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").strip()
    except OSError:
        return ""
