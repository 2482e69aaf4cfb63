"""What a word may be that no article has as it stands in the question."""

from collections import Counter
from pathlib import Path

from index import Library
from index.analyzer import Analyzer
from index.unknown import (
    letter_pairs,
    longer_names,
    parted,
    spelled_out,
    unknown_ways,
    whole_names,
)


def test_a_name_with_its_particle_is_the_name() -> None:
    ways = list(unknown_ways("커리코랑", lambda term: {"커리코": 3}.get(term, 0)))
    assert [way.terms for way in ways if way.source == "particle"] == [("커리코",)]


def test_letters_named_in_hangul_are_the_letters() -> None:
    assert spelled_out("엠알엔에이") == "mrna"
    assert spelled_out("더블유티오") == "wto"
    assert spelled_out("나델라") is None


def test_letter_pairs_need_every_pair_and_a_korean_word() -> None:
    known = {"#딤채": 1, "#vo": 5, "#oy": 5}
    assert letter_pairs("딤채", lambda term: known.get(term, 0)) == ("#딤채",)
    assert letter_pairs("딤채랑", lambda term: known.get(term, 0)) == ()
    assert letter_pairs("voy", lambda term: known.get(term, 0)) == ()


def test_a_spelled_out_abbreviation_finds_its_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("백신\n\nmRNA 백신은 단백질을 만들게 한다.\n", "utf-8")
    (tmp_path / "b.txt").write_text("김치\n\n김치는 유산균이 익힌다.\n", "utf-8")
    answer = Library.open(tmp_path, data=tmp_path / "data").ask("엠알엔에이가 뭐야?")
    assert answer.quotes and answer.quotes[0].article.id == "a"


def test_a_name_that_looks_like_a_verb_is_the_name_that_the_articles_have(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("경영\n\n사티아 나델라 CEO는 두 사람을 영입했다.\n", "utf-8")
    (tmp_path / "b.txt").write_text("김치\n\n김치는 짐을 덜어 준다.\n", "utf-8")
    library = Library.open(tmp_path, data=tmp_path / "data")
    for question in ("나델라는 누구야?", "나델라가 뭘 했어?"):
        (name, *_) = library.read(question).words
        assert name.ways[0].terms == ("나델라",) and name.name
    assert "덜" in {word.ways[0].text for word in library.read("짐을 덜어 주는 것은?").words}


def test_two_nouns_of_a_syllable_are_the_one_word_that_the_articles_have(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("불교\n\n승해(勝解)는 확실한 이해다.\n", "utf-8")
    (tmp_path / "b.txt").write_text("해녀\n\n물속에서 일한 해가 많다.\n", "utf-8")
    library = Library.open(tmp_path, data=tmp_path / "data")
    assert [one.ways[0].text for one in library.read("승해가 뭐야?").words if one.key] == ["승해"]
    carried = [one.ways[0].text for one in library.read("물속에서 일해?").words if one.key]
    assert carried[:2] == ["물", "속"]


def test_a_name_may_end_like_a_particle(tmp_path: Path) -> None:
    assert list(longer_names("와이즈만은 누구야", 3)) == ["와이즈만", "와이즈만은"]
    assert list(longer_names("국유화했어", 2)) == []
    (tmp_path / "a.txt").write_text("만남\n\n면역학자 드루 와이스먼과 마주쳤다.\n", "utf-8")
    library = Library.open(tmp_path, data=tmp_path / "data")
    (name,) = (word for word in library.read("와이즈만은?").words if word.start == 0)
    assert any("와이스먼" in way.text for way in name.ways)


def test_a_name_that_kiwi_takes_apart_is_the_name(tmp_path: Path) -> None:
    """모카는 is 모 (which) and 카 (a car) to it in some sentences."""
    (tmp_path / "a.txt").write_text("커피\n\n커피는 항구 모카를 거쳐 나갔다.\n", "utf-8")
    (tmp_path / "b.txt").write_text("김치\n\n김치는 익는다.\n", "utf-8")
    library = Library.open(tmp_path, data=tmp_path / "data")
    question = "카페모카 할 때 모카는 어디서 나온 말이에요?"
    assert "모카" in [word.ways[0].text for word in library.read(question).words if word.name]


def test_a_title_written_as_one_word_is_found_where_the_articles_write_two(tmp_path: Path) -> None:
    known = {"#엽기", "#기적", "#적인", "#그녀"}.__contains__
    assert parted("엽기적인그녀", known) == ("#엽기", "#기적", "#적인", "#그녀")
    assert not parted("그녀의엽기적인", known)
    (tmp_path / "a.txt").write_text("배우\n\n2001년에 《엽기적인 그녀》를 찍었다.\n", "utf-8")
    (tmp_path / "b.txt").write_text("김치\n\n김치는 익는다.\n", "utf-8")
    answer = Library.open(tmp_path, data=tmp_path / "data").ask("엽기적인그녀 언제 찍었어?")
    assert answer.quotes and answer.quotes[0].article.id == "a"


def test_a_name_of_two_syllables_is_whole_where_its_parts_are_rarer(analyzer: Analyzer) -> None:
    """Kiwi takes 온결 for 온 and 결 in this sentence."""
    question = "온결 24년에 얼마 팔았대?"
    for known, term in (({"온결": 9, "결": 4}, "온결"), ({"온결": 4, "결": 9}, "결")):
        found = whole_names(question, analyzer.morphemes(question), Counter(known).__getitem__)
        assert found[0].term == term


def test_a_year_of_two_digits_is_a_whole_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("연혁\n\n2024년 매출은 142억 원이었다.\n", "utf-8")
    articles = Library.open(tmp_path, data=tmp_path / "data")
    for question, found in (("24년 매출", True), ("24년 동안의 매출", False)):
        assert any(way.text == "2024" for way in articles.read(question).words[0].ways) is found
