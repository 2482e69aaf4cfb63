"""Writes Hangul and Latin words in one coarse phonetic alphabet, and prices its differences.

One character is one sound. Small letters are what Hangul says; capitals and digits are Latin
letters that may be said in more than one way (`C` is the ch of Charles, Christ or Chopin), so
their prices hold the ambiguity and one spelling needs no list of pronunciations.
"""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

_LEADS = dict(zip("ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ", "gkndtlmbpss_jcckTph", strict=True))
_VOWELS = dict(
    zip(
        "ᅡᅢᅣᅤᅥᅦᅧᅨᅩᅪᅫᅬᅭᅮᅯᅰᅱᅲᅳᅴᅵ",
        "a e ya ye A e yA ye o wa we we yo u wA we wi yu x xi i".split(),
        strict=True,
    )
)
_TAILS = dict(
    zip(
        "ᆨᆩᆪᆫᆬᆭᆮᆯᆰᆱᆲᆳᆴᆵᆶᆷᆸᆹᆺᆻᆼᆽᆾᆿᇀᇁᇂ",
        "K K K n n n t l lK m l l l l l m P P q q N j c K q P _".split(),
        strict=True,
    )
)
_JAMO = str.maketrans(
    {
        jamo: sound.replace("_", "").replace("T", "t")
        for jamo, sound in (_LEADS | _VOWELS | _TAILS).items()
    }
)

# Graphemes in the order they are tried. `7` is a g that may be silent (Singer, Ringo), `6` an e
# that mostly is, `R` an r that Korean drops, `H` an h that is seldom heard.
_GRAPHEMES = [
    (r"\bkn", "n"), (r"\bwr", "l"), (r"\bps", "s"), (r"\bmc", "m5k"), (r"\bx", "z"),
    (r"\bgh", "g"), ("tsch|tch|cz", "c"), ("sch", "X"), ("sh", "X"), ("ch", "C"),
    ("ph|ff?|pp", "p"), ("ght", "t"), ("gh", "H"), ("tth|th", "D"), ("dg(?=[eiy])|dj", "j"),
    ("cqu?|ck|kk|kh|cc?(?![eiyc])", "k"), ("cc(?=[eiy])", "kS"), ("c", "S"), ("qu", "kw"),
    ("q", "k"), ("x", "ks"), ("nk", "Nk"), (r"ng(?=[aeiou])", "N7"), ("ng", "N"),
    ("ti(?=o|a)", "X"), ("si(?=on)", "z"), (r"gn\b", "n"), ("gg", "g"), ("g(?=[eiy])", "J"),
    ("g", "g"), ("j", "Q"), ("zz?|ts", "z"), ("vv?", "v"), ("wh?(?=[aeiouy])", "w"), ("w", "W"),
    (r"mb\b|mm?", "m"), ("nn?", "n"), ("ll?", "l"), (r"rh|rr?(?=[aeiouy])", "l"), ("rr?", "R"),
    ("bb?", "b"), ("dd?|dt", "d"), ("tt?", "t"), ("k", "k"), ("ss?", "s"),
    ("h(?=[aeiouy])", "h"), ("h", "H"), (r"(?<=[^aeiou\W])e(?=s?\b)", "6"), ("oo", "u"),
    ("ee|ie", "i"), ("au|aw", "o"), ("y(?=[aeiou])", "y"),
    ("a", "1"), ("e", "2"), ("i|y", "3"), ("o", "4"), ("u", "5"), ("p", "p"), ("f", "p"),
]  # fmt: skip
_ACCENTS = str.maketrans("øłđßæœþð÷×", "oldsaetdxx")


@cache
def _latin() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {f"g{place}": sound for place, (_, sound) in enumerate(_GRAPHEMES)}
    parts = (f"(?P<g{place}>{spelled})" for place, (spelled, _) in enumerate(_GRAPHEMES))
    return re.compile("|".join(parts) + r"|[\d_']"), names


def phones(words: str) -> str:
    """The sounds of the words; line ends stay, so many words cost one call."""
    plain = unicodedata.normalize("NFD", words.lower()).translate(_JAMO_MARKS)
    latin, names = _latin()
    if re.search("[a-z]", plain):
        plain = latin.sub(lambda m: names.get(m.lastgroup or "", ""), plain)
    return re.sub(r"([lmn])\1+", r"\1", plain.translate(_JAMO))


_JAMO_MARKS = _ACCENTS | {mark: None for mark in range(0x300, 0x370)}

# --- Prices. A consonant dropped or added costs 1.
VOWELS = "aAeoui12345"
_LIGHT = {
    "x": 0.03, "6": 0.04, "R": 0.06, "H": 0.06, "7": 0.1, "y": 0.08, "w": 0.12, "W": 0.05,
    "h": 0.4, "l": 0.8, "N": 0.8, "q": 0.7, "K": 0.8, "P": 0.8, "v": 0.9,
    **dict.fromkeys("12345", 0.13), **dict.fromkeys("aAeoui", 0.24),
}  # fmt: skip
_NEAR = """
gk.22 gK.05 kK0 g7.0 dt.22 dq.1 tq0 qs.15 bp.25 bP.05 pP0 jc.25 sj.5 sc.5 nN.3 nm.6 nl.8 Kq.6 Pq.6
vb0 vp.15 vP.1 vw.3 zj0 zs.1 zc.1 zt.4 zJ.1 zX.3 Cc0 Ck.08 CX.2 Cs.3 CS.3 Cj.3 Cg.3
Jj0 Jg.06 Jh.4 Jc.25 JQ0 Js.5 JX.4 JK.2 Qj0 Qy.12 Qh.4 Qc.2
Ds.08 Dt.08 Dd.08 Dq.1 Dj.5 Rl.12 Hh.0 Ss0 Sk.4 Sc.2 Sq.2 SX.1 Xs0 Xc.2 Xj.4
kg.22 wu.08 w4.15 W4.0 Wu.05 Wb.15 Wp.15 Wo.05 wb.35 wp.5 Wv.1 hk.7 hp.7 yi.06 y3.05
aA.18 ae.25 ao.25 au.3 ax.2 ai.35 Ae.22 Ao.16 Au.22 Ax.12 Ai.3 eo.3 eu.3 ex.2 ei.24 ou.18 ox.22
oi.35 ux.12 ui.3 xi.12
1a0 1e.08 1o.12 1A.1 1i.25 1u.3 1x.15 2e0 2i.08 2A.06 2x.08 2a.2 2o.22 2u.25
3i0 3a.15 3A.13 3e.15 3x.14 3o.3 3u.25 4o0 4a.1 4A.1 4u.1 4x.18 4e.28 4i.3
5u0 5A.08 5a.08 5i.2 5x.08 5o.12 5e.25 6e.1 6a.2 6i.12 6A.15 6x.02 6o.3
12.1 13.2 14.15 15.15 23.1 24.2 25.2 34.25 35.2 45.12 26.04 16.15 36.1
"""
_FAR_VOWEL = 0.4


def weight(sounds: str) -> float:
    """How much of a word these sounds are: mostly its consonants."""
    return sum(_LIGHT.get(sound, 1.0) for sound in sounds)


@cache
def prices() -> "tuple[np.ndarray, np.ndarray]":
    """Costs as float32 arrays over character codes: of replacing one by another, of dropping.

    Code 0 pads: dropping it is free, and it replaces nothing.
    """
    import numpy as np

    drop = np.ones(128, np.float32)
    for sound, cost in _LIGHT.items():
        drop[ord(sound)] = cost
    drop[0] = 0.0
    replace = np.minimum(drop[:, None] + drop[None, :], 1.0).astype(np.float32)
    for one in VOWELS:
        for other in VOWELS:
            replace[ord(one), ord(other)] = min(_FAR_VOWEL, replace[ord(one), ord(other)])
    for pair in _NEAR.split():
        cost = float(pair[2:])
        replace[ord(pair[0]), ord(pair[1])] = replace[ord(pair[1]), ord(pair[0])] = cost
    np.fill_diagonal(replace, 0.0)
    replace[:, 0] = replace[0, :] = 9.0
    return replace, drop
