"""The synonyms are well formed, every entry is a term of Kiwi's, and both kinds of lines work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.analyzer import Analyzer
from index.lexicon import Equivalent
from index.synonyms import SynonymError, Synonyms

DATA = Path(__file__).parent.parent / "index" / "data" / "synonyms.txt"


@pytest.fixture(scope="module")
def synonyms() -> Synonyms:
    return Synonyms.load()


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


def texts(synonyms: Synonyms, term: str, tag: str = "") -> list[str]:
    return [found.text + "-" * found.stem for found in synonyms.of(term, tag)]


def entries(synonyms: Synonyms) -> Iterator[str]:
    yield from sorted({entry for pair in synonyms for side in pair for entry in side})


def noun_terms(analyzer: Analyzer, text: str) -> list[str]:
    return [each.term for each in analyzer.morphemes(Equivalent(text, False).phrase)]


def is_stem(analyzer: Analyzer, stem: str) -> bool:
    """In some plain sentence Kiwi yields the stem as a verb or an adjective."""
    for tag in ("VV", "VA"):
        past = analyzer.kiwi.join([(stem, tag), ("었", "EP"), ("다", "EF")])
        for text in (f"{stem}다", f"그가 {stem}다", past, f"그것이 {past}", f"그가 그것을 {past}"):
            found = analyzer.morphemes(text)
            if found and found[-1].term == stem and found[-1].tag.startswith(("VV", "VA")):
                return True
    return False


def test_there_are_enough_groups(synonyms: Synonyms) -> None:
    assert len(synonyms) >= 1_500


def test_every_noun_entry_gives_a_term(synonyms: Synonyms, analyzer: Analyzer) -> None:
    nouns = [entry for entry in entries(synonyms) if not entry.endswith("-")]
    assert [entry for entry in nouns if not noun_terms(analyzer, entry)] == []


def test_every_stem_entry_is_a_stem_of_kiwi(synonyms: Synonyms, analyzer: Analyzer) -> None:
    stems = [entry[:-1].split() for entry in entries(synonyms) if entry.endswith("-")]
    assert [parts for parts in stems if not is_stem(analyzer, parts[-1])] == []
    nouns = {part for parts in stems for part in parts[:-1]}
    assert [noun for noun in sorted(nouns) if noun_terms(analyzer, noun) != [noun]] == []


def test_every_group_can_be_asked_for(synonyms: Synonyms, analyzer: Analyzer) -> None:
    """An entry is found when the terms that Kiwi yields, joined, spell it; a group needs one."""

    def findable(entry: str) -> bool:
        spelled = entry.replace(" ", "").lower()
        return entry.endswith("-") or "".join(noun_terms(analyzer, entry)) == spelled

    for asked, sought in synonyms:
        enough = any if asked == sought else all
        assert enough(map(findable, asked)), f"{asked} > {sought}"


def test_groups_are_not_said_twice(synonyms: Synonyms) -> None:
    groups = [(frozenset(asked), frozenset(sought)) for asked, sought in synonyms]
    assert len(groups) == len(set(groups))
    assert all(len(group) == 1 or group[0] != group[1] or len(group[0]) > 1 for group in groups)


@pytest.mark.parametrize(
    ("term", "tag", "other"),
    [
        ("태어나", "VV", "출생"),
        ("생일", "NNG", "태어나-"),
        ("잘리", "VV", "해임"),
        ("짤리", "VV", "해고"),
        ("죽", "VV", "별세"),
        ("사들이", "VV", "인수"),
        ("팔", "VV", "매각"),
        ("이기", "VV", "승리"),
        ("세우", "VV", "설립"),
        ("맡", "VV", "담당"),
        ("대선", "NNG", "대통령 선거"),
        ("초교", "NNG", "초등학교"),
        ("노조", "NNG", "노동조합"),
        ("매개변수", "NNG", "파라미터"),
        ("나이", "NNG", "세"),
        ("끝나", "VV", "종료"),
        ("기계학습", "", "머신러닝"),
    ],
)
def test_everyday_words_find_written_ones(
    synonyms: Synonyms, term: str, tag: str, other: str
) -> None:
    assert other in texts(synonyms, term, tag)


def test_a_directed_line_is_not_read_backwards() -> None:
    synonyms = Synonyms.read("잘리-, 짤리- > 해임, 파면\n", "own.txt")
    assert texts(synonyms, "짤리") == ["해임", "파면"]
    assert texts(synonyms, "해임") == []


def test_a_symmetric_line_never_gives_the_asked_word_back() -> None:
    synonyms = Synonyms.read("GDP, 국내 총생산\n국내총생산, 총생산\n", "own.txt")
    assert texts(synonyms, "gdp") == ["국내 총생산"]
    assert texts(synonyms, "국내총생산") == ["GDP", "총생산"]


def test_the_tag_tells_a_stem_from_a_noun() -> None:
    synonyms = Synonyms.read("죽- > 사망\n죽, 미음\n", "own.txt")
    assert texts(synonyms, "죽", "VV") == ["사망"]
    assert texts(synonyms, "죽", "NNG") == ["미음"]
    assert texts(synonyms, "죽") == ["미음", "사망"]


def test_an_unknown_word_has_none(synonyms: Synonyms) -> None:
    assert synonyms.of("꿹뚫") == ()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("해임", "has no synonym"),
        ("해임, 해임", "says an entry twice"),
        ("잘리- > 해임, 잘리-", "says an entry twice"),
        ("해임,해고", "is not"),
        ("해임, , 해고", "is not"),
        ("해임 > 해고 > 파면", "is not"),
        ("! 해임, 해고", "is not"),
        (" 해임, 해고", "is not"),
        ("별세, 타계", "is on line 2 already"),
    ],
)
def test_a_bad_line_is_named(line: str, problem: str) -> None:
    with pytest.raises(SynonymError, match=rf"^own.txt:4: .*{problem}"):
        Synonyms.read(f"# comment\n별세, 타계\n\n{line}\n", "own.txt")


def test_the_file_ends_with_a_line_break() -> None:
    assert DATA.read_text("utf-8").endswith("\n")
