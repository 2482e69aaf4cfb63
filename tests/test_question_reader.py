"""How the text of a question becomes words, and what each of them counts."""

from pathlib import Path

from index import Library
from index.loans import LOOSE


def library(folder: Path, **articles: str) -> Library:
    """A library of articles given as name=text, the first line of each its title."""
    for name, text in articles.items():
        (folder / f"{name}.txt").write_text(text + "\n", "utf-8")
    return Library.open(folder, data=folder / "data")


def test_a_light_verb_counts_less_than_another_word_as_common(tmp_path: Path) -> None:
    """여러 가지 (kinds) is spelled as the stem of 가지다 (have)."""
    articles = library(tmp_path, a="지분\n\n여러 가지를 팔았다.", b="김치\n\n여러 포기를 담갔다.")
    light, verb = articles.read("가진 것을 팔았다").words[::2]
    assert light.ways[0].text == "가지" and verb.ways[0].text == "팔"
    assert light.weight < 0.5 * verb.weight


def test_pronouns_and_particles_of_english_verbs_carry_nothing(tmp_path: Path) -> None:
    """In Korean articles any English word is rare: Grow Up would outweigh who was locked up."""
    articles = library(tmp_path, a="감옥\n\n김이수는 64일간 갇혔다.", b="노래\n\n노래 Grow Up이다.")
    read = articles.read("How long was someone locked up?")
    assert [read.said(key) for key in read.keys] == ["How long", "locked"]


def test_a_noun_is_no_light_verb(tmp_path: Path) -> None:
    """알 (an egg) is spelled as the stem of 알다 (know), 말 (a horse) as that of 말다 (not do)."""
    articles = library(tmp_path, a="닭\n\n닭은 알을 낳는다.", b="말\n\n말은 빠르다.")
    for text, carried in (
        ("닭은 알을 몇 개 낳아?", ["닭", "알", "낳"]),
        ("닭 알아?", ["닭"]),
        ("닭 말고 말은 빨라?", ["닭", "말", "빠르"]),
    ):
        assert [one.ways[0].text for one in articles.read(text).words if one.key] == carried


def test_letters_of_a_translated_word_are_left_out(tmp_path: Path) -> None:
    """They would match any English in Korean articles, whatever it says."""
    articles = library(tmp_path, a="Canal\n\nBritain opposed it.", b="문자\n\n신하들이 반대했다.")
    read = articles.read("Who opposed Britain?")
    letters = {group.alternatives[0][0].term for group in read.query[len(read.words) :]}
    assert "#br" in letters and "#pp" not in letters


def test_a_phrase_needs_no_word_of_asking(tmp_path: Path) -> None:
    articles = library(tmp_path, a="커피\n\n커피나무의 고향은 고원이다.")
    phrase = articles.read("Where does coffee come from?").words[-1]
    assert phrase.ways[0].terms == ("come",)
    assert ("고향",) in [way.terms for way in phrase.ways]


def test_letters_of_a_korean_word_that_is_there_in_english_are_left_out(tmp_path: Path) -> None:
    articles = library(
        tmp_path,
        a="Webb\n\nIt found carbon dioxide. Its planet is hot. That planet is far.",
        b="김치\n\n김치는 행성이 아니다.",
    )
    read = articles.read("행성을 찾은 망원경은?")
    letters = {group.alternatives[0][0].term for group in read.query[len(read.words) :]}
    assert "#망원" in letters and "#행성" not in letters


def test_a_particle_is_no_part_of_another_head(tmp_path: Path) -> None:
    """배가 may be a doubling too, but here it is 배 and a particle."""
    articles = library(tmp_path, a="Canal\n\nMore than 400 vessels were waiting.")
    ships = articles.read("기다린 배가 몇 척이야?").words[1]
    assert ("vessel",) in [way.terms for way in ships.ways]


def test_what_sounds_like_a_word_counts_where_its_translations_are_not_there(
    tmp_path: Path,
) -> None:
    """레코드 is vinyl to the lexicon."""
    record = library(tmp_path, a="Voyager\n\nIt carries a golden record.").read("레코드?").words[0]
    assert ("record",) in [way.terms for way in record.ways]


def test_a_loose_equivalent_counts_less(tmp_path: Path) -> None:
    articles = library(
        tmp_path, a="Canal\n\nThe canal cost much money.", b="운하\n\n운하에 돈이 들었다."
    )
    ways = {way.terms: way.sure for way in articles.read("돈?").words[0].ways}
    assert 0 < ways["cost",] < ways["money",]
    ways = {way.terms: way.sure for way in articles.read("What was the cost?").words[-1].ways}
    assert 0 < ways["돈",] < ways["들",]


def test_a_loose_equivalent_counts_more_where_nothing_else_is_there(tmp_path: Path) -> None:
    articles = library(tmp_path, a="Canal\n\nIt has no locks.", b="운하\n\n갑문은 수문이다.")
    assert {way.terms: way.sure for way in articles.read("갑문?").words[0].ways}["lock",] == LOOSE
    (tmp_path / "b.txt").unlink()
    articles = Library.open(tmp_path, data=tmp_path / "data")
    assert {way.terms: way.sure for way in articles.read("갑문?").words[0].ways}["lock",] > LOOSE


def test_a_translation_is_found_inside_another_word(tmp_path: Path) -> None:
    articles = library(tmp_path, a="나무\n\n커피나무는 고원에서 자란다.")
    (coffee,) = articles.read("coffee?").words
    assert ("#커피",) in [way.terms for way in coffee.ways]


def test_a_name_is_found_inside_a_longer_one(tmp_path: Path) -> None:
    """Where the articles have the short one too, it is no unknown word."""
    articles = library(tmp_path, a="방탄소년단\n\n방탄소년단의 노래다.", b="옷\n\n방탄 조끼다.")
    assert articles.engine.df("방탄")
    assert ("#방탄",) in [way.terms for way in articles.read("방탄 노래").words[0].ways]
    assert all("#노래" not in way.terms for way in articles.read("방탄 노래").words[1].ways)


def test_a_romanized_name_may_hold_a_word_of_asking(tmp_path: Path) -> None:
    articles = library(tmp_path, a="정도전\n\n정도전은 한양을 설계했다.", b="전\n\n전을 부쳤다.")
    name = articles.read("What did Jeong Do-jeon design?").words[0]
    assert [way.text for way in name.ways] == ["Jeong Do-jeon", "정도전"]


def test_a_romanized_name_goes_on_behind_a_hyphen(tmp_path: Path) -> None:
    articles = library(tmp_path, a="한명숙\n\n한명숙은 1979년에 구속되었다.")
    name = articles.read("What was Han Myeong-sook arrested for in 1979?").words[0]
    assert name.name and ("한명숙",) in [way.terms for way in name.ways]


def test_what_stands_behind_the_name_of_a_ship_is_no_word_of_its_own(tmp_path: Path) -> None:
    articles = library(tmp_path, a="Voyager\n\nVoyager runs on plutonium.", b="호수\n\n호는 크다.")
    read = articles.read("보이저호는 뭘로 움직여?")
    assert "호" not in [read.said(key) for key in read.keys]


def test_a_surname_that_is_a_common_word_is_no_name(tmp_path: Path) -> None:
    """웹 of 제임스 웹 is the web as well; Webb is nobody else."""
    articles = library(
        tmp_path,
        a="Telescope\n\nWebb carries fuel. James Webb ran NASA.",
        b="인터넷\n\n웹은 1993년에 공개됐다. 제임스의 말이다.",
    )
    (name, _) = articles.read("제임스웹 연료").words
    spellings = {way.text for way in name.ways}
    assert "Webb" in spellings and "웹" not in spellings


def test_the_surname_stands_for_a_name_in_its_own_language_too(tmp_path: Path) -> None:
    articles = library(tmp_path, a="Telescope\n\nWebb carries fuel.", b="NASA\n\nJames left.")
    name = articles.read("When was James Webb launched?").words[0]
    assert ("webb",) in [way.terms for way in name.ways]


def test_a_romanized_name_may_end_with_a_word_of_asking(tmp_path: Path) -> None:
    articles = library(tmp_path, a="유아인\n\n유아인은 배우다.", b="인형\n\n유아가 인형을 샀다.")
    for name in ("Yoo Ah-in", "Yoo Ah In"):
        ways = articles.read(f"Where does {name} live?").words[0].ways
        assert ("유아인",) in [way.terms for way in ways]


def test_a_name_of_other_words_is_not_what_sounds_somewhat_like_both(tmp_path: Path) -> None:
    articles = library(tmp_path, a="광견병\n\n제나 기즈가 나았다.", b="문법\n\n전치사는 앞에 선다.")
    ways = [way.text for word in articles.read("Did Jeanna Giese live?").words for way in word.ways]
    assert "기즈" in ways and "전치사" not in ways


def test_a_misspelled_word_that_kiwi_takes_apart_is_the_one_that_sounds_so(tmp_path: Path) -> None:
    articles = library(tmp_path, a="한글\n\n해례본은 1940년에 발견됐다.", b="책\n\n본을 떴다.")
    word = articles.read("혜례본 언제 발견됐어?").words[0]
    assert ("해례본",) in [way.terms for way in word.ways]


def test_a_slip_is_the_word_that_was_meant(tmp_path: Path) -> None:
    articles = library(
        tmp_path, a="해녀\n\n해녀는 물질을 한다.", b="Webb\n\nWebb sees infrared light."
    )
    assert ("해녀",) in [way.terms for way in articles.read("헤녀가 뭐 해?").words[0].ways]
    assert ("infrared",) in [way.terms for way in articles.read("적외산?").words[0].ways]


def test_a_word_that_kiwi_knows_is_no_slip(tmp_path: Path) -> None:
    articles = library(tmp_path, a="커피\n\n커피를 볶는다.", b="김치\n\n김치는 익는다.")
    ways = articles.read("코피가 나면?").words[0].ways
    assert ways[0].text == "코피" and all("커피" not in way.terms for way in ways)


def test_sighs_and_laughter_are_no_words(tmp_path: Path) -> None:
    articles = library(tmp_path, a="기계\n\n유리가 깨졌다.", b="한글\n\nㅋ은 거센소리다.")
    read = articles.read("유리 깨졌어ㅠㅠ 어떡해")
    assert "ㅠㅠ" not in [read.said(number) for number in range(len(read.words))]
    assert articles.read("ㅋ은 뭐야?").said(0) == "ㅋ"


def test_two_words_in_a_row_may_mean_a_third(tmp_path: Path) -> None:
    articles = library(tmp_path, a="규정\n\n환불은 이레까지.", b="규정\n\n받은 것은 돌려준다.")
    (found,) = (
        one for one in articles.read("낸 돈 돌려받을 수 있어?").words if one.start == one.end
    )
    assert ("환불",) in [way.terms for way in found.ways]
    assert not found.key
    seen = library(tmp_path, c="정비\n\n수리를 맡긴다.").read("볼 수 있는 때는?")
    assert "수리" not in [way.text for word in seen.words for way in word.ways]


def test_a_latin_name_that_some_articles_have_is_romanized_in_others(tmp_path: Path) -> None:
    articles = library(
        tmp_path, a="온결\n\n온결은 커피머신을 판다.", b="Bot\n\nOnkyeol sponsors us."
    )
    (word, *_) = articles.read("Onkyeol machines").words
    assert {("onkyeol",), ("온결",)} <= {way.terms for way in word.ways}


def test_a_phrase_may_lead_to_what_is_no_word_alone(tmp_path: Path) -> None:
    """Kiwi takes 각각 for an adverb when it stands alone."""
    articles = library(tmp_path, a="별\n\n각각의 별이 있다. 각각이 다르다.", b="달\n\n달은 하나다.")
    assert articles.read("총 몇 개의 별이 있어?").words


def test_a_name_in_capitals_is_no_word_of_asking(tmp_path: Path) -> None:
    articles = library(
        tmp_path, a="정부\n\n미국 정부가 지켜봤다.", b="보건\n\n세계보건기구가 발표했다."
    )
    for question, way in (("What did the US say?", "미국"), ("WHO가 뭐래?", "세계보건기구")):
        (word,) = (word for word in articles.read(question).words if word.key)
        assert way in [one.text for one in word.ways]
    articles = library(tmp_path, c="의료\n\n세계보건기구(WHO)가 왔다.")
    for question in ("Tell us who it was", "Who was it?", "WHO WAS IT?"):
        assert not [word for word in articles.read(question).words if word.key]
