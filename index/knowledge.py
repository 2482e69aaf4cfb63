"""What is known of words beside the articles: aliases, the lexicon, and how terms sound."""

from functools import cached_property
from pathlib import Path

from index.aliases import Aliases
from index.engine import Engine
from index.lexicon import Lexicon
from index.mining import MinedAlias
from index.sound import SoundIndex

ALIAS_FILE = "aliases.txt"


class Knowledge:
    """The word knowledge of one index; each part is made when the first question needs it."""

    def __init__(
        self, engine: Engine, content: Path | None = None, mined: tuple[MinedAlias, ...] = ()
    ) -> None:
        self._engine = engine
        self._operator = content / ALIAS_FILE if content else None
        self._mined = mined

    @cached_property
    def aliases(self) -> Aliases:
        """The shipped aliases, the operator's, and those that the articles explain."""
        return Aliases.load(self._operator, self._mined)

    @cached_property
    def lexicon(self) -> Lexicon:
        """English head words with their Korean equivalents."""
        return Lexicon.load()

    @cached_property
    def sounds(self) -> SoundIndex:
        """The terms of the index by their sound."""
        return SoundIndex(self._engine.vocabulary())
