"""The API: the JSON contract, its clear complaints, and its description."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from web_site import ENGLISH, KOREAN, open_library

from bot.settings import Settings
from bot.web import Gateway, make_app, make_site
from index import Library

Client = TestClient[web.Request, web.Application]
pytestmark = pytest.mark.asyncio


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(tmp_path_factory.mktemp("content"))


@pytest_asyncio.fixture
async def client(library: Library) -> AsyncIterator[Client]:
    site = make_site(Settings(rate_limit=0), lambda: library)
    async with TestClient(TestServer(make_app(site))) as client:
        yield client


@pytest.mark.parametrize("question", [KOREAN, ENGLISH, "아무도 모르는 xyzzy"])
async def test_get_and_post_give_the_librarys_answer(
    client: Client, library: Library, question: str
) -> None:
    """Both are the JSON of the answer that any front end gets."""
    expected = library.ask(question, limit=2).to_json()
    got = await client.get("/api/ask", params={"q": question, "limit": "2"})
    sent = await client.post("/api/ask", json={"question": question, "limit": 2})
    for response in (got, sent):
        assert response.status == 200
        answer = await response.json()
        assert answer.pop("took_ms") >= 0
        for key in answer:
            assert answer[key] == expected[key], key


async def test_quotes_are_slices_of_the_article(client: Client, library: Library) -> None:
    """`start` and `end` cut the quote out of the article's text."""
    answer = await (await client.get("/api/ask", params={"q": KOREAN})).json()
    for quote in answer["quotes"]:
        article = library.corpus.article(quote["article"]["id"])
        assert article and article.text[quote["start"] : quote["end"]] == quote["quote"]


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("", "q: missing"),
        ("q=", "q: use 1 to 1000 characters"),
        ("q=%20%0A", "q: missing or empty"),
        ("q=" + "x" * 1001, "q: use 1 to 1000"),
        ("q=a&q=b", "'q': given more than once"),
        ("q=a&limit=0", "limit: use a whole number"),
        ("q=a&limit=11", "limit: use a whole number"),
        ("q=a&limit=2.5", "limit: use a whole number"),
        ("q=a&limit=%C2%B2", "limit: use a whole number"),
        ("q=a&limit=" + "9" * 5000, "limit: use a whole number"),
        ("q=a&colour=red", "'colour': no such field"),
        ("q=a&article=", "article: use 1 to 500"),
    ],
)
async def test_a_bad_query_is_named(client: Client, query: str, complaint: str) -> None:
    """Each mistake is a 400 that says which field, and what it takes."""
    response = await client.get(f"/api/ask?{query}")
    assert response.status == 400
    assert complaint in (await response.json())["error"]


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"", "not valid JSON"),
        (b"{", "not valid JSON"),
        (b"\xff\xfe", "not valid JSON"),
        (b"[" * 60_000, "not valid JSON"),
        (b"[]", "send a JSON object"),
        (b"{}", "question: missing"),
        (b'{"question": 7}', "question: use text"),
        (b'{"question": null}', "question: use text"),
        (b'{"question": "a", "limit": true}', "limit: use a whole number"),
        (b'{"question": "a", "limit": 1e400}', "limit: use a whole number"),
        (b'{"question": "a", "article": ["b"]}', "article: use text"),
        (b'{"question": "a", "q": "b"}', "'q': no such field"),
    ],
)
async def test_a_bad_body_is_named(client: Client, body: bytes, complaint: str) -> None:
    """Each mistake in a body is a 400 that says what is wrong."""
    response = await client.post(
        "/api/ask", data=body, headers={"Content-Type": "application/json"}
    )
    assert response.status == 400
    assert complaint in (await response.json())["error"]


async def test_other_faults_are_json_too(client: Client) -> None:
    """A wrong type, size, method or address never answers a program with a page."""
    faults = [
        (await client.post("/api/ask", data=b"question=a"), 400),
        (await client.post("/api/ask", json={"question": "x" * 70_000}), 413),
        (await client.put("/api/ask"), 405),
        (await client.get("/api/nothing"), 404),
        (await client.get("/api/ask?q=a&article=nothing"), 404),
        (await client.get("/api/ask?q=a&collection=nothing"), 404),
    ]
    for response, status in faults:
        assert response.status == status
        assert set(await response.json()) == {"error"}


@pytest.mark.parametrize("question", ["\ud800", "a\x00b", "\u202e뒤집기", "﷽" * 1000, "%s{0}"])
async def test_odd_characters_are_a_question_like_any_other(client: Client, question: str) -> None:
    """Lone surrogates, NULs and the like get an answer, in JSON and as a page."""
    response = await client.post("/api/ask", json={"question": question})
    assert response.status == 200
    assert (await response.json())["question"] == question


async def test_the_description_names_the_base_path(library: Library) -> None:
    """The OpenAPI description says where the API stands."""
    site = make_site(Settings(base_path="/library"), lambda: library)
    async with TestClient(TestServer(make_app(site))) as client:
        described = await (await client.get("/library/api/openapi.json")).json()
    assert described["servers"] == [{"url": "/library"}]


async def test_the_metrics_count_by_verdict_and_front_end(client: Client) -> None:
    """A page, a program's question and an unanswered one are three different counts."""
    await client.get("/", params={"q": KOREAN})
    await client.get("/api/ask", params={"q": KOREAN})
    await client.get("/api/ask", params={"q": "xyzzy plugh"})
    lines = (await (await client.get("/metrics")).text()).splitlines()
    for line in (
        'inyong_questions_total{front_end="web",verdict="answered"} 1.0',
        'inyong_questions_total{front_end="api",verdict="answered"} 1.0',
        'inyong_questions_total{front_end="api",verdict="not_found"} 1.0',
        'inyong_answer_seconds_count{front_end="api"} 2.0',
        "inyong_index_articles 5.0",
        'inyong_errors_total{front_end="web"} 0.0',
    ):
        assert line in lines


async def test_readiness_follows_the_gateway(library: Library) -> None:
    """Beside a bot the reader is ready only while Discord is connected, and tells the latency."""
    state = [Gateway(connected=False, latency=None)]
    site = make_site(Settings(), lambda: library, gateway=lambda: state[0])
    async with TestClient(TestServer(make_app(site))) as client:
        assert (await client.get("/readyz")).status == 503
        state[0] = Gateway(connected=True, latency=0.25)
        response = await client.get("/readyz")
        assert response.status == 200
        ready = await response.json()
        assert ready["gateway"] == {"connected": True, "latency_seconds": 0.25}
        assert ready["index"]["articles"] == 5
        metrics = await (await client.get("/metrics")).text()
        assert "inyong_gateway_latency_seconds 0.25" in metrics
