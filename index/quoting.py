"""Quotes out of ranked passages: the best sentence of each, with its words marked."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from index.analyzer import BIGRAM_PREFIX, Analyzer
from index.answer import Quote, Span, prove
from index.answer_type import answer_type
from index.article import Article
from index.choosing import choose, emphasis, typed_scores, widen
from index.corpus import Corpus
from index.link import ReaderSite, text_fragment_link
from index.marking import find_terms
from index.passage import Passage
from index.question import Question
from index.ranking import Ranked

if TYPE_CHECKING:
    from index.choosing import FloatArray


class _Held(NamedTuple):
    """What a quote was made of; `chosen` are its first and last sentence, `scores` of all."""

    candidate: Ranked
    scores: "FloatArray"
    chosen: tuple[int, int]


class Quoter:
    """Makes quotes for one question."""

    def __init__(
        self, corpus: Corpus, analyzer: Analyzer, question: Question, site: ReaderSite | None = None
    ) -> None:
        self._corpus = corpus
        self._analyzer = analyzer
        self._question = question
        self._site = site
        self._wanted = answer_type(question.text)
        self._emphasis = emphasis(question)
        self._terms = {
            term.term
            for key in question.keys
            for alternative in question.query[key].alternatives
            for term in alternative
        }
        self._held: dict[tuple[str, int], _Held] = {}

    def quote(self, candidate: Ranked, rank: int) -> Quote:
        """The quote of a candidate, not finished; raises MisquoteError rather than misquote."""
        article, passage = self._corpus[candidate.passage]
        scores = typed_scores(candidate, article, passage, self._wanted, self._emphasis)
        chosen = choose(article, passage, scores)
        quote = self._make(candidate, chosen, rank)
        self._held[quote.article.id, quote.start] = _Held(candidate, scores, chosen)
        return quote

    def finished(self, quote: Quote) -> Quote:
        """A quote of this quoter with the sentence beside it if it needs one, its words marked.

        Only then, because the same sentence in two articles may stand beside different ones.
        """
        candidate, scores, chosen = self._held[quote.article.id, quote.start]
        article, passage = self._corpus[candidate.passage]
        wide = widen(article, passage, scores, chosen, self._wanted)
        if wide != chosen:
            quote = replace(self._make(candidate, wide, quote.rank), also=quote.also)
        return replace(quote, matched=self._matched(quote, candidate, wide))

    def _make(self, candidate: Ranked, chosen: tuple[int, int], rank: int) -> Quote:
        article, passage = self._corpus[candidate.passage]
        first, last = (passage.sentences[one] for one in chosen)
        text = article.text[first.start : last.end]
        quote = Quote(
            rank=rank,
            article=article,
            passage=passage,
            start=first.start,
            end=last.end,
            paragraph=first.paragraph,
            lines=article.lines(first.start, last.end),
            page=article.page(first.start),
            score=candidate.score,
            focus=self._focus(text, first.start),
            link=self._link(article, passage, text),
        )
        return prove(quote, text)

    def _matched(
        self, quote: Quote, candidate: Ranked, chosen: tuple[int, int]
    ) -> tuple[Span, ...]:
        # Kiwi takes two milliseconds for a sentence, and is asked only where letters cannot tell.
        spans = find_terms(quote.text, self._counts(candidate, chosen))
        if spans is None:
            spans = sorted(
                (morpheme.start, morpheme.end)
                for morpheme in self._analyzer.quoted(quote.text)
                if morpheme.term in self._terms
            )
        offset = quote.start
        return tuple(Span(offset + start, offset + end) for start, end in merge(spans))

    def _counts(self, candidate: Ranked, chosen: tuple[int, int]) -> dict[str, int]:
        """How often the quoted sentences hold each term of the question's key words."""
        first, last = chosen
        counts = candidate.counts[first : last + 1].sum(axis=0).tolist()
        return {
            term: int(count)
            for term, count in zip(candidate.terms, counts, strict=True)
            if count and term in self._terms and term[0] != BIGRAM_PREFIX
        }

    def _focus(self, text: str, offset: int) -> tuple[Span, ...]:
        if not self._wanted or not self._wanted.focus:
            return ()
        return tuple(self._wanted.spans(text, offset))

    def _link(self, article: Article, passage: Passage, text: str) -> str | None:
        if article.url and re.match(r"https?://\S+$", article.url):
            return text_fragment_link(article.url, text)
        return self._site.link(article, self._question.text, passage.number) if self._site else None


def merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans with those that touch or overlap made one, empty ones left out."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged
