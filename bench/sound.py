"""Recall and precision of the names by sound, over this folder's pairs and a real vocabulary.

    python -m bench.sound [KORQUAD.json]

With a KorQuAD file its Kiwi nouns are the distractors, else only the pairs' own spellings are.
"""

import json
import sys
import time
import zlib
from functools import cache
from pathlib import Path

from index.lexicon import Lexicon
from index.sound import SoundIndex

PAIRS = Path(__file__).parent / "data" / "transliterations.txt"
THRESHOLDS = (0.75, 0.80, 0.85, 0.90)
_SYLLABLES, _LETTERS = 3, 3  # shorter names are not looked for by their sound


@cache
def pairs(part: str) -> dict[str, tuple[str, ...]]:
    """The `dev` or `test` half by a hash of the head: rules are tuned on the one only."""
    found = {}
    for line in PAIRS.read_text("utf-8").splitlines():
        head, equals, spellings = line.partition("=")
        half = "dev" if zlib.crc32(head.encode()) % 2 else "test"
        if equals and not line.startswith("#") and part in (half, "all"):
            found[head] = tuple(spellings.split(","))
    return found


def turned(asked: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The heads of each Hangul spelling, of names of one word and three syllables or more."""
    found: dict[str, tuple[str, ...]] = {}
    for head, spellings in asked.items():
        for spelled in spellings:
            if " " not in head + spelled and len(spelled) >= _SYLLABLES:
                found[spelled] = (*found.get(spelled, ()), head.lower())
    return found


@cache
def english() -> frozenset[str]:
    """The words of the lexicon, for distractors of names in Latin letters."""
    return frozenset(head for head in Lexicon.load() if head.isalpha() and len(head) >= _LETTERS)


def nouns(korquad: Path) -> set[str]:
    from kiwipiepy import Kiwi

    data = json.loads(korquad.read_text("utf-8"))["data"]
    texts = [paragraph["context"] for each in data for paragraph in each["paragraphs"]]
    tokens = (token for result in Kiwi().tokenize(texts) for token in result)
    return {t.form.lower() for t in tokens if t.tag.startswith("N") or t.tag == "SL"}


def measure(
    index: SoundIndex, asked: dict[str, tuple[str, ...]], least: float
) -> tuple[float, float, float]:
    """Recall@4 over the spellings, precision over all that was found, finds a query."""
    hits = found = right = wanted = 0
    for head, spellings in asked.items():
        terms = {match.term for match in index.find(head, threshold=least)}
        wanted += len(spellings)
        hits += len(terms & set(spellings))
        found += len(terms)
        family = _family(head, spellings)
        # A name of several words is right when the one asked for is among them.
        right += sum(not family.isdisjoint((term, *term.split())) for term in terms)
    return hits / wanted, right / max(found, 1), found / len(asked)


def _family(head: str, spellings: tuple[str, ...]) -> set[str]:
    """Every spelling of the name in the file: one found through another head is right too."""
    family = {head.lower(), *spellings}
    for other, forms in pairs("all").items():
        if family & {other.lower(), *forms}:
            family |= {other.lower(), *forms}
    return family


def main(argv: list[str]) -> int:
    own = {s for spellings in pairs("all").values() for s in spellings}
    vocabulary = sorted(own | (nouns(Path(argv[0])) if argv else set()))
    started = time.process_time()
    index = SoundIndex.of(vocabulary)
    print(f"{len(vocabulary):,} terms, built in {time.process_time() - started:.2f} CPU-s")
    back = SoundIndex.of(sorted({head.lower() for head in pairs("all")} | english()))
    for part in ("dev", "test"):
        asked = pairs(part)
        print(f"{part}: {len(asked)} heads, {sum(map(len, asked.values()))} spellings")
        _report(index, asked)
        print(f"{part}, from Hangul to Latin letters, among {len(english()):,} English words")
        _report(back, turned(asked))
    if "--misses" in argv:
        misses(index)
    speed(index)
    growth(vocabulary)
    return 0


def _report(index: SoundIndex, asked: dict[str, tuple[str, ...]]) -> None:
    for least in THRESHOLDS:
        recall, precision, finds = measure(index, asked, least)
        print(
            f"  ≥ {least:.2f}  recall@4 {recall:.3f}  precision {precision:.3f}"
            f"  finds a query {finds:.1f}"
        )


def misses(index: SoundIndex) -> None:
    """What the dev half misses or wrongly finds; the test half stays unread."""
    asked = pairs("dev")
    for head, spellings in asked.items():
        found = {match.term: match.similarity for match in index.find(head)}
        lost = set(spellings) - set(found)
        family = _family(head, spellings)
        wrong = {t: round(s, 2) for t, s in found.items() if t not in family}
        if lost or wrong:
            print(f"  {head}: lost {sorted(lost)} wrong {wrong}")


def speed(index: SoundIndex) -> None:
    times = []
    for head in pairs("all"):
        started = time.process_time()
        index.find(head)
        times.append((time.process_time() - started) * 1000)
    times.sort()
    print(
        f"a look-up, CPU: median {times[len(times) // 2]:.2f} ms, "
        f"p99 {times[int(len(times) * 0.99)]:.2f} ms"
    )


def growth(vocabulary: list[str]) -> None:
    """The same vocabulary grown to 200,000 terms by joining pairs of its words."""
    short = [term for term in vocabulary if len(term) <= 3]
    grown = set(vocabulary)
    for step in range(1, len(short)):
        if len(grown) >= 200_000:
            break
        grown.update(a + b for a, b in zip(short, short[step:], strict=False))
    terms = sorted(grown)[:200_000]
    started = time.process_time()
    index = SoundIndex.of(terms)
    took = time.process_time() - started
    print(f"grown to {len(terms):,}: built in {took:.2f} CPU-s, {index.nbytes / 1e6:.1f} MB")
    speed(index)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
