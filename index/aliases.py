"""Other spellings of the names in a question: shipped, the operator's, and mined from articles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from index.alias_file import AliasGroup, AliasLines, Spelling, shipped_aliases
from index.mined import MinedNames
from index.mining import MinedAlias
from index.name_bounds import MINED_LONGEST, begins, ends, fits, pieces
from index.spelling import Folded, bare, fold, key

# How sure an alternative is, beside the asked word itself (1.0). An article's own 이름(약칭)
# is as good as a line of the file less the mistakes of mining.
MINED_WEIGHT = 0.8
AMBIGUOUS_FACTOR = 0.7
# The same spelling but for spaces and hyphens, where an index may cut it into other words.
RESPACED_WEIGHT = 0.95


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another spelling, its weight in 0–1, and where it came from."""

    text: str
    weight: float
    source: str


@dataclass(frozen=True, slots=True)
class AliasMatch:
    """`question[start:end]` is a known name, without its particle; `others` are best first."""

    start: int
    end: int
    others: tuple[Alternative, ...]


class Aliases:
    """Finds names in a question by longest match."""

    def __init__(self, files: Iterable[AliasLines], mined: MinedNames | None = None) -> None:
        lines = tuple(files)
        self.groups = tuple(group for each in lines for group in each.groups)
        self.mined = mined or MinedNames()
        self._vetoes = frozenset[frozenset[str]]().union(*(each.vetoes for each in lines))
        self._by_key: dict[str, list[AliasGroup]] = {}
        for group in self.groups:
            for spelled in {each.key for each in group.spellings if not each.answer_only}:
                if frozenset((spelled,)) not in self._vetoes:
                    self._by_key.setdefault(spelled, []).append(group)
        self._longest = max(map(len, self._by_key), default=0)
        self._initials = {spelled[0] for spelled in self._by_key}

    @classmethod
    def load(
        cls,
        mined: MinedNames | None = None,
        more: Iterable[AliasLines] = (),
    ) -> "Aliases":
        """The shipped file, what the articles say, and `more` (as the operator's own file)."""
        return cls([shipped_aliases(), *more], mined)

    def match(self, question: str) -> list[AliasMatch]:
        """The names in the question, left to right, none overlapping, the longest first."""
        folded = fold(question)
        mined = self.mined.spelled(pieces(folded))
        initials = self._initials | {spelled[0] for spelled in mined}
        matches: list[AliasMatch] = []
        place = 0
        while place < len(folded.text):
            end = place
            if folded.text[place] in initials and begins(folded, place):
                end = self._longest_end(question, folded, place, mined)
            if end > place:
                start, stop = folded.origins[place], folded.origins[end - 1] + 1
                if others := self.others(question[start:stop]):
                    matches.append(AliasMatch(start, stop, others))
            place = max(end, place + 1)
        return matches

    def others(self, spelling: str) -> tuple[Alternative, ...]:
        """The other spellings of this name, over at most two groups that share a spelling."""
        asked = key(spelling)
        best: dict[str, Alternative] = {}
        for near, sure in self._neighbours(spelling, asked):
            self._keep(best, spelling, asked, near)
            if sure:
                for far, _ in self._neighbours(near.text, key(near.text)):
                    self._keep(best, spelling, asked, replace(far, weight=far.weight * near.weight))
        return tuple(sorted(best.values(), key=lambda other: -other.weight))

    def vetoed(self, asked: str, spelled: str) -> bool:
        """Whether the operator says that a spelling is no other name of the one asked (keys)."""
        return bool({frozenset((spelled,)), frozenset((asked, spelled))} & self._vetoes)

    def _neighbours(self, text: str, spelled: str) -> Iterator[tuple[Alternative, bool]]:
        """What shares a group with the spelling, and whether neither of the two is ambiguous."""
        for group, asked in self._known(spelled):
            if asked.exact and bare(text) != bare(asked.text):
                continue
            for other in group.spellings:
                sure = not (asked.ambiguous or other.ambiguous)
                weight = group.weight * (1 if sure else AMBIGUOUS_FACTOR)
                yield Alternative(other.text, weight, group.source), sure

    def _keep(
        self, best: dict[str, Alternative], text: str, asked: str, other: Alternative
    ) -> None:
        spelled, form = key(other.text), other.text.lower()
        if self.vetoed(asked, spelled) or form == text.lower():
            return
        if spelled == asked:
            other = replace(other, weight=RESPACED_WEIGHT)
        if form not in best or best[form].weight < other.weight:
            best[form] = other

    def _known(self, spelled: str) -> Iterator[tuple[AliasGroup, Spelling]]:
        """What is spelled so: names of the files first, then those that articles explain."""
        if frozenset((spelled,)) in self._vetoes:
            return
        groups = map(self._explained, self._by_key.get(spelled, ()))
        for group in (*groups, *map(_mined_group, self.mined.with_key(spelled))):
            yield from ((group, each) for each in group.spellings if each.key == spelled)

    def _explained(self, group: AliasGroup) -> AliasGroup:
        """A spelling that an article explains, as in 마이크로소프트(MS), is ambiguous no more."""
        keys = {each.key for each in group.spellings}
        clear = {
            e.key for e in group.spellings if e.ambiguous and len(keys & self._said(e.key)) > 1
        }
        if not clear:
            return group
        spellings = (
            replace(each, ambiguous=each.ambiguous and each.key not in clear)
            for each in group.spellings
        )
        return replace(group, spellings=tuple(spellings))

    def _said(self, spelled: str) -> set[str]:
        """The keys of all names that articles say are one with a spelling."""
        return {key(name) for alias in self.mined.with_key(spelled) for name in alias.names}

    def _longest_end(self, question: str, folded: Folded, place: int, mined: frozenset[str]) -> int:
        longest = max(self._longest, MINED_LONGEST)
        for end in range(min(place + longest, len(folded.text)), place, -1):
            spelled = folded.text[place:end]
            if (spelled in self._by_key or spelled in mined) and ends(folded, place, end):
                asked = question[folded.origins[place] : folded.origins[end - 1] + 1]
                joined = any(place < gap < end for gap in folded.gaps)
                if any(fits(spelling, asked, joined) for _, spelling in self._known(spelled)):
                    return end
        return place


def _mined_group(alias: MinedAlias) -> AliasGroup:
    names = tuple(Spelling(name) for name in alias.names)
    return AliasGroup(names, MINED_WEIGHT, f"mined: {alias.article}: {alias.evidence}")
