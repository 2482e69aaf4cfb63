"""English lemmas: the same on both sides, abbreviations as they are."""

import subprocess
import sys

import pytest

from index.lemma import by_dictionary, lemma
from index.wordlist import load_lines


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("holds", "hold"),
        ("companies", "company"),
        ("Founded", "found"),
        ("MS", "ms"),
        ("AIDS", "aids"),
        ("GPUs", "gpu"),
        ("CEOs", "ceo"),
        ("Café", "café"),
        ("us", "us"),
        ("won", "win"),
        ("wives", "wife"),
        ("nationalised", "nationalize"),
        ("kilometres", "kilometer"),
        ("colours", "color"),
        ("Defence", "defense"),
        ("cancelled", "cancel"),
        ("surprised", "surprise"),
        ("developed", "develop"),
        ("growing", "grow"),
        ("preferring", "prefer"),
        ("hour", "hour"),
        ("Science", "science"),
    ],
)
def test_lemma(word: str, expected: str) -> None:
    """Words become their lemmas; abbreviations keep their letters and lose a plural's s."""
    assert lemma(word) == expected


def test_lemmas_that_ship_are_those_of_the_dictionary() -> None:
    """Else run tools/make_lemmas.py again."""
    words = [line.partition("=")[0] for _, line in load_lines("lemmas.txt")]
    assert len(words) > 8_000
    assert {word for word in words if lemma(word) != by_dictionary(word)} == set()


def test_words_that_ship_need_no_dictionary() -> None:
    code = (
        "import sys; from index.lemma import lemma; assert lemma('Works') == 'work';"
        " assert 'simplemma' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
