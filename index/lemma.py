"""English words to lemmas, on both sides alike: holds, holding → hold."""

from functools import lru_cache

_SHORTEST = 3
_CACHED = 1 << 16  # words; an index holds each word many times


@lru_cache(maxsize=_CACHED)
def lemma(word: str) -> str:
    """The lemma in lower case; abbreviations and words that are not English stay as they are."""
    if word.endswith("s") and word[:-1].isupper() and len(word) >= _SHORTEST:
        word = word[:-1]  # GPUs, CEOs: the dictionary knows no plurals of abbreviations
    lowered = word.lower()
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha() or word.isupper():
        return lowered
    import simplemma  # loads its dictionary (a third of a second) at the first English word

    return simplemma.lemmatize(lowered, "en").lower()
