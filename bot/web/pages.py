"""The pages: search with its answers, the article behind a citation, and the list of articles.

What asks the library, or lays a long article out, waits for a thread; what is a list does not.
"""

from itertools import groupby

from aiohttp import web

from bot.excerpt import Piece, Role, bounds, excerpt
from bot.web.catalogue import Catalogue
from bot.web.layout import lay_out
from bot.web.page import render, respond
from bot.web.site import SITE
from bot.web.visit import Visit
from index.answer import QUOTES, Answer, Quote
from index.library import QUESTION_LIMIT, UnknownArticleError

NEWEST = 6  # articles on the first page
A_PAGE = 50  # articles on a page of the list


async def search(request: web.Request) -> web.Response:
    """The search page, with the answer when there is a question."""
    visit, site = Visit.of(request), request.app[SITE]
    question = request.query.get("q", "").strip()
    collection = request.query.get("collection") or None
    if len(question) > QUESTION_LIMIT:
        raise web.HTTPRequestURITooLong
    if not question:
        return respond(_front(await site.reader.catalogue(), visit))
    check_rate(request)

    def work(catalogue: Catalogue) -> str:
        answer = catalogue.ask(question, QUOTES, collection=collection).brief()
        site.metrics.answered(answer, "web")
        return render(
            "answer.html", visit, question=question, collection=collection,
            catalogue=catalogue, answer=answer, pieces=grouped, lined=lined,
            limit=QUESTION_LIMIT,
        )  # fmt: skip

    try:
        return respond(await site.reader.run(work))
    except UnknownArticleError as error:
        raise web.HTTPNotFound from error


async def article(request: web.Request) -> web.Response:
    """One article, opened where a question is answered in it."""
    visit, site = Visit.of(request), request.app[SITE]
    question = request.query.get("q", "").strip()[:QUESTION_LIMIT]
    if question:
        check_rate(request)

    def work(catalogue: Catalogue) -> str | None:
        found = catalogue.article(request.match_info["article"])
        if found is None:
            return None
        quotes = catalogue.nearest(question, found)
        passages = catalogue.library.passages(found.id)
        return render(
            "article.html", visit, article=found, question=question, quotes=quotes,
            groups=lay_out(found, passages, quotes),
        )  # fmt: skip

    page = await site.reader.run(work)
    if page is None:
        raise web.HTTPNotFound
    return respond(page)


async def articles(request: web.Request) -> web.Response:
    """The list of articles, newest first."""
    visit = Visit.of(request)
    collection = request.query.get("collection") or None
    catalogue = await request.app[SITE].reader.catalogue()
    entries = [one for one in catalogue.entries if collection in (None, one.collection)]
    pages = max(1, -(-len(entries) // A_PAGE))
    page = _page_number(request.query.get("page", "1"), pages)
    if page is None or (collection and not entries):
        raise web.HTTPNotFound
    first = (page - 1) * A_PAGE
    shown = render(
        "articles.html", visit, catalogue=catalogue, collection=collection, page=page,
        pages=pages, count=len(entries), entries=entries[first : first + A_PAGE],
    )  # fmt: skip
    return respond(shown)


def check_rate(request: web.Request) -> None:
    """Raises HTTPTooManyRequests when the client has asked too often."""
    wait = request.app[SITE].may_ask(request)
    if wait:
        raise web.HTTPTooManyRequests(headers={"Retry-After": str(int(wait) + 1)})


def _front(catalogue: Catalogue, visit: Visit) -> str:
    return render(
        "search.html", visit, question="", collection=None, catalogue=catalogue,
        newest=catalogue.entries[:NEWEST], limit=QUESTION_LIMIT,
    )  # fmt: skip


def _page_number(given: str, pages: int) -> int | None:
    """The number of a page that is there, out of what an address says."""
    known = given.isascii() and given.isdigit() and len(given) < 9
    return int(given) if known and 1 <= int(given) <= pages else None


def grouped(quote: Quote, answer: Answer) -> list[tuple[bool, list[Piece]]]:
    """The pieces of a quote and its neighbours, those of the quote together (True)."""
    pieces = groupby(excerpt(quote, answer), key=lambda piece: piece.role is not Role.NEIGHBOUR)
    return [(lit, list(group)) for lit, group in pieces]


def lined(quote: Quote, answer: Answer) -> bool:
    """Whether each line of an excerpt is one of the article's: a row, an item, a paragraph.

    Elsewhere some newline is only where the file was wrapped, and the width of the page decides.
    """
    start, end = bounds(quote, answer)
    text = quote.article.text
    within = (one for one in quote.article.blocks if one.start < end and start < one.end)
    return all("\n" not in text[one.start : one.end] for one in within)
