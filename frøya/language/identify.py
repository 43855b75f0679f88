"""A question → the language it is written in: bokmål, nynorsk or English.

Function words decide: they are frequent, short, and differ between the three even in a question of
five words; for nynorsk so do some stems and endings. A tie, or none of them, is bokmål, the language
most of the corpus is in.
"""

from __future__ import annotations

import re
from typing import Literal

Language = Literal["nb", "nn", "en"]

_NYNORSK = frozenset(
    """ikkje eg ho dei deira dykk dykkar me vert verte vart kva kven kvar korleis kordan koss kvifor kvifór når nokon noko
    nokre nokon mykje meir frå sjølv berre eit ein ei eigen eige medan mellom òg saman gjer gjere gjera gjev gir
    vere vera vore blei veit seier seie tek ta kjem kome følgje auke leie tilsetje utan tilbod no då
    kvardag kvardagen spørsmål skilnad skilnaden eigne desse kvarandre gongen gong fleire eller difor ynskjer
    ønskjer sidan vidare høve skjer reglar møte kor korfor""".split()
) - frozenset("ei møte ta når mellom eller me gir spørsmål blei skjer ho no".split())
# Stems and endings that only nynorsk has.
_NYNORSK_SHAPE = re.compile(
    r"(?:medarbeidar|arbeidsgivar|arbeidstakar|leiar|leiing|rettleiing|tilsett|tillitsvald|verneombod|verksemd|sjuk|fråvær|"
    r"oppgåv|avgjer|tilbakemeldingar|moglegheit|ueinig)|.*(?:leik|leiken|arane|arar|ingane|erast|jast)$"
)
_BOKMÅL = frozenset(
    """ikke jeg hun de deres dere vi blir ble hva hvem hvor hvordan hvorfor noen noe mye mer fra selv bare et en
    egen eget mens også sammen gjør gjøre gir være vært vet sier si tar kommer komme følge leder lederen ledere
    ledelse ansatt ansatte arbeidsgiver medarbeider medarbeidere trygghet mulighet uten nå da hverdag forskjell
    egne disse hverandre gangen gang flere eller derfor ønsker siden videre sjefen æ mæ sæ dæm kem""".split()
) - frozenset("de vi eller disse".split())
_ENGLISH = frozenset(
    """the a an of to is are was were do does did i my me we our you your they their it its what when where who why
    how which should would could can will must have has had not no with without for from about between and or but
    if this that these those there be been being in on at as by than then them he she his her us""".split()
) - frozenset("i no for at be as her me do was to on by us".split())
_SHARED = frozenset(
    "og i på til av for som er det den de å med kan skal må om at har du vi ved etter før når en".split()
)
_WORD = re.compile(r"[^\W\d_]+")


def identify(text: str) -> Language:
    """Return the language of ``text``: ``"nb"``, ``"nn"`` or ``"en"``."""
    words = [word.lower() for word in _WORD.findall(text)]
    nynorsk = sum(map(_is_nynorsk, words))
    bokmål = sum(word in _BOKMÅL for word in words)
    english = sum(word in _ENGLISH for word in words)
    if english > max(nynorsk, bokmål):
        return "en"
    return "nn" if nynorsk > bokmål else "nb"


def is_norwegian(text: str) -> bool:
    """Say whether ``text`` reads as Norwegian: at least one word in five is one of its function words. Danish passes too."""
    words = [word.lower() for word in _WORD.findall(text)]
    known = sum(word in _BOKMÅL or word in _SHARED or _is_nynorsk(word) for word in words)
    return bool(words) and identify(text) != "en" and known >= len(words) / 5


def _is_nynorsk(word: str) -> bool:
    return word in _NYNORSK or _NYNORSK_SHAPE.match(word) is not None
