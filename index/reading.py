"""One file of the content folder to one article, by its suffix."""

import unicodedata
from pathlib import PurePosixPath

from index import plaintext
from index.article import Article, Block
from index.decoding import decode
from index.problem import ReadError, Reason

SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".pdf")
DEFAULT_COLLECTION = "default"


def read_article(file: PurePosixPath, data: bytes) -> Article:
    """Read one file, given its path under the content folder; raises ReadError."""
    if not data.strip():
        raise ReadError(Reason.EMPTY)
    suffix = file.suffix.lower()
    if suffix == ".pdf":
        article = _pdf(file, data)
    elif suffix in (".html", ".htm"):
        article = _html(file, decode(data))
    elif suffix in (".md", ".markdown"):
        article = _markdown(file, decode(data))
    else:
        article = _plain(file, decode(data))
    if not article.text.strip():
        raise ReadError(Reason.EMPTY)
    return article


def article_id(file: PurePosixPath) -> str:
    """The id of a file: its path under the content folder without its suffix.

    Some systems name files in decomposed Hangul, which nobody types; ids are composed.
    """
    return unicodedata.normalize("NFC", str(file.with_suffix("")))


def _article(
    file: PurePosixPath, title: str | None, text: str, blocks: tuple[Block, ...], **more: object
) -> Article:
    article = article_id(file)
    return Article(
        id=article,
        collection=collection_of(article),
        title=title or PurePosixPath(article).name,
        text=text,
        file=str(file),
        blocks=blocks,
        **more,  # type: ignore[arg-type]  # fields of Article, each given by name below
    )


def _plain(file: PurePosixPath, text: str) -> Article:
    title, blocks = plaintext.parse(text)
    return _article(file, title, text, blocks)


def _markdown(file: PurePosixPath, source: str) -> Article:
    from index import markdown  # the readers' libraries are imported when a file needs them

    parsed = markdown.parse(source)
    meta = parsed.meta
    return _article(
        file,
        meta.title or parsed.heading,
        parsed.text,
        parsed.blocks,
        author=meta.author,
        published=meta.published,
        url=meta.url,
        tags=meta.tags,
        source_lines=parsed.source_lines,
    )


def _html(file: PurePosixPath, source: str) -> Article:
    from index import html

    page = html.parse(source)
    return _article(
        file, page.title, page.text, page.blocks,
        author=page.author, published=page.published, url=page.url,
    )  # fmt: skip


def _pdf(file: PurePosixPath, data: bytes) -> Article:
    from index import pdf

    parsed = pdf.parse(data)
    title, blocks = plaintext.parse(parsed.text)
    return _article(
        file, parsed.title or title, parsed.text, blocks, author=parsed.author, pages=parsed.pages
    )


def collection_of(article_id: str) -> str:
    """The first folder below the content folder that an article of this id lies in."""
    return article_id.split("/")[0] if "/" in article_id else DEFAULT_COLLECTION
