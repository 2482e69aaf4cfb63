"""`inyong add`: puts a file or a web page into the content folder, as Markdown."""

import re
from dataclasses import replace
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from typing import Annotated
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import typer

from bot.commands import options
from bot.exits import UserError
from bot.texts import text
from index import Article
from index.folder import SIZE_LIMIT
from index.problem import ReadError, Reason
from index.reading import SUFFIXES, read_article

_SLUG = re.compile(r"[^\w가-힣]+")
_SLUG_LIMIT = 60
_SECONDS = 30.0  # for a page to answer
_AGENT = "Mozilla/5.0 (compatible; Inyong)"  # many sites refuse what names no browser
Into = Annotated[str | None, typer.Option("--collection", metavar="NAME", help="option_into")]


def add(
    source: Annotated[str, typer.Argument(metavar="FILE_OR_URL", help="option_source")],
    collection: Into = None,
    content: options.Content = None,
) -> None:
    """Add one article to the content folder."""
    folder = options.settings(content).content
    is_page = re.match(r"https?://", source) is not None
    article = _read_page(source) if is_page else _read_file(Path(source))
    target = folder / (collection or "") / f"{_slug(article.title)}.md"
    if not target.resolve().is_relative_to(folder.resolve()):
        raise UserError("leaves_content", name=repr(collection))
    if target.exists():
        raise UserError("article_exists", file=target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_markdown(article), encoding="utf-8")
    except OSError as error:
        raise UserError("wrong_file", file=target, reason=error) from error
    typer.echo(text("added", options.language(), file=target))


def _read_file(path: Path) -> Article:
    if path.suffix.lower() not in SUFFIXES:
        raise UserError("wrong_kind", file=path, known=", ".join(SUFFIXES))
    try:
        return read_article(PurePosixPath(path.name), path.read_bytes())
    except OSError as error:
        raise UserError("wrong_file", file=path, reason=error) from error
    except ReadError as error:
        raise _refused(path, error) from error


def _read_page(url: str) -> Article:
    suffix = PurePosixPath(urlsplit(url).path).suffix.lower()
    name = PurePosixPath("page").with_suffix(suffix if suffix in SUFFIXES else ".html")
    try:
        article = read_article(name, _fetched(url))
    except ReadError as error:
        raise _refused(url, error) from error
    return replace(article, url=article.url or url)


def _fetched(url: str) -> bytes:
    """What stands at the address; a page of an intranet is as good as any other."""
    request = Request(url, headers={"User-Agent": _AGENT})  # noqa: S310  # http or https
    try:
        with urlopen(request, timeout=_SECONDS) as response:  # noqa: S310  # http or https
            data: bytes = response.read(SIZE_LIMIT + 1)
    except (OSError, HTTPException, ValueError) as error:
        raise UserError("page_lost", url=url, reason=getattr(error, "reason", error)) from error
    if len(data) > SIZE_LIMIT:
        raise ReadError(Reason.TOO_LARGE, f"> {SIZE_LIMIT >> 20} MB")
    return data


def _refused(source: object, error: ReadError) -> UserError:
    reason = UserError(f"problem_{error.reason}", detail=error.detail)
    return UserError("wrong_article", file=source, reason=reason)


def _slug(title: str) -> str:
    return _SLUG.sub("-", title.lower()).strip("-")[:_SLUG_LIMIT].strip("-") or "article"


def _markdown(article: Article) -> str:
    """The article as Markdown with front matter, its headings as headings."""
    import yaml

    meta = {
        "title": article.title,
        "author": article.author,
        "date": article.published,
        "url": article.url,
        "tags": list(article.tags),
    }
    head = yaml.safe_dump(
        {key: value for key, value in meta.items() if value}, allow_unicode=True, sort_keys=False
    )
    blocks = [
        _escape(article.text[block.start : block.end], "## " if block.level else "")
        for block in article.blocks
        if article.text[block.start : block.end] != article.title
    ]
    return f"---\n{head}---\n\n" + "\n\n".join(blocks) + "\n"


def _escape(words: str, mark: str) -> str:
    """Words as Markdown that reads back as the same words."""
    words = re.sub(r"([\\`*_\[\]<>~|&])", r"\\\1", words.lstrip("# "))
    lines = (re.sub(r"^(\s*)([-+#=]|\d+[.)])", _guard, line) for line in words.splitlines())
    return mark + (" " if mark else "\n").join(lines)


def _guard(match: re.Match[str]) -> str:
    return match[1] + match[2][:-1] + "\\" + match[2][-1]
