"""Writes index/data/lemmas.txt, lemmas of the words that ship: python tools/make_lemmas.py"""

import re
from collections.abc import Iterator
from pathlib import Path

from index.lemma import by_dictionary

DATA = Path(__file__).parents[1] / "index" / "data"
TARGET = DATA / "lemmas.txt"
HEADER = """\
# The English words of the files beside this one, each with its lemma where it is another word.
# Made by tools/make_lemmas.py, so that most questions need no dictionary: that takes 31 MB and a
# fifth of a second.
"""
# Three letters: shorter words have no lemma (index/lemma.py). A word may not go on in other signs.
_WORD = re.compile(r"(?<![\w'’.-])[A-Za-z]{3,}(?![\w'’-])")


def words() -> Iterator[str]:
    """Every English word of the word lists, in lower case."""
    for path in sorted(DATA.rglob("*.txt")):
        if path not in (TARGET, DATA / "english_forms.txt"):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield from map(str.lower, _WORD.findall(line.split("#", 1)[0]))


def text() -> str:
    """The file as it should be."""
    lemmas = {word: by_dictionary(word) for word in sorted(set(words()))}
    lines = (word if word == lemma else f"{word}={lemma}" for word, lemma in lemmas.items())
    return HEADER + "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
