"""A folder indexed in memory: for tiny folders, and where nothing can be kept on disk."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from index.analyzer import Analyzer
from index.article import Article
from index.corpus import MemoryCorpus
from index.engine import Document, Engine
from index.folder import Source, find_sources, read_source
from index.passages import make_passages
from index.problem import Problem, Reason

ENGINES = ("compiled", "rank_bm25")
Progress = Callable[[int, int], None]


class EngineError(ValueError):
    """An engine that does not exist was asked for."""


def check_engine(name: str) -> None:
    """Raise EngineError when there is no engine of that name."""
    if name not in ENGINES:
        raise EngineError(f"engine {name!r} is not known; use one of: {', '.join(ENGINES)}")


def read_folder(
    content: Path, analyzer: Analyzer, engine: str, progress: Progress | None = None
) -> tuple[MemoryCorpus, Engine]:
    """The articles of a folder and an engine over them; raises ContentError."""
    sources, problems = find_sources(content)
    made = list(make_passages(_read(sources, problems, progress), analyzer))
    problems.extend(Problem(a.file, Reason.NO_TEXT) for a, pairs in made if not pairs)
    corpus = MemoryCorpus(
        [(article, [passage for passage, _ in pairs]) for article, pairs in made], problems
    )
    return corpus, make_engine(engine, (document for _, pairs in made for _, document in pairs))


def make_engine(name: str, documents: Iterable[Document]) -> Engine:
    """The engine of that name over documents, in memory."""
    if name == "rank_bm25":
        from index.reference import ReferenceEngine

        return ReferenceEngine(documents)
    from index.compiled import CompiledEngine

    return CompiledEngine.of(documents)


def _read(
    sources: Sequence[Source], problems: list[Problem], progress: Progress | None
) -> Iterator[Article]:
    for number, source in enumerate(sources, 1):
        result = read_source(source)
        if isinstance(result, Problem):
            problems.append(result)
        else:
            yield result
        if progress:
            progress(number, len(sources))
