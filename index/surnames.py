"""Korean surnames in Latin letters: Kim Young-sam, Young-sam Kim."""

import re
from functools import cache
from importlib import resources


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    """Romanized surname → the Hangul ones it may be."""
    table: dict[str, tuple[str, ...]] = {}
    lines = resources.files("index").joinpath("data/surnames.txt").read_text("utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            hangul, _, spelled = line.partition(" = ")
            for each in spelled.split():
                table[each] = (*table.get(each, ()), hangul)
    return table


def korean_name(name: str) -> tuple[tuple[str, ...], str] | None:
    """The surname's Hangul forms and the given name of a romanized name of two or three parts."""
    parts = re.findall(r"[A-Za-z]+", name)
    if not 2 <= len(parts) <= 3 or not name.isascii() or name != name.strip():
        return None
    for surname, given in ((parts[0], parts[1:]), (parts[-1], parts[:-1])):
        if hangul := _surnames().get(surname.lower()):
            # Apart, or the k's of Hak-kyu would be one.
            return hangul, "'".join(given).lower()
    return None
