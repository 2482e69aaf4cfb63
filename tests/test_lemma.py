"""English lemmas: the same on both sides, abbreviations as they are."""

import pytest

from index.lemma import lemma


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
        ("hour", "hour"),
        ("Science", "science"),
    ],
)
def test_lemma(word: str, expected: str) -> None:
    """Words become their lemmas; abbreviations keep their letters and lose a plural's s."""
    assert lemma(word) == expected
