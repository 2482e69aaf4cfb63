"""`inyong add`: puts a file or a web page into the content folder, as Markdown."""

import re
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from bot.commands import options
from bot.exits import UserError
from bot.texts import text
from index import Article
from index.problem import ReadError
from index.reading import SUFFIXES, read_article

_SLUG = re.compile(r"[^\w가-힣]+")
_SLUG_LIMIT = 60
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
    from dataclasses import replace

    from trafilatura import fetch_url

    source = fetch_url(url)
    if not source:
        raise UserError("page_lost", url=url)
    try:
        article = read_article(PurePosixPath("page.html"), source.encode())
    except ReadError as error:
        raise _refused(url, error) from error
    return replace(article, url=article.url or url)


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
