"""Makes the pictures of the reader in docs/images: `python docs/web_screenshots.py [FOLDER]`.

Needs Chromium, a Korean font (Debian: chromium, fonts-nanum) and the `dev` extra.
"""

import asyncio
import os
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.async_api import Browser, async_playwright

from bot.settings import Settings
from bot.web import make_site, serve
from index import Library

ROOT = Path(__file__).parent.parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
COLOURS = 64  # enough for text on paper, and a third of the size
QUESTION = "MS가 가진 OpenAI 지분은?"


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its file's name, the address, and how the visitor looks at it."""

    name: str
    address: str
    width: int
    height: int
    scheme: str
    locale: str = "ko-KR"


ANSWER = f"/?q={quote(QUESTION)}"
LIT = f"/a/tech/openai-microsoft?q={quote(QUESTION)}#p5"
SHOTS = (
    Shot("web-search", "/", 1280, 860, "light"),
    Shot("web-answer", ANSWER, 1280, 1000, "light"),
    Shot("web-answer-phone-dark", ANSWER, 360, 780, "dark"),
    Shot("web-article", LIT, 1280, 860, "light"),
    Shot("web-article-dark", LIT, 1280, 860, "dark"),
    Shot("web-article-phone", LIT, 360, 780, "light"),
    Shot("web-articles-en", "/articles", 1280, 860, "light", "en-US"),
)


async def main(folder: Path) -> None:
    """Take every picture."""
    library = await asyncio.to_thread(Library.open, ROOT / "content")
    await asyncio.to_thread(library.ask, QUESTION)  # loads Kiwi, which no page need wait for
    site = make_site(Settings(rate_limit=0), lambda: library)
    async with serve(site, "127.0.0.1", 0) as port, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for shot in SHOTS:
            await take(browser, f"http://127.0.0.1:{port}", shot, folder)
        await browser.close()


async def take(browser: Browser, origin: str, shot: Shot, folder: Path) -> None:
    """Take one picture."""
    context = await browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.scheme == "dark" else "light",
        locale=shot.locale,
    )
    page = await context.new_page()
    await page.goto(origin + shot.address)
    picture = Image.open(BytesIO(await page.screenshot()))
    picture.convert("RGB").quantize(COLOURS).save(folder / f"{shot.name}.png", optimize=True)
    await context.close()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(target))
