"""The default engine: postings in arrays, made in memory or mapped from disk."""

from index.compiled.engine import CompiledEngine

__all__ = ["CompiledEngine"]
