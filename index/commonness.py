"""How common a word is in prose at large, for folders too small to tell.

In a folder of one article 들어가다 may stand once, and the company that it is about everywhere.
Both word lists that are here anyway, Kiwi's dictionary and the lexicon, put the commonest words
first, and by Zipf's law a word's place in such a list tells how often it is said.
"""

import math

_PASSAGE = 80  # content words of a passage
_HARMONIC = 12.0  # the sum of 1/rank over a vocabulary of a hundred thousand words
# Passages of other prose that the articles are taken together with; in thousands of passages
# they change nothing. Measured by bench/quality.py, see docs/quality.md.
_BESIDE = 150
_LEAST, _MOST = 0.25, 40.0


def share_at(rank: int) -> float:
    """The share of passages of any prose that hold the word at a place (from 1) of such a list.

    0.0 for rank 0, a word that is in no list.
    """
    return 1 - math.exp(-_PASSAGE / (_HARMONIC * rank)) if rank else 0.0


def weight(df: int, passages: int, share: float) -> float:
    """What to count a word by, so that its idf is that of the articles and other prose together."""
    df = max(1, df)
    own = math.log((passages + 1) / df)
    together = math.log((passages + _BESIDE + 1) / (df + _BESIDE * share))
    return min(_MOST, max(_LEAST, together / max(own, 0.02)))
