"""A question and the turns before it → what is being asked now."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from frøya.answering.answer import Answer, Quote
from frøya.errors import PrivateData, QuestionRejected
from frøya.language import Language, identify, in_bokmål, in_norwegian, terms, tokens

Turn = tuple[str, Answer | str]
"""An earlier question and the answer it got."""

# Words that point back to what was said. «det» alone is not enough: «det er rot her» points nowhere.
_OPENERS = re.compile(
    r"(og|men|så|hva med|kva med|hvorfor det|kvifor det|hvordan da|korleis då|what about|and|but|so|kan du gi|kan du gje|"
    r"can you give|gi meg et eksempel|gje meg eit døme|for example|for eksempel|gjelder det|gjeld det|er det)\b"
)
_POINTERS = frozenset(
    "det dette disse den de dem da han hun begge dei desse då it this that these those they them he she der her".split()
)
# Too general to say what a question is about.
_EMPTY = frozenset(
    """andre annen annet anna mer meir flere fleire eksempel døme example gi gje give si seie say fortell fortel tell
    synes syns tror trur mener meiner think hei hallo takk hello hi thanks ja nei yes no ok okay hjelp help the ting thing stuff greie greier""".split()
)
_SHORT = 3
# A question of at most this many words may be about the one before it without saying so.
_FEW_WORDS = 8
_NEW_SUBJECT = re.compile(
    r"\b(?:nytt|annet|anna|ny|new|other)\s+(?:tema|emne|spørsmål|sak|topic|subject|question)\b|\bheilt\s+anna\b|\bhelt\s+annet\b",
    re.IGNORECASE,
)
# Controls that are not white space, zero-width characters, and those that turn the direction of text.
INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ELEVEN_DIGITS = re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: ``text`` as written, ``search`` as looked up, and the language to reply in.

    ``refers_to`` is the earlier question it leans on, ``said`` what the answers since then quoted, and ``cited`` the
    documents that the last of them did; ``vague`` says that it names nothing to look up. ``reworded`` is what a language
    model made of it. ``together`` is the same with the question before it, to be tried when it gets no answer alone;
    ``cleaned`` says that invisible characters were removed.
    """

    text: str
    search: str
    language: Language
    refers_to: str = ""
    together: Question | None = None
    cleaned: bool = False
    cited: tuple[str, ...] = ()
    said: tuple[Quote, ...] = ()
    vague: bool = False
    reworded: str = ""


def understand(text: str, history: Sequence[Turn] = (), longest: int = 1000) -> Question:
    """Return what ``text`` asks, in the light of the turns before it (oldest first).

    A short question that points back («Og hvem bestemmer det?») is looked up together with the last
    question that could be understood.

    Raises:
        PrivateData: it holds a national identity number.
        QuestionRejected: it is empty, longer than ``longest`` characters, or holds no letters or digits.

    """
    if len(text) > longest:
        raise QuestionRejected(
            f"Spørsmålet er på {len(text)} tegn. Jeg kan lese høyst {longest}. Skriv det kortere, og still ett spørsmål om gangen."
        )
    visible = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    cleaned = visible != unicodedata.normalize("NFC", text)
    clean = " ".join(visible.split())
    if holds_identity_number(clean):
        raise PrivateData(
            "Det ser ut til at du har skrevet et fødselsnummer. Jeg har ikke lett etter det eller tatt vare på det. "
            "Skriv spørsmålet på nytt uten opplysninger om hvem det gjelder."
        )
    if not clean:
        raise QuestionRejected(
            "Spørsmålet er tomt. Skriv hva du lurer på, for eksempel «Hvordan delegerer jeg uten å miste oversikten?»"
        )
    if not any(character.isalnum() for character in clean):
        raise QuestionRejected("Jeg finner ingen ord i spørsmålet. Skriv hva du lurer på med noen få ord.")
    content = _content(clean)
    earlier = _leaned_on(history)
    if earlier and _leans_back(clean, content):
        return _together(clean, earlier, cleaned)
    alone = Question(clean, _searchable(clean), identify(clean), vague=not content, cleaned=cleaned)
    if not earlier or len(clean.split()) > _FEW_WORDS or _NEW_SUBJECT.search(clean):
        return alone
    return replace(alone, together=_together(clean, earlier, cleaned))


def _together(clean: str, earlier: Sequence[Turn], cleaned: bool) -> Question:
    before = " ".join(question for question, _ in earlier)[-600:]
    both = f"{before} {clean}"
    answers = [answer for _, answer in earlier if isinstance(answer, Answer) and answer.claims]
    quoted = [[quote for claim in answer.claims for quote in claim.quotes] for answer in answers]
    cited = tuple(dict.fromkeys(quote.document for quote in quoted[-1])) if quoted else ()
    said = tuple(quote for quotes in quoted for quote in quotes)
    # A few words seldom show that they are bokmål, so then what came before has a say.
    own = identify(clean)
    language = identify(both) if own == "nb" else own
    return Question(clean, _searchable(both), language, before, cited=cited, said=said, cleaned=cleaned)


def holds_identity_number(text: str) -> bool:
    """Say whether ``text`` holds a Norwegian national identity number (fødselsnummer, D-number or the like)."""
    from stdnum.no import fodselsnummer

    return any(fodselsnummer.is_valid(re.sub(r"\D", "", found)) for found in _ELEVEN_DIGITS.findall(text))


def _searchable(text: str) -> str:
    """Return what to look up: in bokmål; an English question takes the field's words in Norwegian with it."""
    language = identify(text)
    return f"{text} {in_norwegian(text)}".rstrip() if language == "en" else in_bokmål(text, language == "nn")


def _content(text: str) -> list[str]:
    general = {term for word in _EMPTY for term in terms(word)}
    return [term for term in terms(text) if term not in general]


def _leans_back(text: str, content: list[str]) -> bool:
    if not content:
        return True
    words = tokens(text)
    opener = _OPENERS.match(text.lower())
    points = bool(_POINTERS & set(words[:3]) or _POINTERS & set(words[-2:]))
    return len(content) <= _SHORT and bool(opener or points or len(words) <= _SHORT)


def _leaned_on(history: Sequence[Turn]) -> list[Turn]:
    """Return the turns that a question now would lean on, oldest first: from the last that stands alone.

    Turns that were themselves unclear are left out.
    """
    turns: list[Turn] = []
    for question, answer in reversed(history):
        if isinstance(answer, Answer) and answer.status == "unclear":
            continue
        clean = " ".join(question.split())[:300]
        turns.insert(0, (clean, answer))
        if not _leans_back(clean, _content(clean)):
            break
    return turns
