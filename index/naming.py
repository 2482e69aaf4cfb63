"""Whether a quote tells of somebody who is not in the question: an answer to who."""

import re
from functools import cache

from index.analyzer import Analyzer, Morpheme
from index.cldr import load_names
from index.question import Question, language_of_prose
from index.tagged import LATIN_TAG, NAME_TAG

# Words for people, by their endings and the commonest ones.
_PEOPLE = re.compile(
    "[가-힣]{2,}자|[가-힣]+(인|님|꾼|객|민|팀|족)"
    "|[가-힣]+(의원|위원|회원|직원|대원|단원|부대|당국|학생)"
    "|여성|남성|여자|남자|아이|학생|어머니|아버지|부모|가족|아들|딸|동생|친구|동료|선수|감독"
    "|의사|교사|기사|판사|검사|변호사|경찰|군대|정부|회사|기업|업체|공방|연구소|대학|단체|협회"
    "|재단|위원회|학회|기관|은행|교회|왕실|황실|총독|군주|신하|스님|목사|신부|병사|귀족|노예|관리"
)
_ENGLISH_PEOPLE = re.compile(
    r"[a-z]+(ers?|ors?|ists?|ians?)|(wo)?m[ae]n|people|child(ren)?|students?|government|company"
    r"|police|army|king|queen|crew"
)
# A name in English: a capital inside a sentence, or two such words in a row.
_ENGLISH_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+|\b[A-Z][a-z]+ [A-Z][a-z]+")


def names_another(analyzer: Analyzer, question: Question, text: str) -> bool:
    """Whether a text names people, or a word for people, that the question does not.

    Names are Kiwi's, nouns that it does not know, and Latin words with a capital; places are none.
    """
    asked = {term for word in question.words for way in word.ways for term in way.terms}
    if language_of_prose(text) == "en":
        names = (name[0].lower() for name in _ENGLISH_NAME.finditer(text))
        people = (word for word in re.findall("[a-z]+", text) if _ENGLISH_PEOPLE.fullmatch(word))
        return any(name not in asked for name in (*names, *people))
    return any(
        one.term not in asked and one.term not in _places() and _is_somebody(one, text)
        for one in analyzer.quoted(text)
    )


def _is_somebody(one: Morpheme, text: str) -> bool:
    if one.tag == LATIN_TAG:
        return text[one.start].isupper()
    if not one.tag.startswith("NN") or len(one.term) < 2:
        return False
    unknown = not one.rank
    return one.tag == NAME_TAG or unknown or _PEOPLE.fullmatch(one.term) is not None


@cache
def _places() -> frozenset[str]:
    """The Korean names of countries, cities and the like."""
    return frozenset(korean for name in load_names() for korean in name.korean)
