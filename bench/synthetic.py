"""A corpus without a text: passages of made-up words that behave as those of real text do.

- Words follow Zipf's law as Mandelbrot bent it, p(rank) ~ 1 / (rank + 2.7)^1.15, over a million
  words, so that the vocabulary keeps growing with the corpus (Heaps' law) and document frequencies
  grow in proportion to it.
- Words come in bursts: with a chance of 0.3 a word is one that the passage has used already.
- Passages hold 90 to 160 words in sentences of 12, as paragraphs of Wikipedia do.
- A word is 1 to 4 syllables out of 1,200 (frequent syllables more often, frequent words shorter),
  and its terms are itself and its prefixed character bigrams, as `index.analyzer` makes them.

A question takes words of one passage, rarer ones more often, and some words of another.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

from index.engine import Document, Group, Query, WeightedTerm

WORDS = 1_000_000
SYLLABLES = 1200
BURST = 0.3
SHORTEST, LONGEST = 90, 160
_BATCH = 1000  # passages drawn at a time
_HANGUL = 0xAC00

Ranks = npt.NDArray[np.int64]


def documents(count: int, *, bigrams: bool = True, seed: int = 1) -> Iterator[Document]:
    """Passages, the same ones for the same seed; a larger count begins with the smaller one's."""
    words = _words()
    terms = [_terms(word, bigrams) for word in words]
    for batch in range(-(-count // _BATCH)):
        ranks, lengths = _passages(seed, batch)
        for row, length in zip(ranks.tolist()[: count - batch * _BATCH], lengths, strict=False):
            sentences = tuple(
                tuple(term for rank in row[start : min(start + 12, length)] for term in terms[rank])
                for start in range(0, length, 12)
            )
            yield Document(sentences[0][:5], sentences)


def queries(count: int, size: int, *, bigrams: bool = True, seed: int = 1) -> Iterator[Query]:
    """Questions on a corpus of that size: 7 words of a passage and 2 others, with bigrams."""
    random = np.random.default_rng((seed, size, 99))
    words, weights = _words(), _word_weights()
    for _ in range(count):
        ranks, lengths = _passages(seed, int(random.integers(0, -(-size // _BATCH))))
        passage = int(random.integers(0, min(_BATCH, size)))
        distinct = np.unique(ranks[passage, : lengths[passage]])
        chance = np.log(distinct + 3.0)
        own = random.choice(distinct, min(7, len(distinct)), replace=False, p=chance / chance.sum())
        other = np.searchsorted(weights, random.random(2) * weights[-1])
        terms = [_terms(words[rank], bigrams) for rank in (*own.tolist(), *other.tolist())]
        groups = [_group(own_terms[0], 1.0) for own_terms in terms]
        groups += [_group(bigram, 0.5) for own_terms in terms for bigram in own_terms[1:]]
        yield tuple(groups)


@cache
def _word_weights() -> npt.NDArray[np.float64]:
    return np.cumsum(1 / (np.arange(WORDS) + 2.7) ** 1.15)


@cache
def _words() -> list[str]:
    """All words, by rank."""
    random = np.random.default_rng(7)
    weights = np.cumsum(1 / (np.arange(SYLLABLES) + 6.0) ** 1.1)
    drawn = np.searchsorted(weights, random.random((WORDS, 4)) * weights[-1])
    ranks = np.arange(WORDS)
    sizes = 1 + (random.random(WORDS) < np.minimum(0.95, ranks / 100)).astype(int)
    sizes += (random.random(WORDS) < 0.3).astype(int) + (ranks > WORDS // 20)
    letters = [chr(_HANGUL + 9 * syllable) for syllable in range(SYLLABLES)]
    return [
        "".join(letters[syllable] for syllable in row[:size])
        for row, size in zip(drawn.tolist(), sizes.tolist(), strict=True)
    ]


def _passages(seed: int, batch: int) -> tuple[Ranks, list[int]]:
    """The ranks of the words of a batch of passages (passages, LONGEST), and their lengths."""
    random = np.random.default_rng((seed, batch))
    weights = _word_weights()
    ranks = np.searchsorted(weights, random.random((_BATCH, LONGEST)) * weights[-1])
    again = random.random((_BATCH, LONGEST)) < BURST
    source = random.random((_BATCH, LONGEST))
    rows = np.arange(_BATCH)
    for i in range(1, LONGEST):
        before = ranks[rows, (source[:, i] * i).astype(np.int64)]
        ranks[:, i] = np.where(again[:, i], before, ranks[:, i])
    return ranks, random.integers(SHORTEST, LONGEST + 1, _BATCH).tolist()


def _terms(word: str, bigrams: bool) -> tuple[str, ...]:
    """The word, and its bigrams."""
    return (word, *("#" + word[i : i + 2] for i in range(len(word) - 1) if bigrams))


def _group(term: str, weight: float) -> Group:
    return Group(((WeightedTerm(term, weight),),))
