"""Links that open a source at the quoted sentence (WICG text fragments), or the reader's page."""

from urllib.parse import quote, urlsplit, urlunsplit

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


def reader_link(public_url: str, article_id: str, question: str, passage: int) -> str:
    """The reader's page of an article, opened at a passage with the question's words lit."""
    base = public_url.rstrip("/")
    path = quote(article_id, errors="replace")
    return f"{base}/a/{path}?q={quote(question, safe='', errors='replace')}#p{passage}"


def _encode(text: str) -> str:
    # A dash and a comma have a meaning of their own in a text directive.
    return quote(text, safe="", errors="replace").replace("-", "%2D")
