"""The answer: claims that each carry quotes, or a refusal that says what is nearest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from frøya.answering.guard import Reason
from frøya.language import Language

if TYPE_CHECKING:  # the search brings numpy, and a quote is needed without it
    from frøya.retrieval import Hit

Status = Literal["answered", "out_of_scope", "no_support", "unclear"]
Role = Literal["lead", "step", "item", "other"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words from a document: ``document.text[start:end] == text`` when it is true."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing the answer says, and the quotes it rests on. ``role`` is its place in the answer."""

    text: str
    quotes: tuple[Quote, ...]
    generated: bool = False
    role: Role = "lead"


@dataclass(frozen=True, slots=True)
class Answer:
    """What Frøya replies. ``nearest`` is filled when the sources have no answer; ``next_questions`` are what she can answer.

    ``reason`` says why a question was not looked up at all; ``growing`` that a language model is still writing.
    """

    question: str
    language: Language
    status: Status
    claims: tuple[Claim, ...] = ()
    nearest: tuple[Hit, ...] = ()
    notices: tuple[str, ...] = ()
    corpus_version: str = ""
    next_questions: tuple[str, ...] = ()
    reason: Reason = ""
    growing: bool = False

    @property
    def answered(self) -> bool:
        """Whether the sources gave an answer."""
        return self.status == "answered"

    def with_claims(self, claims: tuple[Claim, ...]) -> Answer:
        """Return the same answer with other claims."""
        return replace(self, claims=claims)

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain values, ready for JSON. The keys are stable."""
        return {
            "question": self.question,
            "language": self.language,
            "status": self.status,
            "claims": [
                {
                    "text": claim.text,
                    "generated": claim.generated,
                    "quotes": [
                        {"document": q.document, "start": q.start, "end": q.end, "text": q.text} for q in claim.quotes
                    ],
                }
                for claim in self.claims
            ],
            "nearest": [
                {
                    "document": hit.passage.document,
                    "title": hit.passage.title,
                    "start": hit.passage.start,
                    "end": hit.passage.end,
                    "text": hit.passage.text,
                }
                for hit in self.nearest
            ],
            "notices": list(self.notices),
            "corpus_version": self.corpus_version,
        }
