"""Countries, cities, languages, money and dates have their names in both languages."""

from importlib import resources

import pytest

from index.aliases import Aliases
from index.cldr import as_aliases, as_lexicon, load_names, read_names

NAMES = load_names()
LEXICON = as_lexicon(NAMES)
ALIASES = Aliases([as_aliases(NAMES)])


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("France", "프랑스"), ("South Korea", "한국"), ("North Korea", "북한"), ("usa", "미국"),
        ("American", "미국"), ("French", "프랑스어"), ("Tokyo", "도쿄"),
        ("Las Vegas", "라스베이거스"),
        ("November", "11월"), ("Monday", "월요일"), ("euro", "유로"), ("Swahili", "스와힐리어"),
        ("US Dollar", "미국 달러"), ("Germany", "독일"), ("Joseon", "조선"), ("New York", "뉴욕"),
        ("Red Sea", "홍해"), ("Cape of Good Hope", "희망봉"), ("Great Wall", "만리장성"),
    ],
)  # fmt: skip
def test_an_english_name_has_its_korean(english: str, korean: str) -> None:
    assert korean in LEXICON[english.lower()]


def test_everyday_words_need_their_capitals() -> None:
    assert not {"may", "march", "polish", "turkey", "us"} & LEXICON.keys()
    assert ALIASES.match("may we march and polish it for us?") == []
    assert {o.text for o in ALIASES.match("on May 3")[0].others} >= {"5월"}


def test_names_are_found_in_both_directions() -> None:
    assert "United States" in {o.text for o in ALIASES.match("미국의 대통령")[0].others}
    assert "미국" in {o.text for o in ALIASES.match("the U.S. president")[0].others}


def test_a_korean_name_of_one_syllable_is_only_answered() -> None:
    assert ALIASES.match("원은 얼마") == []
    assert ALIASES.match("how many yen")[0].others[0].text == "엔"


def test_every_line_has_its_form_and_stands_once() -> None:
    assert len(NAMES) > 1300
    assert len({(name.english, name.korean) for name in NAMES}) > len(NAMES) - 60
    for name in NAMES:
        assert name.english[0].isalpha() and not any("가" <= char <= "힣" for char in name.english)
        assert len(set(name.korean)) == len(name.korean)
        assert all(any("가" <= char <= "힣" for char in korean) for korean in name.korean)


def test_the_made_file_names_its_licence() -> None:
    text = resources.files("index").joinpath("data/cldr.txt").read_text("utf-8")
    assert "Unicode License V3" in text and "CLDR" in text.splitlines()[1]


@pytest.mark.parametrize("line", ["France", "=프랑스", "France=", "France=프랑스,", '""=가'])
def test_a_bad_line_is_named_by_its_place(line: str) -> None:
    with pytest.raises(ValueError, match=r"my\.txt:2: "):
        read_names(["# x", line], "my.txt")
