"""A small site for the reader's tests: its articles, and ways to run and to ask it."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from bot.settings import Settings
from bot.web import Gateway, make_site, serve
from index import Library
from index.analyzer import Analyzer

KOREAN = "등대가 불을 켠 해는 언제인가요?"
ENGLISH = "How long is the footbridge?"
HIDDEN = "잠수함 설계도는 누가 그렸나요?"
ARTICLES = {
    "sea/등대 이야기.md": """\
---
title: 섬마을 등대의 백 년
author: 한바다
date: 2025-04-02
url: https://example.org/lighthouse
---
섬의 남쪽 끝에는 하얀 등대가 서 있다. 등대는 1912년 겨울에 처음 불을 켰다. 그날 밤 고깃배 스무 척이
무사히 돌아왔다.

## 등대지기

첫 등대지기는 김물결이었다. 그는 서른한 해 동안 하루도 빠짐없이 계단을 올랐다.

- 계단은 모두 143개다.
- 등불은 석유로 켰다.

1. 해가 지면 심지를 다듬는다.
2. 안개가 끼면 종을 친다.
""",
    "town/bridge.md": """\
---
title: The footbridge over the Alder
date: 2024-09-15
---
The town built a footbridge in 1987. The footbridge is 212 metres long and made of larch. Nobody
paid a toll after the first year.

| year | walkers |
|------|---------|
| 1988 | 40,000  |
| 2020 | 310,000 |

```
open = dawn; close = dusk
```
""",
    "note.txt": """\
시장 골목 국숫집

국숫집 주인은 새벽 네 시에 육수를 끓인다. 멸치와 다시마만 쓴다고 한다.
""",
    "vault/submarine.md": """\
---
title: 비밀 잠수함 계획
---
잠수함 설계도는 박심해가 그렸다. 잠수함의 길이는 77미터다.
""",
    "town/hostile.md": """\
---
title: <script>document.title='owned'</script> & "quotes"
author: <b onmouseover=alert(1)>Mallory</b>
date: 2024-01-01"><img src=x>
url: javascript:alert(1)
---
도깨비방망이 `<script>document.title='owned'</script>` 는 글자로 보여야 한다. 도깨비방망이 값은
`<img src=x onerror=alert(1)>` 원이다. {{ 7 * 7 }} {% include "x" %}

```
</code></pre><script>document.title='owned'</script>
```
""",
}


@cache
def analyzer() -> Analyzer:
    """One Kiwi for all tests."""
    return Analyzer()


def write_articles(folder: Path) -> Path:
    """The articles as files below a folder."""
    for name, text in ARTICLES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def open_library(folder: Path) -> Library:
    """The library of the articles, written to the folder."""
    return Library.open(write_articles(folder), analyzer=analyzer())


@contextmanager
def running(
    library: Callable[[], Library | None],
    settings: Settings | None = None,
    gateway: Callable[[], Gateway] | None = None,
) -> Iterator[str]:
    """The origin of a site that runs in a thread of its own while the context lasts."""
    site = make_site(settings or Settings(rate_limit=0), library, gateway=gateway)
    loop = asyncio.new_event_loop()
    started: list[int] = []
    ready, stop = threading.Event(), asyncio.Event()

    async def run() -> None:
        async with serve(site, "127.0.0.1", 0) as port:
            started.append(port)
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    try:
        assert ready.wait(20)
        yield f"http://127.0.0.1:{started[0]}"
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
