"""Hits → claims: whole sentences, kept verbatim, chosen and ordered so that they read as an answer.

The answer leans on one document, the primary: the one whose two best passages score highest together.
Its lead is a piece of advice from the given article where one fits, and the best sentence or two. When
the question asks what to do, the steps that fit best follow, in the order their source has them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frøya.answering.answer import Claim, Quote, Role
from frøya.answering.candidates import Candidate, candidates
from frøya.index.store import Index
from frøya.retrieval import Hit, Retriever

if TYPE_CHECKING:
    import numpy as np

MAX_WORDS = 120
MAX_STEPS = 4
SAME = 0.93  # cosine above which two sentences say the same thing
_HOW = re.compile(
    r"\b(hvordan|korleis|kordan|koss|åssen|how|hva gjør (?:jeg|vi|man)|kva gjer (?:eg|me|vi)|ka gjør|hva bør|kva bør|"
    r"hva skal|kva skal|ka ska|hva kan|kva kan|what should|what can|what do|bør jeg|bør vi|bør eg|skal jeg|skal vi|"
    r"skal eg|må jeg|må vi|må eg|should (?:i|we)|hvor begynner|kor byrjar|tips)\b",
    re.IGNORECASE,
)
_STEPS = re.compile(r"slik gjør du|slik gjer du", re.IGNORECASE)
_SHORT_ANSWER = re.compile(r"kort svar", re.IGNORECASE)
_CAUTIONS = re.compile(r"forbehold|atterhald", re.IGNORECASE)
# A document that names many pieces of advice is about all of them, and points to none.
_FEW = 3
# How a candidate's score is made up, in deviations over the candidates; docs/measurements.md, «Answers».
_COSINE, _COVERAGE, _PASSAGE, _PRIMARY, _SHORT = 1.0, 0.5, 0.3, 0.4, 0.8
# How far below the best a candidate may lie and still be said.
_ADVICE, _SECOND, _THIRD = 1.2, 0.9, 0.4
_STEP_COSINE, _OTHER_STEP_COSINE = 0.035, 0.01


@dataclass(frozen=True, slots=True)
class _Scale:
    """Turns a candidate's signals into one score, standardised over the candidates found first."""

    means: np.ndarray
    deviations: np.ndarray
    primary: str

    @classmethod
    def over(cls, found: Sequence[Candidate], primary: str) -> _Scale:
        import numpy as np

        signals = np.array([cls._signals(c) for c in found])
        deviations = signals.std(axis=0)
        return cls(signals.mean(axis=0), np.where(deviations > 0, deviations, 1), primary)

    @staticmethod
    def _signals(candidate: Candidate) -> tuple[float, float, float]:
        return candidate.cosine, candidate.coverage, candidate.hit.score

    def score(self, candidate: Candidate) -> float:
        cosine, coverage, passage = (self._signals(candidate) - self.means) / self.deviations
        belongs = candidate.hit.passage.document == self.primary
        short = bool(_SHORT_ANSWER.match(candidate.section))
        return float(_COSINE * cosine + _COVERAGE * coverage + _PASSAGE * passage + _PRIMARY * belongs + _SHORT * short)


def primary_document(hits: Sequence[Hit]) -> str:
    """Return the slug of the document whose two best passages have the highest scores together."""
    scores: dict[str, list[float]] = defaultdict(list)
    for hit in hits:
        scores[hit.passage.document].append(hit.score)
    return max(scores, key=lambda slug: sum(sorted(scores[slug], reverse=True)[:2]))


def compose(
    question: str, vector: np.ndarray, hits: Sequence[Hit], found: Sequence[Candidate], retriever: Retriever
) -> tuple[Claim, ...]:
    """Return the claims that answer ``question``, in reading order; at most about 120 words together.

    Args:
        question: as looked up; ``vector`` is its unit vector (dimensions,).
        hits: the passages found, best first.
        found: what can be quoted in them; not empty.
        retriever: for the advice and the steps that the hits point to.

    """
    index = retriever.index
    primary = primary_document(hits)
    scale = _Scale.over(found, primary)
    how = bool(_HOW.search(question))
    plain = [c for c in found if c.item is None and not _CAUTIONS.match(c.section)]
    ranked = sorted(plain, key=scale.score, reverse=True)
    best = max((scale.score(c) for c in found), default=0.0)

    advice = _advice(question, found, ranked, scale, best, index)
    if advice is None and how:
        advice = _linked_advice(question, vector, primary, hits, retriever)
    leads = [advice] if advice else []
    for candidate in ranked:
        floor = (_SECOND if len(leads) < 2 else _THIRD) if leads else float("inf")
        if len(leads) >= (2 if how else 3) or scale.score(candidate) < best - floor:
            break
        if _adds(candidate, leads, index) and not _repeats_advice(candidate, leads, index):
            leads.append(candidate)
    # In one document the order of the source is the order of thought.
    leads.sort(key=lambda c: (c is not advice, leads.index(c) if c.hit.passage.document != primary else 0, c.start))

    steps: list[Candidate] = []
    if how:
        related = {primary} | _documents_on(advice, index)
        steps = _steps(question, vector, related, found, leads, retriever)
    chosen: list[tuple[Role, Candidate]] = [("lead", c) for c in leads] + [("step", c) for c in steps]
    return tuple(_claim(role, candidate) for role, candidate in _within(chosen))


def _advice(
    question: str, found: Sequence[Candidate], ranked: Sequence[Candidate], scale: _Scale, best: float, index: Index
) -> Candidate | None:
    """Return the piece of advice that was found itself, or that the question or the best sentence names."""
    advice = [c for c in found if c.hit.passage.label]
    named = [_named(question, index)] + [_named(c.text, index) for c in ranked[:1]]
    for label in filter(None, named):
        for candidate in advice:
            if candidate.hit.passage.label == label:
                return candidate
    fit = max(advice, key=scale.score, default=None)
    return fit if fit is not None and scale.score(fit) > best - _ADVICE else None


def _named(text: str, index: Index) -> str:
    """Return the label of a piece of advice that ``text`` names, as «råd nr. 8» names «råd 8»; else ""."""
    for unit in {document.unit for document in index.documents.values() if document.unit}:
        match = re.search(rf"\b{re.escape(unit)}\s+(?:nr\.?\s*|nummer\s+)?(\d+)\b(?!\s*(?:,|og)\s*\d)", text, re.IGNORECASE)
        if match:
            return f"{unit} {match.group(1)}"
    return ""


def _linked_advice(
    question: str, vector: np.ndarray, primary: str, hits: Sequence[Hit], retriever: Retriever
) -> Candidate | None:
    """Return the advice that the primary document says it is about, where it is about few."""
    index = retriever.index
    points = index.documents[primary].seed_points
    if not 0 < len(points) <= _FEW:
        return None
    rows = [
        row
        for row, passage in enumerate(index.passages)
        if passage.label and int(passage.label.rsplit(" ", 1)[1]) in points
    ]
    linked = candidates(question, vector, retriever.look_up(question, vector, rows, hits[0].score), index)
    return max(linked, key=lambda c: c.cosine, default=None)


def _documents_on(advice: Candidate | None, index: Index) -> set[str]:
    """Return the documents that say they are about this piece of advice and few others."""
    if advice is None or not advice.hit.passage.label:
        return set()
    number = int(advice.hit.passage.label.rsplit(" ", 1)[1])
    return {d.slug for d in index.documents.values() if number in d.seed_points and len(d.seed_points) <= _FEW}


def _steps(
    question: str,
    vector: np.ndarray,
    related: set[str],
    found: Sequence[Candidate],
    taken: Sequence[Candidate],
    retriever: Retriever,
) -> list[Candidate]:
    """Return the steps that fit the question: those of related documents, and others only if they fit as well as anything."""
    index = retriever.index
    rows = [r for r, p in enumerate(index.passages) if p.document in related and p.items and _is_steps(p.headings)]
    own = candidates(question, vector, retriever.look_up(question, vector, rows, 0.0), index)
    others = [c for c in found if c.hit.passage.document not in related and _is_steps(c.hit.passage.headings)]
    nearest = max(c.cosine for c in [*found, *own])
    fit = [c for c in own if c.item is not None and c.cosine > nearest - _STEP_COSINE]
    fit += [c for c in others if c.item is not None and c.cosine > nearest - _OTHER_STEP_COSINE]
    steps: list[Candidate] = []
    for candidate in sorted(fit, key=lambda c: c.cosine + 0.05 * c.coverage, reverse=True):
        if len(steps) < MAX_STEPS and _adds(candidate, [*taken, *steps], index):
            steps.append(candidate)
    return sorted(steps, key=lambda c: (c.hit.passage.document not in related, c.hit.passage.document, c.start))


def _is_steps(headings: Sequence[str]) -> bool:
    return bool(headings) and bool(_STEPS.match(headings[-1]))


def _adds(candidate: Candidate, taken: Iterable[Candidate], index: Index) -> bool:
    """Say whether ``candidate`` says something that none of ``taken`` says."""
    vector = index.sentence_vectors[candidate.vector]
    for other in taken:
        same_document = candidate.hit.passage.document == other.hit.passage.document
        if same_document and candidate.start < other.end and other.start < candidate.end:
            return False
        if float(index.sentence_vectors[other.vector] @ vector) >= SAME:
            return False
    return True


def _repeats_advice(candidate: Candidate, taken: Sequence[Candidate], index: Index) -> bool:
    """Say whether ``candidate`` retells a piece of advice that is already quoted in its own words."""
    label = _named(candidate.text, index)
    return bool(label) and any(other.hit.passage.label == label for other in taken)


def _within(chosen: Sequence[tuple[Role, Candidate]]) -> list[tuple[Role, Candidate]]:
    kept: list[tuple[Role, Candidate]] = []
    words = 0
    for role, candidate in chosen:
        if kept and words + candidate.words > MAX_WORDS:
            continue
        kept.append((role, candidate))
        words += candidate.words
    return kept


def _claim(role: Role, candidate: Candidate) -> Claim:
    quote = Quote(candidate.hit.passage.document, candidate.start, candidate.end, candidate.text)
    return Claim(candidate.text, (quote,), role=role)
