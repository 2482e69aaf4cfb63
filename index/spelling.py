"""Folds text so that two spellings of one name compare equal, and remembers where it stood."""

import re
import unicodedata
from dataclasses import dataclass

# Full stops and apostrophes are inside names too (U.S., McDonald's); a slash and an ampersand
# tell names apart (9/11, P&G) and stay.
_SEPARATORS = frozenset("-‐‑‒–—·•‧・ㆍ.'’‘_")
_DROPPED = dict.fromkeys(map(ord, _SEPARATORS))
_NUMBERS = re.compile(r"\d\D+\d")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text[i]` came from `origins[i]` of the original; `gaps` are places after white space."""

    text: str
    origins: tuple[int, ...]
    gaps: frozenset[int]

    def adjoins(self, place: int) -> bool:
        """Nothing was dropped between the character at `place` and the one before it."""
        return 0 < place < len(self.text) and self.origins[place] <= self.origins[place - 1] + 1


def fold(text: str) -> Folded:
    """Lower case, NFKC, without separators; between two digits a separator stays as a full stop.

    (6·25 and 6.25 are one, 625 is another.)
    """
    out: list[str] = []
    origins: list[int] = []
    gaps: set[int] = set()
    dropped = spaced = False
    for place, original in enumerate(text):
        if original.isspace() or original in _SEPARATORS:
            dropped, spaced = True, spaced or original.isspace()
            continue
        for char in unicodedata.normalize("NFKC", original).lower():
            if char.isspace():
                continue
            if dropped and out and out[-1].isdigit() and char.isdigit():
                out.append(".")
                origins.append(place - 1)
            if spaced:
                gaps.add(len(out))
            dropped = spaced = False
            out.append(char)
            origins.append(place)
    return Folded("".join(out), tuple(origins), frozenset(gaps))


def key(spelling: str) -> str:
    """What the spellings that differ only in capitals, spaces and hyphens share."""
    return fold(spelling).text if _NUMBERS.search(spelling) else bare(spelling).lower()


def bare(spelling: str) -> str:
    """The spelling without separators, its capitals kept."""
    return "".join(unicodedata.normalize("NFKC", spelling).translate(_DROPPED).split())


def kind(char: str) -> str:
    """The script class that decides where a word may begin and end: `h`angul, `d`igit…"""
    if "가" <= char <= "힣":
        return "h"
    if char.isdigit():
        return "d"
    return "a" if char.isalpha() else "o"


_PARTICLES = """
은 는 이 가 을 를 의 에 와 과 도 만 로 으로 에서 에게 한테 께서 께
부터 까지 보다 처럼 마다 조차 마저 밖에 이나 나 이랑 랑 하고 이며 며 이란 란 이라 라
이라는 라는 이라고 라고 이든 든 이고 고 이다 다 인 인가 인지 였 이었 입니다 이에요 예요 이야
야 씨 님 측 호 대로 같은 요 이요 들 인데 이면 면 쯤 정도
"""
_TAIL = re.compile("(?:" + "|".join(sorted(_PARTICLES.split(), key=len, reverse=True)) + ")+")


def is_particles(tail: str) -> bool:
    """Only particles and endings follow the noun, so the noun is a word of its own."""
    return _TAIL.fullmatch(tail) is not None
