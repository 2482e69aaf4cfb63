"""Quotes out of ranked passages: the best sentence of each, with its words marked."""

import re
from dataclasses import replace

from index.analyzer import BIGRAM_PREFIX, Analyzer
from index.answer import Quote, Span, prove
from index.article import Article
from index.choosing import Choice, Chooser
from index.corpus import Corpus
from index.link import ReaderSite, text_fragment_link
from index.marking import find_terms
from index.passage import Passage
from index.question import Question
from index.ranking import Ranked


class Quoter:
    """Makes quotes for one question."""

    def __init__(
        self, corpus: Corpus, analyzer: Analyzer, question: Question, site: ReaderSite | None = None
    ) -> None:
        self._corpus = corpus
        self._analyzer = analyzer
        self._question = question
        self._site = site
        self._chooser = Chooser(corpus, question)
        self._terms = {
            term.term
            for key in question.keys
            for alternative in question.query[key].alternatives
            for term in alternative
        }
        self._held: dict[tuple[str, int], Choice] = {}

    def quote(self, candidate: Ranked, rank: int) -> Quote:
        """The quote of a candidate, not finished; raises MisquoteError rather than misquote."""
        choice = self._chooser.choose(candidate)
        quote = self._make(choice, rank)
        self._held[quote.article.id, quote.start] = choice
        return quote

    def finished(self, quote: Quote) -> Quote:
        """A quote of this quoter with the sentence beside it if it needs one, its words marked.

        Only then, because the same sentence in two articles may stand beside different ones.
        """
        choice = self._held[quote.article.id, quote.start]
        wide = self._chooser.widened(choice)
        if wide is not choice:
            quote = replace(self._make(wide, quote.rank), also=quote.also)
        return replace(quote, matched=self._matched(quote, wide))

    def _make(self, choice: Choice, rank: int) -> Quote:
        article, passage = self._corpus[choice.candidate.passage]
        first, last = passage.sentences[choice.first], passage.sentences[choice.last]
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
            score=choice.candidate.score,
            focus=self._focus(text, first.start),
            link=self._link(article, passage, text),
        )
        return prove(quote, text)

    def _matched(self, quote: Quote, choice: Choice) -> tuple[Span, ...]:
        # Kiwi takes two milliseconds for a sentence, and is asked only where letters cannot tell.
        spans = find_terms(quote.text, self._counts(choice))
        if spans is None:
            spans = sorted(
                (morpheme.start, morpheme.end)
                for morpheme in self._analyzer.quoted(quote.text)
                if morpheme.term in self._terms
            )
        offset = quote.start
        return tuple(Span(offset + start, offset + end) for start, end in merge(spans))

    def _counts(self, choice: Choice) -> dict[str, int]:
        """How often the quoted sentences hold each term of the question's key words."""
        candidate = choice.candidate
        counts = candidate.counts[choice.first : choice.last + 1].sum(axis=0).tolist()
        return {
            term: int(count)
            for term, count in zip(candidate.terms, counts, strict=True)
            if count and term in self._terms and term[0] != BIGRAM_PREFIX
        }

    def _focus(self, text: str, offset: int) -> tuple[Span, ...]:
        wanted = self._chooser.wanted
        return tuple(wanted.spans(text, offset)) if wanted and wanted.focus else ()

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
