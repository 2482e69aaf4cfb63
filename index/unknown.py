"""What a word may be that the articles do not have as it stands in the question."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.analyzer import Morpheme, bigrams
from index.misspelled import meant
from index.question import Way
from index.spelling import is_particles
from index.tagged import COUNTER_TAG, NAME_TAG, NUMBER_TAG

STRIPPED = 0.95  # a name that Kiwi does not know takes its particle along (커리코랑)
SPELLED = 0.9
LETTERS = 0.8  # every two letters of the word stand together: it was cut up there in another way
YEAR = 0.8
_SHORT_YEAR, _CENTURIES = 2, ("20", "19")
_YEAR = re.compile(r"\s?년(?!\s?(간|동안|째|만에|이나|뒤|후|전|넘|이상|차|마다|씩|짜리|생))")
_PARTED = 3  # pairs of letters of two words in one
_LONGER = 3  # letters of a name that hardly any other words are
_SHORTEST = 2  # letters of a name that is looked for without its particle
_VESSEL = "호"  # behind the name of a ship or a probe
_TORN = re.compile(r"[가-힣]{2,}")  # what may be a name that was taken for a verb
_HANGUL_WORD = re.compile(r"[가-힣]+")

# The names of the Latin letters in Hangul, the longest first (더블유 before 유).
_LETTERS = {
    "더블유": "w", "에이치": "h", "에이": "a", "비": "b", "씨": "c", "시": "c", "디": "d",
    "이": "e", "에프": "f", "지": "g", "쥐": "g", "아이": "i", "제이": "j", "케이": "k", "엘": "l",
    "엠": "m", "엔": "n", "오": "o", "피": "p", "큐": "q", "알": "r", "아르": "r", "에스": "s",
    "티": "t", "유": "u", "브이": "v", "엑스": "x", "와이": "y", "제트": "z",
}  # fmt: skip
_LETTER = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))
_SPELLED_OUT = re.compile(f"(?:{_LETTER.pattern}){{2,}}")

Df = Callable[[str], int]


def unknown_ways(surface: str, df: Df) -> Iterator[Way]:
    """The ways in which a word of the question may match that no article has as a term."""
    word = surface.lower()
    if stripped := next((one for one in _heads(word) if df(one)), None):
        yield Way(stripped, (stripped,), STRIPPED, "particle", same=True)
    if (spelled := spelled_out(word)) and df(spelled):
        yield Way(spelled, (spelled,), SPELLED, "letters", same=True)
    yield from by_letters(surface, df)


def _joined_syllables(morphemes: Sequence[Morpheme], df: Df) -> list[Morpheme]:
    """The morphemes, two nouns of one syllable each as the one that they are in the articles."""
    found: list[Morpheme] = []
    for one in morphemes:
        before = found[-1] if found else one
        both = before.term + one.term
        syllables = len(both) == before.end - before.start + one.end - one.start == 2
        nouns = before.tag.startswith("NN") and one.tag.startswith("NN")
        if syllables and nouns and before.end == one.start and df(both):
            found[-1] = Morpheme(both, NAME_TAG, before.start, one.end)
        elif nouns and one.term == _VESSEL and before.end == one.start:
            found.append(replace(one, tag=COUNTER_TAG))  # 보이저호 is 보이저, and no lake
        else:
            found.append(one)
    return found


def whole_years(text: str, number: Morpheme, df: Df) -> Iterator[Way]:
    """The years that one of two digits may be (24년: 2024년), no number of years (24년 동안)."""
    if (
        number.tag == NUMBER_TAG
        and len(number.term) == _SHORT_YEAR
        and _YEAR.match(text, number.end)
    ):
        for century in _CENTURIES:
            if df(century + number.term):
                yield Way(century + number.term, (century + number.term,), YEAR, "year")


def by_letters(surface: str, df: Df, *, same: bool = False) -> Iterator[Way]:
    """A word inside another one (방탄 in 방탄소년단), or cut up there in another way."""
    if pairs := letter_pairs(surface.lower(), df) or parted(surface.lower(), df):
        yield Way(surface, pairs, LETTERS, "pairs of letters", same=same)


def whole_names(text: str, morphemes: Sequence[Morpheme], df: Df) -> list[Morpheme]:
    """The morphemes of a question, with words of the articles whole that Kiwi took apart.

    Alone, 나델라는 looks like a form of 덜다; after 사티아, in an article, it is of a name. No
    article has that verb, but the name, or all its pairs of letters. And what is two nouns of one
    syllable here (승 + 해) may be one there.
    """
    found = _joined_syllables(morphemes, df)
    for word in _TORN.finditer(text):
        inside = [one for one in found if word.start() <= one.start < word.end()]
        if name := _name(word[0], word.start(), inside, df):
            whole = Morpheme(name, NAME_TAG, word.start(), word.start() + len(name))
            found = sorted([*(one for one in found if one not in inside), whole], key=_start)
    return found


def _name(word: str, start: int, inside: Sequence[Morpheme], df: Df) -> str | None:
    """The name of the articles that a word is whose parts are `inside`, if they mislead."""
    names = (*_heads(word), word)
    if len(names[0]) < _LONGER:
        # 온 + 결 is 온결 where that is the commoner word.
        known = max((df(one.term) for one in inside), default=0)
        if all(len(one.term) == 1 and one.tag.startswith("NN") for one in inside) and known:
            return next((one for one in names if df(one) > known), None)
    if len(word) < _LONGER or not inside or any(_is_told(one, start, df) for one in inside):
        return None
    return next((one for one in names if _is_name(one, df)), None)


def _is_told(morpheme: Morpheme, start: int, df: Df) -> bool:
    """Whether a part of a word that begins at `start` is a word of the articles, or its noun."""
    noun = morpheme.tag.startswith("NN")
    return bool(df(morpheme.term)) or (noun and morpheme.start == start)


def _is_name(word: str, df: Df) -> bool:
    """Whether the articles have it as a term, as its pairs of letters, or but for a slip."""
    cut_up = len(word) > _SHORTEST and bool(letter_pairs(word, df))
    return bool(df(word)) or cut_up or bool(meant(word, df))


def letter_pairs(word: str, df: Df) -> tuple[str, ...]:
    """The bigrams of a word when the articles have them all; none for an English word.

    Its letters are those of any other, and in Korean prose there are few.
    """
    pairs = () if word.isascii() else tuple(dict.fromkeys(bigrams(word)))
    return pairs if all(map(df, pairs)) else ()


def parted(word: str, df: Df) -> tuple[str, ...]:
    """The bigrams of a word that the articles write as two (엽기적인그녀), but the one between."""
    pairs = () if word.isascii() else tuple(dict.fromkeys(bigrams(word)))
    known = [bool(df(pair)) for pair in pairs]
    if len(pairs) < _PARTED or known.count(False) != 1 or not (known[0] and known[-1]):
        return ()
    return tuple(pair for pair, there in zip(pairs, known, strict=True) if there)


def spelled_out(word: str) -> str | None:
    """The Latin letters that a Hangul word names (엠알엔에이: mrna); None for any other word."""
    if not _SPELLED_OUT.fullmatch(word):
        return None
    return _LETTER.sub(lambda name: _LETTERS[name[0]], word)


def longer_names(text: str, least: int) -> Iterator[str]:
    """The word at the beginning of the text with the particles that may belong to a name.

    `least` letters are the name without them; between them and the end are only particles.
    """
    word = _HANGUL_WORD.match(text)
    whole = word[0] if word else ""
    for end in range(least + 1, len(whole) + 1):
        behind = whole[end:]
        if is_particles(whole[least:end]) and (not behind or is_particles(behind)):
            yield whole[:end]


def _heads(word: str) -> Iterator[str]:
    """The beginnings of the word behind which only particles stand, the longest first."""
    for end in range(len(word) - 1, _SHORTEST - 1, -1):
        if is_particles(word[end:]):
            yield word[:end]


def _start(morpheme: Morpheme) -> int:
    return morpheme.start
