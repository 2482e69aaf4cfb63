"""The English–Korean lexicon: how it is read, and the form of every line that ships."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kiwipiepy import Kiwi

from index.analyzer import Analyzer
from index.cldr import load_names
from index.lexicon import Equivalent, Lexicon, LexiconError

CONTENT_TAGS = ("NN", "SL", "SN", "SH", "XR", "VV", "VA")
MOST_EQUIVALENTS = 6
# Sentences in which a stem, or a noun that Kiwi splits when it stands alone, is read whole.
CARRIERS = (
    "{}다",
    "그가 {}고 있다",
    "이것은 {}지 않다",
    "{}게 되었다",
    "매우 {}게",
    "그 나라의 {}에 대해",
    "새로운 {}에서",
    "그들은 {}의 문제",
    "{}를 통해",
    "미국 {}의 의원",
    "{}은 중요하다",
    "{}는 중요하다",
    "매우 {}한 것",
    "그것은 {}하다",
    "서울의 {}에서",
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture(scope="module")
def kiwi() -> Kiwi:
    return Kiwi()


@pytest.fixture(scope="module")
def equivalents(lexicon: Lexicon) -> list[Equivalent]:
    both = (one for head in lexicon for one in (*lexicon.get(head), *lexicon.loose(head)))
    return list(dict.fromkeys(both))


def content(kiwi: Kiwi, texts: list[str]) -> list[list[str]]:
    return [
        [t.form for t in tokens if t.tag.startswith(CONTENT_TAGS)]
        for tokens in kiwi.tokenize(texts)
    ]


def test_the_most_likely_equivalent_stands_first(lexicon: Lexicon) -> None:
    assert lexicon.get("make")[:2] == (Equivalent("만들", True), Equivalent("제작", False))
    assert lexicon.get("subsidiary") == (Equivalent("자회사", False),)
    assert lexicon.get("no such head") == ()


def test_heads_of_several_words_are_found(lexicon: Lexicon) -> None:
    assert lexicon.get("parent company")[0].text == "모회사"
    assert lexicon.longest >= 3
    assert "parent company" in lexicon


def test_korean_leads_back_to_english(lexicon: Lexicon) -> None:
    """The heads that have the text as their first equivalent come first."""
    assert "stake" in lexicon.reverse("지분")
    assert lexicon.reverse("주식")[0] == "stock"
    assert "make" in lexicon.reverse("만들")
    assert lexicon.reverse("없는말") == ()


def test_a_limit_takes_the_general_words_first() -> None:
    texts = {
        "art.txt": "oboe=오보에\nviola=비올라",
        "bank.txt": "loan=대출",
        "general.txt": "one=1",
    }
    assert list(Lexicon.read(texts)) == ["one", "oboe", "loan", "viola"]
    assert list(Lexicon.read(texts, 3)) == ["one", "oboe", "loan"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("make", "is not 'head="),
        ("=만들-", "is not 'head="),
        ("make=", "is not 'head="),
        ("make=만들-,,제작", "is not 'head="),
        ("make=-", "is not 'head="),
        ("Make=만들-", "is not 'head="),
        ("make=만들-, 제작", "is not 'head="),
        ("say=말", "already"),
    ],
)
def test_a_bad_line_is_named_with_its_place(line: str, problem: str) -> None:
    with pytest.raises(LexiconError, match=rf"general\.txt:3: .*{problem}"):
        Lexicon.read({"general.txt": f"# words\nsay=말하-\n{line}\n"})


def test_a_head_in_two_files_is_refused() -> None:
    with pytest.raises(LexiconError, match=r"law\.txt:1: 'court' is there already"):
        Lexicon.read({"general.txt": "court=법원", "law.txt": "court=재판소"})


def test_loose_equivalents_stand_apart() -> None:
    files = {"general.txt": "cost=비용,들-", "loose.txt": "cost=돈,드-"}
    lexicon = Lexicon.read(files)
    assert [one.text for one in lexicon.get("cost")] == ["비용", "들"]
    assert lexicon.loose("cost") == (Equivalent("돈", False), Equivalent("드", True))
    assert lexicon.reverse("돈") == () and lexicon.reverse_loose("돈") == ("cost",)
    assert Lexicon.read(files, limit=1).loose("cost") == lexicon.loose("cost")


@pytest.mark.parametrize(
    ("lines", "problem"),
    [("price=돈", "1: 'price' is a head of no other"), ("cost=돈\ncost=드-", "2: 'cost' is there")],
)
def test_a_loose_line_belongs_to_one_head(lines: str, problem: str) -> None:
    with pytest.raises(LexiconError, match=f"loose.txt:{problem}"):
        Lexicon.read({"general.txt": "cost=비용", "loose.txt": lines})


WORDS = st.text("abcdefgh", min_size=1)
KOREAN = st.lists(st.text("가나다라마바사", min_size=1), min_size=1, max_size=4, unique=True)


@given(st.dictionaries(WORDS, KOREAN, max_size=8))
def test_what_is_written_is_what_is_read(entries: dict[str, list[str]]) -> None:
    text = "\n".join(f"{head}={','.join(korean)}" for head, korean in entries.items())
    lexicon = Lexicon.read({"general.txt": text})
    assert {head: [one.text for one in lexicon.get(head)] for head in lexicon} == entries
    assert all(head in lexicon.reverse(one) for head, korean in entries.items() for one in korean)


def test_the_object_particle_agrees_with_the_final_sound() -> None:
    assert [Equivalent(text, False).phrase for text in ("섬", "회사", "CEO")] == [
        "섬을",
        "회사를",
        "CEO를",
    ]


def test_there_are_enough_heads_and_few_equivalents(lexicon: Lexicon) -> None:
    assert len(lexicon) >= 4500
    assert max(len(lexicon.get(head)) for head in lexicon) <= MOST_EQUIVALENTS
    assert all(head == " ".join(head.split()) for head in lexicon)


def test_no_head_takes_the_name_of_a_place_along(lexicon: Lexicon) -> None:
    """In "people in Korea" nothing but Korea is asked for."""
    words = {name.english.lower().split()[-1] for name in load_names()}
    assert "korea" in words
    taken = [head.split() for head in lexicon if head.startswith(("in ", "to ", "of ", "from "))]
    assert [parts for parts in taken if parts[-1] in words] == []


def test_no_line_names_an_equivalent_twice(lexicon: Lexicon) -> None:
    texts = {
        head: [one.text for one in (*lexicon.get(head), *lexicon.loose(head))] for head in lexicon
    }
    assert [head for head, these in texts.items() if len(set(these)) < len(these)] == []


def test_every_phrase_has_content_terms(kiwi: Kiwi, equivalents: list[Equivalent]) -> None:
    """And its particle is none of them, so it stands for its own words only."""
    tokenized = [one for one in equivalents if not one.stem]
    terms = content(kiwi, [one.phrase for one in tokenized])
    assert [o.text for o, t in zip(tokenized, terms, strict=True) if not t or t[-1] in "을를"] == []


def test_every_stem_is_a_term_of_kiwi(kiwi: Kiwi, equivalents: list[Equivalent]) -> None:
    """Some sentence gives it whole: 만들 in 만들다, 이사회 in 미국 이사회의 의원."""
    stems = [one.text for one in equivalents if one.stem]
    texts = [carrier.format(stem) for stem in stems for carrier in CARRIERS]
    terms = content(kiwi, texts)
    size = len(CARRIERS)
    seen = {stem: terms[i * size : (i + 1) * size] for i, stem in enumerate(stems)}
    assert [stem for stem, found in seen.items() if not any(stem in one for one in found)] == []


def test_terms_of_heads_are_those_of_the_analyzer(analyzer: Analyzer) -> None:
    """They are found without Kiwi."""
    lexicon = Lexicon.load()
    known = {head: lexicon.terms(head) for head in lexicon if lexicon.terms(head)}
    assert len(known) > 8_000
    found = {head: tuple(one.term for one in analyzer.morphemes(head)) for head in known}
    assert {head: found[head] for head in known if known[head] != found[head]} == {}
    assert lexicon.terms("no head of ours") == ()
