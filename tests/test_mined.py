"""Mined names are found by their spelling, with the evidence of articles that are still there."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.mined import MinedNames
from index.mined_table import MinedPart, make_table, moved
from index.mining import MinedAlias
from index.spelling import key

BANK = ("한국은행", "한은")
ALIASES = [
    MinedAlias(BANK, "경제/1", 3, "한국은행(한은)"),
    MinedAlias(("마이크로소프트", "MS"), "기술/1", 0, "마이크로소프트(MS)"),
    MinedAlias(BANK, "경제/2", 7, "한국은행(이하 한은)"),
]
NAMES = st.lists(st.text("가나다ab -", min_size=1, max_size=4), min_size=2, max_size=3)


def part(deleted: frozenset[int] = frozenset()) -> MinedPart:
    ids = ["경제/1", "기술/1", "경제/2"]
    return MinedPart(make_table(enumerate(ALIASES)), ids, deleted)


def test_a_name_is_found_by_any_of_its_spellings() -> None:
    """Once, with the first place that says so, however many articles do."""
    names = MinedNames([part()])
    assert names.with_key(key("한은")) == [ALIASES[0]]
    assert names.with_key(key("ms")) == [ALIASES[1]]
    assert names.with_key(key("한국")) == []


def test_all_evidence_is_kept() -> None:
    assert sorted(MinedNames([part()]), key=lambda alias: alias.start) == [
        ALIASES[1], ALIASES[0], ALIASES[2],
    ]  # fmt: skip


def test_what_only_deleted_articles_explain_is_gone() -> None:
    assert MinedNames([part(frozenset([0]))]).with_key("한은") == [ALIASES[2]]
    assert MinedNames([part(frozenset([0, 2]))]).with_key("한은") == []
    assert list(MinedNames([part(frozenset([0, 1, 2]))])) == []


def test_several_parts_are_one() -> None:
    """The same name in two segments is one, from the first article by id."""
    other = MinedAlias(BANK, "가", 9, "한국은행(한은)")
    names = MinedNames([part(), MinedPart(make_table([(0, other)]), ["가"])])
    assert [alias.names for alias in names.with_key("한은")] == [BANK]
    assert len(list(names)) == 4


def test_articles_move_to_another_table_with_what_they_explain() -> None:
    """In the order of the articles, and without those that stay behind."""
    kept = moved(part(), np.array([1, 2]), 10)
    assert kept == [(10, ALIASES[1]), (11, ALIASES[2])]


def test_no_aliases_are_no_error() -> None:
    for names in (MinedNames(), MinedNames.of([])):
        assert list(names) == []
        assert names.spelled(["한은"]) == frozenset()
        assert names.with_key("한은") == []


@given(st.lists(NAMES, max_size=8), st.lists(st.text("가나다ab", min_size=1), max_size=8))
def test_what_is_spelled_so_is_what_has_the_key(groups: list[list[str]], asked: list[str]) -> None:
    """No name is missed, and another key with the same hash finds nothing."""
    aliases = [MinedAlias(tuple(g), str(n), 0, g[0]) for n, g in enumerate(groups)]
    names = MinedNames.of(aliases)
    keys = {key(name) for alias in aliases for name in alias.names}
    assert keys & set(asked) <= names.spelled(asked)
    for one in (*asked, *keys):
        expected = {alias.names for alias in aliases if one in map(key, alias.names)}
        assert {alias.names for alias in names.with_key(one)} == expected
