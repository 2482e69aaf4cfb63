"""The spellings of one name are found in a question, whatever their spaces and particles."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.alias_file import CURATED_WEIGHT, AliasFileError, operator_aliases, read_aliases
from index.aliases import AMBIGUOUS_FACTOR, Aliases
from index.folder import ContentError
from index.mined import MinedNames
from index.mining import MinedAlias
from index.spelling import fold, key

SHIPPED = Aliases.load()


def others(question: str, aliases: Aliases = SHIPPED) -> dict[str, set[str]]:
    return {
        question[m.start : m.end]: {other.text for other in m.others}
        for m in aliases.match(question)
    }


@pytest.mark.parametrize(
    ("question", "name", "other"),
    [
        ("what stake does MS hold?", "MS", "마이크로소프트"),
        ("what stake does ms hold?", "ms", "마이크로소프트"),
        ("Microsoft's OpenAI share?", "Microsoft", "MS"),
        ("Microsoft's OpenAI share?", "OpenAI", "오픈AI"),
        ("마이크로소프트 지분율", "마이크로소프트", "MS"),
        ("마이크로소프트지분율", "마이크로소프트", "MS"),
        ("엠에스 지분 몇 프로?", "엠에스", "MS"),
        ("엠에스 지분 몇 프로?", "프로", "%"),
        ("MS가 얼마나 갖고 있나", "MS", "마이크로소프트"),
        ("엠에스는 얼마나", "엠에스", "마이크로소프트"),
        ("오픈 AI가 언제", "오픈 AI", "OpenAI"),
        ("오픈-ai의 이사회", "오픈-ai", "OpenAI"),
        ("open ai board", "open ai", "오픈AI"),
        ("GPT3는 누가", "GPT3", "지피티3"),
        ("GPT-3는 누가", "GPT-3", "지피티3"),
        ("27%는 누구 몫", "%", "퍼센트"),
        ("27퍼센트는", "퍼센트", "%"),
        ("WHO는 언제 생겼나", "WHO", "세계보건기구"),
        ("유엔에서는", "유엔", "United Nations"),
        ("한은의 금리", "한은", "Bank of Korea"),
        ("올트먼이 해고된 날", "올트먼", "울트먼"),
        ("Kim Young-sam's party", "Kim Young-sam", "김영삼"),
        ("How many GPUs?", "GPU", "그래픽처리장치"),
        ("코로나-19로 죽은", "코로나-19", "COVID-19"),
        ("AI반도체", "AI", "인공지능"),
        ("보이저호에 실린", "보이저", "Voyager"),
        ("웹 망원경의 거울", "웹 망원경", "James Webb"),
    ],
)
def test_a_question_finds_the_other_spelling(question: str, name: str, other: str) -> None:
    assert other in others(question)[name]


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the book?",  # not the WHO
        "What is it?",  # no information technology
        "They told us a story",  # not the USA
        "국회의장석",  # 국회 and another noun
        "프로그램 목록",  # not 프로
        "권한은 누구에게",  # 한은 inside a word
        "systems",  # ms inside a word
        "GPT35000",
    ],
)
def test_what_only_looks_like_a_name_is_left_alone(question: str) -> None:
    assert others(question) == {}


def test_the_longest_name_wins() -> None:
    assert list(others("고려대학교 총장과 딥마인드")) == ["고려대학교", "딥마인드"]
    assert "Google DeepMind" in others("구글 딥마인드가")["구글 딥마인드"]


def test_an_ambiguous_spelling_counts_less_until_an_article_explains_it() -> None:
    def weight(aliases: Aliases) -> float:
        return {o.text: o.weight for o in aliases.match("MS 지분")[0].others}["마이크로소프트"]

    mined = MinedAlias(("마이크로소프트", "MS"), "news/1", 0, "마이크로소프트(MS)")
    assert weight(SHIPPED) == pytest.approx(CURATED_WEIGHT * AMBIGUOUS_FACTOR)
    assert weight(Aliases.load(mined=MinedNames.of([mined]))) == pytest.approx(CURATED_WEIGHT)


def test_a_mined_name_says_where_it_came_from() -> None:
    mined = MinedAlias(("한빛연구소", "HBL"), "news/7", 3, "한빛연구소(HBL)")
    (match,) = Aliases.load(mined=MinedNames.of([mined])).match("HBL은 어디에")
    assert match.others[0].text == "한빛연구소"
    assert match.others[0].source == "mined: news/7: 한빛연구소(HBL)"


def test_the_operator_adds_and_takes_away(tmp_path: Path) -> None:
    own = tmp_path / "aliases.txt"
    own.write_text("# 우리 것\n한빛 = Hanbit\n! MS = 마이크로소프트\n! 프로\n", "utf-8")
    own_file = operator_aliases(own)
    assert own_file
    aliases = Aliases.load(more=[own_file])
    (match,) = aliases.match("Hanbit의")
    assert (match.others[0].text, match.others[0].source) == ("한빛", f"{own}:2")
    assert "마이크로소프트" not in others("MS 지분", aliases)["MS"]
    assert "Microsoft" in others("MS 지분", aliases)["MS"]
    assert others("몇 프로", aliases) == {}
    assert "프로" not in others("27%", aliases)["%"]


def test_a_missing_operator_file_is_no_error(tmp_path: Path) -> None:
    assert operator_aliases(tmp_path / "aliases.txt") is None


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("가 = 나\n다".encode(), r"aliases\.txt:2: only one spelling \('다'\)"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
    ],
)
def test_an_operator_file_that_cannot_be_read_is_named(
    tmp_path: Path, data: bytes, problem: str
) -> None:
    """As an unusable folder is: before the first question, with what to do."""
    (tmp_path / "aliases.txt").write_bytes(data)
    with pytest.raises(ContentError, match=problem):
        operator_aliases(tmp_path / "aliases.txt")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("마이크로소프트", "only one spelling ('마이크로소프트')"),
        ("가 = ", "no spelling ('')"),
        ("가 = ?", "no spelling ('?')"),
        ('가 = "나', "no spelling ('\"나')"),
        ("가나 = 다라 = 가나", "stands twice ('가나')"),
        ("! 가 = 나 = 다", "more than two spellings after the !"),
        ("!", "no spelling ('')"),
    ],
)
def test_a_bad_line_is_named_by_its_place(line: str, problem: str) -> None:
    with pytest.raises(AliasFileError, match=r"my\.txt:2: .*") as caught:
        read_aliases(["", line], "my.txt", 1.0)
    assert problem in str(caught.value)


def test_the_shipped_file_is_large_and_no_sure_spelling_names_two_things() -> None:
    sure = Counter(
        spelled
        for group in SHIPPED.groups
        for spelled in {spelling.key for spelling in group.spellings if not spelling.ambiguous}
    )
    assert len(SHIPPED.groups) >= 350
    assert [spelled for spelled, count in sure.items() if count > 1] == []


def test_every_shipped_spelling_finds_its_group() -> None:
    lost = [
        spelling.text
        for group in SHIPPED.groups
        for spelling in group.spellings
        if not {o.text for o in SHIPPED.others(spelling.text)}
        >= {o.text for o in group.spellings if o.key != spelling.key}
    ]
    assert lost == []


@given(st.text(alphabet="마이크로소프트 MSmicrosoft-.'%가27는 \n한은", max_size=30))
def test_matches_are_slices_in_order_that_never_overlap(question: str) -> None:
    end = 0
    for match in SHIPPED.match(question):
        assert end <= match.start < match.end <= len(question)
        assert match.others and all(0 < other.weight <= 1 for other in match.others)
        end = match.end


@given(st.text(max_size=30))
def test_folding_keeps_its_origins(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.origins)
    assert list(folded.origins) == sorted(folded.origins)


@pytest.mark.parametrize("spellings", ["오픈 AI/오픈AI/오픈-ai", "6·25/6.25", "U.S./US", "㎏/kg"])
def test_spellings_of_one_key(spellings: str) -> None:
    assert len({key(spelling) for spelling in spellings.split("/")}) == 1


def test_a_date_is_no_number() -> None:
    assert key("6·25") != key("625")
