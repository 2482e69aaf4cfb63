"""What the alternatives of a word are worth beside one another."""

import math
from collections.abc import Sequence

from index.engine import Engine
from index.question import Way
from index.ranking import idf

_ONE_WORD = 0.5  # a way at least this sure is the same word, as common as its commonest way
_COMMONNESS = 0.5  # how far a word and its translations share the idf of the commonest


def useful(ways: Sequence[Way], engine: Engine) -> list[Way]:
    """The first way, and those that some passage can match, each worth what is fair.

    Spellings are one word, so none is worth more than the commonest of them (Pirkola 1998
    counts them as one term), nor translations much more; and no alternative is worth more than
    the word that was asked, or than an unseen one where the articles do not have it.
    """
    kept: dict[tuple[str, ...], Way] = {}
    for way in ways:
        if way.terms not in kept and (not kept or all(map(engine.df, way.terms))):
            kept[way.terms] = way
    if not kept:
        return []
    first = next(iter(kept.values()))
    common = min(_worth(way, engine) for way in kept.values() if way.sure >= _ONE_WORD)
    known = all(map(engine.df, first.terms))
    limit = _worth(first, engine) if known else math.log(len(engine) + 1)
    named = any(way.same for way in kept.values())

    def fair(way: Way) -> float:
        own = _worth(way, engine) or 1.0  # where there are no passages, nothing has a worth
        spelling = named and (way is first or way.same)
        power = 1.0 if spelling else _COMMONNESS
        level = min(1.0, common / own) ** power if way.sure >= _ONE_WORD else 1.0
        return min(1.0, limit / own) * level

    return [way.levelled(fair(way)) for way in kept.values()]


def _worth(way: Way, engine: Engine) -> float:
    return sum(idf(engine, term) for term in way.terms)
