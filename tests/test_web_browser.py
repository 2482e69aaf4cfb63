"""The reader in a real browser: asking, following a citation, light and dark, phone and desktop."""

import importlib.util
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from web_site import ENGLISH, KOREAN, open_library, running

from index import Library

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
if importlib.util.find_spec("playwright") is None:
    pytest.skip("playwright is not installed", allow_module_level=True)
if not CHROMIUM.exists():
    pytest.skip(f"{CHROMIUM} is not there; set CHROMIUM", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe  # noqa: E402  # only where it is installed
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright  # noqa: E402  # the same

SEEN = """element => {
  const boxes = [...element.getClientRects()];
  const style = getComputedStyle(element);
  return {
    inView: boxes.every(box => box.top >= 0 && box.bottom <= innerHeight
      && box.left >= 0 && box.right <= innerWidth),
    background: style.backgroundColor,
    ink: style.color,
  };
}"""
NO_COLOUR = "rgba(0, 0, 0, 0)"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(tmp_path_factory.mktemp("content"))


@pytest.fixture(scope="module")
def origin(library: Library) -> Iterator[str]:
    with running(lambda: library) as origin:
        yield origin


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], timeout=120_000
        )
        yield browser
        browser.close()


@dataclass
class Visitor:
    """A page that remembers every complaint of the browser and every request it made."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(
    params=[
        (width, scheme, language)
        for width, scheme, language in (
            (360, "light", "ko-KR"),
            (360, "dark", "en-US"),
            (1280, "light", "en-US"),
            (1280, "dark", "ko-KR"),
        )
    ],
    ids=lambda one: "-".join(map(str, one)),
)
def visitor(request: pytest.FixtureRequest, browser: Browser, origin: str) -> Iterator[Visitor]:
    width, scheme, language = request.param
    context = browser.new_context(
        base_url=origin,
        viewport={"width": width, "height": 740},
        color_scheme=scheme,
        locale=language,
    )
    visitor = Visitor(context.new_page())
    visitor.page.on("console", lambda message: visitor.complaints.append(message.text))
    visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    visitor.page.on("request", lambda sent: visitor.requests.append(sent.url))
    yield visitor
    assert visitor.complaints == []
    assert all(url.startswith(origin) for url in visitor.requests)
    assert context.cookies() == []
    context.close()


def fits(page: Page) -> bool:
    """Whether nothing is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def serious(page: Page) -> list[str]:
    """What axe-core finds that keeps somebody from using the page."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html']}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def sees_lit(mark: Locator, words: str) -> bool:
    """Whether a sentence is highlighted, legible and in the window."""
    expect(mark).to_contain_text(words)
    seen = mark.evaluate(SEEN)
    return bool(
        seen["inView"]
        and seen["background"] != NO_COLOUR
        and contrast(seen["ink"], seen["background"]) >= 7
    )


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two `rgb(…)` colours."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    shares = [int(value) / 255 for value in re.findall(r"\d+", colour)[:3]]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(weight * s for weight, s in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    ("question", "words"),
    [(KOREAN, "등대는 1912년 겨울에 처음 불을 켰다."), (ENGLISH, "212 metres long")],
    ids=["ko", "en"],
)
def test_ask_and_follow_the_citation(visitor: Visitor, question: str, words: str) -> None:
    """Type a question, read the lit sentence, open it in its article, find it lit there."""
    page = visitor.page
    page.goto("/")
    page.get_by_role("searchbox").fill(question)
    page.keyboard.press("Enter")
    assert sees_lit(page.locator("mark.lit").first, words)
    assert fits(page)
    assert serious(page) == []
    page.locator("a.cite").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert sees_lit(page.locator("mark.quote:target"), words)
    lit = page.locator("mark.quote").evaluate_all(
        f"all => all.filter(one => getComputedStyle(one).backgroundColor !== '{NO_COLOUR}').length"
    )
    assert lit == 1
    assert fits(page)
    assert serious(page) == []
    page.get_by_role("note").get_by_role("link").last.click()
    expect(page.get_by_role("searchbox")).to_have_value(question)


@pytest.mark.parametrize(
    "path", ["/", "/articles", "/a/town/bridge", "/a/town/hostile", "/?q=xyzzy"]
)
def test_pages_are_accessible_and_fit(visitor: Visitor, path: str) -> None:
    """No serious fault for axe-core, nothing cut off or scrolled sideways, no complaint."""
    page = visitor.page
    page.goto(path)
    assert serious(page) == []
    assert fits(page)
    assert page.title() != "owned"


def test_without_a_fragment_the_best_sentence_is_lit(visitor: Visitor) -> None:
    """`?q=` alone lights one sentence, and the note above leads to it."""
    page = visitor.page
    page.goto(f"/a/sea/등대 이야기?q={KOREAN}")
    background = page.locator("mark.best").evaluate("e => getComputedStyle(e).backgroundColor")
    assert background != NO_COLOUR
    page.get_by_role("note").get_by_role("link").first.click()
    assert sees_lit(page.locator("mark.quote:target"), "1912년")


def test_the_keyboard_is_enough(visitor: Visitor) -> None:
    """Tab and Enter alone lead from the search page to the lit sentence, always visibly."""
    page = visitor.page
    page.goto("/")
    page.keyboard.type(ENGLISH)  # the field has the focus
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    focused = "document.activeElement"
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(f"getComputedStyle({focused}).outlineStyle") != "none"
        if page.evaluate(f"{focused}.className") == "cite":
            break
    page.keyboard.press("Enter")
    expect(page.locator("mark.quote:target")).to_contain_text("212 metres")


def test_korean_words_are_not_broken(visitor: Visitor) -> None:
    """Lines of Korean break between words, in a measure that reads well."""
    page = visitor.page
    page.goto("/a/sea/등대 이야기")
    style = "getComputedStyle(document.querySelector('.article > p'))"
    assert page.evaluate(f"{style}.wordBreak") == "keep-all"
    size = float(page.evaluate(f"parseFloat({style}.fontSize)"))
    width = float(page.evaluate("document.querySelector('.article').clientWidth"))
    assert 18 <= width / size <= 40  # Hangul is as wide as it is high


def test_print_leaves_the_article(visitor: Visitor) -> None:
    """On paper: no menus or forms, black on white, the quoted sentence still marked."""
    page = visitor.page
    page.goto(f"/a/sea/등대 이야기?q={KOREAN}")
    page.emulate_media(media="print")
    for hidden in (".top", ".bottom", ".asked"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".article")).to_be_visible()
    ink = page.evaluate("getComputedStyle(document.body).color")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    mark = page.locator("mark.best").evaluate("e => getComputedStyle(e).backgroundColor")
    assert mark not in (NO_COLOUR, paper)
