"""What kind of answer a question asks for, and what that does to the search."""

from pathlib import Path

import pytest

from index import Library
from index.analyzer import Analyzer
from index.answer import Verdict
from index.answer_type import answer_type
from index.ranking import idf


@pytest.mark.parametrize(
    "question",
    [
        "출산율은?",
        "실업률이 어떻게 돼?",
        "지분 몇 프로?",
        "몇 퍼센트야?",
        "what share does it hold?",
    ],
)
def test_a_question_for_a_percentage_is_known(question: str) -> None:
    wanted = answer_type(question)
    assert wanted is not None and wanted.name == "percent"


@pytest.mark.parametrize(
    ("question", "kind", "sentence", "marked"),
    [
        ("운하 길이는?", "length", "운하는 193km이고 400척이 지난다.", ["193km"]),
        (
            "How long is the canal?",
            "length",
            "In 1869 a cut of 193 kilometres.",
            ["193 kilometres"],
        ),
        ("몇 미터야?", "length", "2020년에 높이 6.5 미터로 지었다.", ["6.5 미터"]),
        ("실온은 몇 도?", "temperature", "2020년 영하 70도에서 3개월 둔다.", ["영하 70도"]),
        (
            "How cold is it?",
            "temperature",
            "It is minus 233 degrees in 2022.",
            ["minus 233 degrees"],
        ),
        ("얼마나 오래 걸려?", "duration", "1995년부터 3년 동안 400명이 일했다.", ["3년 동안"]),
        ("How long did it take?", "duration", "It took two weeks in 2022.", ["two weeks"]),
        (
            "몇 시에 열어?",
            "time",
            "평일 09:00~21:00에, 밤 11시 반까지.",
            ["09:00", "21:00", "밤 11시 반"],
        ),
        ("영업시간 알려 줘", "time", "3시간 뒤 자정에 닫는다.", ["자정"]),
        ("What time is it on?", "time", "It begins at 7:30 pm, not at noon.", ["7:30 pm", "noon"]),
        ("언제 하나요?", "date", "5/10(토)와 매주 수요일 21:00.", ["5/10", "수요일", "21:00"]),
        ("참가비 얼마?", "money", "10명, 참가비 5,000원.", ["5,000원"]),
        ("버스 타면 얼마예요?", "money", "3시간, 18,900원.", ["18,900원"]),
        ("인구가 얼마야?", "number", "5만 명이 산다.", ["5만 명"]),
        ("몇 년에 나왔어?", "date", "1995년에 3명이 만들었다.", ["1995년"]),
        (
            "값이 얼마야?",
            "money",
            "2024년 13엔진에 3억 명이 8억 8천만 원을 냈다.",
            ["8억 8천만 원"],
        ),
        (
            "돈 얼마 들었어?",
            "money",
            "5만 원정대가 2억 년 전 100만 캐나다 달러에",
            ["100만 캐나다 달러"],
        ),
        ("한 대에 얼마야?", "money", "400조를 넘어 수십억 원이 들었다.", ["400조", "수십억 원"]),
        ("몇 조 원이야?", "money", "3조 2천억 원이다.", ["3조 2천억 원"]),
        ("How much is a ticket?", "money", "A ticket is 5 euros.", ["5 euros"]),
        ("What is the director's salary?", "money", "She earns $90,000 a year.", ["$90,000"]),
        ("What was its yearly revenue?", "money", "In 2024 it made $4 billion.", ["$4 billion"]),
        ("How much did it cost?", "money", "It cost ten billion dollars.", ["ten billion dollars"]),
        ("한 달에 얼마 정도 벌어?", "money", "한 달에 200만 원을 번다.", ["200만 원"]),
        ("얼마나 멀어?", "distance", "2020년에 150만 km 밖에 6.5m 거울이", ["150만 km", "6.5m"]),
        (
            "How far is it?",
            "distance",
            "In 1990 it was six or 4 light-years away.",
            ["4 light-years"],
        ),
        ("거울은 무슨 색이야?", "colour", "2021년 거울에 금색을 입힌 하얀 배다.", ["금색", "하얀"]),
        ("What colour is it?", "colour", "In 2021 it was painted black.", ["black"]),
        ("얼마나 높아?", "length", "2020년에 15km의 하늘에서", ["15km"]),
        ("얼마나 많아?", "number", "15개가 있다.", ["15개"]),
        ("면적이 얼마야?", "size", "2020년에 넓이 30㎢였다.", ["30㎢"]),
        ("얼마나 커?", "size", "1990년 테니스장만 한 크기였다.", ["만 한", "크기"]),
        ("How big was it?", "size", "In 1990 it was 6.5 metres wide.", ["6.5 metres"]),
        ("얼마나 남아 있어?", "number", "50년에서 100년까지", ["50년", "100년"]),
        ("얼마나 오래 남아?", "duration", "1974년부터 서너 시간씩 50년을", ["서너 시간씩", "50년"]),
        ("며칠이나 걸려?", "duration", "10월 3일 밤 3시 20분에 사흘이", ["사흘"]),
        ("몇 살에 죽었어?", "age", "2017년 2월 13일 46세로 죽었다.", ["46세"]),
        ("How old was he?", "age", "In 2017 he died aged 46.", ["aged 46"]),
        ("점수는 몇 대 몇?", "score", "6월 10일 미국과 1-1로 비겼다.", ["1-1"]),
        ("무게는?", "weight", "2021년에 6.2톤을 쏘아 올렸다.", ["6.2톤"]),
        ("How heavy is it?", "weight", "In 2021 it was 6.2 tonnes.", ["6.2 tonnes"]),
        ("얼마나 빨라?", "speed", "1977년부터 초속 17km로 난다.", ["초속 17km"]),
    ],
)
def test_an_answer_has_the_unit_that_is_asked_for(
    question: str, kind: str, sentence: str, marked: list[str]
) -> None:
    wanted = answer_type(question)
    assert wanted is not None and wanted.name == kind
    assert [sentence[span.start : span.end].strip() for span in wanted.spans(sentence, 0)] == marked


@pytest.mark.parametrize(
    "question",
    [
        "비용을 낸 사람은?", "5만 달러를 어디에 뒀어?", "왜 값을 올렸어?", "손실의 원인은?",
        "거울은 몇 조각이야?", "몇 원소로 이뤄져?", "국가보안법 몇 조야?", "해마다 늘어난 예산은?",
        "What was the death toll?", "What caused the loss of ozone?", "What is fine dust?",
        "What is the reason for the price?", "How much did the sea level fall?",
        "How much is known about it?", "주식을 얼마나 샀어?",
        "What should travelers do to get the best prices?",
    ],
)  # fmt: skip
def test_who_speaks_of_money_need_not_ask_for_it(question: str) -> None:
    wanted = answer_type(question)
    assert wanted is None or wanted.name != "money"


@pytest.mark.parametrize(
    ("question", "kind", "sure"),
    [
        ("며칠 걸렸어?", "duration", True), ("앞으로 몇 년이나 더 써?", "duration", True),
        ("몇 년 만에 돌아왔어?", "duration", True), ("며칠이야?", "date", True),
        ("몇 년생이야?", "date", True), ("언제 끝났어?", "date", True), ("언제예요?", "date", True),
        ("출시 날짜는?", "date", True), ("When did it end?", "date", True),
        ("언제 먹는 게 좋아?", "date", False), ("When should it be eaten?", "date", False),
        ("몇 분의 몇 박자야?", "number", False), ("숨을 얼마나 참아?", "duration", True),
        ("무게는 몇 톤?", "weight", True), ("How heavy is it?", "weight", True),
        ("지금 몇 살이야?", "age", True), ("How old was she then?", "age", True),
        ("How old is she?", "age", False), ("나이는?", "age", False),
        ("무슨 색이야?", "colour", True), ("얼마나 멀어?", "distance", False),
        ("시속 몇 킬로야?", "speed", True), ("How fast does it fly?", "speed", True),
        ("How fast did it grow?", "speed", False), ("몇 대 몇이야?", "score", True),
        ("몇 명이 왔어?", "number", True), ("How many people came?", "number", True),
        ("몇 개의 상을 받았어?", "number", False), ("몇 등 했어?", "number", False),
        ("몇 명이 왜 왔어?", "number", False), ("How many more?", "number", False),
    ],
)  # fmt: skip
def test_some_questions_are_answered_by_a_date_or_a_time_alone(
    question: str, kind: str, sure: bool
) -> None:
    wanted = answer_type(question)
    assert wanted is not None
    assert (wanted.name, wanted.surely_asked_by(question)) == (kind, sure)


@pytest.mark.parametrize(
    "question",
    ["손실이 얼마나 커?", "How big was the loss?", "얼마나 크게 늘었어?"],
)
def test_what_is_large_need_not_have_a_size(question: str) -> None:
    wanted = answer_type(question)
    assert wanted is None or wanted.name != "size"


@pytest.mark.parametrize(
    "question",
    ["날짜 차이를 없앤 방법은?", "Can you see anything when it is dark?", "전면적으로 바꾼 것은?"],
)
def test_other_questions_with_these_words_ask_for_none(question: str) -> None:
    wanted = answer_type(question)
    assert wanted is None or wanted.name not in ("date", "number")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("훈민정음이 무슨 뜻이야?", "meaning"), ("이름의 뜻은?", "meaning"),
        ("What does it stand for?", "meaning"), ("뜻이 맞는 사람을 모았어?", "person"),
        ("원본은 지금 어디 있어?", "whereabouts"), ("Where is it now?", "whereabouts"),
        ("어디 출신이야?", "place"), ("Where is she from?", "nationality"),
        ("어느 나라 사람이야?", "nationality"), ("어느 나라에서 열렸어?", "place"),
        ("어떤 색채가 강해?", None), ("색조 화장품은 누가 만들어?", "person"),
        ("How far did the talks go?", "number"),
    ],
)  # fmt: skip
def test_meanings_colours_and_distances_are_told_from_other_words(
    question: str, kind: str | None
) -> None:
    wanted = answer_type(question)
    assert (wanted.name if wanted else None) == kind


def test_a_price_is_answered_by_money_alone(tmp_path: Path, analyzer: Analyzer) -> None:
    (tmp_path / "a.txt").write_text(
        "등대 이야기\n\n등대의 값비싼 렌즈는 프랑스의 공방이 만들었다.\n", "utf-8"
    )
    (tmp_path / "b.txt").write_text("김치\n\n김치는 배추로 담근다.\n", "utf-8")
    articles = Library.open(tmp_path, data=tmp_path / "data", analyzer=analyzer)
    made, price = (
        articles.ask(f"등대 렌즈 {asked}") for asked in ("누가 만들었어?", "값은 얼마야?")
    )
    assert made.verdict is Verdict.ANSWERED
    assert price.verdict is Verdict.UNSURE and price.quotes


@pytest.mark.parametrize(
    "question", ["법률은 뭐야?", "선율이 아름다운 곡은?", "자율은 무슨 뜻이야?"]
)
def test_other_words_that_end_alike_ask_for_no_percentage(question: str) -> None:
    wanted = answer_type(question)
    assert wanted is None or wanted.name != "percent"


@pytest.mark.parametrize(
    ("question", "sentence", "marked"),
    [
        ("얼만큼?", "70대 1,594명이고 30대는 41명에 그쳤다.", ["70대", "1,594명", "30대", "41명"]),
        ("얼만큼?", "모두 1,893권 888책에 이른다.", ["1,893권", "888책"]),
        ("얼만큼?", "10개까지는 되고 12개부터는 3가지도 안 된다.", ["10개", "12개", "3가지"]),
        ("얼만큼?", "1에이커를 2의 단위로 세면 7로, 3층으로 8으로.", ["1", "2", "7", "3층", "8"]),
        ("얼만큼?", "30도에서 9기압의 힘, 10개월, 40나노미터로", ["30도", "9기압", "10개월", "40"]),
        ("얼만큼?", "점수는 212.", ["212"]),
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


@pytest.mark.parametrize(
    ("question", "sentence", "marked"),
    [
        ("몇 명 남았어?", "70대 1,594명이고 30대는 41명에 그쳤다.", ["1,594명", "41명"]),
        ("몇 명 왔나", "1만 7,000여 명이 왔고 세 사람이 남았다.", ["1만 7,000여 명", "세 사람"]),
        ("몇 책이야?", "모두 1,893권 888책에 이른다.", ["888책"]),
        ("몇 위를 했지", "24개국 가운데 4위였다.", ["4위"]),
        ("몇 개국이 나왔어?", "3월에 32개국이 나왔다.", ["32개국"]),
        ("몇 송이가 피었어?", "꽃은 열두 송이가 3월에 피었다.", ["열두 송이"]),
        ("몇 종류야?", "4월에 12종이 핀다.", ["12종"]),
        ("몇 무리야?", "늦가을에 12무리가 왔다.", ["12무리"]),
        ("몇 자녀를 두었나?", "여섯 글자 이름의 자녀 3명을 두었다.", ["3명"]),
        ("몇 회사가 왔어?", "2회에는 9개사가 왔다.", ["2회", "9개사"]),
        ("몇 개 언어야?", "2 records hold 55 languages.", ["55 languages"]),
        ("몇 개 나라 말로 인사해?", "2 records hold 55 languages.", ["55 languages"]),
        ("몇 군데야?", "2020년에 3곳이 있었다.", ["3곳"]),
        ("몇 군데야?", "2020년에는 하나뿐이었다.", ["하나"]),
        ("몇 종류야?", "스무 살 때 5개 종류로 나눴다.", ["5개 종류"]),
        ("몇 종이야?", "1,200년에 870만(±120만)종이었다.", ["870만(±120만)종"]),
        ("How many people came?", "3년 만에 여덟 명이 왔다.", ["여덟 명"]),
        ("How many Korean workers came?", "In 2 years 30 skilled workers.", ["30 skilled workers"]),
        ("How many ships?", "More than 400 vessels waited 6 days.", ["400 vessels"]),
        ("How many wheels?", "2년에 걸쳐 바퀴 1만 개", ["2년", "1만 개"]),
    ],
)
def test_how_many_asks_for_what_is_counted(question: str, sentence: str, marked: list[str]) -> None:
    """And for any amount where it is not known what that is called in numbers."""
    wanted = answer_type(question)
    assert wanted is not None
    assert [sentence[span.start : span.end] for span in wanted.spans(sentence, 0)] == marked


@pytest.mark.parametrize(
    ("text", "term"), [("27%", "퍼센트"), ("$13", "달러"), ("€5", "유로"), ("a @ b", "골뱅이")]
)
def test_a_sign_is_read_as_its_word(analyzer: Analyzer, text: str, term: str) -> None:
    (sign,) = [one for one in analyzer.morphemes(text) if one.tag in ("NNB", "NNG")]
    assert sign.term == term
    assert text[sign.start : sign.end] in "%$€@"


@pytest.fixture(scope="module")
def shares(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Articles that name one company in two ways, and speak of shares without a figure."""
    folder = tmp_path_factory.mktemp("shares")
    texts = {
        "figure": "MS의 몫\n\nMS는 그 회사의 지분 27%를 갖게 된다. 협상은 길었다.\n",
        "method": "회계\n\nMS는 지분법을 쓴다. 지분율로 환산하면 적자를 짐작할 수 있다.\n",
        "person": "만남\n\n그는 마이크로소프트 대표와 만났다. 지분 이야기도 오갔다.\n",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return Library.open(folder, data=tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    "question",
    [
        "마이크로소프트 지분율",
        "MS의 지분율은 얼마야?",
        "엠에스 지분 몇 프로?",
        "Microsoft's share?",
    ],
)
def test_whoever_asks_for_a_share_gets_the_figure(shares: Library, question: str) -> None:
    assert "27%" in shares.ask(question).quotes[0].text


def test_what_the_answer_counts_is_a_word_of_the_question(shares: Library) -> None:
    words = shares.read("마이크로소프트 지분율").words
    assert [word.ways[0].text for word in words] == ["마이크로소프트", "지분", "퍼센트"]
    assert not words[-1].key


def test_no_spelling_of_a_name_is_worth_more_than_another(shares: Library) -> None:
    """Neither by its own rarity nor by its letters."""
    read = shares.read("마이크로소프트")
    exact, other, *pairs = read.query[0].alternatives
    assert exact[0].term == "마이크로소프트" and other[0].term == "ms"
    worth = [
        sum(idf(shares.engine, one.term) * one.weight for one in way) for way in (other, *pairs)
    ]
    assert len(worth) == 2 and worth[1] <= worth[0]
    letters = [group.alternatives[0][0].weight for group in read.query[1:]]
    assert letters and max(letters) < 0.5


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("대회가 열린 해는?", "date"),
        ("나온 해", "date"),
        ("카페인은 왜 잠 안 오게 해?", "reason"),
        ("뭐라고 해?", None),
    ],
)
def test_a_verb_asks_for_no_year(question: str, kind: str | None) -> None:
    """해 is a year after a word that describes it, and else a form of 하다."""
    wanted = answer_type(question)
    assert (wanted.name if wanted else None) == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When was he fired?", "date"),
        ("Since when has it been so?", "date"),
        ("Where was he when it began?", "place"),
        ("Who was there when it began?", "person"),
        ("Why did the man who built it leave?", "reason"),
    ],
)
def test_the_first_word_that_asks_decides(question: str, kind: str) -> None:
    wanted = answer_type(question)
    assert wanted is not None and wanted.name == kind


def test_a_word_that_only_asks_for_a_kind_carries_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("게임\n\n2007년에 발매됐다. 날짜는 비밀이었다.\n", "utf-8")
    read = Library.open(tmp_path, data=tmp_path / "data").read("game release date?")
    assert [read.said(key) for key in read.keys] == ["game", "release"]
