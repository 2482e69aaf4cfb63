"""Writes index/data/cldr.txt out of Babel's CLDR data: python tools/make_cldr.py

Babel is needed here only; the bot reads the text file.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import babel
from babel import Locale
from babel.core import get_cldr_version

TARGET = Path(__file__).parents[1] / "index" / "data" / "cldr.txt"
HEADER = """\
# English and Korean names of territories, languages, currencies, cities, months and weekdays.
# Made by tools/make_cldr.py from the Unicode CLDR {version} data in Babel {babel}; what is missing
# or wrong here is mended in places.txt, not by hand in this file.
# A name in double quotes is also an everyday word and counts only with these capitals.
#
# CLDR: Copyright © 1991-present Unicode, Inc. Distributed under the Unicode License V3,
# https://www.unicode.org/license.txt (SPDX: Unicode-3.0).
"""
# Capitals tell these from everyday words.
EVERYDAY = {"Chad", "Georgia", "Jersey", "Jordan", "March", "May", "Polish", "Turkey"}
# Zone cities that are no cities to ask about, or whose English name is another thing's.
NO_CITIES = {"Center", "Knox", "Tell City", "Marengo", "Easter", "Troll", "Davis", "Casey"}


def lines() -> Iterator[str]:
    english, korean = Locale("en"), Locale("ko")
    yield HEADER.format(version=get_cldr_version(), babel=babel.__version__)
    yield "# --- Territories"
    regions = {code: name for code, name in english.territories.items() if code not in ("ZZ", "QO")}
    yield from entries(regions, korean.territories)
    yield "\n# --- Languages"
    common = {code: name for code, name in english.languages.items() if len(code) == 2}
    yield from entries(common, korean.languages)
    yield "\n# --- Currencies"
    yield from entries(english.currencies, korean.currencies)
    yield "\n# --- Cities"
    yield from entries(cities(english), cities(korean))
    yield "\n# --- Months and weekdays"
    for names in ("months", "days"):
        ours, theirs = (getattr(locale, names)["format"]["wide"] for locale in (english, korean))
        yield from entries(ours, theirs)


def cities(locale: Locale) -> dict[str, str]:
    """The city of each time zone; in English the zone's own name where CLDR is silent."""
    found = {}
    for zone in sorted(Locale("ko").time_zones):
        named = locale.time_zones.get(zone, {}).get("city")
        own = zone.rpartition("/")[2].replace("_", " ") if locale.language == "en" else None
        city = named or own
        if city and not zone.startswith("Etc") and city not in NO_CITIES:
            found[zone] = city
    return found


def entries(english: Mapping[str, str], korean: Mapping[str, str]) -> Iterator[str]:
    """`English=한국어` for what both have and no bracket, year or slash tells apart."""
    for code in sorted(english, key=str):
        head, translation = english[code], korean.get(code)
        if not translation or re.search("[가-힣]", translation) is None:
            continue
        if re.search(r"[()0-9/=,]|^\W", head + translation.replace("월", "").strip("0123456789")):
            continue
        shown = f'"{head}"' if head in EVERYDAY else head
        yield f"{shown}={translation}"


def main() -> int:
    written = dict.fromkeys(lines())  # a territory and its zone may share one line
    TARGET.write_text("\n".join(written).strip() + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
