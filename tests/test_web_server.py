"""The running service, from outside: hostile clients, draining on SIGTERM, and its health check."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from web_site import KOREAN, open_library, running, write_articles

from bot.commands.health import ask_health, local
from bot.main import main
from index import Library

SECONDS = 40  # for a service to read its articles on a busy machine


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(tmp_path_factory.mktemp("content"))


@pytest.fixture(scope="module")
def origin(library: Library) -> Iterator[str]:
    with running(lambda: library) as origin:
        yield origin


def raw(origin: str, request: bytes) -> bytes:
    """What comes back for bytes that no client library would send."""
    parts = urlsplit(origin)
    with closing(socket.create_connection((parts.hostname, parts.port), timeout=10)) as connection:
        received = b""
        try:
            connection.sendall(request)
            while piece := connection.recv(65536):
                received += piece
        except ConnectionError:
            pass  # closed on us in the middle of a request that is too large
        return received


def get(origin: str, path: str) -> bytes:
    return raw(
        origin, b"GET " + path.encode() + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    )


HOSTILE_PATHS = [
    "/a/../../etc/passwd",
    "/a/%2e%2e/%2e%2e/etc/passwd",
    "/a/..%2f..%2fetc%2fpasswd",
    "/a//etc/passwd",
    "/a/%00",
    "/a/%ff%fe",
    "/a/%",
    "/a/%ed%a0%80",
    "/a/" + "a/" * 2000,
    "/static/../app.py",
    "/static/%2e%2e%2fapp.py",
    "/static/reader.css%00.txt",
    "/?q=%ff%fe%00",
    "/?q=%ed%a0%80",
    "/?q=%",
    "/?" + "&".join(f"a{n}=1" for n in range(900)),
    "/?q=a&collection=%00",
    "/articles?page=%00",
    "/articles?collection=" + quote("<script>"),
    "//example.org/%2f..",
    "/?lang=%ff",
    "http://example.org/",
    "*",
]


@pytest.mark.parametrize("path", HOSTILE_PATHS, ids=range(len(HOSTILE_PATHS)))
def test_hostile_addresses_change_nothing(origin: str, path: str) -> None:
    """Each gets an ordinary response, none of them a file of the machine or a fault of ours."""
    answer = get(origin, path)
    status = int(answer.split(b" ", 2)[1])
    assert status in (200, 400, 404)
    assert b"root:" not in answer and b"import" not in answer
    assert b"<script>" not in answer


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET /?q=" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: a\r\n" * 20_000 + b"\r\n",
        b"POST /api/ask HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        b"Connection: close\r\nContent-Length: 1000000\r\n\r\n" + b"a" * 1_000_000,
        b"POST /api/ask HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"\x00" * 1000 + b"\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
    ],
    ids=["query", "header", "headers", "body", "length", "tls", "nul", "version"],
)
def test_oversized_and_broken_requests_are_refused(
    origin: str, request_bytes: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """A megabyte of anything, or no HTTP at all, is a 4xx or a closed connection, and no news."""
    answer = raw(origin, request_bytes)
    assert caplog.records == []
    assert not answer or answer.split(b" ", 2)[1][:1] == b"4"
    assert b" 200 " in get(origin, "/healthz").split(b"\r\n")[0]


@pytest.mark.parametrize("character", ["가", "\U0001f9ed"])
def test_the_longest_question_fits_into_an_address(origin: str, character: str) -> None:
    """A thousand characters are a question whatever they take in an address; one more is not."""
    question = quote(character * 1000)
    for path in (f"/?q={question}", f"/api/ask?q={question}", f"/a/note?q={question}"):
        assert b" 200 " in get(origin, path).split(b"\r\n")[0]
    assert b" 414 " in get(origin, f"/?q={question}a").split(b"\r\n")[0]


def test_slow_clients_hold_up_nobody(origin: str) -> None:
    """While two hundred clients send half a request, the others are answered as ever."""
    parts = urlsplit(origin)
    slow = [socket.create_connection((parts.hostname, parts.port)) for _ in range(200)]
    try:
        for number, connection in enumerate(slow):
            half = b"POST /api/ask HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n{"
            connection.sendall(half if number % 2 else b"GET /?q=a HTTP/1.1\r\nHo")
        began = time.monotonic()
        assert b" 200 " in get(origin, f"/?q={quote(KOREAN)}").split(b"\r\n")[0]
        assert time.monotonic() - began < 5
    finally:
        for connection in slow:
            connection.close()


@contextmanager
def service(folder: Path, **more: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """`inyong web` over the test's articles, in a process of its own, on a free port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = int(free.getsockname()[1])
    environment = {**os.environ, "INYONG_CONTENT": str(folder), "INYONG_PORT": str(port), **more}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "web"],
        env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process, port
    finally:
        process.kill()
        process.communicate()


def wait_until_ready(port: int) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as response:
                assert json.load(response)["ready"]
                return
        except urllib.error.HTTPError as error:
            assert error.code == 503
        except OSError:
            pass  # not listening yet
        time.sleep(0.1)
    raise AssertionError("the service did not become ready")


def test_a_stopped_service_finishes_what_it_began(tmp_path: Path) -> None:
    """SIGTERM under load: every request that was accepted is answered, and the exit code is 0."""
    with service(write_articles(tmp_path), INYONG_RATE_LIMIT="0") as (process, port):
        wait_until_ready(port)
        assert ask_health("127.0.0.1", port) is None
        connections = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
        request = f"GET /api/ask?q={quote(KOREAN)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        received: list[bytes] = []

        def read(connection: socket.socket) -> None:
            with connection:
                received.append(b"".join(iter(lambda: connection.recv(65536), b"")))

        for connection in connections:
            connection.sendall(request.encode())
        time.sleep(0.1)  # let the service accept them
        process.send_signal(signal.SIGTERM)
        readers = [threading.Thread(target=read, args=(one,)) for one in connections]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        assert process.wait(15) == 0
        assert [answer.split(b" ", 2)[1] for answer in received] == [b"200"] * 20
        assert ask_health("127.0.0.1", port) is not None


def test_it_can_be_stopped_while_it_reads(tmp_path: Path) -> None:
    """SIGTERM before the articles are read ends it too, with exit code 0."""
    with service(write_articles(tmp_path)) as (process, port):
        deadline = time.monotonic() + SECONDS
        while ask_health("127.0.0.1", port) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0


def test_a_saved_file_is_found_without_a_dropped_question(tmp_path: Path) -> None:
    """The folder is followed, and questions that come meanwhile are all answered."""

    def ask() -> str:
        address = f"http://127.0.0.1:{port}/api/ask?q={quote('새벽달이 뜨는 곳은?')}"
        with urllib.request.urlopen(address, timeout=10) as response:
            answer = json.load(response)
        return " ".join(one["quote"] for one in answer["quotes"])

    with service(write_articles(tmp_path), INYONG_RATE_LIMIT="0") as (_, port):
        wait_until_ready(port)
        for place in ("남산", "북산"):
            assert place not in ask()
            text = f"달\n\n새벽달은 {place} 위에 뜬다.\n"
            (tmp_path / "달.txt").write_text(text, encoding="utf-8")
            deadline = time.monotonic() + SECONDS
            while place not in ask():  # which raises for any answer but 200
                assert time.monotonic() < deadline
        (tmp_path / "aliases.txt").write_text("새벽달\n", encoding="utf-8")
        time.sleep(1.0)  # for the service to see that it cannot be used
        assert "북산" in ask()


def test_faults_are_one_line(
    tmp_path: Path, origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A port in use, a missing folder and a service that is away: one line, what and what to do."""
    port = urlsplit(origin).port
    with service(tmp_path, INYONG_PORT=str(port)) as (process, _):
        assert process.wait(SECONDS) == 2
        said = process.stderr.read() if process.stderr else ""
        assert said.splitlines()[-1].startswith(f"inyong: 127.0.0.1:{port}: 열 수 없어요")
    with service(tmp_path / "none") as (process, _):
        assert process.wait(SECONDS) == 2
        said = process.stderr.read() if process.stderr else ""
        assert said.count("\n") == 1 and "그런 폴더가 없어요" in said
    capsys.readouterr()


def test_health_asks_the_service(
    origin: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 and silence when it is well; 1 and one line when it is not."""
    monkeypatch.setenv("INYONG_PORT", str(urlsplit(origin).port))
    monkeypatch.setenv("INYONG_HOST", "0.0.0.0")  # noqa: S104  # what a container sets
    assert main(["health"]) == 0
    assert capsys.readouterr() == ("", "")
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        monkeypatch.setenv("INYONG_PORT", str(free.getsockname()[1]))
    assert main(["health"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "응답이 없어요" in said


def test_health_of_something_else(tmp_path: Path) -> None:
    """A service that answers with a fault, or with no HTTP at all, is not well."""
    with running(lambda: None) as origin:
        assert ask_health("127.0.0.1", urlsplit(origin).port or 0) is None  # alive, not ready
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def babble() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"SSH-2.0-nothing\r\n")

        thread = threading.Thread(target=babble)
        thread.start()
        fault = ask_health("127.0.0.1", server.getsockname()[1])
        thread.join()
        assert fault and "does not answer" in str(fault)
    assert local("::") == "::1"
    assert local("192.0.2.1") == "192.0.2.1"
