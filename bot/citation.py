"""The line under a quote that says where it stands: `「title」, section, ¶13, 2025-10-29`."""

from bot.texts import text
from index.answer import Quote


def cite(quote: Quote, language: str) -> str:
    """The citation of a quote, out of what its article has; plain text, one line."""
    article = quote.article
    parts = [
        f"「{one_line(article.title)}」",
        one_line(quote.passage.section or ""),
        text("page", language, page=quote.page) if quote.page else "",
        f"¶{quote.paragraph}",
        text("author", language, author=one_line(article.author)) if article.author else "",
        article.published or "",
    ]
    return ", ".join(part for part in parts if part)


def one_line(words: str) -> str:
    """The words with every run of white space made one space."""
    return " ".join(words.split())
