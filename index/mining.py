"""Mines names from what an article puts in brackets: 마이크로소프트(MS), 한국은행(한은)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.sound import similarity

# Hangul and Latin spellings of one name score .85–1, different words seldom over .75.
_SOUNDS_ALIKE = 0.78
_MOST_WORDS = 5
_LONGEST_INITIALS = 3  # longer capitals may be a word (아미(ARMY)), so their sound is tried
_SHORT_NOUN = 2  # syllables: 제도, 기구, 은행 end a longer name

# The noun phrases of a text as (start, end), for instance from a morphological analyzer.
Nouns = Callable[[str], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class MinedAlias:
    """Names that `evidence`, at `start` of the article's text, says are one."""

    names: tuple[str, ...]
    article: str
    start: int
    evidence: str


_BRACKET = re.compile(r"(?<=[\w가-힣'’”\"」》>])( ?)[(（]([^()（）\n]{2,80})[)）]")
_WORD = re.compile(r"[\w&.+\-·]+$")
_QUOTED = re.compile(r"['‘\"“「『《<〈]([^'‘’\"“”「」『』《》<>〈〉\n]{2,30})['’\"”」』》>〉]$")
_HANGUL_END = re.compile("[가-힣]{2,}$|[A-Z]+[가-힣]$")
_VERB = re.compile("(?:[하했한있없이였었겠됐된는인]다|니다|[어아해지]요)$")
_ONE_NAME = re.compile(r"^[가-힣]+(?: [가-힣]+){0,3}$")
_ACRONYM = re.compile(r"^(?=(?:.*[A-Z]){2})[A-Z][A-Za-z0-9&\-]{1,7}$")
_TITLE = re.compile(r"^[A-Z][\w.&'’\-]*(?: (?:of|for|the|and|de|da|van|von|to|on|in|at|&|"
                    r"[A-Z0-9][\w.&'’\-]*)){0,6}$")  # fmt: skip
_LATIN = re.compile(r"^[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ.'’\- ]*$")
_HANJA = re.compile(r"^[一-鿿]{2,4}$")

_SAID = r"이하에서는|이하|일명|약칭|통칭|별칭|약자|줄여서|줄임말|구칭|옛|舊|구|현|별명|본명|필명|예명"
_MARKED = re.compile(rf"^(?:{_SAID})(?::|：| )\s*(?=\S)|^(?:{_SAID})(?=['‘\"“])")
_LANGUAGE = re.compile(
    r"^(?:영어|영문|미국식|영국식|독일어|프랑스어|스페인어|이탈리아어|라틴어|英|영|한글|한국어)"
    r"(?: ?명칭|판| ?이름|명)?\s*[:：]\s*|^영문명?\s+|^(?:영어|영문)\s+(?=[A-Z])"
)
_QUOTES = "'‘’\"“”「」『』《》<>〈〉 "
_PARTS = re.compile(r"\s*[,;/]\s*|\s*·\s*(?=[A-Z])|(?<=[A-Za-z])\s*·\s*")

# Capitals in brackets that say what the person or thing is, not what it is called.
_ROLES = frozenset(
    "CEO CFO CTO COO CMO CIO CSO PD MC DJ MVP FW MF DF GK TV OST EP LP CD DVD BD AD BC BCE CE AM PM "
    "KST UTC GMT JST EST PST ISBN ISSN PDF URL OECD기준 ID PC AB RH II III IV VI VII VIII IX XI USD "
    "KRW EUR JPY PhD MBA KO TKO NBA기준 DNF WO MLB시절".split()
)
_GENERIC = frozenset(
    "회사 기업 제도 조직 단체 약자 영어 기준 시간 이름 대통령 교수 기자 감독 대표 선수 위원장 장관 의원 "
    "등급 단위 표준 방식 것 등 때 이상 이하 미만 정도 당시 현재 사진 그림 제목 결과 경우 이것 오전 오후 "
    "위원회 협회 기구 연구소 대학 대학교 정부 본부 당 측 프로그램 시스템 프로젝트 서비스 사람 인물 여성 남성 남자 여자 국립대학교 대한민국 한국 미국 일본 중국 국가 지역".split()
)
_ROLE = re.compile("(?:대표|회장|사장|교수|의원|장관|감독|총리|이사|원장|기자|팀장|선수|시장|총장)$")
# Words that stand before a name and are none of it.
_NO_NAME = frozenset(
    "또 또한 및 각각 이번 지난 지난해 올해 작년 내년 당시 현재 이후 이전 최근 오늘 어제 모두 다시 결국 특히 "
    "번째 혹은 또는 그 이 저 전 현 구 옛 한 두 세 첫 매 약 총 등 때 후 대 중".split()
)
_VERBAL = re.compile(r"(?:[다요까죠음함됨임며고]|는데|지만|[하되있없]는|[은는을를에의도만]|에서|으로|이후|이전)$")
_MODIFIER = re.compile(r"[은는을를의에와과도로서한된인던]$|[다며고]$")

# Hanja is kept for people only (김영삼(金泳三)): of a common noun nobody asks for it.
_SURNAMES = {
    hangul: hanja
    for hangul, hanja in (
        pair.split("=")
        for pair in "김=金 이=李異 박=朴 최=崔 정=鄭丁 강=姜康 조=趙曺 윤=尹 장=張蔣 임=林任 한=韓 오=吳 서=徐 "
        "신=申辛愼 권=權 황=黃 안=安 송=宋 전=全田錢 홍=洪 유=柳劉兪庾 고=高 문=文 양=梁楊 손=孫 배=裵 백=白 "
        "허=許 남=南 심=沈 노=盧魯 하=河 곽=郭 성=成 차=車 주=朱周 우=禹 구=具丘 민=閔 류=柳 나=羅 진=陳秦晉 "
        "지=池 엄=嚴 채=蔡 원=元 천=千 방=方房 공=孔 현=玄 함=咸 변=卞邊 염=廉 여=呂余 추=秋 도=都 소=蘇 "
        "석=石昔 선=宣 설=薛 마=馬 길=吉 연=延淵 위=魏 표=表 명=明 기=奇 반=潘 왕=王 금=琴 옥=玉 육=陸 인=印 "
        "맹=孟 제=諸 탁=卓 어=魚 은=殷 편=片 용=龍 궁=弓 견=甄 을=乙".split()
    )
}


def mine(article: str, text: str, nouns: Nouns | None = None) -> list[MinedAlias]:
    """The names that the text says are one, in order.

    With `nouns`, the name before a bracket must be a noun phrase that ends there.
    """
    spans = sorted(nouns(text)) if nouns else None
    found: list[MinedAlias] = []
    for bracket in _BRACKET.finditer(text):
        lefts = _lefts(text, bracket.start(), spans)
        if not lefts or (bracket[1] and not lefts[0][-1].isascii()):
            continue
        if names := _names(lefts, bracket[2]):
            start = text.rindex(names[0], 0, bracket.start())
            found.append(MinedAlias(names, article, start, text[start : bracket.end()]))
    return found


def _lefts(text: str, end: int, spans: list[tuple[int, int]] | None) -> list[str]:
    """What the name before the bracket may be, the shortest first, each a slice of the text."""
    line = max(text.rfind("\n", 0, end) + 1, end - 80)
    quoted = _QUOTED.search(text, line, end)
    if quoted and quoted.end() == end:
        return [quoted[1]]
    first = line if spans is None else _phrase_start(text, end, spans)
    words: list[str] = []
    stop = end
    while first < stop and len(words) < _MOST_WORDS and (word := _WORD.search(text, first, stop)):
        words.append(text[word.start() : end])
        stop = word.start() - 1
        if stop < first or text[stop] != " ":
            break
    return [] if words and spans is None and _VERB.search(words[0]) else words


def _phrase_start(text: str, end: int, spans: list[tuple[int, int]]) -> int:
    """Where the noun phrase before `end` begins; `end` itself when none ends there."""
    start = end
    for first, last in reversed(spans):
        if last == start or (last == start - 1 < end - 1 and text[last] == " "):
            start = first
    return start


def _names(lefts: list[str], inside: str) -> tuple[str, ...]:
    """The name and what the bracket calls it; empty when the bracket holds no name."""
    left, names = "", []
    for part in _PARTS.split(inside):
        name, marked = _bare(part)
        if chosen := _left_of(name, [left] if left else lefts, marked):
            left = chosen
            names.append(name)
    unlike = dict.fromkeys(name for name in names if name.lower() != left.lower())
    return (left, *unlike) if unlike else ()


def _bare(part: str) -> tuple[str, bool]:
    """A part without quotes and labels, and whether a label says that it is a name."""
    unlabelled = _LANGUAGE.sub("", part.strip())
    name = _MARKED.sub("", unlabelled)
    return name.strip(_QUOTES), name != unlabelled


def _left_of(name: str, lefts: list[str], marked: bool) -> str | None:
    """Which of the lefts `name` is another name of."""
    if _ACRONYM.match(name):
        if name in _ROLES:
            return None
        heard = _alike(name, lefts) if len(name) > _LONGEST_INITIALS else None
        return _spelled_out(name, lefts) or heard or _phrase(lefts, name)
    if _LATIN.match(name):
        return _latin_of(name, lefts, marked)
    if _ONE_NAME.match(name) and name not in _GENERIC:
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
        plain = short and lefts[0] not in _ROLES and len(name.split()) <= 3
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
    small = [w[0].lower() for w in re.findall(r"[A-Za-z]+", words) if w[0].isupper()]
    return letters in (initials, small)


def _phrase(lefts: list[str], acronym: str = "") -> str | None:
    """The Hangul noun phrase: its last word, or more when that is too short to be a name.

    Short words are taken up to one for each letter: 국제 통화 기금(IMF).
    """
    chosen = ""
    for count, left in enumerate(lefts, start=1):
        added = left.removesuffix(chosen).strip()
        if not _HANGUL_END.search(left) or _VERB.search(left):
            break
        if chosen and (_MODIFIER.search(added) or added in _NO_NAME):
            break
        last = lefts[0] if count > 1 else ""
        letters = len(acronym) if len(last) <= _SHORT_NOUN + 1 else 0
        if chosen and count > letters and len(chosen.replace(" ", "")) > _SHORT_NOUN:
            break
        chosen = left
    return chosen if len(chosen) >= _SHORT_NOUN and chosen not in _GENERIC else None


def _abbreviates(short: str, long: str) -> bool:
    """공정위 of 공정거래위원회: its syllables in order, from the first; not its first word."""
    if not 2 <= len(short) < len(long) or len(long) < 4 or long.startswith(short + " "):
        return False
    if len(short) > 2 and short[-1] == long[-1] and " " not in long:
        return _in_order(short, long[long.find(short[0]) :])
    return _in_order(short, long)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return short[:1] == long[:1] and all(letter in rest for letter in short)


def _is_person(hangul: str, hanja: str) -> bool:
    known = _SURNAMES.get(hangul[0], "")
    return len(hangul) == len(hanja) == 3 and hanja[0] in known
