"""What is known of words beside the articles: aliases, the lexicon, and how terms sound."""

from functools import cache, cached_property
from pathlib import Path

from index.alias_file import AliasLines, operator_aliases, shipped_aliases
from index.aliases import Aliases
from index.cldr import as_aliases, load_names
from index.corpus import Corpus
from index.engine import Engine
from index.lexicon import Lexicon
from index.sound import SoundIndex
from index.synonyms import Synonyms

ALIAS_FILE = "aliases.txt"


class Knowledge:
    """The word knowledge of one index; each part is made when the first question needs it."""

    def __init__(
        self,
        corpus: Corpus,
        engine: Engine,
        content: Path | None = None,
        sounds: SoundIndex | None = None,
    ) -> None:
        """`content` may hold the operator's aliases; `sounds` are those that were stored.

        Raises AliasFileError when the operator's file cannot be read.
        """
        self._corpus = corpus
        self._engine = engine
        own = operator_aliases(content / ALIAS_FILE) if content else None
        self.own = own or AliasLines((), frozenset())
        self._sounds = sounds

    @cached_property
    def aliases(self) -> Aliases:
        """The shipped aliases and names, the operator's, and those that the articles explain."""
        return Aliases([*_shipped_aliases(), self.own], self._corpus.mined())

    @cached_property
    def lexicon(self) -> Lexicon:
        """English head words with their Korean equivalents."""
        return _lexicon()

    @cached_property
    def synonyms(self) -> Synonyms:
        """Everyday Korean words with the words that articles use."""
        return _synonyms()

    @cached_property
    def sounds(self) -> SoundIndex:
        """The terms of the index by their sound."""
        return self._sounds or SoundIndex.of(self._engine.vocabulary())


# What is shipped is read once, however often an edited folder is opened again.
@cache
def _shipped_aliases() -> tuple[AliasLines, ...]:
    return shipped_aliases(), as_aliases(load_names())


@cache
def _lexicon() -> Lexicon:
    return Lexicon.load()


@cache
def _synonyms() -> Synonyms:
    return Synonyms.load()
