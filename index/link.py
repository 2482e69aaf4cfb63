"""Links that open a source at the quoted sentence (WICG text fragments), or the reader's page."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from index.article import Article

_WHOLE = 60  # characters; longer quotes are named by their first and last words
_EDGE_WORDS = 4


def text_fragment_link(url: str, text: str) -> str:
    """`url` with a `#:~:text=` fragment that names the text."""
    words = text.split()
    directive = _encode(" ".join(words))
    if len(" ".join(words)) > _WHOLE and len(words) > 2 * _EDGE_WORDS:
        first, last = " ".join(words[:_EDGE_WORDS]), " ".join(words[-_EDGE_WORDS:])
        directive = f"{_encode(first)},{_encode(last)}"
    parts = urlsplit(url)
    return urlunsplit(parts._replace(fragment=f"{parts.fragment}:~:text={directive}"))


@dataclass(frozen=True, slots=True)
class ReaderSite:
    """Where people reach the web reader, and the collections that it shows; None is all."""

    url: str
    collections: Collection[str] | None = None

    def link(self, article: Article, question: str, passage: int) -> str | None:
        """An article's page, opened at a passage with the question's words lit, if it has one."""
        if self.collections is not None and article.collection not in self.collections:
            return None
        path = quote(article.id, errors="replace")
        asked = quote(question, safe="", errors="replace")
        return f"{self.url.rstrip('/')}/a/{path}?q={asked}#p{passage}"


def _encode(text: str) -> str:
    # A dash and a comma have a meaning of their own in a text directive.
    return quote(text, safe="", errors="replace").replace("-", "%2D")
