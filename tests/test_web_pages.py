"""The reader's pages: what they show, in which language, and what they never show."""

import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from web_site import ENGLISH, HIDDEN, KOREAN, open_library
from yarl import URL

from bot.settings import Settings
from bot.texts import text
from bot.web import make_app, make_site
from index import Library

LIGHTHOUSE = "/a/" + quote("sea/등대 이야기")
Client = TestClient[web.Request, web.Application]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(tmp_path_factory.mktemp("content"))


@pytest_asyncio.fixture
async def client(library: Library) -> AsyncIterator[Client]:
    async with open_client(library, Settings(rate_limit=0)) as client:
        yield client


def open_client(library: Library | None, settings: Settings) -> Client:
    return TestClient(TestServer(make_app(make_site(settings, lambda: library))))


async def page(
    client: Client, path: str, status: int = 200, headers: Mapping[str, str] | None = None
) -> str:
    response = await client.get(URL(path, encoded=True), headers=headers, allow_redirects=False)
    assert response.status == status, path
    return await response.text()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("question", "sentence", "link"),
    [
        (KOREAN, "처음 불을 켰다.", LIGHTHOUSE),
        (ENGLISH, " metres long and made of larch.", "/a/town/bridge"),
    ],
)
async def test_an_answer_quotes_and_links(
    client: Client, question: str, sentence: str, link: str
) -> None:
    """The quoted sentence is lit and its citation leads to its passage in the reader."""
    shown = await page(client, f"/?q={quote(question)}")
    lit = re.search(r'<mark class="lit">(.*?)</mark>', shown, re.S)
    assert lit and sentence in re.sub("<[^>]*>", "", lit[1])
    assert re.search(rf'class="cite" href="{re.escape(link)}\?q=[^"#]+#p\d+"', shown)


@pytest.mark.asyncio
async def test_what_is_not_found_leads_to_the_articles(client: Client) -> None:
    """To those that may be related, else to the list."""
    found = await page(client, f"/?q={quote('테슬라 구글 애플 삼성 시장 점유율은?')}")
    assert '<a href="/a/note">시장 골목 국숫집</a>' in found
    none = await page(client, f"/?q={quote('토마토 재배 방법은?')}")
    assert '<a href="/articles">어떤 기사가 있는지 보기</a>' in none
    assert 'href="/a/' not in none


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("question", "hedge"),
    [(KOREAN, None), ("등대 불빛은 어디까지 보여?", "likely"), ("고깃배 값은 얼마야?", "unsure")],
)
async def test_doubt_is_a_notice_above_the_quotes(
    client: Client, library: Library, question: str, hedge: str | None
) -> None:
    shown = await page(client, f"/?q={quote(question)}")
    brief = library.ask(question, limit=3).brief()
    assert (brief.hedge or "").removesuffix("_among") == (hedge or "")
    keys = ("likely", "likely_among", "unsure", "unsure_among")
    assert [key for key in keys if text(key, "ko") in shown] == [brief.hedge] * bool(hedge)
    assert ('class="notice"' in shown) == bool(hedge)


@pytest.mark.asyncio
async def test_the_cited_passage_is_the_lit_one(client: Client) -> None:
    """The anchor that a citation names stands at the quoted sentence."""
    shown = await page(client, f"/?q={quote(KOREAN)}")
    target = re.search(r'class="cite" href="([^"]+)#(p\d+)"', shown)
    assert target
    article = await page(client, target[1].replace("&amp;", "&"))
    mark = re.search(rf'<mark id="{target[2]}" class="quote best">(.*?)</mark>', article, re.S)
    assert mark and re.sub("<[^>]*>", "", mark[1]) == "등대는 1912년 겨울에 처음 불을 켰다."


@pytest.mark.asyncio
async def test_every_passage_has_an_anchor(client: Client, library: Library) -> None:
    """`#p1`, `#p2`, … are all there, once each, with and without a question."""
    for path in (LIGHTHOUSE, f"{LIGHTHOUSE}?q={quote(KOREAN)}"):
        anchors = re.findall(r' id="p(\d+)"', await page(client, path))
        numbers = [str(one.number) for one in library.passages("sea/등대 이야기")]
        assert anchors == numbers


@pytest.mark.asyncio
async def test_lists_tables_and_code_keep_their_shape(client: Client) -> None:
    """Items, rows and code of an article look like what they are."""
    lighthouse = await page(client, LIGHTHOUSE)
    assert lighthouse.count("<li>") == 4
    assert '<span class="bullet" aria-hidden="true">2.</span>' in lighthouse
    bridge = await page(client, "/a/town/bridge")
    plain = re.sub("<(/?)(span|mark)[^>]*>|\\s", "", bridge)
    assert '<thscope="col">walkers</th></tr></thead><tbody><tr><td>1988</td>' in plain
    assert "open = dawn; close = dusk</" in bridge


@pytest.mark.asyncio
async def test_an_article_is_text_whatever_it_holds(client: Client) -> None:
    """Markup in an article, its title and its front matter is shown, never obeyed."""
    for path in ("/a/town/hostile", "/articles", "/", f"/?q={quote('도깨비방망이 값은?')}"):
        shown = await page(client, path)
        assert "<script" not in shown
        assert "<img" not in shown
        assert "javascript:" not in shown
        assert "onmouseover=alert(1)>" not in shown
    shown = await page(client, "/a/town/hostile")
    assert "&lt;script&gt;document.title=" in shown
    assert "{{ 7 * 7 }}" in shown


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "header", "language"),
    [
        ("/", "", "ko"),
        ("/", "en-GB,en;q=0.9,ko;q=0.8", "en"),
        ("/", "fr, ko;q=0.3, en;q=0.2", "ko"),
        ("/?lang=en", "ko", "en"),
        ("/?lang=xx", "en;q=oops, ko", "ko"),
    ],
)
async def test_the_page_speaks_the_visitors_language(
    client: Client, path: str, header: str, language: str
) -> None:
    """A chosen language wins over the browser's; Korean is spoken to everybody else."""
    headers = {"Accept-Language": header}
    assert f'<html lang="{language}">' in await page(client, path, headers=headers)


@pytest.mark.asyncio
async def test_a_chosen_language_stays(client: Client) -> None:
    """Links and the form of a page carry the language that the visitor picked."""
    shown = await page(client, f"/?q={quote(KOREAN)}&lang=en")
    assert '<input type="hidden" name="lang" value="en">' in shown
    assert re.search(r'class="cite" href="[^"]+lang=en#p', shown)


@pytest.mark.asyncio
async def test_what_is_not_public_is_nowhere(library: Library) -> None:
    """An article of a collection that is not public is in no page, answer, list or metric."""
    settings = Settings(rate_limit=0, public_collections=("sea", "town"))
    async with open_client(library, settings) as client:
        paths = {
            "/": 200,
            "/articles": 200,
            f"/?q={quote(HIDDEN)}": 200,
            f"/?q={quote(HIDDEN)}&collection=vault": 404,
            "/a/vault/submarine": 404,
            f"/a/vault/submarine?q={quote(HIDDEN)}": 404,
            "/articles?collection=vault": 404,
            f"/api/ask?q={quote(HIDDEN)}": 200,
            f"/api/ask?q={quote(HIDDEN)}&collection=vault": 404,
            f"/api/ask?q={quote(HIDDEN)}&article=vault/submarine": 404,
            "/readyz": 200,
            "/metrics": 200,
        }
        for path, status in paths.items():
            shown = await page(client, path, status)
            for secret in ("박심해", "비밀 잠수함", ">vault<", '"vault"'):
                assert secret not in shown, path
        answer = await (await client.get("/api/ask", params={"q": KOREAN})).json()
        assert answer["quotes"][0]["article"]["collection"] == "sea"


@pytest.mark.asyncio
async def test_unknown_and_public_look_the_same(library: Library) -> None:
    """Whether a hidden article exists cannot be told from the response."""
    async with open_client(library, Settings(public_collections=("sea",))) as client:
        hidden = await page(client, "/a/vault/submarine", 404)
        unknown = await page(client, "/a/vault/nothing-here", 404)
        assert hidden.replace("submarine", "") == unknown.replace("nothing-here", "")


@pytest.mark.asyncio
@pytest.mark.parametrize("prefix", ["", "/library"])
async def test_a_base_path_is_in_every_address(library: Library, prefix: str) -> None:
    """Below a base path all links stay below it, whether or not the proxy strips it."""
    settings = Settings(rate_limit=0, public_url="https://example.org/library/")
    async with open_client(library, settings) as client:
        for path in ("/", "/articles", f"/?q={quote(KOREAN)}", LIGHTHOUSE):
            shown = await page(client, prefix + path)
            local = re.findall(r'(?:href|action)="(/[^"]*)"', shown)
            assert local and all(address.startswith("/library/") for address in local)


@pytest.mark.asyncio
async def test_the_list_is_newest_first_and_in_pages(tmp_path: Path) -> None:
    """Sixty articles make two pages, the newest first; a page that is not there is a 404."""
    for number in range(60):
        (tmp_path / f"n{number:02}.md").write_text(
            f"---\ntitle: Note {number}\ndate: 2024-01-{number % 28 + 1:02}\n---\nWords {number}.\n"
        )
    async with open_client(Library.open(tmp_path), Settings()) as client:
        dates = re.findall(r"<time>([^<]+)</time>", await page(client, "/articles"))
        dates += re.findall(r"<time>([^<]+)</time>", await page(client, "/articles?page=2"))
        assert len(dates) == 60
        assert dates == sorted(dates, reverse=True)
        for wrong in ("0", "3", "-1", "x", "²", "9" * 30):
            await page(client, f"/articles?page={quote(wrong)}", 404)


@pytest.mark.asyncio
async def test_an_empty_folder_has_a_page(tmp_path: Path) -> None:
    """No articles is a notice, not a fault."""
    async with open_client(Library.open(tmp_path), Settings()) as client:
        for path in ("/", "/articles", "/?q=what"):
            assert 'class="notice"' in await page(client, path)


@pytest.mark.asyncio
async def test_every_response_is_guarded(client: Client) -> None:
    """The policy allows no script, no style but ours, and nothing from elsewhere; no cookie."""
    for path in ("/", "/nope", "/api/ask", "/static/reader.css", "/healthz"):
        response = await client.get(path)
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy and "script-src" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in response.headers
        assert response.headers["Server"] == "inyong"


@pytest.mark.asyncio
async def test_pages_hold_no_script_and_no_inline_style(client: Client) -> None:
    """What the policy forbids is not tried."""
    for path in ("/", f"/?q={quote(KOREAN)}", LIGHTHOUSE, "/articles", "/nope"):
        shown = await (await client.get(path)).text()
        assert not re.search(r"<script|<style|<[^<>]*\s(?:style|on\w+)=", shown)
        assert not re.search(r'(?:src|<link[^>]+href)="https?:', shown)


@pytest.mark.asyncio
async def test_while_loading_it_says_so() -> None:
    """Before the library is there: alive, not ready, and a page that says to come back."""
    async with open_client(None, Settings()) as client:
        await page(client, "/healthz")
        assert '"ready": false' in await page(client, "/readyz", 503)
        response = await client.get("/")
        assert response.status == 503
        assert response.headers["Retry-After"] == "5"
        assert "기사를 읽는 중이에요" in await response.text()
        assert await page(client, "/api/ask?q=x", 503) == '{"error": "loading"}'


@pytest.mark.asyncio
async def test_too_many_questions_are_told_to_wait(library: Library) -> None:
    """The limit holds for pages and API together, and pages without a question go on."""
    async with open_client(library, Settings(rate_limit=2)) as client:
        await page(client, "/?q=one")
        await page(client, "/api/ask?q=two")
        response = await client.get("/?q=three")
        assert response.status == 429
        assert int(response.headers["Retry-After"]) >= 1
        assert await page(client, "/api/ask?q=four", 429)
        await page(client, "/articles")


@pytest.mark.asyncio
async def test_a_swapped_library_is_shown_at_once(library: Library, tmp_path: Path) -> None:
    """After a reload the next page comes from the new library."""
    (tmp_path / "new.txt").write_text("새 소식\n\n새로 넣은 글이다.\n", encoding="utf-8")
    current = [library, Library.open(tmp_path, analyzer=library.analyzer)]
    site = make_site(Settings(), lambda: current[0])
    async with TestClient(TestServer(make_app(site))) as client:
        assert "섬마을 등대" in await page(client, "/articles")
        current.pop(0)
        assert "새 소식" in await page(client, "/articles")


@pytest.mark.asyncio
async def test_a_failure_of_ours_is_a_page_and_is_counted(caplog: pytest.LogCaptureFixture) -> None:
    """What breaks inside shows nothing of the inside, is logged without the question, counted."""

    def broken() -> Library:
        raise RuntimeError("a secret of the machine")

    async with TestClient(TestServer(make_app(make_site(Settings(), broken)))) as client:
        shown = await page(client, "/?q=private", 500)
        assert "문제가 생겼어요" in shown and "secret" not in shown
        assert "something went wrong" in await page(client, "/api/ask?q=private", 500)
        counted = await page(client, "/metrics")
        assert 'inyong_errors_total{front_end="web"} 1.0' in counted
        assert 'inyong_errors_total{front_end="api"} 1.0' in counted
    assert "a secret of the machine" in caplog.text
    assert "private" not in caplog.text
