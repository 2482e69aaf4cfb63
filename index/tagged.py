"""What of a tagged token is a term: Kiwi's tags, and signs and numerals that are read as others."""

import re
from functools import cache

from index.lemma import lemma

# Nouns, Latin words, numbers, Hanja, roots, verbs and adjectives; particles, endings and signs
# are left out.
CONTENT_TAGS = ("NN", "SL", "SN", "SH", "XR", "VV", "VA")
_CONTENT, _TAG = frozenset(CONTENT_TAGS), 2  # of a tag as VV-I, what tells the part of speech
VERB_TAGS = ("VV", "VA")  # as the first letters of a tag
LATIN_TAG, NUMBER_TAG, NUMERAL_TAG = "SL", "SN", "NR"
NOUN_TAG, NAME_TAG = "NNG", "NNP"
COUNTER_TAG = "NNB"  # 명, 호
# Numerals before what they count are numbers: 두 번째 is the 2nd, and 첫 번째 is not.
_NUMERALS = {
    "첫": "1", "첫째": "1", "두": "2", "둘": "2", "둘째": "2", "세": "3", "셋": "3", "셋째": "3",
    "네": "4", "넷": "4", "넷째": "4", "다섯": "5", "여섯": "6", "일곱": "7", "여덟": "8",
    "아홉": "9", "열": "10",
}  # fmt: skip
NUMBER_END = ".,"  # Kiwi takes the full stop of an English sentence along (2024.)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")  # 1,750 is 1750
_ZEROS = re.compile(r"\A0+(?=\d)")  # 2025-09-20 is of 9월
# Adverbs are terms where they are nouns elsewhere (지금 있는 곳, 지금은 그곳에 있다) or say 처음.
_ADVERBS = frozenset(["지금", "이제", "오늘", "현재", "혼자", "원래", "먼저"])
# Signs are read as the words that they stand for, most of which say what is counted.
_SIGNS = {
    "%": ("퍼센트", COUNTER_TAG), "$": ("달러", COUNTER_TAG), "€": ("유로", COUNTER_TAG),
    "£": ("파운드", COUNTER_TAG), "¥": ("엔", COUNTER_TAG), "@": ("골뱅이", NOUN_TAG),
}  # fmt: skip


@cache
def match_options() -> int:
    """What Kiwi may take for one token: not #스크린샷, @everyone, 2025-09-20, which are words."""
    from kiwipiepy import Match

    options: int = Match.ALL & ~(Match.HASHTAG | Match.MENTION | Match.SERIAL)
    return options


def term_of(form: str, tag: str) -> tuple[str, str] | None:
    """The term of a token and its tag, where it has content."""
    if tag == NUMBER_TAG:
        return _ZEROS.sub("", _THOUSANDS.sub("", form.rstrip(NUMBER_END))), tag
    if tag[:_TAG] in _CONTENT:
        return (lemma(form) if tag == LATIN_TAG else form.lower()), tag
    if form in _NUMERALS and tag in (NUMERAL_TAG, "MM"):
        return _NUMERALS[form], NUMERAL_TAG
    if form in _ADVERBS:
        return form, NOUN_TAG
    return _SIGNS.get(form)
