"""A sentence → the words in it that a small change turns into another meaning.

What must or may be done, how far it holds, what it is denied of, who does it, its numbers, names and paragraphs, and which
of two opposites it says. Everything is read in bokmål.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from frøya.language import in_bokmål, numbers, sentence_spans, terms

_AFTER = re.compile(r"\better\s+at\b", re.IGNORECASE)  # in time, not «according to»
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[,;:.!?–—]")
_CLAUSE = frozenset(",;:.!?–—") | frozenset("men mens fordi hvis dersom når som at og eller så selv".split())
NEGATIONS = frozenset("ikke aldri ingen inga ingenting intet uten verken hverken neppe knapt nei unngå".split())
# How many content words after a negation are denied by it.
_REACH = 3
_CLASSES: dict[str, str] = {
    word: name
    for name, words in {
        "must": "må måtte skal plikt plikter pliktig pliktige kreves krever påbudt nødt obligatorisk",
        "should": "bør burde anbefales anbefaler anbefalt tilrådes",
        "may": "kan kunne får tillatt lov adgang",
        "not allowed": "forbudt ulovlig forbyr forbud",
        "all": "alle alt alltid samtlige hver hvert enhver ethvert ingen aldri",
        "only": "bare kun utelukkende eneste",
        "most": "fleste mest oftest vanligvis normalt",
        "some": "noen enkelte iblant ofte sjelden delvis",
    }.items()
    for word in words.split()
}
_FORCE = frozenset({"must", "should", "may", "not allowed"})
_FIGURES = dict(
    zip("to tre fire fem seks sju åtte ni ti elleve tolv".split(), (str(n) for n in range(2, 13)), strict=True)
) | {"syv": "7", "tjue": "20", "tretti": "30", "førti": "40", "femti": "50", "hundre": "100", "tusen": "1000"}
_MONTHS = frozenset(
    """januar februar mars april mai juni juli august september oktober november desember dag dager uke uker måned måneder
    år time timer minutt minutter prosent kroner""".split()
)
_PARAGRAPH = re.compile(
    r"§{1,2}\s*(\d+[a-zæøå]?(?:-\d+[a-z]?)?)|\b(?:paragraf|kapittel|kap\.|artikkel|punkt|ledd|råd(?:\s+nr\.?|\s+nummer)?)\s+(\d+(?:-\d+)?)",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"(leder|sjef|ansatt|medarbeider|arbeidsgiver|arbeidstaker|tillitsvalgt|verneombud|kommune|politiker|innbygger|"
    r"virksomhet|kollega|toppleder|mellomleder|arbeidstilsyn)\w{0,5}$"
)
_PAIRS = """mer/mindre mer/færre flere/færre øke/redusere øker/reduserer øke/senke øker/senker økt/redusert øke/minske før/etterat
    høy/lav høyt/lavt høyere/lavere stor/liten store/små stort/lite større/mindre mye/lite alltid/aldri ofte/sjelden lov/forbudt
    lovlig/ulovlig tillate/forby tillater/forbyr god/dårlig godt/dårlig gode/dårlige bedre/dårligere bedre/verre best/verst
    sterk/svak sterke/svake sterkere/svakere styrke/svekke styrker/svekker styrket/svekket først/sist første/siste åpen/lukket
    åpent/lukket åpne/lukkede frivillig/pliktig frivillig/obligatorisk innenfor/utenfor muntlig/skriftlig over/under lang/kort
    lange/korte tidlig/sent raskt/sakte fremme/hindre fremmer/hindrer øverst/nederst alle/ingen alle/noen begge/ingen
    tillit/mistillit trygg/utrygg trygt/utrygt trygghet/utrygghet enig/uenig enighet/uenighet mulig/umulig viktig/uviktig
    lik/ulik like/ulike formell/uformell formelt/uformelt nødvendig/unødvendig sentral/desentral sentralt/lokalt direkte/indirekte
    gi/ta gir/tar starte/slutte starter/slutter begynne/slutte ros/kritikk rose/kritisere fordel/ulempe fordeler/ulemper
    rett/plikt privat/offentlig private/offentlige individuell/felles individuelt/felles delegere/sentralisere lett/vanskelig
    enkelt/vanskelig dele/skjule deler/skjuler offentlig/hemmelig ja/nei med/uten minst/høyst maksimalt/minimum positiv/negativ
    positivt/negativt nær/fjern tilgi/straffe små/store kortere/lengre innsyn/taushetsplikt inkludere/utelukke ute/inne
    vinner/taper øverste/nederste skjerpe/lempe selvstyrt/styrt aktivt/passivt tydelig/utydelig tydelige/utydelige"""
OPPOSITES: dict[str, set[str]] = {}
for _one, _, _other in (pair.partition("/") for pair in _PAIRS.split()):
    OPPOSITES.setdefault(_one, set()).add(_other)
    OPPOSITES.setdefault(_other, set()).add(_one)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text says, taken apart.

    ``denied`` and ``said`` are the content stems that a negation reaches and those that none does; ``clauses`` the content
    stems clause by clause; ``actors`` those who act, in the order they are first named; ``beside`` each word that has an opposite, with the
    content stem after it; ``first`` the stem of the first word, where that has content.
    """

    words: frozenset[str]
    clauses: tuple[tuple[str, ...], ...]
    said: frozenset[str]
    denied: frozenset[str]
    negated: bool
    classes: frozenset[str]
    numbers: frozenset[str]
    paragraphs: frozenset[str]
    names: frozenset[str]
    actors: tuple[str, ...]
    beside: frozenset[tuple[str, str]]
    first: str

    @property
    def force(self) -> frozenset[str]:
        """What it says must, should or may be done."""
        return self.classes & _FORCE

    @property
    def content(self) -> frozenset[str]:
        """Its content stems."""
        return self.said | self.denied


def meaning(text: str) -> Meaning:
    """Return what ``text``, in bokmål or nynorsk, says."""
    plain = _AFTER.sub("etterat", in_bokmål(text, nynorsk=True))
    tokens = [token.lower() for token in _TOKEN.findall(plain)]
    clauses, said, denied = _clauses(tokens)
    words = frozenset(token for token in tokens if token[0].isalnum())
    actors = [match.group(1) for token in tokens if (match := _ACTOR.search(token))]
    follows = {(token, _next_content(tokens[i + 1 :])) for i, token in enumerate(tokens) if token in OPPOSITES}
    return Meaning(
        words,
        clauses,
        said,
        denied,
        bool(words & NEGATIONS),
        frozenset(_CLASSES[word] for word in words if word in _CLASSES),
        _numbers(plain),
        frozenset(one or other for one, other in _PARAGRAPH.findall(plain)),
        _names(text),
        tuple(dict.fromkeys(actors)),
        frozenset(follows),
        "".join(_content(tokens[0])) if tokens else "",
    )


def _clauses(tokens: list[str]) -> tuple[tuple[tuple[str, ...], ...], frozenset[str], frozenset[str]]:
    """Return the content stems of each clause, and which of them all a negation does not reach, and does."""
    clauses: list[tuple[str, ...]] = []
    said: set[str] = set()
    denied: set[str] = set()
    current: list[tuple[str, bool]] = []  # (stem, whether it is denied)
    left = 0

    def end() -> None:
        nonlocal left
        left = 0
        if current:
            clauses.append(tuple(stem for stem, _ in current))
            said.update(stem for stem, no in current if not no)
            denied.update(stem for stem, no in current if no)
            current.clear()

    for token in tokens:
        if token in _CLAUSE:
            end()
        elif token in NEGATIONS:
            left = _REACH
        else:
            for stem in _content(token):
                current.append((stem, left > 0))
                left -= left > 0
    end()
    return tuple(clauses), frozenset(said), frozenset(denied)


def _content(token: str) -> list[str]:
    """Return the stem of a word that has content; numbers are compared by themselves."""
    return [] if token[0].isdigit() or token in _FIGURES else terms(token)[:1]


def _next_content(tokens: list[str]) -> str:
    return next((stem for token in tokens for stem in _content(token)), "")


def _numbers(text: str) -> frozenset[str]:
    found = {_FIGURES.get(number.lower(), number.lower().rstrip(".,:")) for number in numbers(text)}
    months = {word for word in re.findall(r"[^\W\d_]+", text.lower()) if word in _MONTHS}
    return frozenset(found | months)


def _names(text: str) -> frozenset[str]:
    """Return the words with a capital that do not begin a sentence, and those in capitals anywhere."""
    names: set[str] = set()
    for start, end in sentence_spans(text):
        for i, match in enumerate(re.finditer(r"[^\W\d_][\w-]*", text[start:end])):
            word = match.group()
            if (i and word[0].isupper()) or (len(word) > 1 and word.isupper()):
                names.add(word.lower().removesuffix("s"))
    return frozenset(names)
