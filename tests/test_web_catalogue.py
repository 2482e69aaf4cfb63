"""The public part of a library: only it answers, and what is cited is what is lit."""

from dataclasses import replace

import pytest
from web_site import ENGLISH, HIDDEN, KOREAN, open_library

from bot.web.catalogue import Catalogue
from index import Library, UnknownArticleError, Verdict

SECRET = "비밀 특허 소송에서 이긴 테슬라와 구글 변호사는?"  # a title that is not public is near
QUESTIONS = (
    KOREAN,
    ENGLISH,
    HIDDEN,
    SECRET,
    "국숫집은 몇 시에 육수를 끓이나요?",
    "등대 계단은 몇 개?",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(tmp_path_factory.mktemp("content"))


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_cited_is_what_is_lit(library: Library, question: str) -> None:
    """In each article of an answer the sentence found again is the one that was quoted."""
    for quote in library.ask(question, limit=5).quotes:
        again = library.nearest(question, quote.article.id)
        (same,) = [one for one in again if one.passage.number == quote.passage.number]
        assert (same.start, same.end, same.matched) == (quote.start, quote.end, quote.matched)


@pytest.mark.parametrize("question", QUESTIONS)
def test_only_public_articles_answer(library: Library, question: str) -> None:
    """Neither quotes nor suggestions come from elsewhere, whatever is asked for."""
    catalogue = Catalogue.of(library, ("sea", "default"))
    answer = catalogue.ask(question, 5)
    assert all(quote.article.collection in ("sea", "default") for quote in answer.quotes)
    assert set(answer.suggestions) <= {"섬마을 등대의 백 년", "시장 골목 국숫집"}
    assert {entry.collection for entry in catalogue.entries} == {"sea", "default"}
    with pytest.raises(UnknownArticleError):
        catalogue.ask(question, 5, article="vault/submarine")
    with pytest.raises(UnknownArticleError):
        catalogue.ask(question, 5, collection="vault")


def test_a_question_asked_again_is_answered_from_memory(library: Library) -> None:
    """With the same answer, and the time that it took this time."""
    catalogue = Catalogue.of(library, None)
    first, again = catalogue.ask(KOREAN, 3), catalogue.ask(KOREAN, 3)
    assert again.took_ms < first.took_ms
    assert replace(again, took_ms=0.0) == replace(first, took_ms=0.0)
    assert catalogue.ask(KOREAN, 3, collection="town") != again


@pytest.mark.parametrize("public", [(), ("nowhere",)])
def test_nothing_public_is_an_empty_library(library: Library, public: tuple[str, ...]) -> None:
    """No collection, or one that is not there, shows nothing and answers nothing."""
    catalogue = Catalogue.of(library, public)
    assert catalogue.entries == ()
    assert catalogue.article("note") is None
    assert catalogue.ask(KOREAN, 3).verdict is Verdict.NOT_FOUND


def test_all_is_public_by_default(library: Library) -> None:
    """Without a setting every article is listed, newest first, undated ones last."""
    catalogue = Catalogue.of(library, None)
    dates = [entry.published for entry in catalogue.entries]
    assert dates == ["2025-04-02", "2024-09-15", '2024-01-01"><img src=x>', None, None]
    assert catalogue.ask(HIDDEN, 1).quotes[0].article.id == "vault/submarine"
