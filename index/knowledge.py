"""What is known of words beside the articles: aliases, the lexicon, and how terms sound."""

from functools import cached_property
from pathlib import Path

from index.aliases import Aliases
from index.cldr import as_aliases, load_names
from index.corpus import Corpus
from index.engine import Engine
from index.lexicon import Lexicon
from index.mining import MinedAlias, mine
from index.sound import SoundIndex
from index.synonyms import Synonyms

ALIAS_FILE = "aliases.txt"
# Passages; mining reads every article when the first question comes, a second for a thousand.
MINED_LIMIT = 3000


class Knowledge:
    """The word knowledge of one index; each part is made when the first question needs it."""

    def __init__(self, corpus: Corpus, engine: Engine, content: Path | None = None) -> None:
        self._corpus = corpus
        self._engine = engine
        self._operator = content / ALIAS_FILE if content else None

    @cached_property
    def aliases(self) -> Aliases:
        """The shipped aliases and names, the operator's, and those that the articles explain."""
        return Aliases.load(self._operator, self._mined(), [as_aliases(load_names())])

    @cached_property
    def lexicon(self) -> Lexicon:
        """English head words with their Korean equivalents."""
        return Lexicon.load()

    @cached_property
    def synonyms(self) -> Synonyms:
        """Everyday Korean words with the words that articles use."""
        return Synonyms.load()

    @cached_property
    def sounds(self) -> SoundIndex:
        """The terms of the index by their sound."""
        return SoundIndex(self._engine.vocabulary())

    def _mined(self) -> list[MinedAlias]:
        if len(self._corpus) > MINED_LIMIT:
            return []
        return [
            alias for article in self._corpus.articles() for alias in mine(article.id, article.text)
        ]
