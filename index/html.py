"""HTML pages: the article's text and what the page says of itself, through trafilatura."""

from dataclasses import dataclass

from index.problem import ReadError, Reason


@dataclass(frozen=True, slots=True)
class Page:
    """An extracted page: plain text, a paragraph a line, and the page's own metadata."""

    text: str
    title: str | None
    author: str | None
    published: str | None
    url: str | None


def parse(source: str) -> Page:
    """Extract the main text of a page; raises ReadError (NO_TEXT) when there is none."""
    import trafilatura  # slow to import, needed only for HTML

    document = trafilatura.bare_extraction(
        source, include_comments=False, include_tables=True, favor_recall=True, with_metadata=True
    )
    if document is None or isinstance(document, dict) or not (document.text or "").strip():
        raise ReadError(Reason.NO_TEXT)
    return Page(
        text=document.text or "",
        title=document.title or None,
        author=document.author or None,
        published=document.date or None,
        url=document.url or None,
    )
