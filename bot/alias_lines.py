"""The other names that articles explain, a line each, with the place that says so."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from index import Article, Library
from index.aliases import Aliases
from index.article import LineMap
from index.mining import MinedAlias
from index.spelling import key


def alias_lines(library: Library, article: Article | None, vetoed: str) -> Iterator[str]:
    """`file:line: name = other name ← evidence`, of one article or of all, in order.

    `vetoed` follows where the operator has taken the names away.
    """
    aliases = library.reader.knowledge.aliases
    mined = sorted(aliases.mined, key=attrgetter("article", "start"))
    for article_id, found in groupby(mined, key=attrgetter("article")):
        if article and article.id != article_id:
            continue
        explaining = library.corpus.article(article_id)
        if explaining is None:
            continue
        lines = LineMap(explaining)
        for alias in found:
            line, _ = lines.lines(alias.start, alias.start + 1)
            names = " = ".join(alias.names)
            note = vetoed if _is_vetoed(aliases, alias) else ""
            place = f"{explaining.file}:{line}"
            yield f"{place}: {names} ← {' '.join(alias.evidence.split())}{note}"


def _is_vetoed(aliases: Aliases, alias: MinedAlias) -> bool:
    """Whether no two of the names are one any more."""
    first, *others = map(key, alias.names)
    return all(aliases.vetoed(first, other) or aliases.vetoed(other, first) for other in others)
