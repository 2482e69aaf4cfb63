"""English words that a question has in Hangul, or half in Hangul."""

from pathlib import Path

from test_question_reader import library


def test_a_word_half_in_hangul_is_the_latin_one(tmp_path: Path) -> None:
    articles = library(
        tmp_path, a="장치\n\nNVQLink라는 기술을 선보였다.", b="김치\n\n김치는 유산균이 익힌다."
    )
    assert articles.ask("NVQ링크가 뭐야?").quotes[0].article.id == "a"
    assert [word.ways[0].text for word in articles.read("NVQ 링크").words] == ["nvq", "링크"]


def test_two_nouns_that_are_one_english_word_are_one(tmp_path: Path) -> None:
    """Kiwi takes 엠파이어 for 엠 and 파이어."""
    articles = library(
        tmp_path, a="책\n\n저서 『Empire of AI』는 2025년에 나왔다.", b="김치\n\n김치는 익는다."
    )
    (word, *_) = articles.read("엠파이어 오브 AI 저자가 누구야?").words
    assert ("empire",) in [way.terms for way in word.ways]


def test_two_english_words_written_as_one_are_found(tmp_path: Path) -> None:
    articles = library(
        tmp_path, a="Probe\n\nA golden record greets the finder.", b="김치\n\n김치는 익는다."
    )
    assert articles.ask("골든레코드가 뭐야?").quotes[0].article.id == "a"


def test_a_word_that_is_two_of_the_articles_is_both(tmp_path: Path) -> None:
    articles = library(
        tmp_path, a="차림표\n\n쑥 라떼는 5월까지.", b="Build\n\nSecurity reports go to us."
    )
    assert articles.ask("쑥라떼 언제까지 팔아?").quotes[0].article.id == "a"


def test_a_gerund_is_found_by_its_stem(tmp_path: Path) -> None:
    """Terms are lemmas: staging is stage there."""
    articles = library(
        tmp_path, a="Servers\n\nStaging is deployed nightly.", b="Team\n\nAsk your buddy first."
    )
    (word, *_) = articles.read("스테이징은 언제 배포돼요?").words
    assert ("stage",) in [way.terms for way in word.ways]
