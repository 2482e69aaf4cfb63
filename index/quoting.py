"""Quotes out of ranked passages: the best sentence of each, with its words marked."""

import re
from dataclasses import replace

from index.analyzer import BIGRAM_PREFIX, Analyzer
from index.answer import Quote, Span, prove
from index.answer_type import answer_type
from index.article import Article
from index.choosing import choose, emphasis
from index.corpus import Corpus
from index.link import ReaderSite, text_fragment_link
from index.marking import find_terms
from index.passage import Passage, Sentence
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
        self._wanted = answer_type(question.text)
        self._emphasis = emphasis(question)
        self._terms = {
            term.term
            for key in question.keys
            for alternative in question.query[key].alternatives
            for term in alternative
        }
        self._held: dict[tuple[str, int], tuple[Ranked, int, int]] = {}

    def quote(self, candidate: Ranked, rank: int) -> Quote:
        """The quote of a candidate, not marked; raises MisquoteError rather than misquote."""
        article, passage = self._corpus[candidate.passage]
        first, last = choose(candidate, article, passage, self._wanted, self._emphasis)
        place = Sentence(
            passage.sentences[first].start,
            passage.sentences[last].end,
            passage.sentences[first].paragraph,
        )
        quote = self._make(article, passage, place, candidate.score, rank)
        self._held[quote.article.id, quote.start] = candidate, first, last
        return quote

    def marked(self, quote: Quote) -> Quote:
        """A quote of this quoter with its words marked that match."""
        return replace(quote, matched=self._matched(quote))

    def _make(
        self, article: Article, passage: Passage, sentence: Sentence, score: float, rank: int
    ) -> Quote:
        text = article.text[sentence.start : sentence.end]
        quote = Quote(
            rank=rank,
            article=article,
            passage=passage,
            start=sentence.start,
            end=sentence.end,
            paragraph=sentence.paragraph,
            lines=article.lines(sentence.start, sentence.end),
            page=article.page(sentence.start),
            score=score,
            focus=self._focus(text, sentence.start),
            link=self._link(article, passage, text),
        )
        return prove(quote, text)

    def _matched(self, quote: Quote) -> tuple[Span, ...]:
        # Kiwi takes two milliseconds for a sentence, and is asked only where letters cannot tell.
        spans = find_terms(quote.text, self._counts(quote))
        if spans is None:
            spans = sorted(
                (morpheme.start, morpheme.end)
                for morpheme in self._analyzer.quoted(quote.text)
                if morpheme.term in self._terms
            )
        offset = quote.start
        return tuple(Span(offset + start, offset + end) for start, end in merge(spans))

    def _counts(self, quote: Quote) -> dict[str, int]:
        """How often the quoted sentences hold each term of the question's key words."""
        candidate, first, last = self._held[quote.article.id, quote.start]
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
