"""Plain text: its title, its headings, and its paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import BlockKind
from index.plaintext import TITLE_LIMIT, parse


def blocks(text: str) -> list[tuple[str, str]]:
    """The kind and the words of each block."""
    return [(block.kind.value, text[block.start : block.end]) for block in parse(text)[1]]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("제목\n\n본문", "제목"),
        ("\n\n  제목  \n본문", "제목"),
        ("# 제목\n본문", "제목"),
        ("#1 이슈\n본문", "#1 이슈"),
        ("C#\n본문", "C#"),
        ("한 줄뿐", None),
        ("한 줄뿐\n\n \n", None),
        ("가" * TITLE_LIMIT + "\n본문", "가" * TITLE_LIMIT),
        ("가" * (TITLE_LIMIT + 1) + "\n본문", None),
        ("", None),
    ],
)
def test_the_first_line_is_the_title_if_it_can_be(text: str, title: str | None) -> None:
    assert parse(text)[0] == title


@pytest.mark.parametrize(
    "line", ["# 절", "###### 깊은 절", "<장면1> 해고된 대표", "제1장 시작", "제 12 절 끝"]
)
def test_headings(line: str) -> None:
    assert blocks(f"제목\n앞말이다.\n{line}\n뒷말이다.")[2] == ("heading", line)


@pytest.mark.parametrize(
    "line",
    ["#해시태그", "<장면1>", "<장면1> 그가 왔다.", "제1장이라는 말", "# " + "긴 " * 50, "7 제1장"],
)
def test_lines_that_are_no_headings(line: str) -> None:
    assert ("heading", line.strip()) not in blocks(f"제목\n앞말이다.\n{line}\n뒷말이다.")


WRAPPED = (
    "The lighthouse at the southern tip of the island was built in 1912 and\n"
    "lit for the first time on a winter night, when twenty fishing boats\n"
    "found their way home by it. Its first keeper stayed for thirty-one\n"
    "years."
)


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    assert blocks(WRAPPED) == [("paragraph", WRAPPED)]


def test_a_line_that_begins_with_a_particle_goes_on_with_the_one_before() -> None:
    torn = "엔링크라는 GPU와 QPU(Quantum Unit)\n를 연결하는 전략이다."
    assert ("paragraph", torn) in blocks(f"제목\n\n앞말이다.\n{torn}\n뒷말이다.")
    assert ("paragraph", "은 나라의 돈이다.") in blocks(
        "제목\n\n금은 금이다.\n은 나라의 돈이다.\n끝이다."
    )


def test_a_first_line_that_is_a_sentence_can_be_quoted() -> None:
    """Notes without a title begin with what they say."""
    assert blocks("첫 등대는 1912년에 섰다.\n둘째 등대는 1930년에 섰다.") == [
        ("paragraph", "첫 등대는 1912년에 섰다."),
        ("paragraph", "둘째 등대는 1930년에 섰다."),
    ]


def test_a_title_is_no_part_of_the_wrapped_lines_below_it() -> None:
    text = f"The lighthouse\n{WRAPPED}\n\n# Keepers\n{WRAPPED}"
    kinds = [BlockKind.HEADING, BlockKind.PARAGRAPH] * 2
    assert [block.kind for block in parse(text)[1]] == kinds


def test_lines_that_end_sentences_are_paragraphs() -> None:
    text = "첫 줄은 마침표로 끝난다.\n둘째 줄도 그렇다.\n셋째 줄도.\n"
    assert len(blocks("제목\n" + text)) == 4


@given(st.text(st.sampled_from("가a. \n\r\t#<>1\u2028\u200b\x00"), max_size=60))
def test_blocks_hold_every_word_in_order(text: str) -> None:
    """Nothing but white space is left out, and nothing is there twice."""
    end, words = 0, ""
    for block in parse(text)[1]:
        assert end <= block.start < block.end <= len(text)
        words += text[block.start : block.end]
        end = block.end
    assert "".join(words.split()) == "".join(text.split())
