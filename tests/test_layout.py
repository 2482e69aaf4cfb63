"""How the source is laid out: what may import what, how long files are, what every text has."""

import ast
import re
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted([*ROOT.glob("index/**/*.py"), *ROOT.glob("bot/**/*.py")])
LONGEST = 200
LONGER: dict[str, str] = {}  # files over LONGEST lines, each with its reason
OUTSIDE = {"bot", "discord", "aiohttp", "typer", "rich", "prompt_toolkit", "jinja2"}
# What the import of the library must not cost: these wait until they are needed.
SLOW = ("kiwipiepy", "numpy", "discord", "aiohttp", "trafilatura", "pypdf", "yaml", "markdown_it")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """The top-level packages that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}: write the module out"
            yield (node.module or "").split(".")[0]


@pytest.mark.parametrize("path", sorted(ROOT.glob("index/**/*.py")), ids=name)
def test_the_library_knows_no_front_end(path: Path) -> None:
    assert not OUTSIDE & set(imports(path))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_module_says_what_it_is_for_and_stays_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert text.count("\n") <= LONGEST or name(path) in LONGER


def test_only_files_that_are_long_are_listed_as_such() -> None:
    for path in LONGER:
        assert (ROOT / path).read_text(encoding="utf-8").count("\n") > LONGEST


@pytest.mark.parametrize("path", [p for p in SOURCES if p.name == "__init__.py"], ids=name)
def test_a_package_is_a_list_of_names(path: Path) -> None:
    """`__init__.py` holds imports and `__all__`, no code."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        names = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        assert isinstance(node, ast.Expr | ast.ImportFrom) or names


@pytest.mark.parametrize("module", ["index", "bot.main"])
def test_an_import_does_no_work(module: str) -> None:
    """Neither the library nor `--help` loads Kiwi, numpy or Discord."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", f"import {module}"],
        capture_output=True,
        cwd=ROOT,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert not {one for one in loaded if one.split(".")[0] in SLOW}


def test_help_loads_nothing_slow() -> None:
    """`inyong --help` is as quick as its imports, commands included (markdown_it is rich's)."""
    script = (
        "import sys; from bot.main import main; main(['--help']); "
        f"sys.exit(', '.join(set({SLOW!r}) & set(sys.modules) - {{'markdown_it'}}) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, cwd=ROOT, timeout=60, check=False
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")


def catalog(language: str) -> dict[str, str]:
    path = ROOT / "bot" / "locale" / f"{language}.toml"
    texts: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return texts


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_both_languages_say_the_same() -> None:
    """The same keys in the same order, with the same placeholders, and nothing empty."""
    korean, english = catalog("ko"), catalog("en")
    assert list(korean) == list(english)
    for key, text in korean.items():
        assert placeholders(text) == placeholders(english[key]), key
        assert text.strip() and english[key].strip(), key


def test_every_text_is_used() -> None:
    """A key stands in the source, or is put together there from a beginning and a name."""
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [*SOURCES, *ROOT.glob("bot/web/templates/*.html")]
    )
    made = {match[1] for match in re.finditer(r'f"(\w+_)\{', source)}
    unused = [
        key
        for key in catalog("ko")
        if not re.search(rf"\b{key}\b", source) and not key.startswith(tuple(made))
    ]
    assert unused == []


def test_every_data_file_can_be_read_by_people() -> None:
    """UTF-8 text without a tab stop or a byte order mark."""
    for path in ROOT.glob("index/data/**/*.txt"):
        text = path.read_text(encoding="utf-8")
        assert not text.startswith("\ufeff")
        assert text.endswith("\n")
