"""Text → the terms it is searched by: lower case, no function words, Norwegian Snowball stems.

Legal references keep their shape («§ 4-3» is one term), compounds with a hyphen are found whole and
in parts, and common nynorsk words are searched by their bokmål stem, so that the two forms meet.
"""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

from frøya.language.bokmal import FIELD_WORDS

_TOKEN = re.compile(r"§{1,2}\s*\d+[a-zæøå]?(?:-\d+)?|\d+(?:[.,:]\d+)+|\d+-\d+|[^\W_]+(?:-[^\W_]+)*")

STOPWORDS = frozenset(
    """å alle at av bare ble bli blir både da de deg dem den denne der dere deres det dette din ditt dine disse du
    eller en er et etter for fordi fra få får før ha hadde han hans har hun hennes hva hvem hvilke hvilken hvilket
    hvis hvor hvordan hvorfor i ikke inn jeg kan kom kunne man med meg men mer mitt min mine mot må måtte ned noe
    noen nå når og også om opp oss over på samme seg selv si sin sine sitt skal skulle slik som så til under ut uten
    var ved vi vil ville vår være vært gjør gjøre gjort bør burde vet veit
    ein ei eit eg me dykk dei dykkar ikkje kva kven kvar korleis kordan kvifor vere vore vera vart vert noko nokon
    nokre frå òg sjølv berre då utan gjer gjere no ho han skal koss æ ska ka te lov jo sånn liksom faktisk egentlig
    the a an of to is are was were do does did my we our you your they their it its what when where who why how
    which should would could can will must have has had not with without for from about and or but if this that be
    been in on at as by than then them he she his her us i""".split()
) - {"lov"}


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("norwegian")


def stem(word: str) -> str:
    """Return the stem of one word in lower case."""
    return str(_stemmer().stemWord(word))


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` in lower case, function words and all, with «§ 4-3» as ``"§4-3"``."""
    return [re.sub(r"\s", "", token) for token in _TOKEN.findall(text.lower())]


def terms(text: str) -> list[str]:
    """Return the search terms of ``text`` in the order they stand, repeats and all."""
    found: list[str] = []
    for token in tokens(text):
        if token in STOPWORDS:
            continue
        word = FIELD_WORDS.get(token, token)
        found.append(_stemmer().stemWord(word))
        if "-" in word and not word.startswith("§") and not word[0].isdigit():
            found += [_stemmer().stemWord(part) for part in word.split("-") if part and part not in STOPWORDS]
    return found
