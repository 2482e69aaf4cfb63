"""The reader under load: `python -m bench.web [--clients 50] [--seconds 30]`, on loopback.

The service runs in a process of its own over content/, without a rate limit; each client asks,
opens the article, goes back, lets a program ask, and reads the list, one request after the other.
No two visits ask with the same characters, so that none is answered from another's.
"""

import argparse
import asyncio
import json
import os
import signal
import socket
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

import aiohttp

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "tests" / "golden" / "questions.jsonl"
_START_SECONDS = 120
_CLIENTS = 10_000  # more than ever run at once


@dataclass(slots=True)
class Tally:
    """Seconds of each request by kind, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


async def main(clients: int, seconds: float) -> int:
    """Start the service, load it, print the table; 1 when there was any error."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = int(free.getsockname()[1])
    origin = f"http://127.0.0.1:{port}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "web", "--content", str(ROOT / "content"),
        env={**os.environ, "INYONG_PORT": str(port), "INYONG_RATE_LIMIT": "0"}, cwd=ROOT,
    )  # fmt: skip
    tally = Tally()
    try:
        async with aiohttp.ClientSession(
            origin, connector=aiohttp.TCPConnector(limit=clients)
        ) as session:
            await wait_until_ready(session)
            end = time.perf_counter() + seconds
            await asyncio.gather(*(visit(session, n, end, tally) for n in range(clients)))
    finally:
        process.send_signal(signal.SIGTERM)
        code = await process.wait()
    show(tally, clients, seconds, code)
    return 1 if tally.errors or code else 0


async def wait_until_ready(session: aiohttp.ClientSession) -> None:
    """Return when the service has read its articles."""
    deadline = time.perf_counter() + _START_SECONDS
    while time.perf_counter() < deadline:
        try:
            async with session.get("/readyz") as response:
                if response.status == 200:
                    return
        except aiohttp.ClientConnectionError:
            pass  # not listening yet
        await asyncio.sleep(0.2)
    raise SystemExit("bench.web: the service did not become ready")


async def visit(session: aiohttp.ClientSession, number: int, end: float, tally: Tally) -> None:
    """One client, until the end: page, article, program, list, over its own run of questions."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    own = cycle(records[number % len(records) :] + records[: number % len(records)])
    for turn, record in enumerate(own):
        marks = f"{turn * _CLIENTS + number:b}".replace("0", "?").replace("1", "!")
        question = quote(record["question"] + marks, safe="")
        article = quote(record.get("article") or "suez-canal")
        for kind, path in (
            ("answer page", f"/?q={question}"),
            ("article, lit", f"/a/{article}?q={question}"),
            ("answer page again", f"/?q={question}"),
            ("API", f"/api/ask?q={question}%20?"),
            ("list", "/articles"),
        ):
            if time.perf_counter() >= end:
                return
            await request(session, kind, path, tally)


async def request(session: aiohttp.ClientSession, kind: str, path: str, tally: Tally) -> None:
    """One request, timed until its last byte."""
    began = time.perf_counter()
    try:
        async with session.get(path) as response:
            await response.read()
            if response.status != 200:
                tally.errors.append(f"{response.status} {path}")
    except aiohttp.ClientError as error:
        tally.errors.append(f"{type(error).__name__} {path}")
    tally.seconds.setdefault(kind, []).append(time.perf_counter() - began)


def show(tally: Tally, clients: int, seconds: float, code: int) -> None:
    """The table that the docs show."""
    print(f"{clients} clients, {seconds:g} s, {len(tally.errors)} errors, exit code {code}")
    print("| request | count | a second | p50, ms | p99, ms | max, ms |")
    print("|---|---|---|---|---|---|")
    for kind, times in tally.seconds.items():
        times.sort()
        p50, p99 = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.99))
        rate = len(times) / seconds
        print(
            f"| {kind} | {len(times)} | {rate:.0f} | {p50:.0f} | {p99:.0f} |"
            f" {times[-1] * 1000:.0f} |"
        )
    for error in tally.errors[:10]:
        print(error)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    sys.exit(asyncio.run(main(options.clients, options.seconds)))
