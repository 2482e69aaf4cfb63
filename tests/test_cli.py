"""The command line as a whole: exit codes, streams, and what stands in them."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from pdf_files import make_pdf

from bot.exits import explained
from bot.main import COMMANDS, main
from bot.texts import LANGUAGES
from index.analyzer import Analyzer
from index.fault import Fault, FaultError

ROOT = Path(__file__).parent.parent
LIGHTHOUSE = """\
---
title: 섬마을 등대의 백 년
author: 한바다
date: 2025-04-02
---
섬의 남쪽 끝에는 하얀 등대가 서 있다. 등대는 1912년 겨울에 처음 불을 켰다. 배들이 돌아왔다.
"""
FILES = {
    "sea/lighthouse.md": LIGHTHOUSE.encode(),
    "market.txt": "시장 국숫집\r\n\r\n국숫집은 새벽 네 시에 문을 연다.\r\n".encode("cp949"),
    "bridge.pdf": make_pdf("The footbridge is 212 metres long.", title="The footbridge"),
    "broken.pdf": b"%PDF-",
}
PAGE = """<!doctype html><html lang="ko"><head><title>섬마을 등대의 백 년</title></head><body>
<nav>메뉴 홈 로그인</nav><article><h1>섬마을 등대의 백 년</h1>
<p>섬의 남쪽 끝에는 하얀 등대가 서 있다. 등대는 1912년 겨울에 처음 불을 켰다. 배들이 돌아왔다.</p>
<p>첫 등대지기는 서른한 해 동안 하루도 빠짐없이 계단을 올랐다. 계단은 모두 143개다.</p>
</article></body></html>"""
QUESTION = "등대가 처음 불을 켠 해는?"
QUOTE = "등대는 1912년 겨울에 처음 불을 켰다."


class Result(NamedTuple):
    """What a run of the program left."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("content")
    for name, data in FILES.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(data)
    return root


Run = Callable[..., Result]


@pytest.fixture
def run(
    content: Path,
    analyzer: Analyzer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Run one command over the folder, in this process, with the Kiwi that is loaded already."""
    monkeypatch.setattr("index.library.Analyzer", lambda: analyzer)

    def run(*arguments: str, stdin: str = "", folder: Path = content) -> Result:
        monkeypatch.setenv("INYONG_LANGUAGE", "en")
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin, newline="\n"))
        code = main([*arguments, "--content", str(folder)])
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return run


def program(*arguments: str, stdin: bytes | None = b"", **environment: str) -> Result:
    """Run the program as a user does, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "INYONG_LANGUAGE": "en", **environment},
        timeout=120,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(("more", "quotes"), [((), 1), (("--limit", "10"), 2)])
def test_who_asks_for_more_quotes_gets_them_all(
    run: Run, tmp_path: Path, more: tuple[str, ...], quotes: int
) -> None:
    """Not only those that are near the first."""
    (tmp_path / "a.txt").write_text("등대\n\n하얀 등대는 1912년에 처음 불을 켰다.\n", "utf-8")
    (tmp_path / "b.txt").write_text("김치\n\n김치는 1912년에도 있었다.\n", "utf-8")
    result = run("ask", "하얀 등대가 처음 불을 켠 1912년", *more, folder=tmp_path)
    assert result.out.count("「") == quotes


def test_an_answer_is_a_quote_and_its_citation(run: Run) -> None:
    code, out, _ = run("ask", QUESTION)
    assert code == 0
    assert f"> {QUOTE}\n" in out
    assert "「섬마을 등대의 백 년」, ¶1, 글 한바다, 2025-04-02\n" in out
    assert "\x1b" not in out


def test_nothing_found_is_1(run: Run) -> None:
    code, out, _ = run("ask", "zzzqqq xxyyzz?")
    assert code == 1
    assert "I couldn't find an answer" in out


def test_problems_are_counted_on_stderr(run: Run) -> None:
    """The answer's stream stays the answer's."""
    _, out, err = run("ask", QUESTION, "--json")
    assert "1 file could not be read; see `inyong articles`." in err
    assert json.loads(out)["quotes"][0]["quote"] == QUOTE


def test_json_of_stdin_is_one_object_a_line_in_order(run: Run) -> None:
    """Blank, hostile and unanswered lines too; the exit code is 0."""
    questions = [QUESTION, "", "zzzqqq?", "\x00", "등대\r언제?", "a" * 5000, "\u2028", "마지막"]
    code, out, _ = run("ask", "-", "--json", stdin="\n".join(questions))
    answers = [json.loads(line) for line in out.split("\n") if line]
    assert code == 0
    assert [answer["question"] for answer in answers] == questions


def test_text_of_stdin_answers_each_line(run: Run) -> None:
    code, out, _ = run("ask", "-", stdin=f"zzzqqq?\n{QUESTION}\n")
    assert code == 0
    assert out.index("couldn't find") < out.index(QUOTE)
    assert run("ask", "-", stdin="zzzqqq?\n").code == 1


def test_questions_are_narrowed(run: Run) -> None:
    """To one article, to one collection, to a number of quotes."""
    for narrowed in (["--article", "sea/lighthouse"], ["--collection", "sea"]):
        (answer,) = map(json.loads, run("ask", QUESTION, "--json", *narrowed).out.splitlines())
        assert {quote["article"]["id"] for quote in answer["quotes"]} == {"sea/lighthouse"}
    elsewhere = json.loads(run("ask", QUESTION, "--json", "--article", "market").out)
    assert QUOTE not in [quote["quote"] for quote in elsewhere["quotes"]]
    assert len(json.loads(run("ask", "등대 국숫집", "--json", "--limit", "1").out)["quotes"]) <= 1


# What is wrong with a command line, and what its one line on stderr says.
WRONG = [
    (["ask"], "QUESTION is missing. See `inyong ask --help`."),
    (["ask", " "], "The question is empty"),
    (["ask", "x", "--article", "none"], "'none': no such article or collection"),
    (["ask", "x", "--collection", "no\nne"], "'no\\nne': no such article or collection"),
    (["ask", "x", "--limit", "0"], "--limit: not a value that it takes"),
    (["ask", "x", "--limit", "many"], "--limit: not a value that it takes"),
    (["ask", "x", "--json=1"], "--json takes no value"),
    (
        ["ask", "x", "--engine", "lucene"],
        "'lucene' is none of compiled, rank_bm25",
    ),
    (["ask", "x", "--colour"], "--colour: no such option"),
    (["ask", "x", "y"], "y: too many arguments"),
    (["show", "none"], "'none': no such article; see `inyong articles`"),
    (["add", "none.txt"], "none.txt: cannot be used (no such file or folder)"),
    (["add", "none.docx"], "not a kind of article"),
    (["eval", "none.jsonl"], "none.jsonl: cannot be read (no such file or folder)"),
    (["frobnicate"], "frobnicate: no such command"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_usage_is_2_and_one_line(run: Run, arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    line = err.splitlines()[-1]
    assert line.startswith("inyong: ")
    assert message in line


# In Korean no sentence is left of the libraries that find out what is wrong.
WRONG_IN_KOREAN = [
    (["ask", " "], "질문이 비어 있어요."),
    (["ask"], "QUESTION이(가) 빠졌어요."),
    (["ask", "x", "--limit", "0"], "--limit: 쓸 수 없는 값이에요."),
    (["ask", "x", "--limit"], "--limit: 값이 빠졌어요."),
    (["ask", "x", "--json=1"], "--json: 값을 받지 않는 옵션이에요."),
    (["ask", "x", "--colour"], "--colour: 그런 옵션이 없어요."),
    (["ask", "MS가", "가진", "지분은?"], "가진 지분은?: 인자가 너무 많아요."),
    (["frobnicate"], "frobnicate: 그런 명령이 없어요."),
    (["add", "none.txt"], "none.txt: 파일을 열거나 쓸 수 없어요(그런 파일이나 폴더가 없음)."),
    (["eval", "none.jsonl"], "none.jsonl: 파일을 읽을 수 없어요(그런 파일이나 폴더가 없음)."),
    (["ask", "x", "--content", "none"], "none: 그런 폴더가 없어요."),
    (["ask", "x", "--engine", "lucene"], "명령줄: engine: 'lucene'은(는) 쓸 수 없어요."),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG_IN_KOREAN)
def test_what_is_wrong_is_said_in_the_readers_language(
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INYONG_LANGUAGE", "ko")
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"inyong: {message}")
    assert err.count("\n") == 1


def test_the_help_is_in_the_readers_language(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["ask", "-h"]):
        assert main(arguments, {"INYONG_LANGUAGE": "ko"}) == 0
        korean = capsys.readouterr().out
        assert "이 도움말을 보여 주고 끝냅니다." in korean
        assert not re.search(r"Options|Commands|Arguments|default|required|Show", korean)
        assert "…" not in korean  # no help is cut off
        assert main(arguments, {"INYONG_LANGUAGE": "en"}) == 0
        assert not re.search("[가-힣]", capsys.readouterr().out)


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], {"INYONG_LANGUAGE": "en"}) == 2
    out, err = capsys.readouterr()
    assert all(command in out for command in COMMANDS)
    assert err == ""


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_of_the_library_has_words(fault: Fault) -> None:
    for language in LANGUAGES:
        assert "here:1" in explained(FaultError(fault, "here:1", "bad")).says(language)


def test_a_folder_that_is_not_there_is_2(run: Run, tmp_path: Path) -> None:
    code, out, err = run("ask", "x", folder=tmp_path / "no\nfolder")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "no such folder" in err


# Root may read everything, so it goes without that right.
POWERS = "-dac_override,-dac_read_search"
PLAIN = ["setpriv", f"--bounding-set={POWERS}", f"--inh-caps={POWERS}"]


@pytest.mark.skipif(not shutil.which("setpriv"), reason="setpriv is Linux's")
def test_a_folder_that_is_closed_is_2(tmp_path: Path) -> None:
    """As an option and as a setting, in words of our own."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    command = [*PLAIN, sys.executable, "-m", "bot", "ask", "x"]
    said = set()
    for arguments, setting in (["--content", str(closed)], ""), ([], str(closed)):
        done = subprocess.run(
            [*command, *arguments],
            env={**os.environ, "INYONG_LANGUAGE": "ko", "INYONG_CONTENT": setting},
            capture_output=True,
            cwd=ROOT,
            timeout=60,
            check=False,
        )
        assert done.returncode == 2
        said.add(done.stderr.decode())
    assert said == {
        f"inyong: {closed}: 폴더를 열 수 없어요(권한이 없음)."
        " 이 사용자가 읽을 수 있게 권한을 바꿔 주세요.\n"
    }


def test_a_folder_that_is_not_there_leaves_no_index(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert run("ask", "x", folder=tmp_path / "none").code == 2
    assert run("ask", "x", "--data", str(tmp_path / "data"), folder=tmp_path / "none").code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_file_that_cannot_be_read_is_named_in_the_readers_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "a.md")
    for language, words in (
        ("ko", "a.md: 읽을 수 없어요 (자기 자신을 가리키는 링크)."),
        ("en", "a.md: cannot be read (a link to itself)"),
    ):
        monkeypatch.setenv("INYONG_LANGUAGE", language)
        main(["articles", "--content", str(tmp_path)])
        assert words in capsys.readouterr().out


def test_an_index_that_cannot_be_kept_is_said_once(content: Path, tmp_path: Path) -> None:
    """Not by the notice and by the log both, at the level that services log at."""
    (tmp_path / "data").write_bytes(b"a file")
    arguments = "--content", str(content), "--data", str(tmp_path / "data"), "--log-level", "info"
    lines = program("articles", *arguments).err.splitlines()
    assert len([line for line in lines if "cannot be kept" in line]) == 1, lines


def test_an_empty_folder_says_what_is_missing(run: Run, tmp_path: Path) -> None:
    code, _, err = run("ask", "등대", folder=tmp_path)
    assert code == 1
    assert "no articles yet; put .md, .txt, .html or .pdf files there" in err


def test_articles_lists_articles_and_problems(run: Run) -> None:
    code, out, _ = run("articles")
    assert code == 0
    assert "섬마을 등대의 백 년" in out
    assert "! broken.pdf: a damaged PDF" in out
    listing = json.loads(run("articles", "--json").out)
    assert [one["id"] for one in listing["articles"]] == ["bridge", "market", "sea/lighthouse"]
    assert [one["reason"] for one in listing["problems"]] == ["broken_pdf"]


def test_show_numbers_the_passages(run: Run) -> None:
    code, out, _ = run("show", "sea/lighthouse")
    assert code == 0
    assert out.startswith("섬마을 등대의 백 년 · 한바다 · 2025-04-02 · sea/lighthouse.md\n")
    assert "[1] ¶1" in out


def test_show_lists_the_names_that_articles_explain(run: Run, tmp_path: Path) -> None:
    """Each with its place and evidence; one that the operator took away says so."""
    content = tmp_path / "content"
    content.mkdir()
    text = "한국은행(한은)이 있다.\n마이크로소프트(MS)도 있다.\n"
    (content / "은행.txt").write_text(f"은행\n\n{text}", encoding="utf-8")
    (content / "다리.txt").write_text("다리\n\n세계보건기구(WHO)가 있다.", encoding="utf-8")
    (content / "aliases.txt").write_text("! 한국은행 = 한은\n한빛 = Hanbit\n", encoding="utf-8")
    code, out, err = run("show", "--aliases", folder=content)
    assert code == 0
    assert out.splitlines() == [
        "다리.txt:3: 세계보건기구 = WHO ← 세계보건기구(WHO)",
        "은행.txt:3: 한국은행 = 한은 ← 한국은행(한은) (taken away in aliases.txt)",
        "은행.txt:4: 마이크로소프트 = MS ← 마이크로소프트(MS)",
    ]
    assert "3 names explained" in err
    assert "aliases.txt has 1 line," in err
    assert run("show", "다리", "--aliases", folder=content).out == out.splitlines(True)[0]


def test_a_bad_line_of_the_operators_names_is_one_line(run: Run, tmp_path: Path) -> None:
    """Where it stands and what is wrong, before any answer."""
    (tmp_path / "aliases.txt").write_text("한빛\n", encoding="utf-8")
    code, out, err = run("ask", "한빛?", folder=tmp_path)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "aliases.txt:1: '한빛' has only one spelling" in err


def test_index_counts(run: Run) -> None:
    assert run("index").out == "3 articles, 3 passages.\n"
    assert run("index", "--rebuild").code == 0
    assert run("index", "--verify").code == 0


def test_add_and_ask(run: Run, tmp_path: Path) -> None:
    """An added file is Markdown with front matter, and is found by the next question."""
    folder = tmp_path / "content"
    source = tmp_path / "note.txt"
    source.write_text("등대 소식\n\n- 등대의 *새* 등대지기는 [이파도]다. 1. 봄에 왔다.\n", "utf-8")
    assert run("add", str(source), "--collection", "news", folder=folder).code == 0
    (added,) = folder.rglob("*.md")
    assert added.relative_to(folder).as_posix() == "news/등대-소식.md"
    answer = json.loads(run("ask", "새 등대지기는 누구?", "--json", folder=folder).out)
    assert "등대의 *새* 등대지기는 [이파도]다." in answer["quotes"][0]["quote"]
    again = run("add", str(source), "--collection", "news", folder=folder)
    assert again.code == 2
    assert "is there already; remove it first" in again.err
    assert run("add", str(source), "--collection", "../out", folder=folder).code == 2
    assert not (tmp_path / "out").exists()


def test_eval_prints_figures(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(
        json.dumps({"question": QUESTION, "answers": ["1912"], "article": "sea/lighthouse"}) + "\n",
        encoding="utf-8",
    )
    figures = json.loads(run("eval", str(path), "--json").out)
    assert (figures["questions"], figures["hit_1"], figures["quote_1"]) == (1, 100, 100)
    assert "hit_1" in run("eval", str(path)).out


def test_chat_answers_line_by_line(run: Run) -> None:
    code, out, _ = run("chat", stdin=f"{QUESTION}\n\n/quit\nzzzqqq?\n")
    assert code == 0
    assert QUOTE in out
    assert "couldn't" not in out


def test_help_and_version(run: Run) -> None:
    assert "quoted from them, word for word" in program("--help").out
    assert program("--version").out.startswith("inyong 0.")


@pytest.mark.parametrize(
    ("language", "say"), [("en", "Search this"), ("ko", "기사에서만 찾습니다")]
)
def test_every_command_explains_itself_in_the_readers_language(
    language: str, say: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No option is without its words, and none shows the key of them."""
    for command in COMMANDS:
        assert main([command, "--help"], {"INYONG_LANGUAGE": language}) == 0
    shown = capsys.readouterr().out
    assert say in shown
    assert "option_" not in shown


def test_the_text_of_an_article_is_written_byte_for_byte(content: Path) -> None:
    """What offsets refer to: newlines as they are, nothing added."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "show", "market", "--text", "--content", str(content)],
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        check=True,
    )
    assert done.stdout == FILES["market.txt"].decode("cp949").encode()


def test_a_program_may_send_any_bytes(content: Path) -> None:
    """Bytes that are no UTF-8, a byte order mark, Windows newlines: one object a line."""
    stdin = b"\xef\xbb\xbf" + QUESTION.encode() + b"\r\n\xff\xfe\n\n\xed\xa0\x80\ra\n"
    done = program("ask", "-", "--json", "--content", str(content), stdin=stdin, LC_ALL="C")
    assert done.code == 0
    answers = [json.loads(line) for line in done.out.split("\n") if line]
    assert len(answers) == 4
    assert answers[0]["question"] == QUESTION
    assert answers[0]["quotes"][0]["quote"] == QUOTE


@pytest.mark.skipif(os.name != "posix", reason="a shell's way of closing streams")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(content: Path, closed: str) -> None:
    command = f'"$0" -m bot ask "{QUESTION}" --content "$1" {closed}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, str(content)],
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a shell's pipe")
def test_a_reader_that_leaves_early_is_no_error(content: Path) -> None:
    """`inyong … | head -1` ends quietly."""
    command = '"$0" -m bot ask - --json --content "$1" | head -c 10'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, str(content)],
        input=f"{QUESTION}\n".encode() * 300,
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert len(done.stdout) == 10
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


READING = """
import sys, threading, time
from kiwipiepy import Kiwi
from bot.main import run
kiwi = Kiwi()
def read():
    while True:
        list(kiwi.tokenize(["한강은 서해로 흐르는 긴 강이다. " * 20] * 50))
for _ in range(4):
    threading.Thread(target=read, daemon=True).start()
time.sleep(0.3)
sys.argv = ["inyong", "--version"]
run()
"""


def test_articles_that_are_being_read_do_not_spoil_the_end() -> None:
    """Python takes a service's threads out of the midst of Kiwi's work, which aborts it all."""
    done = subprocess.run(
        [sys.executable, "-c", READING], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("inyong ")


class Silent(SimpleHTTPRequestHandler):
    """Keeps its log to itself: standard error is the program's."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A web server on this machine, as an intranet has one."""
    (tmp_path / "lighthouse.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "bridge.pdf").write_bytes(FILES["bridge.pdf"])
    handler = partial(Silent, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_page_becomes_an_article_that_is_cited(run: Run, site: str, tmp_path: Path) -> None:
    """An HTML page and a PDF, each with the address that it came from."""
    folder = tmp_path / "articles"
    for name in ("lighthouse.html", "bridge.pdf"):
        assert run("add", f"{site}/{name}", folder=folder).code == 0
    (answer,) = map(json.loads, run("ask", QUESTION, "--json", folder=folder).out.splitlines())
    assert answer["quotes"][0]["quote"] == QUOTE
    assert answer["quotes"][0]["article"]["url"] == f"{site}/lighthouse.html"
    english = json.loads(run("ask", "How long is the footbridge?", "--json", folder=folder).out)
    assert "212 metres" in english["quotes"][0]["quote"]


def test_a_page_that_is_not_there_says_why(run: Run, site: str, tmp_path: Path) -> None:
    for address, why in ((f"{site}/none", "File not found"), ("http://127.0.0.1:9", "refused")):
        code, out, err = run("add", address, folder=tmp_path / "articles")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith(f"inyong: {address}: the page could not be fetched (")
        assert why in err
