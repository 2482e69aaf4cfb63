"""What is marked in a quote as the kind of answer that a question asks for."""

import pytest

from index.answer_type import answer_type


@pytest.mark.parametrize(
    ("question", "sentence", "marked"),
    [
        ("몇 명?", "70대 1,594명이고 30대는 41명에 그쳤다.", ["70대", "1,594명", "30대", "41명"]),
        ("몇 권?", "모두 1,893권 888책에 이른다.", ["1,893권", "888책"]),
        ("몇 개?", "10개까지는 되고 12개부터는 3가지도 안 된다.", ["10개", "12개", "3가지"]),
        ("몇 층?", "1에이커를 2의 단위로 세면 7로, 3층으로 8으로.", ["1", "2", "7", "3층", "8"]),
        ("몇 도?", "30도에서 9기압의 힘, 10개월, 40나노미터로.", ["30도", "9기압", "10개월", "40"]),
        ("몇 점?", "점수는 212.", ["212"]),
        ("How many metres?", "It is 212 metres long, not 3.", ["212 metres", "3"]),
        ("몇 년?", "2024년에 시작해 3월 5일에 끝났다.", ["2024년", "3월 5일"]),
    ],
)  # fmt: skip
def test_particles_and_full_stops_are_not_marked(
    question: str, sentence: str, marked: list[str]
) -> None:
    wanted = answer_type(question)
    assert wanted is not None
    assert [sentence[span.start : span.end] for span in wanted.spans(sentence, 0)] == marked
