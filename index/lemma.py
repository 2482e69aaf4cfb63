"""English words to lemmas, on both sides alike: holds, holding → hold; colours → color."""

import re
from functools import cache, lru_cache

from index.wordlist import load_lines

_SHORTEST = 3
_CACHED = 1 << 16  # words; an index holds each word many times
# British spellings become American ones where these are words: nationalise, labour, theatre.
_AMERICAN = (
    (re.compile(r"(?<=[a-z]{2}[^aeiou])is(e|er|ation)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})yse$"), "yze"),
    (re.compile(r"(?<=[a-z]{2})our(?=$|able$|ite$|less$|hood$)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[bt])re$"), "er"),
    (re.compile(r"ogue$"), "og"),
    (re.compile(r"(?<=[nf])ce$"), "se"),
    (re.compile(r"mme$"), "m"),
)
# Words that no one spells so, though the dictionary has it (surprize).
_NEVER = frozenset({"advertise", "advise", "comprise", "expertise", "merchandise", "surprise"})


@lru_cache(maxsize=_CACHED)
def lemma(word: str) -> str:
    """The lemma in lower case; abbreviations and words that are not English stay as they are."""
    if word.endswith("s") and word[:-1].isupper() and len(word) >= _SHORTEST:
        word = word[:-1]  # GPUs, CEOs: the dictionary knows no plurals of abbreviations
    lowered = word.lower()
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha() or word.isupper():
        return lowered
    return _shipped().get(lowered) or by_dictionary(lowered)


def by_dictionary(lowered: str) -> str:
    """The lemma of a word in lower case by simplemma's dictionary."""
    import simplemma  # loads 31 MB at the first word

    found = _forms().get(lowered) or simplemma.lemmatize(lowered, "en").lower()
    return _american(_forms().get(found, found))


def _american(word: str) -> str:
    import simplemma

    if word in _NEVER:
        return word
    spelled = (british.sub(new, word) for british, new in _AMERICAN if british.search(word))
    return next((one for one in spelled if simplemma.is_known(one, "en")), word)


@cache
def _shipped() -> dict[str, str]:
    """The words of the lists that ship, which need no dictionary (index/data/lemmas.txt)."""
    pairs = (line.partition("=") for _, line in load_lines("lemmas.txt"))
    return {word: lemma or word for word, _, lemma in pairs}


@cache
def _forms() -> dict[str, str]:
    """Words and their lemmas that the dictionary lacks (index/data/english_forms.txt)."""
    return dict(line.split("=") for _, line in load_lines("english_forms.txt"))
