"""Word lists that ship with the library: one entry a line, `#` begins a comment."""

from collections.abc import Iterator
from importlib.resources import files


def load_lines(name: str) -> Iterator[tuple[int, str]]:
    """Line number (from 1) and content of each line of `index/data/<name>` that says something."""
    text = files("index").joinpath("data", name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        content = line.split("#", 1)[0].strip()
        if content:
            yield number, content


def load_words(name: str) -> Iterator[str]:
    """The words of a list of words, separated by white space, in lower case."""
    for _, line in load_lines(name):
        yield from line.lower().split()
