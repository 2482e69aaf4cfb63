"""Memory and start of the running service, over a folder made out of the demonstration's sentences.

    python -m bench.memory                       the demonstration articles as they are
    python -m bench.memory 10000                 a made-up folder of at least so many passages
    python -m bench.memory 10000 --folder DIR    only writes that folder, for a container to serve

The service is `inyong web` in a process of its own. Resident memory is the kernel's: what it is,
how much of it is not backed by a file (the rest can be dropped at any time), and the highest so
far. Only Linux tells.
"""

import argparse
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from bot.content import demo_folder

_SENTENCES = 12  # sentences a section, which make one passage, now and then two
_SECTIONS = 10
_PASSAGES = 10  # passages an article has at the least, by the two above
_QUESTIONS = 200
_MB = 1024  # kB, as /proc gives them


def sentences() -> list[str]:
    """Lines of the demonstration articles, cut where a sentence ends."""
    text = "\n".join(
        path.read_text(encoding="utf-8").partition("\n---\n")[2]
        for path in sorted(demo_folder().rglob("*.md"))
    )
    parts = text.replace(". ", ".\n").splitlines()
    return [part.strip() for part in parts if len(part) > 20 and not part.startswith("#")]


def write_folder(folder: Path, passages: int, seed: int = 1) -> None:
    """Write articles of drawn sentences, each with a number of its own, as many as it takes."""
    drawn = random.Random(seed)  # noqa: S311  # a folder, not a secret
    known = sentences()
    for number in range(-(-passages // _PASSAGES)):
        lines = [f"# 만든 기사 {number}"]
        for section in range(_SECTIONS):
            some = (
                f"{drawn.choice(known)[:-1]} ({drawn.random():.6f})." for _ in range(_SENTENCES)
            )
            lines += [f"## {number}의 {section}절", " ".join(some)]
        (folder / f"{number:05}.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


@contextmanager
def service(content: Path, data: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """`inyong web` over a folder, and its port; ended when the context ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "bot", "web", "--port", str(port)]
    folders = ["--content", str(content), "--data", str(data)]
    process = subprocess.Popen(  # noqa: S603  # this very program
        [*command, *folders],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2",
             "INYONG_RATE_LIMIT": "0"},
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process, port
    finally:
        process.terminate()
        process.wait(20)


def get(port: int, path: str) -> tuple[int, bytes]:
    """A response's status and body; status 0 where nobody answers yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    except ConnectionError:
        return 0, b""
    finally:
        connection.close()


def wait_until_ready(process: subprocess.Popen[bytes], port: int) -> float:
    """Seconds until the articles are read."""
    began = time.perf_counter()
    while get(port, "/readyz")[0] != http.client.OK:
        if process.poll() is not None:
            raise SystemExit(f"inyong web ended with {process.returncode}")
        time.sleep(0.2)
    return time.perf_counter() - began


def ask(port: int, questions: int) -> None:
    """Ask questions in both languages, each out of words that some article has."""
    drawn = random.Random(2)  # noqa: S311  # questions, not secrets
    known = sentences()
    for _ in range(questions):
        words = drawn.choice(known).split()[:6]
        status, body = get(port, f"/api/ask?q={quote(' '.join(words))}")
        if status != http.client.OK or not json.loads(body):
            raise SystemExit(f"/api/ask answered {status}: {body[:200]!r}")


def memory(process: subprocess.Popen[bytes]) -> tuple[int, int, int]:
    """MB resident, MB of it without a file behind, and the highest MB so far."""
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    values = dict(line.split(":", 1) for line in lines)
    rss, anonymous, peak = (
        int(values[key].split()[0]) // _MB for key in ("VmRSS", "RssAnon", "VmHWM")
    )
    return rss, anonymous, peak


def measure(content: Path, data: Path) -> None:
    """Print a row for each stage of a first and of a second start."""
    print("| stage | seconds | MB | of it anonymous | highest |\n|---|---|---|---|---|")
    for start in ("first start, index made", "later start"):
        with service(content, data) as (process, port):
            seconds = wait_until_ready(process, port)
            rss, anonymous, peak = memory(process)
            print(f"| {start} | {seconds:.1f} | {rss} | {anonymous} | {peak} |")
            began = time.perf_counter()
            ask(port, _QUESTIONS)
            rss, anonymous, peak = memory(process)
            seconds = time.perf_counter() - began
            print(f"| {_QUESTIONS} questions | {seconds:.1f} | {rss} | {anonymous} | {peak} |")


def main() -> None:
    """Measure, or write the folder alone."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("passages", type=int, nargs="?", help="default: the demonstration")
    parser.add_argument("--folder", type=Path, help="write the articles there, and do no more")
    given = parser.parse_args()
    if given.folder:
        given.folder.mkdir(parents=True, exist_ok=True)
        write_folder(given.folder, given.passages or 0)
        return
    with tempfile.TemporaryDirectory() as scratch:
        content, data = Path(scratch, "content"), Path(scratch, "data")
        content.mkdir()
        if given.passages:
            write_folder(content, given.passages)
        measure(content if given.passages else demo_folder(), data)


if __name__ == "__main__":
    main()
