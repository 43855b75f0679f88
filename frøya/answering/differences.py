"""A quotation beside its source → what differs, word by word, and which of the differences change the meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from frøya.answering.concordance import Alignment, Words, both_cases
from frøya.language import in_bokmål, numbers

ChangeKind = Literal["negation", "number", "modal", "actor", "extent"]
"""A negation, a number or date, what must or may be done, who does it, and how far it holds."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words that stands in both texts, only in what was pasted, or only in the source."""

    where: Literal["same", "pasted", "source"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A difference that changes the meaning: the words in what was pasted, and those in the source; one may be empty."""

    kind: ChangeKind
    pasted: str
    source: str


@dataclass(frozen=True, slots=True)
class _Region:
    """Words ``first`` up to ``last`` of the quotation, beside words ``begin`` up to ``end`` of the document."""

    same: bool
    first: int
    last: int
    begin: int
    end: int


_NEGATIONS = frozenset(
    "ikke ei aldri ingen inga ingenting intet uten verken hverken neppe knapt nei not never no without".split()
)
_OPPOSITES = ("u", "mis", "ikke-", "ikkje-")
_MODALS = frozenset(
    """skal må bør kan vil får tør skulle måtte burde kunne ville trenger behøver plikter plikt lyt should must may can""".split()
)
_EXTENT = frozenset(
    """alle alt noen noe få mange flere færre fleste hver hvert alltid ofte sjelden noen ganger bare kun minst høyst mest
    hele deler hvis dersom unntatt særlig""".split()
) - {"ganger"}  # fmt: skip
_MONTHS = frozenset(
    """januar februar mars april mai juni juli august september oktober november desember mandag tirsdag onsdag torsdag
    fredag lørdag søndag dager uker måneder år timer""".split()
)
_FIGURES = dict(
    zip("to tre fire fem seks sju åtte ni ti elleve tolv".split(), (str(n) for n in range(2, 13)), strict=True)
) | {"syv": "7", "tjue": "20", "tretti": "30", "førti": "40", "femti": "50", "hundre": "100", "tusen": "1000"}
# Who acts: the word up to the end of one of these, so that «mellomlederen» and «mellomledere» are the same actor.
_ACTOR = re.compile(
    r"""(\w*?(?:leder|sjef|ansatt|medarbeider|arbeidsgiver|arbeidstaker|tillitsvalgt|verneombud|administrasjon|kommune|
    fylke|stat(?=en|lig|$)|politiker|folkevalgt|innbygger|bruker(?=e)|pasient|pårørende|myndighet|direktør|tilsyn|
    fagforening|fagforbund|fagbevegelse|styre(?=t$)|virksomhet|regjering|storting|personal|kollega|forsker|departement|
    rådmann|lærer|sykepleier|ordfører))\w{0,5}$""",
    re.VERBOSE,
)
_PRONOUNS = frozenset("jeg du han hun vi dere de meg deg ham henne oss dem min din vår deres hr ks dfø".split())


def differences(pasted: Words, source: Words, aligned: Alignment) -> tuple[tuple[Segment, ...], tuple[Change, ...]]:
    """Return the differences between a quotation and the place in ``source`` it is laid beside, in reading order."""
    segments: list[Segment] = []
    changes: list[Change] = []
    for region in _merged(_regions(pasted, source, aligned)):
        mine, theirs = pasted.between(region.first, region.last), source.between(region.begin, region.end)
        if region.same:
            segments.append(Segment("same", mine))
            continue
        segments += [Segment("source", theirs)] if theirs else []
        segments += [Segment("pasted", mine)] if mine else []
        changes += changed(pasted.exact[region.first : region.last], source.exact[region.begin : region.end])
    return tuple(segments), tuple(changes)


def changed(pasted: Sequence[str], source: Sequence[str]) -> list[Change]:
    """Return the changes of meaning between words that stand in the place of one another."""
    found: list[Change] = []
    kinds: tuple[ChangeKind, ...] = ("negation", "number", "modal", "actor", "extent")
    for kind in kinds:
        mine, theirs = ([(word, _class(kind, word)) for word in words] for words in (pasted, source))
        here, there = (Counter(name for _, name in side if name) for side in (mine, theirs))
        if here != there:
            extra, missing = here - there, there - here
            found.append(
                Change(
                    kind,
                    " ".join(word for word, name in mine if name in extra),
                    " ".join(word for word, name in theirs if name in missing),
                )
            )
    found += [Change("negation", one, other) for one in pasted for other in source if _opposite(one, other)]
    return found


def negations(words: Sequence[str]) -> list[str]:
    """Return the negations among ``words``."""
    return [word for word in words if _class("negation", word)]


def _class(kind: ChangeKind, word: str) -> str:
    """Return what ``word`` stands for as a word of this kind, the same for all its forms; "" when it is not one."""
    plain = in_bokmål(word.lower(), nynorsk=True)
    if kind == "negation":
        return "ikke" if plain in ("ei", "not") else plain if plain in _NEGATIONS else ""
    if kind == "modal":
        return plain if plain in _MODALS else ""
    if kind == "extent":
        return plain if plain in _EXTENT else ""
    if kind == "number":
        if any(character.isdigit() for character in word) or plain in _MONTHS:
            return plain
        return _FIGURES.get(plain, plain) if numbers(plain) == [plain] else ""
    if plain in _PRONOUNS:
        return plain
    actor = _ACTOR.match(plain)
    return actor.group(1) if actor else ""


def _opposite(one: str, other: str) -> bool:
    short, long = sorted((one.lower(), other.lower()), key=len)
    return len(short) > 2 and any(long == prefix + short for prefix in _OPPOSITES)


def _regions(pasted: Words, source: Words, aligned: Alignment) -> Iterator[_Region]:
    at, place = 0, aligned.place.first
    for mine, theirs, count in aligned.pairs:
        if at < mine or place < theirs:
            yield _Region(False, at, mine, place, theirs)
        for i in range(count):
            one, other = pasted.exact[mine + i], source.exact[theirs + i]
            same = one == other or (mine + i == 0 and other in both_cases(one))
            yield _Region(same, mine + i, mine + i + 1, theirs + i, theirs + i + 1)
        at, place = mine + count, theirs + count
    if at < len(pasted) or place < aligned.place.last:
        yield _Region(False, at, len(pasted), place, aligned.place.last)


def _merged(regions: Iterator[_Region]) -> list[_Region]:
    merged: list[_Region] = []
    for region in regions:
        if merged and merged[-1].same == region.same:
            before = merged.pop()
            region = _Region(region.same, before.first, region.last, before.begin, region.end)
        merged.append(region)
    return merged
