"""Inyong's library: read a folder of articles, ask it, get quotes with their citations."""

from index.answer import Answer, Quote, Verdict
from index.article import Article
from index.folder import ContentError
from index.library import Library, UnknownArticleError
from index.memory import EngineError
from index.notice import Notice, NoticeKind
from index.problem import Problem
from index.version import __version__

__all__ = [
    "Answer",
    "Article",
    "ContentError",
    "EngineError",
    "Library",
    "Notice",
    "NoticeKind",
    "Problem",
    "Quote",
    "UnknownArticleError",
    "Verdict",
    "__version__",
]
