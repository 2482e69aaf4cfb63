"""Writes Hangul and Latin words in one coarse phonetic alphabet, and prices its differences.

One character is one sound. Small letters are what Hangul says; capitals and digits are Latin
letters that may be said in more than one way (`C` is the ch of Charles, Christ or Chopin), so
their prices hold the ambiguity and one spelling needs no list of pronunciations.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

# Each jamo (leads, vowels, tails) and its sound, `_` for none. Of the tails, K, P and q (ㄱ, ㅂ and
# ㅅ) may be k or g, p or b, t or s in the other script.
_JAMO = """
ᄀg ᄁk ᄂn ᄃd ᄄt ᄅl ᄆm ᄇb ᄈp ᄉs ᄊs ᄋ_ ᄌj ᄍc ᄎc ᄏk ᄐt ᄑp ᄒh
ᅡa ᅢe ᅣya ᅤye ᅥA ᅦe ᅧyA ᅨye ᅩo ᅪwa ᅫwe ᅬwe ᅭyo ᅮu ᅯwA ᅰwe ᅱwi ᅲyu ᅳx ᅴxi ᅵi
ᆨK ᆩK ᆪK ᆫn ᆬn ᆭn ᆮt ᆯl ᆰlK ᆱm ᆲl ᆳl ᆴl ᆵl ᆶl ᆷm ᆸP ᆹP ᆺq ᆻq
ᆼN ᆽj ᆾc ᆿK ᇀq ᇁP ᇂ_
"""
# In order, over lines of jamo. Chained replacing is three times as fast as `str.translate`.
# At the end, the habits of loan words: 슈 writes an sh before a consonant, and a final 시, 지, 치
# a final sh, ge, ch.
_HANGUL = [
    *((pair[0], pair[1:].strip("_")) for pair in _JAMO.split()),
    ("syu", "Xx"), ("sy", "X"), ("swi", "Xi"), ("ji\n", "jI\n"), ("ci\n", "cI\n"),
    ("si\n", "sI\n"), ("ll", "l"), ("mm", "m"), ("nn", "n"),
]  # fmt: skip

# Graphemes in the order they are tried. `7` is a g that may be silent (Singer, Ringo), `6` an e
# that mostly is, `R` an r that Korean drops, `H` an h that is seldom heard.
_GRAPHEMES = [
    (r"\bkn", "n"), (r"\bwr", "l"), (r"\bps", "s"), (r"\bmc", "m5k"), (r"\bx", "z"),
    (r"\bgh", "g"), (r"burgh\b", "b5Rg"), ("tsch|tch|cz", "c"), ("sch", "X"), ("sh", "X"),
    ("ch", "C"), ("ph|ff?|pp", "p"), ("ght", "t"), ("gh", "H"), ("tth|th", "D"),
    ("dg(?=[eiy])|dj", "j"), ("cqu?|ck|kk|kh|cc?(?![eiyc])", "k"), ("cc(?=[eiy])", "kS"),
    ("c", "S"), ("qu", "kw"), ("q", "k"), ("x", "ks"), ("nk", "Nk"), ("ng(?=[eiy])", "VG"),
    ("ng(?=[aou])", "N7"), ("ng", "N"), ("ti(?=o|a)", "X"), ("si(?=on)", "z"), (r"gn\b", "n"),
    ("gg", "g"), ("g(?=[eiy])", "J"), ("g", "g"), ("j", "Q"), ("zz?|t?ts|tz", "z"), ("vv?", "v"),
    ("wh?(?=[aeiouy])", "w"), ("w", "W"), (r"mb\b|mm?", "m"), ("nn?", "n"), ("ll?", "l"),
    (r"rh|rr?(?=[aeiouy])", "l"), ("rr?", "R"), ("bb?", "b"), ("dt|dd?", "d"), ("tt?", "t"),
    ("k", "k"), ("ss?", "s"), ("h(?=[aeiouy])", "h"), ("h", "H"),
    (r"(?<=[^aeiou\W])e(?=s?\b)", "6"), ("oo", "u"), ("ee|ie", "i"), ("au|aw", "o"),
    ("y(?=[aeiou])", "y"), ("a", "1"), ("e", "2"), ("i|y", "3"), ("o", "4"), ("u", "5"),
    ("p", "p"), ("f", "p"),
]  # fmt: skip
_KEPT = 1 << 12  # words; a name is compared with several others
_ACCENTS = str.maketrans("øłđßæœþð÷×", "oldsaetdxx")


@cache
def _latin() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {f"g{place}": sound for place, (_, sound) in enumerate(_GRAPHEMES)}
    parts = (f"(?P<g{place}>{spelled})" for place, (spelled, _) in enumerate(_GRAPHEMES))
    return re.compile("|".join(parts) + r"|[\d_']"), names


_PLAIN = _ACCENTS | dict.fromkeys(range(0x300, 0x370))


def hangul_phones(words: str) -> str:
    """The sounds of Hangul words; other characters stay, so lines of words cost one call."""
    sounds = unicodedata.normalize("NFD", words) + "\n"
    for written, heard in _HANGUL:
        sounds = sounds.replace(written, heard)
    return sounds[:-1]


def latin_phones(words: str) -> str:
    """The sounds of words in Latin letters, line by line."""
    pattern, names = _latin()
    plain = unicodedata.normalize("NFD", words.lower()).translate(_PLAIN)
    return _DOUBLED.sub(r"\1", pattern.sub(lambda m: names.get(m.lastgroup or "", ""), plain))


@lru_cache(_KEPT)
def phones(word: str) -> str:
    """The sounds of one word or joined name, in Hangul, Latin letters or both."""
    parts = _RUNS.findall(word)
    return "".join(latin_phones(run) if run[0] < "가" else hangul_phones(run) for run in parts)


_DOUBLED = re.compile(r"([lmn])\1+")
_RUNS = re.compile(r"[가-힣]+|[a-zA-ZÀ-ÖØ-öø-ÿ]+")

# --- Prices. A consonant dropped or added costs 1.
VOWELS = "aAeouiI12345"
_LIGHT = {
    "x": 0.03, "6": 0.04, "R": 0.06, "H": 0.06, "7": 0.1, "G": 0.2, "I": 0.06,
    "y": 0.12, "w": 0.12, "W": 0.05,
    "h": 0.4, "l": 0.8, "N": 0.8, "q": 0.7, "K": 0.8, "P": 0.8, "v": 0.9,
    **dict.fromkeys("12345", 0.13), **dict.fromkeys("aAeoui", 0.24),
}  # fmt: skip
_NEAR = """
gk.3 gK.05 kK0 g7.0 dt.3 dq.1 tq0 qs.15 bp.3 bP.05 pP0 jc.25 sj.2 sc.5 nN.3 Vn0 VN0 Gj0 Gg.05 GJ0
nm.6 nl.8 Kq.6 Pq.6
vb0 vp.15 vP.1 vw.3 zj0 zs.1 zc.1 zt.4 zJ.1 zX.3 Cc0 Ck.08 CX.08 Cs.15 CS.3 Cj.3 Cg.3
Jj0 Jg.06 Jh.4 Jc.25 JQ0 Js.5 JX.4 JK.2 Qj0 Qy.12 Qh.4 Qc.2
Ds.08 Dt.08 Dd.08 Dq.1 Dj.5 Rl.12 Hh.0 Ss0 Sk.4 Sc.2 Sq.2 SX.1 Xs0 Xc.2 Xj.4
wu.08 w4.15 W4.0 Wu.05 Wb.15 Wp.15 Wo.05 wb.22 wp.5 Wv.1 hk.7 hp.7 yi.06 y3.05
aA.18 ae.25 ao.25 au.3 ax.2 ai.35 Ae.22 Ao.16 Au.22 Ax.12 Ai.3 eo.3 eu.3 ex.2 ei.24 ou.18 ox.22
oi.35 ux.12 ui.3 xi.12
1a0 1e.08 1o.12 1A.1 1i.25 1u.24 1x.15 2e0 2i.08 2A.06 2x.08 2a.2 2o.22 2u.25
3i0 3a.15 3A.13 3e.15 3x.14 3o.3 3u.25 4o0 4a.1 4A.1 4u.1 4x.18 4e.28 4i.3
5u0 5A.08 5a.08 5i.2 5x.08 5o.12 5e.25 6e.1 6a.2 6i.12 6A.15 6x.02 6o.3
12.1 13.2 14.15 15.15 23.1 24.2 25.2 34.25 35.2 45.12 26.04 6I0 3I0 2I.04 iI0 1I.2 eI.15 16.15 36.1
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
