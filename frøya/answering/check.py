"""A quotation someone has → whether it stands in the sources: verbatim, nearly, or not at all, and where.

Verbatim means the same words and marks in the same order. Not compared are: white space, quotation marks, the kind of
dash, marks of citation such as [1], a full stop or comma at the very end, and whether the first letter is a capital,
which follows from where a quotation is put. Words left out must be marked with an ellipsis, and are shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from frøya.answering.answer import Quote
from frøya.answering.concordance import Alignment, Concordance, Place, Words
from frøya.answering.conversation import INVISIBLE, holds_identity_number
from frøya.answering.differences import Change, Segment, differences, negations
from frøya.corpus import Document
from frøya.errors import PrivateData, QuestionRejected
from frøya.language import sentence_spans

Verdict = Literal["verbatim", "near", "absent"]

LONGEST, SHORTEST = 2000, 2  # characters, words
# How alike two texts must be to be called near: measured by tests/benchmarks/check.py, see docs/measurements.md.
NEAR = 0.7
# How many words a near quotation must share with its source, so that two common words are not a quotation.
_SHARED = 3
# A piece of a quotation with omissions shorter than this says nothing by itself: it must be in the same sentence.
_PIECE = 3
_PIECES = 10
# A sentence of fewer words that is found nowhere is judged together with those beside it.
_SHORT = 5
# How many places are shown, and how far behind the best one of them may lie.
_MATCHES, _BEHIND = 5, 0.1
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.{3,})\s*\]|\(\s*(?:…|\.{3,})\s*\)|…|\.{3,})\s*")
_CITATION = re.compile(r"\s*\[(?:\d{1,3}(?:[,;–-][^\]\n]{0,20})?|[A-ZÆØÅ][A-ZÆØÅ0-9]+(?:-[A-ZÆØÅ0-9-]+)?)\]")
_RAISED = re.compile(r"\[([^\W\d_])\](?=\w)")  # «[K]ontroll»: a letter whose case was changed openly
_MARKER = re.compile(r"\s*(?:[-*•–]|\d{1,3}[.)])\s+")
_LAST = frozenset(".,;:…")
_OPENING, _CLOSING = '«“„"‹', '»”"›'


@dataclass(frozen=True, slots=True)
class Match:
    """A place in a source that the quotation is, or was made from.

    ``quote`` are the words of the source; ``sentence`` the whole sentences they stand in. ``similarity`` is from 0 to 1.
    ``changes`` are the differences that change the meaning, ``left_out`` the negations in the rest of the sentence
    and in what an ellipsis stands for.
    """

    quote: Quote
    sentence: Quote
    similarity: float
    difference: tuple[Segment, ...]
    changes: tuple[Change, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """Whether a quotation stands in the sources; ``matches`` are the places, best first, none when it is absent.

    ``parts`` are the sentences, or the pieces between ellipses, each checked alone, where they do not stand together.
    The verdict is then that of the worst part. ``omissions`` says that words were left out at an ellipsis; ``scattered``
    that each piece is verbatim, but not in one source in this order, which is only near.
    """

    text: str
    verdict: Verdict
    matches: tuple[Match, ...] = ()
    parts: tuple[QuoteCheck, ...] = ()
    omissions: bool = False
    scattered: bool = False
    corpus_version: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the check as plain values, ready for JSON. The keys are stable."""
        return {
            "text": self.text,
            "verdict": self.verdict,
            "matches": [asdict(match) for match in self.matches],
            "parts": [part.to_dict() for part in self.parts],
            "omissions": self.omissions,
            "scattered": self.scattered,
            "corpus_version": self.corpus_version,
        }


def check_quote(text: str, sources: Concordance | Iterable[Document]) -> QuoteCheck:
    """Return whether ``text`` stands in the sources.

    Args:
        text: the quotation, with or without quotation marks and marks of citation.
        sources: the documents to look in, or their concordance where many quotations are to be checked.

    Raises:
        PrivateData: it holds a national identity number.
        QuestionRejected: it is empty, longer than 2000 characters, or holds fewer than two words, or has too many omissions.

    """
    clean = _readable(text)
    concordance = sources if isinstance(sources, Concordance) else Concordance(sources)
    return _check(clean, concordance)


def _readable(text: str) -> str:
    if len(text) > LONGEST:
        raise QuestionRejected(
            f"Teksten er på {len(text)} tegn. Jeg kan sjekke høyst {LONGEST} om gangen. Lim inn færre setninger."
        )
    clean = INVISIBLE.sub("", unicodedata.normalize("NFC", text)).strip()
    if holds_identity_number(" ".join(clean.split())):
        raise PrivateData(
            "Det ser ut til at teksten har et fødselsnummer. Jeg har ikke sjekket den eller tatt vare på den. "
            "Lim inn sitatet på nytt uten nummeret."
        )
    if not clean:
        raise QuestionRejected("Det er ingen tekst å sjekke. Lim inn setningen du vil finne i kildene.")
    clean = _RAISED.sub(r"\1", _CITATION.sub("", clean))
    count = Words.of(clean).count()
    if not count:
        raise QuestionRejected("Jeg finner ingen ord i teksten. Lim inn setningen du vil finne i kildene.")
    if count < SHORTEST:
        raise QuestionRejected("Ett ord er for lite til å være et sitat. Lim inn hele setningen.")
    if len([piece for piece in _ELLIPSIS.split(clean) if piece]) > _PIECES:
        raise QuestionRejected(
            f"Teksten har for mange utelatelser (…). Jeg kan sjekke et sitat i høyst {_PIECES} deler. Lim inn færre av dem."
        )
    return clean


def _check(text: str, concordance: Concordance) -> QuoteCheck:
    """Check the whole first, then what stands between ellipses, then sentence by sentence."""
    unmarked = _MARKER.sub("", text, count=1) if _MARKER.match(text) else text
    if found := _verbatim(text, concordance) or _verbatim(unmarked, concordance):
        return QuoteCheck(text, "verbatim", found)
    text = unmarked
    pieces = [piece for piece in _ELLIPSIS.split(text) if Words.of(piece).count()]
    if len(pieces) > 1:
        return _with_omissions(text, pieces, concordance)
    sentences = _sentences(text)
    whole = _near(text, concordance)
    if len(sentences) > 1:
        parts = tuple(_one(sentence, concordance) for sentence in sentences)
        missing = [part for part in parts if part.verdict == "absent"]
        together = whole and missing and all(Words.of(part.text).count() < _SHORT for part in missing)
        if not together and (not whole or any(part.verdict == "verbatim" for part in parts)):
            return QuoteCheck(text, _worst(parts), parts=parts)
    return QuoteCheck(text, "near" if whole else "absent", whole)


def _one(sentence: str, concordance: Concordance) -> QuoteCheck:
    if found := _verbatim(sentence, concordance):
        return QuoteCheck(sentence, "verbatim", found)
    found = _near(sentence, concordance)
    return QuoteCheck(sentence, "near" if found else "absent", found)


def _with_omissions(text: str, pieces: Sequence[str], concordance: Concordance) -> QuoteCheck:
    words = [_bare(piece) for piece in pieces]
    chain = concordance.chained(words)
    if chain and (_one_sentence(chain, concordance) or all(piece.count() >= _PIECE for piece in words)):
        return QuoteCheck(text, "verbatim", (_chained(chain, words, concordance),), omissions=True)
    # One word by itself stands everywhere, and is no quotation.
    parts = tuple(
        _check(piece, concordance) if word.count() >= SHORTEST else QuoteCheck(piece, "absent")
        for piece, word in zip(pieces, words, strict=True)
    )
    worst = _worst(parts)
    scattered = worst == "verbatim"
    return QuoteCheck(text, "near" if scattered else worst, parts=parts, omissions=True, scattered=scattered)


def _one_sentence(chain: Sequence[Place], concordance: Concordance) -> bool:
    return concordance.around(chain[0]) == concordance.around(chain[-1])


def _chained(chain: Sequence[Place], pieces: Sequence[Words], concordance: Concordance) -> Match:
    source = concordance.words[chain[0].document]
    segments: list[Segment] = []
    omitted: list[str] = []
    end = chain[0].first
    for place, piece in zip(chain, pieces, strict=True):
        if between := source.between(end, place.first):
            segments.append(Segment("source", between))
            omitted += source.exact[end : place.first]
        segments.append(Segment("same", piece.between(0, len(piece))))
        end = place.last
    match = _match(Place(chain[0].document, chain[0].first, end), 1.0, concordance, tuple(segments))
    return replace(match, left_out=(*negations(omitted), *match.left_out))


def _verbatim(text: str, concordance: Concordance) -> tuple[Match, ...]:
    words = _bare(text)
    same = (Segment("same", words.between(0, len(words))),)
    found = [_match(place, 1.0, concordance, same) for place in concordance.verbatim(words)]
    # A whole sentence says more than a piece of one.
    return tuple(sorted(found, key=lambda m: len(m.sentence.text) - len(m.quote.text))[:_MATCHES])


def _near(text: str, concordance: Concordance) -> tuple[Match, ...]:
    words = _bare(text)
    nearest = concordance.nearest(words, _MATCHES)
    least = max(NEAR, nearest[0].similarity - _BEHIND) if nearest else NEAR
    found: list[Match] = []
    for aligned in nearest:
        source = concordance.words[aligned.place.document]
        if aligned.similarity < least or _shared(source, aligned) < _SHARED:
            continue
        aligned = replace(aligned, place=_to_the_ends(aligned, words, concordance))
        segments, changes = differences(words, source, aligned)
        match = _match(aligned.place, aligned.similarity, concordance, segments)
        found.append(replace(match, changes=changes))
    return tuple(found)


def _to_the_ends(aligned: Alignment, words: Words, concordance: Concordance) -> Place:
    """Return the place, out to where its sentences begin or end on a side where the quotation says something else."""
    place, around = aligned.place, concordance.around(aligned.place)
    mine, _, count = aligned.pairs[-1]
    last = around.last if words.count(mine + count) else place.last
    while last > place.last and concordance.words[place.document].exact[last - 1] in _LAST:
        last -= 1
    return Place(place.document, around.first if words.count(0, aligned.pairs[0][0]) else place.first, last)


def _shared(source: Words, aligned: Alignment) -> int:
    return sum(source.count(at, at + count) for _, at, count in aligned.pairs)


def _match(place: Place, similarity: float, concordance: Concordance, segments: tuple[Segment, ...]) -> Match:
    source, around = concordance.words[place.document], concordance.around(place)
    outside = [*source.exact[around.first : place.first], *source.exact[place.last : around.last]]
    sentence = _quote(around, source, _OPENING, _CLOSING)
    whole = place.first == around.first and all(word in _LAST for word in outside)
    quote = sentence if whole else _quote(place, source)
    return Match(quote, sentence, similarity, segments, left_out=tuple(negations(outside)))


def _quote(place: Place, source: Words, opening: str = "", closing: str = "") -> Quote:
    """Return the words of ``place``, with the marks that may open and close it where it is a whole sentence."""
    start, end = source.spans[place.first][0], source.spans[place.last - 1][1]
    while start and source.text[start - 1] in opening:
        start -= 1
    while end < len(source.text) and source.text[end] in closing:
        end += 1
    return Quote(place.document, start, end, source.text[start:end])


def _bare(text: str) -> Words:
    """Return the words of ``text`` without the marks at its ends that depend on where a quotation is put."""
    words = Words.of(text)
    first, last = 0, len(words)
    while last > 1 and words.exact[last - 1] in _LAST:
        last -= 1
    while first < last - 1 and words.exact[first] == "…":
        first += 1
    return words.slice(first, last)


def _sentences(text: str) -> list[str]:
    """Return the sentences of ``text`` without list markers; a sentence of one word goes with the one before it."""
    found: list[str] = []
    for start, end in sentence_spans(text):
        sentence = _MARKER.sub("", text[start:end], count=1) if _MARKER.match(text[start:end]) else text[start:end]
        if found and (Words.of(sentence).count() < SHORTEST or Words.of(found[-1]).count() < SHORTEST):
            found[-1] += f" {sentence}"
        elif Words.of(sentence).count():
            found.append(sentence)
    return found


def _worst(parts: Iterable[QuoteCheck]) -> Verdict:
    verdicts = {part.verdict for part in parts}
    return "absent" if "absent" in verdicts else "near" if "near" in verdicts else "verbatim"


__all__ = ["NEAR", "Change", "Match", "QuoteCheck", "Segment", "check_quote"]
