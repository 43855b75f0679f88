"""What a language model claims → a claim whose quotes stand in their passages and say it, or why it is dropped.

A quote must stand verbatim in the passage it names; only white space and the shape of quotation marks are made alike.
It is shown as the whole sentences it is from, and the claim is held against all of them: a quote cannot be cut so that a
«ikke» falls out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from frøya.answering.answer import Claim, Quote, Role
from frøya.answering.conversation import INVISIBLE
from frøya.answering.support import support
from frøya.language import Language, identify
from frøya.passages import Passage

Dropped = Literal["form", "markup", "length", "language", "passage", "quote", "support"]
"""Why a claim is not shown."""

SHORTEST, LONGEST = 3, 45  # words of a claim
_QUOTES, _SENTENCES = 3, 3  # quotes of a claim, and sentences a quote may touch
_MARKUP = re.compile(
    r"[<>\[\]{}|`\\^~*#_]|!\(|\]\(|\w+://|\bwww\.|\b(?:javascript|data|vbscript|mailto|file|https?)\s*:|&\w+;|@\w+",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*\[\d{1,2}(?:\s*,\s*\d{1,2})*\]|\*\*")
_SINGLE, _DOUBLE = frozenset("'‘’‚‛‹›´`"), frozenset('"“”„‟«»')
# Common words that Norwegian does not have: a claim with two of them is in another language.
_OTHER: frozenset[str] = frozenset(
    """the and you your with should have from und nicht ist mit och att inte är för jag les des une pour dans que vous est los
    las una para con från hvad meget niet een het van auf werden kann müssen""".split()
)
_WORD = re.compile(r"[^\W\d_]+")


class _RawQuote(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    passage: int
    quote: str


class _RawClaim(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    text: str
    quotes: list[_RawQuote]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim that may be shown, or the reason why it may not."""

    claim: Claim | None
    dropped: Dropped | None = None


def check_claim(raw: object, passages: Sequence[Passage], language: Language, role: Role) -> Verdict:
    """Return the claim in ``raw``, as the model wrote it, if it holds.

    An English claim cannot be held against Norwegian quotes word by word; of it only the quotes are kept.

    Args:
        raw: an element of the model's list of claims.
        passages: what the model was given, numbered from 1.
        language: the language the answer is in.
        role: the place the claim will have in the answer.

    """
    try:
        written = _RawClaim.model_validate(raw)
    except ValidationError:
        return Verdict(None, "form")
    text = " ".join(_MARK.sub("", written.text).split())
    if has_markup(text):
        return Verdict(None, "markup")
    if not SHORTEST <= len(text.split()) <= LONGEST:
        return Verdict(None, "length")
    quotes = _quotes(written.quotes, passages)
    if not isinstance(quotes, tuple):
        return Verdict(None, quotes)
    said = " ".join(quote.text for quote in quotes)
    if _alike(text) == _alike(said) or language == "en":
        # Each quote is one thing said, so that the text of the claim is the words of its quote.
        return Verdict(Claim(quotes[0].text, quotes[:1], role=role))
    if not _in(language, text):
        return Verdict(None, "language")
    if not support(text, [quote.text for quote in quotes]).holds:
        return Verdict(None, "support")
    return Verdict(Claim(text, quotes, generated=True, role=role))


def has_markup(text: str) -> bool:
    """Say whether ``text`` holds a link, an image, a tag or another sign that is not plain text."""
    return bool(_MARKUP.search(text) or INVISIBLE.search(text))


def _quotes(written: Sequence[_RawQuote], passages: Sequence[Passage]) -> tuple[Quote, ...] | Dropped:
    """Return the quotes as the whole sentences they are from, or why one of them is not a quote."""
    if not 1 <= len(written) <= _QUOTES:
        return "form"
    found: list[Quote] = []
    for raw in written:
        if not 1 <= raw.passage <= len(passages):
            return "passage"
        quote = find_quote(raw.quote, passages[raw.passage - 1])
        if quote is None:
            return "quote"
        if quote not in found:
            found.append(quote)
    return tuple(found)


def find_quote(text: str, passage: Passage) -> Quote | None:
    """Return the whole sentences of ``passage`` that hold ``text`` verbatim, or None where it does not stand there."""
    wanted = _alike(text)
    if len(wanted) > 1 and wanted[0] == wanted[-1] == '"' and wanted not in _alike(passage.text):
        wanted = wanted[1:-1].strip()
    if len(wanted.split()) < 2:
        return None
    held, offsets = _with_offsets(passage.text)
    at = held.find(wanted)
    while at >= 0 and not _whole_words(held, at, at + len(wanted)):
        at = held.find(wanted, at + 1)
    if at < 0:
        return None
    start = passage.start + offsets[at]
    end = passage.start + offsets[at + len(wanted) - 1] + 1
    touched = [(s, e) for s, e in passage.sentences if s < end and e > start]
    if not 1 <= len(touched) <= _SENTENCES:
        return None
    first, last = touched[0][0], touched[-1][1]
    return Quote(passage.document, first, last, passage.text[first - passage.start : last - passage.start])


def _alike(text: str) -> str:
    return _with_offsets(text)[0].strip()


def _with_offsets(text: str) -> tuple[str, list[int]]:
    """Return ``text`` with white space and quotation marks made alike, and where each character of it stood."""
    made: list[str] = []
    offsets: list[int] = []
    for i, character in enumerate(text):
        if character.isspace():
            if made and made[-1] == " ":
                continue
            character = " "
        elif character in _DOUBLE:
            character = '"'
        elif character in _SINGLE:
            character = "'"
        made.append(character)
        offsets.append(i)
    return "".join(made), offsets


def _whole_words(text: str, start: int, end: int) -> bool:
    def inside(at: int) -> bool:
        return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()

    return not inside(start) and not inside(end)


def _in(language: Language, text: str) -> bool:
    """Say whether ``text`` is in ``language``. A text with no word that tells bokmål from nynorsk is in both."""
    words = [word.lower() for word in _WORD.findall(text)]
    found = identify(text)
    if found == "en" or sum(word in _OTHER for word in words) > 1:
        return False
    return found == language or (language == "nn" and not _tells_bokmål(words))


def _tells_bokmål(words: Sequence[str]) -> bool:
    return bool(
        {"ikke", "jeg", "hvordan", "hva", "hvem", "noen", "noe", "mye", "mer", "fra", "en", "et", "de", "være"}
        & {*words}
    )


__all__ = ["Dropped", "Verdict", "check_claim", "find_quote", "has_markup"]
