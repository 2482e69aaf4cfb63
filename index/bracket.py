"""Tells which parts of a bracket are other names of what stands before it."""

import re

from index.bracket_words import bracket_words
from index.likeness import similarity

# Hangul and Latin spellings of one name score .85–1, different words seldom over .75.
_SOUNDS_ALIKE = 0.78
_SHORT_NOUN = 2  # syllables: 제도, 기구, 은행 end a longer name
_LONGEST_INITIALS = 3  # longer capitals may be a word (아미(ARMY)), so their sound is tried

_HANGUL_END = re.compile("[가-힣]{2,}$|[A-Z]+[가-힣]$")
_ONE_NAME = re.compile(r"^[가-힣]+(?: [가-힣]+){0,3}$")
_ACRONYM = re.compile(r"^(?=(?:.*[A-Z]){2})[A-Z][A-Za-z0-9&\-]{1,7}$")
_TITLE = re.compile(
    r"^[A-Z][\w.&'’\-]*"
    r"(?: (?:of|for|the|and|de|da|van|von|to|on|in|at|&|[A-Z0-9][\w.&'’\-]*)){0,6}$"
)
_LATIN = re.compile(r"^[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ.'’\- ]*$")
_HANJA = re.compile(r"^[一-鿿]{2,4}$")

_SAID = "이하에서는|이하|일명|약칭|통칭|별칭|약자|줄여서|줄임말|구칭|옛|구|현|별명|본명|필명|예명"
_MARKED = re.compile(rf"^(?:{_SAID})(?:(?::|：| )\s*(?=\S)|(?=['‘\"“]))")
_LANGUAGE = re.compile(
    r"^(?:영어|영문|독일어|프랑스어|스페인어|이탈리아어|라틴어|英|영|한글|한국어)"
    r"(?: ?명칭|판| ?이름|명)?\s*[:：]\s*|^영문명?\s+|^(?:영어|영문)\s+(?=[A-Z])"
)
QUOTES = "'‘’\"“”「」『』《》<>〈〉 "
_PARTS = re.compile(r"\s*[,;/]\s*|\s*·\s*(?=[A-Z])|(?<=[A-Za-z])\s*·\s*")

_PAST = "했갔왔봤났섰셨샀렸켰졌쳤혔웠줬뒀였었겠됐"
VERB = re.compile(rf"(?:[{_PAST}하한있없이된는인]다|니다|[어아해지]요)$")
_VERBAL = re.compile(
    r"(?:[다요까죠음함됨임며고]|는데|지만|[하되있없]는|[은는을를에의도만]|에서|으로"
    r"|이후|이전)$"
)
_ROLE = re.compile(
    "(?:대표|회장|사장|교수|의원|장관|감독|총리|이사|원장|기자|팀장|선수|시장|총장)$"
)
_MODIFIER = re.compile(r"[은는을를의에와과도로서한된인던다며고]$")


def names(lefts: list[str], inside: str) -> tuple[str, ...]:
    """The name and what the bracket calls it; empty when the bracket holds no name."""
    left = ""
    found: list[str] = []
    for part in _PARTS.split(inside):
        name, marked = _bare(part)
        if chosen := _left_of(name, [left] if left else lefts, marked):
            left = chosen
            found.append(name)
    unlike = dict.fromkeys(name for name in found if name.lower() != left.lower())
    return (left, *unlike) if unlike else ()


def _bare(part: str) -> tuple[str, bool]:
    """A part without quotes and labels, and whether a label says that it is a name."""
    unlabelled = _LANGUAGE.sub("", part.strip())
    name = _MARKED.sub("", unlabelled)
    return name.strip(QUOTES), name != unlabelled


def _left_of(name: str, lefts: list[str], marked: bool) -> str | None:
    """Which of the lefts `name` is another name of."""
    if _ACRONYM.match(name):
        if name in bracket_words().roles:
            return None
        heard = _alike(name, lefts) if len(name) > _LONGEST_INITIALS else None
        return _spelled_out(name, lefts) or heard or _phrase(lefts, name)
    if _LATIN.match(name):
        return _latin_of(name, lefts, marked)
    if _ONE_NAME.match(name) and name not in bracket_words().generic:
        return _hangul_of(name, lefts, marked)
    if _HANJA.match(name):
        return next((left for left in lefts[:1] if _is_person(left, name)), None)
    return None


def _latin_of(name: str, lefts: list[str], marked: bool) -> str | None:
    if alike := _alike(name, lefts):
        return alike
    if any(_ACRONYM.match(left) for left in lefts[:1]):
        return lefts[0] if _is_initials(lefts[0], name) else None
    title = _TITLE.match(name) and (marked or len(name.split()) > 1)
    if title and similarity(lefts[0], name.split()[-1]) >= _SOUNDS_ALIKE:
        return None  # a transliteration whose first words were not found: 컴퍼니(Shelby Company)
    phrase = _phrase(lefts) if title else None
    return phrase if phrase and (marked or len(phrase) > _SHORT_NOUN) else None


def _hangul_of(name: str, lefts: list[str], marked: bool) -> str | None:
    if marked and len(name) > 1 and not _ROLE.search(name):
        return _phrase(lefts) or lefts[0]
    if len(name) < 2 or _VERBAL.search(name):
        return next((left for left in lefts if _abbreviates(name, left)), None)
    if lefts[0].isascii():
        short = len(lefts[0]) == 1 or _ACRONYM.match(lefts[0])
        plain = short and lefts[0] not in bracket_words().roles and len(name.split()) <= 3
        return lefts[0] if plain else _alike(name, lefts)
    for left in lefts:
        if _abbreviates(name, left) or _abbreviates(left, name):
            return left
    return None


def _alike(name: str, lefts: list[str]) -> str | None:
    """The left that sounds most like the name, in the other script."""
    other = [left for left in lefts if left[0].isascii() != name[0].isascii()]
    best = max(other, key=lambda left: similarity(name, left), default=None)
    return best if best and similarity(name, best) >= _SOUNDS_ALIKE else None


def _spelled_out(acronym: str, lefts: list[str]) -> str | None:
    return next((left for left in lefts if left.isascii() and _is_initials(acronym, left)), None)


def _is_initials(acronym: str, words: str) -> bool:
    """WHO of World Health Organization; MS of Microsoft."""
    letters = [letter for letter in acronym.lower() if letter.isalpha()]
    initials = [word[0].lower() for word in re.findall(r"[A-Za-z]+", words)]
    if len(initials) == 1:
        return words[0].isupper() and _in_order("".join(letters), words.lower())
    capitals = [word[0].lower() for word in re.findall(r"[A-Z][A-Za-z]*", words)]
    return letters in (initials, capitals)


def _phrase(lefts: list[str], acronym: str = "") -> str | None:
    """The Hangul noun phrase: its last word, or more when that is too short to be a name.

    Short words are taken up to one for each letter: 국제 통화 기금(IMF).
    """
    chosen = ""
    for count, left in enumerate(lefts, start=1):
        added = left.removesuffix(chosen).strip()
        if not _HANGUL_END.search(left) or VERB.search(left):
            break
        if chosen and (_MODIFIER.search(added) or added in bracket_words().before):
            break
        last = lefts[0] if count > 1 else ""
        letters = len(acronym) if len(last) <= _SHORT_NOUN + 1 else 0
        if chosen and count > letters and len(chosen.replace(" ", "")) > _SHORT_NOUN:
            break
        chosen = left
    return chosen if len(chosen) >= _SHORT_NOUN and chosen not in bracket_words().generic else None


def _abbreviates(short: str, long: str) -> bool:
    """공정위 of 공정거래위원회: its syllables in order, from the first; not its first word."""
    if not 2 <= len(short) < len(long) or len(long) < 4 or long.startswith(short + " "):
        return False
    if any(_MODIFIER.search(word) for word in long.split()[:-1]):
        return False  # a clause, no name
    if len(short) > 2 and short[-1] == long[-1] and " " not in long:
        return _in_order(short, long[long.find(short[0]) :])
    return _in_order(short, long)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return short[:1] == long[:1] and all(letter in rest for letter in short)


def _is_person(hangul: str, hanja: str) -> bool:
    known = bracket_words().surnames.get(hangul[0], "")
    return len(hangul) == len(hanja) == 3 and hanja[0] in known
