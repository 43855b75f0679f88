"""A question and the turns before it → what is being asked now."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from frøya.answering.answer import Answer
from frøya.errors import QuestionRejected
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
    hei hallo takk hello hi thanks ja nei yes no ok okay hjelp help the ting thing stuff greie greier""".split()
)
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: ``text`` as written, ``search`` as looked up, and the language to reply in.

    ``refers_to`` is the earlier question it leans on; ``vague`` says that it names nothing to look up.
    """

    text: str
    search: str
    language: Language
    refers_to: str = ""
    vague: bool = False


def understand(text: str, history: Sequence[Turn] = (), longest: int = 1000) -> Question:
    """Return what ``text`` asks, in the light of the turns before it (oldest first).

    A short question that points back («Og hvem bestemmer det?») is looked up together with the last
    question that could be understood.

    Raises:
        QuestionRejected: it is empty, longer than ``longest`` characters, or holds no letters or digits.

    """
    if len(text) > longest:
        raise QuestionRejected(
            f"Spørsmålet er på {len(text)} tegn. Jeg kan lese høyst {longest}. Skriv det kortere, og still ett spørsmål om gangen."
        )
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    if not clean:
        raise QuestionRejected(
            "Spørsmålet er tomt. Skriv hva du lurer på, for eksempel «Hvordan delegerer jeg uten å miste oversikten?»"
        )
    if not any(character.isalnum() for character in clean):
        raise QuestionRejected("Jeg finner ingen ord i spørsmålet. Skriv hva du lurer på med noen få ord.")
    content = _content(clean)
    earlier = _last_understood(history)
    if earlier and _leans_back(clean, content):
        both = f"{earlier} {clean}"
        return Question(clean, _searchable(both), identify(both), refers_to=earlier)
    return Question(clean, _searchable(clean), identify(clean), vague=not content)


def _searchable(text: str) -> str:
    """Return what to look up: in bokmål; an English question takes the field's words in Norwegian with it."""
    return f"{text} {in_norwegian(text)}".rstrip() if identify(text) == "en" else in_bokmål(text)


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


def _last_understood(history: Sequence[Turn]) -> str:
    """Return the last question that was not itself unclear, with what it leant on."""
    for i in range(len(history) - 1, -1, -1):
        question, answer = history[i]
        if isinstance(answer, Answer) and answer.status == "unclear":
            continue
        clean = " ".join(question.split())[:300]
        if _leans_back(clean, _content(clean)):
            before = _last_understood(history[:i])
            return f"{before} {clean}".strip()[-600:] if before else clean
        return clean
    return ""
