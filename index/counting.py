"""What a question counts (몇 명, how many people), and what counts it in an answer."""

import re
from collections.abc import Iterable, Sequence

from index.spelling import is_particles

_HOW_MANY = re.compile(r"몇\s?([가-힣]+( 국어| 언어| 나라)?( 말)?)")
_HOW_MANY_ENGLISH = re.compile(r"\bhow many ((?:[a-z'-]+ ?){1,4})")
_AMOUNT = (
    r"(\d[\d,.]*+|(열|스물|서른|마흔|쉰)?(한|두|세|네|다섯|여섯|일곱|여덟|아홉)|열|스무|수십|수백|수천|수만)"
    r"(\s?여)?(\s?[십백천만억조]++(\s?\d[\d,.]*+)?)*(\([^()]{1,9}\))?\s?여?\s?"
)
_BEHIND = r"(?=[은는이가을를의과와로에도만씩쯤부보밖짜까으]|[\s,.)·]|$|[가-힣]{1,2}[\s,.])"
_ENGLISH_AMOUNT = (
    r"\b(\d[\d,.]*|(an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen"
    r"|(twen|thir|for|fif|six|seven|eigh|nine)ty|dozens|hundreds|thousands|millions)(-[a-z]+)?)"
    r"( (hundred|thousand|million|billion))*( of)?( [a-z-]+){0,2} "
)


class Counting:
    """How things are counted, from a table.

    `korean` are counters, each with what may stand for it ("명|인|사람"); `english` are lines of
    English nouns with their Korean counters ("ships vessels = 척").
    """

    def __init__(self, korean: Iterable[str], english: Iterable[str]) -> None:
        self._korean = {row.split("|")[0]: row for row in korean}
        self._english: dict[str, tuple[list[str], str]] = {}
        for line in english:
            left, _, counters = line.partition(" = ")
            nouns = left.split()
            self._english |= dict.fromkeys(nouns, (nouns, counters))

    def amount(self, question: str) -> re.Pattern[str] | None:
        """What an amount looks like of what a lower-case question counts, as far as is known."""
        asked, english = _HOW_MANY.search(question), _HOW_MANY_ENGLISH.search(question)
        if asked and (counter := self._counter(asked[1])):
            same = {noun for noun, (_, of) in self._english.items() if counter in of.split("|")}
            return _pattern(self._korean[counter], sorted(same))
        known = [one for one in english[1].split() if one in self._english] if english else []
        if not known:
            return None
        nouns, counters = self._english[known[0]]
        return _pattern(counters, nouns)

    def _counter(self, word: str) -> str | None:
        """The longest of the counters that the word behind 몇 is (명이나, but in 자녀 no 자)."""
        fits = (
            name
            for name in self._korean
            if word == name or (word.startswith(name) and is_particles(word[len(name) :]))
        )
        return max(fits, key=len, default=None)


def _pattern(counters: str, nouns: Sequence[str]) -> re.Pattern[str]:
    korean = rf"{_AMOUNT}(개\s)?({counters}){_BEHIND}"
    if counters.split("|")[0] in ("개", "곳", "군데"):
        korean += r"|(?<![가-힣])하나(?=뿐|밖에)"
    return re.compile(rf"{korean}|{_ENGLISH_AMOUNT}({'|'.join(nouns)})\b" if nouns else korean)
