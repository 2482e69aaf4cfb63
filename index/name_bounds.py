"""Where a name may begin and end in a question, among particles, plurals and other words."""

from index.alias_file import Spelling
from index.spelling import Folded, bare, is_particles, kind

# From here on a Hangul name is so distinct that another noun may follow it unspaced
# (마이크로소프트지분); a shorter one takes particles only.
_DISTINCT_SYLLABLES = 4
# Shorter keys must not be pieced together across the question's spaces ("told us a story": USA).
_JOINABLE_LETTERS = 5
_JOINABLE_SYLLABLES = 4
MINED_LONGEST = 40  # letters, without spaces; a question spells no longer name out


def begins(folded: Folded, place: int) -> bool:
    """Whether a word, or another script, begins at `place`."""
    if not folded.adjoins(place):
        return True
    before, first = folded.text[place - 1], folded.text[place]
    return kind(before) != kind(first) or kind(first) == "o"


def ends(folded: Folded, start: int, end: int) -> bool:
    """What follows the match may be a particle, another script, or an English plural's s."""
    rest = end
    while rest < len(folded.text) and folded.adjoins(rest):
        rest += 1
    name, tail = folded.text[start:end], folded.text[end:rest]
    if not tail:
        return True
    last, following = kind(name[-1]), kind(tail[0])
    hangul = "".join(char for char in tail if kind(char) == "h")
    if following == "h" and (last == "h" or len(name) == 1):
        distinct = last == "h" and len(name) >= _DISTINCT_SYLLABLES
        return distinct or ((len(name) > 1 or last != "h") and is_particles(hangul))
    if last == following == "a":
        return len(name) > 2 and (tail[0] == "s" and (len(tail) == 1 or kind(tail[1]) != "a"))
    return {last, following} != {"a", "d"} and last != following


def fits(spelling: Spelling, asked: str, joined: bool) -> bool:
    """Whether `asked` may be this spelling; `joined` when spaces were taken out of it."""
    if spelling.exact and bare(spelling.text) != bare(asked):
        return False
    spelled = spelling.key
    enough = _JOINABLE_SYLLABLES if any(kind(c) == "h" for c in spelled) else _JOINABLE_LETTERS
    return not joined or " " in spelling.text or len(spelled) >= enough


def pieces(folded: Folded) -> list[str]:
    """Every part of a question that may be a mined name."""
    length = len(folded.text)
    return [
        folded.text[place:end]
        for place in range(length)
        if begins(folded, place)
        for end in range(place + 1, min(place + MINED_LONGEST, length) + 1)
    ]
