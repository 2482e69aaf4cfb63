"""Text to sentences and terms: Kiwi's content morphemes, and prefixed character bigrams."""

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from index.latin import LatinWord, whole_words
from index.normalize import Normalized, normalize
from index.pieces import pieces
from index.recent import Recent
from index.sentences import Span, quotable
from index.tagged import (
    CONTENT_TAGS,
    LATIN_TAG,
    NUMBER_END,
    NUMBER_TAG,
    match_options,
    term_of,
)

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, Token

BIGRAM_PREFIX = "#"  # no morpheme holds one, so bigrams and morphemes never meet
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[^\W\d_ᄀ-ᇿ㄰-㆏一-鿿가-힣]")  # a letter of another script than Hangul and Hanja
_FIRST_WORD = 100  # Kiwi's ids below are those of tags, for words that it does not know
_OURS, _COUNTRY = "우리", "나라"  # one word, which Kiwi takes for two in some sentences
_QUOTED = 1024  # sentences remembered, some 5 kB each
TERMS_VERSION = 18  # raise when the same text would give other terms


@dataclass(frozen=True, slots=True)
class Morpheme:
    """A content morpheme: term, Kiwi's tag, place in the text, and frequency rank (0: unknown)."""

    term: str
    tag: str
    start: int
    end: int
    rank: int = 0


@dataclass(frozen=True, slots=True)
class AnalyzedSentence:
    """A sentence of an analyzed text, `text[start:end]`, with its content morphemes."""

    start: int
    end: int
    morphemes: tuple[Morpheme, ...]


class Analyzer:
    """One analyzer for questions and articles; Kiwi is loaded on first use, and thread-safe."""

    def __init__(self) -> None:
        self._kiwi: Kiwi | None = None
        self._lock = threading.Lock()
        self._recent = Recent[list[AnalyzedSentence]]()
        #: `morphemes` for sentences that are quoted: the same ones, again and again.
        self.quoted = lru_cache(_QUOTED)(self.morphemes)

    @property
    def kiwi(self) -> "Kiwi":
        """The one Kiwi of this analyzer, loaded when first asked for (about a second)."""
        from kiwipiepy import Kiwi

        with self._lock:
            self._kiwi = self._kiwi or Kiwi()
        return self._kiwi

    def fingerprint(self) -> str:
        """What the terms depend on: an index made with another fingerprint must be made again."""
        return _fingerprint()

    def morphemes(self, text: str) -> list[Morpheme]:
        """The content morphemes of a text taken as one sentence."""
        normalized = normalize(text)
        return [
            morpheme
            for start, end in pieces(normalized)
            # One text at a time: Kiwi hands a list to threads of its own, and waiting for them
            # costs a question more than they save, most of all on a busy machine (bench/web.py).
            for morpheme in _content(
                self.kiwi.tokenize(normalized.text[start:end], match_options=match_options()),
                normalized,
                start,
            )
        ]

    def sentences(self, texts: Iterable[str]) -> Iterator[list[AnalyzedSentence]]:
        """The sentences of each text, in order; Kiwi works on all cores over the texts.

        A sentence never begins or ends with white space, and holds every morpheme of its span.
        """
        return self._recent.through(texts, self._sentences)

    def _sentences(self, texts: Iterable[str]) -> Iterator[list[AnalyzedSentence]]:
        waiting: list[tuple[Normalized, int, int]] = []

        def given() -> Iterator[str]:
            for text in texts:
                normalized = normalize(text)
                spans = pieces(normalized)
                for number, (start, end) in enumerate(spans):
                    waiting.append((normalized, start, len(spans) - number - 1))
                    yield normalized.text[start:end]

        spans: list[Span] = []
        content: list[Morpheme] = []
        for result in self.kiwi.split_into_sents(
            given(),
            match_options=match_options(),
            return_tokens=True,
            return_sub_sents=False,
        ):
            normalized, offset, left = waiting.pop(0)
            for sentence in result:
                start, end = offset + sentence.start, offset + sentence.end
                # Kiwi may divide what was one character (⒈): it belongs to the sentence before.
                done = normalized.end(spans[-1].end) if spans else 0
                while start < end and normalized.start(start) < done:
                    start += 1
                tokens = sentence.tokens or []
                spans.append(Span(start, end, tokens[0].tag if tokens else ""))
                content.extend(_content(tokens, normalized, offset))
            if not left:
                yield list(_with_morphemes(normalized, quotable(normalized, spans), content))
                spans, content = [], []


@cache
def _fingerprint() -> str:
    """Reading what is installed takes a while, and it stays as it is."""
    from importlib.metadata import version

    return (
        f"terms {TERMS_VERSION}, kiwipiepy {version('kiwipiepy')}, "
        f"model {version('kiwipiepy_model')}, "
        f"simplemma {version('simplemma')}, tags {'/'.join(CONTENT_TAGS)}"
    )


def terms(morphemes: Iterable[Morpheme], text: str) -> tuple[str, ...]:
    """The terms of a sentence: its morphemes, then the bigrams of its text."""
    return (*(morpheme.term for morpheme in morphemes), *bigrams(text))


def bigrams(text: str) -> list[str]:
    """The character bigrams of each word, prefixed: "지분은" gives #지분, #분은."""
    words = _WORD.findall(normalize(text).text.lower())
    return [BIGRAM_PREFIX + a + b for word in words for a, b in pairwise(word)]


def _content(tokens: "Sequence[Token]", normalized: Normalized, offset: int) -> list[Morpheme]:
    found = []
    ours = None
    for token in _whole(tokens, normalized, offset):
        term, first, last = term_of(token.form, token.tag), token.start, token.end
        if term:
            if token.tag == NUMBER_TAG:
                last = token.start + len(token.form.rstrip(NUMBER_END))
            if ours and ours.end == first and token.form == _COUNTRY:
                term, first = (_OURS + _COUNTRY, token.tag), ours.start
            start, end = normalized.start(offset + first), normalized.end(offset + last)
            rank = token.id if token.id >= _FIRST_WORD else 0
            found.append(Morpheme(*term, start, end, rank))
        ours = token if token.form == _OURS else None
    return found


def _whole(
    tokens: "Sequence[Token]", normalized: Normalized, offset: int
) -> "Iterable[Token | LatinWord]":
    """The tokens, words in Latin letters whole; most sentences have none, and are left alone."""
    if not tokens:
        return ()
    first, last = offset + tokens[0].start, offset + tokens[-1].end
    if not _LATIN.search(normalized.text, first, last):
        return tokens
    return whole_words(tokens, LATIN_TAG, NUMBER_TAG)


def _with_morphemes(
    normalized: Normalized, places: Iterable[tuple[int, int]], morphemes: Sequence[Morpheme]
) -> Iterator[AnalyzedSentence]:
    """The sentences at these places, each with its morphemes."""
    first = 0
    for start, end in places:
        begin, finish = normalized.start(start), normalized.end(end)
        last = first
        while last < len(morphemes) and morphemes[last].start < finish:
            last += 1
        inside = tuple(one for one in morphemes[first:last] if one.start >= begin)
        yield AnalyzedSentence(begin, finish, inside)
        first = last
