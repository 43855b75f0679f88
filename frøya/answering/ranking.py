"""Candidates → which of them answer best: one score each, and which document to lean on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from frøya.answering.candidates import Candidate
from frøya.answering.kinds import Kind
from frøya.language import numbers, terms
from frøya.retrieval import Hit

# How a score is made up, in deviations over the candidates; docs/measurements.md, «Answers».
_COSINE, _COVERAGE, _LATE, _WON, _PASSAGE = 0.4, 0.3, 0.4, 0.2, 0.3
# What is added for standing in the document leaned on, in its short answer, and for having the form asked for.
_PRIMARY, _SHORT, _SHORT_HOW, _FORM = 0.4, 0.4, 1.6, 1.0
# How much the second-best passage of a document counts beside its best.
_SECOND_PASSAGE = 0.3

_DEFINITION = re.compile(
    r"((?:\S+\s+){1,4}?)(?:er|betyr|vil si|handler om|tyder|handlar om)\s(?!ikke\b|ikkje\b|noe annet\b|noko anna\b)",
    re.IGNORECASE,
)
# A sentence that says yes or no answers one question only: its words must be those that are asked.
_SAME_QUESTION = 0.3
YES_NO = re.compile(r"(?:ja|nei|jo)\b[,.]", re.IGNORECASE)
_BOTH_SIDES = re.compile(
    r"\b(?:mens|medan|ikke det samme|ikkje det same|til forskjell|i motsetning|forskjell\w*|skilnad\w*|noe annet enn|noko anna enn|både)\b",
    re.IGNORECASE,
)

# First name and surname: what a question about who wrote, said or found something asks for.
_PERSON = re.compile(r"\b[A-ZÆØÅ][a-zæøåéöäü]+(?: [A-ZÆØÅ][a-zæøåéöäü]+)+\b")


def defines(text: str, wanted: frozenset[str], *, whole: bool = False) -> bool:
    """Say whether ``text`` begins by saying what one of the terms ``wanted`` is; all of them and no more where ``whole``."""
    definition = _DEFINITION.match(text)
    if definition is None:
        return False
    named = set(terms(definition.group(1)))
    return wanted == named if whole else bool(wanted & named)


def documents_in_order(hits: Sequence[Hit]) -> list[str]:
    """Return the slugs of the documents found, the one to lean on first: its two best passages decide.

    Pieces of advice are left out where there is anything else: they come in with what explains them.
    """
    scores: dict[str, list[float]] = defaultdict(list)
    for hit in [hit for hit in hits if not hit.passage.label] or hits:
        scores[hit.passage.document].append(hit.score)
    lowest = min(hit.score for hit in hits)

    def weight(slug: str) -> float:
        best, second = [*sorted(scores[slug], reverse=True), lowest][:2]
        return best + _SECOND_PASSAGE * second

    return sorted(scores, key=weight, reverse=True)


@dataclass(frozen=True)
class Ranking:
    """Scores candidates; made once over all there are, so that scores can be compared.

    ``primary`` is the document leaned on, ``kind`` what is asked for, ``defined`` the terms of a what-is-question.
    """

    means: np.ndarray
    deviations: np.ndarray
    primary: str
    kind: Kind
    defined: frozenset[str]

    @classmethod
    def over(cls, found: Sequence[Candidate], primary: str, kind: Kind, question: str) -> Ranking:
        """Return the ranking of ``found`` (not empty) for ``question``."""
        signals = np.array([cls._signals(candidate) for candidate in found])
        deviations = signals.std(axis=0)
        defined = frozenset(terms(question)) if kind == "what" else frozenset()
        return cls(signals.mean(axis=0), np.where(deviations > 0, deviations, 1), primary, kind, defined)

    @staticmethod
    def _signals(candidate: Candidate) -> tuple[float, float, float, float, float]:
        return candidate.cosine, candidate.coverage, candidate.late, candidate.won, candidate.hit.score

    def answers_another(self, candidate: Candidate) -> bool:
        """Say whether ``candidate`` says yes or no to another question than the one asked."""
        if not YES_NO.match(candidate.text):
            return False
        return self.kind != "yes or no" or candidate.coverage < _SAME_QUESTION

    def score(self, candidate: Candidate) -> float:
        """Return how well ``candidate`` answers; higher is better, within one question only."""
        cosine, coverage, late, won, passage = (self._signals(candidate) - self.means) / self.deviations
        belongs = candidate.document == self.primary
        short = belongs and candidate.section == "short answer"
        return float(
            _COSINE * cosine
            + _COVERAGE * coverage
            + _LATE * late
            + _WON * won
            + _PASSAGE * passage
            + _PRIMARY * belongs
            + (_SHORT_HOW if self.kind in ("how", "other") else _SHORT) * short
            + _FORM * self._fits(candidate.text)
        )

    def _fits(self, text: str) -> bool:
        """Say whether ``text`` has the form that the question asks for."""
        if self.kind == "what":
            return defines(text, self.defined)
        if self.kind == "yes or no":
            return bool(YES_NO.match(text))
        if self.kind == "number":
            return bool(numbers(text))
        if self.kind == "who":
            return bool(_PERSON.search(text))
        return self.kind == "compare" and bool(_BOTH_SIDES.search(text))
