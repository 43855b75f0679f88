"""Documents and a seed → «Fang feilen»: four quotes, one of them altered so that it says something else.

Three rules alter a sentence: a «ikke» is dropped, a number is changed, or another actor is put in. The same corpus and
seed give the same exercise.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from frøya.answering.answer import Quote
from frøya.corpus import Document
from frøya.corpus.sections import section
from frøya.errors import FrøyaError
from frøya.language import Language, sentence_spans

Rule = Literal["negation", "number", "actor"]
QUOTES = 4
# Words of a sentence that can be weighed by reading it once, on a screen with three others.
_WORDS = range(7, 23)
_LEANS = re.compile(
    r"(dette|disse|dei|den|det|de|slike?|da|her|der|dermed|derfor|difor|men|også|samtidig|han|hun|ho|deretter|og|eller|begge|"
    r"noen|nokre|andre|et eksempel|frøyas råd)\b",
    re.IGNORECASE,
)
# Marks that do not belong on a screen, and what the sources say of themselves.
_ABOUT = re.compile(r"[«»:|()]|Frøya|juridisk|^Råd(a|ene)? |Ordlist|per \d|bekreftet|stadfesta|hoveddelen")
_NEGATION = re.compile(r" (ikke|ikkje|aldri)(?= \w)")
# Where a «ikke» is part of a larger turn of phrase, what is left without it is no sentence, or says the same.
_BOUND = re.compile(
    r"\b(ikke|ikkje) (bare|berre|minst|nødvendigvis|nødvendigvis|lenger|lenge|noe|noen|nokon|noko|engang|eingong|en|ei|ein|et|eit|før)\b|"
    r"\b(om|hvis|dersom|men|og|eller|hvorfor|kvifor|enn) (ikke|ikkje|aldri)\b|, (ikke|ikkje) |\b(verken|heller|unntatt|men)\b|[?]"
)
# A number is changed where it counts something; years, paragraphs and numbered advice are left alone.
_NUMBER = re.compile(r"(?<![\w§.,–/-])(?<!§ )(?<!nr\. )(\d{1,3})(?= (?:prosent|ansatte|tilsette|dager|dagar|uker|veker|måneder|månader|"
                     r"år|timer|timar|medarbeidere|medarbeidarar|kommuner|kommunar|ledere|leiarar|personer|personar|minutter|minutt|av)\b)")  # fmt: skip
_ACTORS: dict[Language, tuple[tuple[str, str], ...]] = {
    "nb": (
        ("arbeidsgiver", "arbeidstaker"), ("arbeidsgiveren", "arbeidstakeren"), ("lederen", "medarbeideren"),
        ("ledere", "medarbeidere"), ("lederne", "medarbeiderne"),
        ("staten", "kommunen"),
    ),
    "nn": (
        ("arbeidsgivar", "arbeidstakar"), ("arbeidsgivaren", "arbeidstakaren"), ("leiaren", "medarbeidaren"),
        ("leiarar", "medarbeidarar"), ("leiarane", "medarbeidarane"),
        ("staten", "kommunen"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alteration:
    """What was done to a sentence: ``text`` is what it says now; ``was`` and ``became`` are the words that differ."""

    rule: Rule
    text: str
    was: str
    became: str


@dataclass(frozen=True, slots=True)
class Catch:
    """Four quotes that each stand in a document, and what was done to the one at ``altered`` (from 0)."""

    quotes: tuple[Quote, ...]
    altered: int
    alteration: Alteration


def catch(documents: Iterable[Document], seed: int, language: Language = "nb", only: Sequence[str] = ()) -> Catch:
    """Return the exercise of ``seed``.

    Args:
        documents: where the quotes may come from.
        seed: any number; another number gives another exercise.
        language: which documents to take first, where there are enough of them.
        only: slugs to keep to; all documents when empty. Fewer than four documents give several quotes each.

    Raises:
        FrøyaError: there are not four sentences to take, or none of them can be altered.

    """
    every = sorted(documents, key=lambda document: document.slug)
    texts = [document.text for document in every]
    chance = random.Random(seed)  # noqa: S311 - it picks sentences, and must pick the same again
    own = [d for d in every if d.slug in only] if only else [d for d in every if d.language == language]
    for among in (own, own if only else every):
        found = [quote for document in among for quote in _sentences(document)]
        if chosen := _choose(found, {d.slug: d.language for d in among}, texts, chance):
            return chosen
    where = f" i {', '.join(only)}" if only else ""
    raise FrøyaError(
        f"Fant ikke fire setninger til «Fang feilen»{where}, der én kan endres. "
        "Ta med flere dokumenter i «documents», eller fjern feltet for å bruke hele korpuset."
    )


def alterations(sentence: str, language: Language) -> Iterator[Alteration]:
    """Yield each way the rules can alter ``sentence``."""
    negations = list(_NEGATION.finditer(sentence))
    if len(negations) == 1 and not _BOUND.search(sentence):
        found = negations[0]
        # «kan ikke bestemme» → «kan bestemme»; a sentence that begins with the word would lose its capital.
        yield Alteration("negation", sentence[: found.start()] + sentence[found.end() :], found[1], "")
    numbers = list(_NUMBER.finditer(sentence))
    if numbers:
        found = numbers[0]
        other = _other_number(int(found[1]))
        changed = sentence[: found.start(1)] + other + sentence[found.end(1) :]
        yield Alteration("number", changed, found[1], other)
    for a, b in _ACTORS.get(language, ()):
        for was, became in ((a, b), (b, a)):
            places = list(re.finditer(rf"\b{was}\b", sentence, re.IGNORECASE))
            # Where the other is there too, by any name, the two would change places and the sentence say nothing.
            there = any(re.search(rf"\b{word}", sentence, re.IGNORECASE) for word in _others(became))
            if len(places) == 1 and not there:
                at = places[0]
                said = became.capitalize() if at[0][0].isupper() else became
                yield Alteration("actor", sentence[: at.start()] + said + sentence[at.end() :], at[0], said)


def _others(actor: str) -> tuple[str, ...]:
    """Return the beginnings of the words for those that ``actor`` is one of."""
    led, employer = ("leder", "leiar", "sjef"), ("arbeidsg", "virksomhe", "verksem")
    staff = ("medarbei", "ansatt", "tilsett", "arbeidst")
    return next((group for group in (led, employer, staff) if actor.startswith(group)), (actor[:6],))


def _other_number(number: int) -> str:
    """Return a number of the same length that is far enough off to matter, and still believable."""
    digits = str(number)
    if digits[::-1] != digits and not digits.endswith("0"):
        return digits[::-1]
    return str(number + 2 if number < 10 else number * 2 if number < 50 else number // 2)


def _choose(
    found: Sequence[Quote], languages: Mapping[str, Language], texts: Sequence[str], chance: random.Random
) -> Catch | None:
    by_document = [list(group) for _, group in groupby(found, key=lambda quote: quote.document)]
    if len(found) < QUOTES:
        return None
    ways: dict[Rule, list[tuple[Quote, Alteration]]] = {}
    for quote in found:
        for way in alterations(quote.text, languages[quote.document]):
            ways.setdefault(way.rule, []).append((quote, way))
    taken = _alter(ways, texts, chance)
    if taken is None:
        return None
    original, alteration = taken
    quotes = [original]
    chance.shuffle(by_document)
    for _ in range(QUOTES):  # one of each document before two of one
        for group in by_document:
            left = [
                q for q in group if q not in quotes and (len(by_document) < QUOTES or q.document not in _of(quotes))
            ]
            if len(quotes) < QUOTES and left:
                quotes.append(_alike(original, left, chance))
    if len(quotes) < QUOTES:
        return None
    chance.shuffle(quotes)
    return Catch(tuple(quotes), quotes.index(original), alteration)


def _alter(
    ways: Mapping[Rule, list[tuple[Quote, Alteration]]], texts: Sequence[str], chance: random.Random
) -> tuple[Quote, Alteration] | None:
    """Return a quote and what to do to it. What it then says must stand in no document."""
    rules = sorted(ways)
    # The rule is chosen first: sentences with «ikke» are many, and would else be the answer every time.
    chance.shuffle(rules)
    for rule in rules:
        for quote, way in chance.sample(ways[rule], len(ways[rule])):
            if not any(way.text.rstrip(".") in text for text in texts):
                return quote, way
    return None


def _of(quotes: Iterable[Quote]) -> set[str]:
    return {quote.document for quote in quotes}


def _alike(original: Quote, left: Sequence[Quote], chance: random.Random) -> Quote:
    """Return a quote that hides the altered one: with a number where that has one, and not about the same matter."""
    numbers, names = _facts(original.text)
    apart = [q for q in left if not (_facts(q.text)[0] & numbers or _facts(q.text)[1] & names)] or left
    same = [quote for quote in apart if bool(_facts(quote.text)[0]) == bool(numbers)]
    return chance.choice(same or apart)


def _facts(sentence: str) -> tuple[set[str], set[str]]:
    """Return the numbers and the names in a sentence: two that share one would give each other away."""
    return set(re.findall(r"\d+", sentence)), set(re.findall(r"(?<!^)\b[A-ZÆØÅ]\w{2,}", sentence))


def _sentences(document: Document) -> Iterator[Quote]:
    """Yield the sentences of ``document`` that can be read alone."""
    inside = None
    for block in document.blocks:
        text = document.text[block.body : block.end]
        if block.kind == "heading":
            inside = section(text)
        if block.kind != "paragraph" or inside == "sources":
            continue
        for start, end in sentence_spans(text):
            sentence = text[start:end]
            if len(sentence.split()) in _WORDS and sentence[-1] == "." and _stands_alone(sentence):
                yield Quote(document.slug, block.body + start, block.body + end, sentence)


def _stands_alone(sentence: str) -> bool:
    return sentence[0].isupper() and not _LEANS.match(sentence) and not _ABOUT.search(sentence)
