"""Takes the pictures of the Discord bot in docs/images/, from a simulated Discord in a browser.

    python docs/discord_screenshots.py [FOLDER]

Needs `pip install "simcord[screenshot]"`, Chromium (CHROMIUM names it; /usr/bin/chromium unless
told) and a Korean font such as Debian's fonts-nanum. Nothing is sent anywhere.
"""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import simcord
from PIL import Image
from playwright.async_api import BrowserType
from simcord import interactions

from bot.channel.client import Client
from bot.channel.desk import Desk
from bot.shelf import Shelf
from bot.state import State
from index import Library

ROOT = Path(__file__).parent
SIZES = {"desktop": (860, 1400), "phone": (390, 1600)}
# Discord's own colours of its light theme, for the variables of the simulation's page.
LIGHT = {
    "--discord-bg": "#fbfbfb",
    "--discord-surface": "#ffffff",
    "--discord-elevated": "#ebebed",
    "--discord-control": "#ebebed",
    "--discord-hover": "#e3e3e6",
    "--discord-text": "#2f3035",
    "--discord-muted": "#6c6d76",
    "--discord-subtle": "#5d5e66",
    "--discord-border": "#d9d9dd",
    "--component-surface": "#ffffff",
    "--component-border": "#d9d9dd",
    "--control-border": "#d9d9dd",
    "--subtle-surface": "#e6e6e9",
    "--subtle-surface-text": "#2f3035",
    "--entity-text": "#4a4b51",
    "--entity-dim": "#6c6d76",
    "--button-secondary-surface": "#e6e6e9",
}
FONTS = '"Noto Sans", "NanumBarunGothic", "NanumGothic", "Noto Color Emoji", sans-serif'


async def main(folder: Path) -> None:
    """Play the scenes, and picture each on both backgrounds and at both widths."""
    folder.mkdir(parents=True, exist_ok=True)
    library = Library.open(ROOT.parent / "content", public_url="https://inyong.example")
    for theme in ("dark", "light"):
        _dress(theme)
        _speak("ko")
        client = Client(Desk(Shelf(library), State.forgetful()))
        async with simcord.run(client, shard_count=1, settle_timeout=60) as env:
            await _play(env, folder, theme)


async def _play(env: simcord.Env, folder: Path, theme: str) -> None:
    if env.bot.user:
        await env.bot.user.edit(username="인용")
    guild = env.create_guild("읽는 사람들")
    channel = guild.create_text_channel("질문")
    reader = guild.add_member(env.create_user("haneul", global_name="하늘"))
    async with env.preview(channel, viewers=[reader], locale="ko") as preview:

        async def picture(scene: str, message: Any) -> None:
            for size, viewport in SIZES.items():
                file = folder / f"discord-{scene}-{theme}-{size}.png"
                await preview.screenshot(
                    file, target=message, viewport=viewport, allow_incomplete=True
                )
                # 256 colours are plenty for text, and a third of the size.
                Image.open(file).convert("RGB").quantize(256).save(file, optimize=True)

        async def ask(question: str, **options: Any) -> Any:
            return (await reader.slash(channel, "ask", question=question, **options)).response

        answer = await ask("MS가 가진 OpenAI 지분은?")
        await picture("answer", answer)
        context = await reader.click(answer, custom_id=_button(answer, "context"))
        await picture("context", context.response)
        await reader.click(answer, custom_id=_button(answer, "next"))
        await picture("page", answer)
        await picture("not-found", await ask("화성에는 언제 사람이 가?"))
        await picture("private", await ask("해녀 지금 몇 명 남았어?", private=True))
        await reader.send(channel, f"<@{env.backend.bot_user.id}> 조선왕조실록은 몇 권이야?")
        await picture("mention", channel.last_message)
        _speak("en-US")
        await picture("english", await ask("When did Voyager 1 cross the heliopause?"))


def _button(message: Any, action: str) -> str:
    found = simcord.components.walk_components(message.components)
    ids = [one.get("custom_id", "") for one in found]
    return str(next(one for one in ids if f":{action}:" in one))


def _speak(locale: str, plain: Any = interactions.base_payload) -> None:
    """Give interactions a locale; the simulation knows English only."""

    def localized(*args: Any, **kwargs: Any) -> tuple[Any, dict[str, Any]]:
        record, payload = plain(*args, **kwargs)
        return record, payload | {"locale": locale}

    interactions.base_payload = localized


def _dress(theme: str, launch: Any = BrowserType.launch) -> None:
    """Start the system's Chromium, and give its pages a Korean font and the theme's colours."""
    colours = LIGHT if theme == "light" else {}
    variables = "".join(f"{name}:{value};" for name, value in colours.items())
    scheme = f"color-scheme:{theme};background:{colours.get('--discord-bg', '#323339')}"
    text = colours.get("--discord-text", "#f3f3f4")
    sheet = (
        f":root{{{variables}{scheme} !important;color:{text} !important;"
        f"--preview-font-sans:{FONTS} !important;font-family:{FONTS} !important}}"
    )
    if colours:
        button = colours["--button-secondary-surface"]
        sheet += f".component-button{{color:{text} !important;background:{button} !important}}"
        sheet += ".mention{color:#3c45a5 !important}a{color:#006ce7 !important}"
    script = (
        f"(() => {{ const sheet = new CSSStyleSheet(); sheet.replaceSync({json.dumps(sheet)});"
        " document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; })()"
    )

    async def dressed(self: BrowserType, **options: Any) -> Any:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = await launch(self, executable_path=path, args=["--no-sandbox"], **options)
        new_context = browser.new_context

        async def context(**settings: Any) -> Any:
            made = await new_context(**settings | {"device_scale_factor": 2})
            await made.add_init_script(script)
            return made

        browser.new_context = context
        return browser

    BrowserType.launch = dressed  # type: ignore[method-assign]  # simcord offers no other way in


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "images"))
