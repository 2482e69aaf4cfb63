"""The word lists that tell names in brackets from glosses, read from their data file."""

from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class BracketWords:
    """Roles, generic nouns, words before a name, and surnames with their Hanja."""

    roles: frozenset[str]
    generic: frozenset[str]
    before: frozenset[str]
    surnames: dict[str, str]


@cache
def bracket_words() -> BracketWords:
    """The lists of data/bracket_words.txt."""
    sections: dict[str, list[str]] = {}
    words: list[str] = []
    text = resources.files("index").joinpath("data/bracket_words.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            words = sections.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            words += line.split()
    return BracketWords(
        frozenset(sections["roles"]),
        frozenset(sections["generic"]),
        frozenset(sections["before"]),
        {word[0]: word[2:] for word in sections["surnames"]},
    )
