"""Names in brackets become aliases; glosses, ages, roles and dates do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.mining import mine

NAMES = [
    ("그는 마이크로소프트(MS)에 갔다.", "마이크로소프트", "MS"),
    ("대표는 X(트위터)에 글을 올렸다", "X", "트위터"),
    ("트위터(현 X)", "트위터", "X"),
    ("지난해 양자처리장치(QPU, Quantum Processing Unit)를", "양자처리장치", "QPU"),
    (
        "지난해 양자처리장치(QPU, Quantum Processing Unit)를",
        "양자처리장치",
        "Quantum Processing Unit",
    ),
    ("세계보건기구(WHO·World Health Organization)는", "세계보건기구", "World Health Organization"),
    ("공정거래위원회(이하 공정위)는", "공정거래위원회", "공정위"),
    ("공정거래위원회(이하 '공정위')가", "공정거래위원회", "공정위"),
    ("한국은행(한은)은", "한국은행", "한은"),
    ("한은(한국은행)은", "한은", "한국은행"),
    ("고위공직자범죄수사처(공수처)", "고위공직자범죄수사처", "공수처"),
    ("경기도 국제 통화 기금(IMF)", "국제 통화 기금", "IMF"),
    ("올해 미국 연방준비제도(Fed·연준)는", "연방준비제도", "연준"),
    ("The World Health Organization (WHO) said", "World Health Organization", "WHO"),
    ("소설가 엘리너 브라이트(Eleanor Bright)가", "엘리너 브라이트", "Eleanor Bright"),
    ("경영자 샘 올트먼(Sam Altman, 1985년 ~ )", "샘 올트먼", "Sam Altman"),
    ("가수 아이유(본명 이지은)", "아이유", "이지은"),
    ("이른바 딥러닝(deep learning)", "딥러닝", "deep learning"),
    ("NVIDIA(엔비디아)", "NVIDIA", "엔비디아"),
    ("MS(마이크로소프트)", "MS", "마이크로소프트"),
    ("‘거대언어모델’(LLM)", "거대언어모델", "LLM"),
    ("대통령 김대중(金大中)", "김대중", "金大中"),
    ("팬덤 아미(ARMY)", "아미", "ARMY"),
    ("챗GPT(ChatGPT)", "챗GPT", "ChatGPT"),
    ("그래픽처리장치（GPU）", "그래픽처리장치", "GPU"),
    ("유럽중앙은행(영어: European Central Bank)", "유럽중앙은행", "European Central Bank"),
]
NOT_NAMES = [
    "“unheard of in modern politics(정치사에서 들어 본 적이 없다)”",
    "되도록 거대(as huge as it gets)하게",
    "그를 도운 MS(prologue)",
    "GPT3(p.132-133)",
    "박하늘(47) 씨",
    "위기(危機)",
    "애플(나스닥: AAPL)",
    "27%(2023년)",
    "팀 쿡(CEO)",
    "서울(대한민국)",
    "그는 말했다(웃음)",
    "위원회(FTC)",
    "사과(Apple)",
    "제2차 세계 대전(1939년)",
    "갔다(MS)",
    "김하늘(현 한빛은행 대표)",
    "회의(3일)",
    "주식회사(Shelter Motor Company)",
    "컴퍼니(Shelter Motor Company)",
    "f(x)",
    "()",
]


@pytest.mark.parametrize(("text", "name", "other"), NAMES)
def test_names_are_taken_with_their_boundary(text: str, name: str, other: str) -> None:
    (alias,) = mine("news/1", text)
    assert alias.names[0] == name
    assert other in alias.names


@pytest.mark.parametrize("text", NOT_NAMES)
def test_what_is_no_name_is_left(text: str) -> None:
    assert mine("news/1", text) == []


def test_the_evidence_is_a_slice_with_its_place() -> None:
    text = "첫 줄\n오늘 한국은행(한은)이 금리를"
    (alias,) = mine("news/1", text)
    assert alias.evidence == "한국은행(한은)"
    assert text[alias.start :].startswith(alias.evidence)
    assert alias.article == "news/1"


def test_the_nouns_set_the_boundary() -> None:
    text = "서울중앙은행(SJB)"
    assert mine("a", text, lambda _: [(2, 6)])[0].names == ("중앙은행", "SJB")
    assert mine("a", text, lambda _: [(0, 4)]) == []


def test_adjoining_nouns_are_one_phrase() -> None:
    text = "그가 국제 통화 기금(IMF)에"
    spans = [(0, 1), (3, 5), (6, 8), (9, 11)]
    assert mine("a", text, lambda _: spans)[0].names == ("국제 통화 기금", "IMF")


@given(st.text(alphabet="가나 은행MSa(),·'이하1 \n", max_size=60))
def test_evidence_is_always_a_slice(text: str) -> None:
    for alias in mine("a", text):
        assert text[alias.start : alias.start + len(alias.evidence)] == alias.evidence
        assert alias.evidence.startswith(alias.names[0])
        assert len(set(alias.names)) == len(alias.names) > 1
