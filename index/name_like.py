"""Which words of a question look like names."""

from collections.abc import Sequence

from index.analyzer import Morpheme
from index.question import asks
from index.tagged import LATIN_TAG, NAME_TAG, NUMBER_TAG


def person_like(text: str, part: Sequence[Morpheme]) -> bool:
    """Whether all words begin with a capital, but for those behind a hyphen (Kim Young-sam).

    A word of asking is part of a name beside a hyphen or with a capital inside the question
    (Jeong Do-jeon, Yoo Ah In).
    """
    return all(
        one.tag == LATIN_TAG
        and (text[one.start].isupper() or text[one.start - 1 : one.start] == "-")
        and (
            not asks(one.term, one.tag)
            or "-" in (text[one.start - 1 : one.start], text[one.end : one.end + 1])
            or (text[one.start].isupper() and one.start > 0)
        )
        for one in part
    )


def name_like(text: str, morpheme: Morpheme) -> bool:
    """Whether the word names one thing (a person, a place, v4), for which no other can stand."""
    if morpheme.tag == LATIN_TAG:
        return not text[morpheme.start].islower() or not morpheme.term.isalpha()
    return morpheme.tag in (NAME_TAG, NUMBER_TAG)
