"""The JSON of an answer, field by field, and the law that a quote is a slice."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Library, UnknownArticleError, Verdict
from index.answer import MisquoteError, prove
from index.answering import Answerer
from index.ranking import rank
from index.verdict import Judgement

ANSWER = {"question": str, "verdict": str, "confidence": float, "quotes": list,
          "suggestions": list, "took_ms": float}  # fmt: skip
QUOTE = {
    "rank": int, "quote": str, "start": int, "end": int, "passage": str, "passage_start": int,
    "passage_end": int, "section": str | None, "paragraph": int, "lines": list,
    "page": int | None, "score": float, "link": str | None, "article": dict,
}  # fmt: skip
ARTICLE = {"id": str, "collection": str, "title": str, "author": str | None,
           "published": str | None, "url": str | None, "file": str}  # fmt: skip
HOSTILE = (
    "", " ", "\x00", "\ud800", "?" * 3000, "등대" * 2000, "\u202e등대\u200b", "등대\r\n언제?",
    "'; DROP TABLE articles; --", "{등대}", "%s %(a)s", "\\", "<script>등대</script>", "😀" * 50,
    "ﷺ" * 300, "a\u0301" * 600, "「」『』", "등대가 불을 켠 해는 언제인가요?\x00뒤",
)  # fmt: skip


def test_an_answer_has_the_fields_of_the_contract(library: Library) -> None:
    """Each field of docs/json.md is there, with its type; more may come, none may go."""
    title = library.corpus.titles()[0]
    answer = json.loads(json.dumps(library.ask(title, limit=2).to_json()))
    assert answer["quotes"]
    for shape, value in (
        (ANSWER, answer),
        (QUOTE, answer["quotes"][0]),
        (ARTICLE, answer["quotes"][0]["article"]),
    ):
        for name, kind in shape.items():
            assert isinstance(value[name], kind), name
    assert [quote["rank"] for quote in answer["quotes"]] == [1, 2][: len(answer["quotes"])]
    assert 0 <= answer["confidence"] <= 1


@given(st.lists(st.floats(0.01, 100), max_size=6))
def test_people_are_shown_no_quote_far_behind_the_first(
    library: Library, scores: list[float]
) -> None:
    scores.sort(reverse=True)
    first = library.ask(library.corpus.titles()[0], limit=1)
    quotes = tuple(replace(first.quotes[0], score=score) for score in scores)
    brief = replace(first, quotes=quotes).brief()
    assert brief.quotes == quotes[: len(brief.quotes)]
    assert [quote.score for quote in brief.quotes] == [s for s in scores if s >= 0.4 * scores[0]]


def test_offsets_are_of_the_articles_text(library: Library) -> None:
    """`text[start:end]` is the quote, `text[passage_start:passage_end]` the passage."""
    for quote in library.ask(library.corpus.titles()[0]).to_json()["quotes"]:
        article = library.corpus.article(quote["article"]["id"])
        assert article is not None
        assert article.text[quote["start"] : quote["end"]] == quote["quote"]
        assert article.text[quote["passage_start"] : quote["passage_end"]] == quote["passage"]
        first, last = quote["lines"]
        assert 1 <= first <= last


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("스타벅스 커피 점포 수는?", {"바리스타가 쓴 커피 이야기"}),
        ("네이버 지분을 산 사모펀드는?", {"MS와 오픈AI: 지분 이야기"}),
        ("토마토 재배 방법은?", set()),  # "방법" alone may stand anywhere
        ("그는 어디서 9월에 커졌어?", set()),  # nothing of it is in a heading
        ("zzzqqq xxyyzz", set()),
    ],
)
def test_titles_are_worth_asking_about(library: Library, question: str, titles: set[str]) -> None:
    """An article is suggested when it is about something that the question names."""
    read = library.read(question)
    answerer = Answerer(library.corpus, library.engine, library.analyzer)
    nothing = Judgement(Verdict.NOT_FOUND, 0.0)
    answer = answerer.answer(read, rank(library.engine, read.query), 3, 0.0, nothing)
    assert set(answer.suggestions) == titles


def test_what_is_not_found_has_no_quotes(library: Library) -> None:
    answer = library.ask("zzzqqq xxyyzz")
    assert answer.verdict is Verdict.NOT_FOUND
    assert answer.quotes == ()
    assert answer.to_json()["quotes"] == []


@pytest.mark.parametrize("question", HOSTILE)
def test_hostile_questions_get_an_answer(library: Library, question: str) -> None:
    """Whatever is asked, the answer holds the question, and can be written as JSON."""
    answer = library.ask(question)
    assert answer.question == question
    assert json.loads(json.dumps(answer.to_json()))["question"] == question


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters() | st.sampled_from("등대다리 시장?"), max_size=40))
def test_any_question_gets_an_answer(library: Library, question: str) -> None:
    for quote in library.ask(question).quotes:
        assert quote.text == quote.article.text[quote.start : quote.end] != ""


def test_an_unknown_article_or_collection_is_an_error(library: Library) -> None:
    for narrowed in ({"article": "없다"}, {"collection": "없다"}):
        with pytest.raises(UnknownArticleError, match="없다"):
            library.ask("등대", **narrowed)  # type: ignore[arg-type]  # each key is a str parameter


def test_a_misquote_is_never_made(library: Library) -> None:
    """Other words, no words, or words outside the passage are no quote."""
    quote = library.ask(library.corpus.titles()[0]).quotes[0]
    assert prove(quote, quote.text) is quote
    outside = replace(quote, start=quote.start, end=quote.passage.end + 1)
    for wrong, words in (
        (quote, quote.text[:-1]),
        (quote, ""),
        (replace(quote, start=quote.start + 1), quote.text),
        (outside, outside.text),
    ):
        with pytest.raises(MisquoteError):
            prove(wrong, words)
