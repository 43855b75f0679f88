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
from frøya.language import terms
from frøya.retrieval import FEW_POINTS, Hit, Retriever, named_label

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
_WHAT_IS = re.compile(r"(hva|kva|ka|what|who|hvem|kven)\s+(er|betyr|betyr det|vil|menes|is|are|does)\b", re.IGNORECASE)
_DEFINITION = re.compile(r"((?:\S+\s+){1,3}?)(?:er|betyr|vil si|handler om)\s", re.IGNORECASE)
# How a candidate's score is made up, in deviations over the candidates; docs/measurements.md, «Answers».
_COSINE, _COVERAGE, _PASSAGE, _PRIMARY, _SHORT, _SHORT_HOW, _DEFINES = 1.0, 0.5, 0.3, 0.4, 0.8, 1.6, 1.2
# How far below the best a candidate may lie and still be said.
_ADVICE, _SECOND, _SECOND_SHORT, _THIRD = 0.8, 0.9, 1.3, 0.4
# The same for steps, in cosine: the first below the nearest sentence, the others below the first.
_FIRST_STEP, _STEP = 0.06, 0.03


@dataclass(frozen=True, slots=True)
class _Scale:
    """Turns a candidate's signals into one score, standardised over the candidates."""

    means: np.ndarray
    deviations: np.ndarray
    primary: str
    short: float
    defined: frozenset[str]

    @classmethod
    def over(cls, found: Sequence[Candidate], primary: str, question: str) -> _Scale:
        import numpy as np

        signals = np.array([cls._signals(c) for c in found])
        deviations = signals.std(axis=0)
        short = _SHORT_HOW if _HOW.search(question) else _SHORT
        defined = frozenset(terms(question)) if _WHAT_IS.match(question) else frozenset()
        return cls(signals.mean(axis=0), np.where(deviations > 0, deviations, 1), primary, short, defined)

    @staticmethod
    def _signals(candidate: Candidate) -> tuple[float, float, float]:
        return candidate.cosine, candidate.coverage, candidate.hit.score

    def score(self, candidate: Candidate) -> float:
        cosine, coverage, passage = (self._signals(candidate) - self.means) / self.deviations
        belongs = candidate.hit.passage.document == self.primary
        short = belongs and candidate.section == "short answer"
        definition = _DEFINITION.match(candidate.text)
        defines = definition is not None and bool(self.defined & set(terms(definition.group(1))))
        return float(
            _COSINE * cosine
            + _COVERAGE * coverage
            + _PASSAGE * passage
            + _PRIMARY * belongs
            + self.short * short
            + _DEFINES * defines
        )


def primary_document(hits: Sequence[Hit]) -> str:
    """Return the slug of the document whose two best passages have the highest scores together.

    Pieces of advice are left out where there is anything else: they come in with what explains them.
    """
    scores: dict[str, list[float]] = defaultdict(list)
    for hit in [hit for hit in hits if not hit.passage.label] or hits:
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
    how = bool(_HOW.search(question))
    found = [*found, *_short_answer(question, vector, primary, found, retriever)]
    scale = _Scale.over(found, primary, question)
    plain = [c for c in found if c.item is None and c.section != "cautions"]
    ranked = sorted(plain, key=scale.score, reverse=True)
    best = max((scale.score(c) for c in found), default=0.0)

    advice = _advice(question, vector, hits, found, ranked, scale, retriever)
    if advice is None and how:
        advice = _linked_advice(question, vector, primary, hits, retriever)
    leads = [advice] if advice else []
    for candidate in ranked:
        if len(leads) > 1 or candidate.hit.passage.document != primary:
            floor = _THIRD
        else:
            floor = _SECOND_SHORT if candidate.section == "short answer" else _SECOND
        if len(leads) >= (2 if how else 3):
            break
        near = not leads or scale.score(candidate) > best - floor
        if how and advice and candidate.section != "short answer":
            continue  # advice says what to do; only its short explanation may come between it and the steps
        if near and _adds(candidate, leads, index) and not _repeats_advice(candidate, leads, index):
            leads.append(candidate)
    # In one document the order of the source is the order of thought.
    leads = sorted(leads, key=lambda c: (c is not advice, c.hit.passage.document != primary, c.start))

    steps: list[Candidate] = []
    if how:
        general = len(index.documents[primary].seed_points) > FEW_POINTS
        about = _documents_on(advice, index) if advice and general else {primary}
        steps = _steps(question, vector, about, found, leads, retriever)
    chosen: list[tuple[Role, Candidate]] = [("lead", c) for c in leads] + [("step", c) for c in steps]
    return tuple(_claim(role, candidate) for role, candidate in _within(chosen))


def _short_answer(
    question: str, vector: np.ndarray, primary: str, found: Sequence[Candidate], retriever: Retriever
) -> list[Candidate]:
    """Return the short answer of the primary document, where it is not among what was found."""
    index = retriever.index
    seen = {c.hit.row for c in found}
    rows = [
        row
        for row, p in enumerate(index.passages)
        if p.document == primary and p.section == "short answer" and row not in seen
    ]
    return candidates(question, vector, retriever.look_up(question, vector, rows, 0.0), index)


def _advice(
    question: str,
    vector: np.ndarray,
    hits: Sequence[Hit],
    found: Sequence[Candidate],
    ranked: Sequence[Candidate],
    scale: _Scale,
    retriever: Retriever,
) -> Candidate | None:
    """Return the piece of advice that the question names, that was found itself, or that the best sentence retells."""
    index = retriever.index
    if label := named_label(question, index):
        return _look_up_advice(question, vector, {label}, hits, retriever)
    best = max(scale.score(c) for c in found)
    fit = max((c for c in found if c.hit.passage.label), key=scale.score, default=None)
    if fit is not None and scale.score(fit) > best - _ADVICE:
        return fit
    label = named_label(ranked[0].text, index) if ranked else ""
    return _look_up_advice(question, vector, {label}, hits, retriever) if label else None


def _linked_advice(
    question: str, vector: np.ndarray, primary: str, hits: Sequence[Hit], retriever: Retriever
) -> Candidate | None:
    """Return the advice nearest to the question, if the primary document says it is about that one and few others."""
    points = retriever.index.documents[primary].seed_points
    labels = {passage.label for passage in retriever.index.passages if passage.label}
    nearest = _look_up_advice(question, vector, labels, hits, retriever)
    if nearest is None or len(points) > FEW_POINTS:
        return None
    return nearest if _number(nearest) in points else None


def _number(advice: Candidate) -> int:
    return int(advice.hit.passage.label.rsplit(" ", 1)[1])


def _look_up_advice(
    question: str, vector: np.ndarray, labels: set[str], hits: Sequence[Hit], retriever: Retriever
) -> Candidate | None:
    """Return the piece of advice among ``labels`` that is nearest to the question; None where there is none."""
    rows = [row for row, passage in enumerate(retriever.index.passages) if passage.label and passage.label in labels]
    linked = candidates(question, vector, retriever.look_up(question, vector, rows, hits[0].score), retriever.index)
    return max(linked, key=lambda c: c.cosine, default=None)


def _documents_on(advice: Candidate | None, index: Index) -> set[str]:
    """Return the documents that say they are about this piece of advice and few others."""
    if advice is None or not advice.hit.passage.label:
        return set()
    return {
        d.slug
        for d in index.documents.values()
        if _number(advice) in d.seed_points and len(d.seed_points) <= FEW_POINTS
    }


def _steps(
    question: str,
    vector: np.ndarray,
    about: set[str],
    found: Sequence[Candidate],
    taken: Sequence[Candidate],
    retriever: Retriever,
) -> list[Candidate]:
    """Return the steps, in the documents ``about`` the matter, that fit the question."""
    index = retriever.index
    rows = [r for r, p in enumerate(index.passages) if p.document in about and p.items and p.section == "steps"]
    items = [
        c
        for c in candidates(question, vector, retriever.look_up(question, vector, rows, 0.0), index)
        if c.item is not None
    ]
    if not items:
        return []
    nearest = max(c.cosine for c in items)
    if nearest < max(c.cosine for c in found) - _FIRST_STEP:
        return []
    fit = [c for c in items if c.cosine > nearest - _STEP]
    steps: list[Candidate] = []
    for candidate in sorted(fit, key=lambda c: c.cosine + _STEP * c.coverage, reverse=True):
        if len(steps) < MAX_STEPS and _adds(candidate, [*taken, *steps], index):
            steps.append(candidate)
    return sorted(steps, key=lambda c: (c.hit.passage.document, c.start))


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
    label = named_label(candidate.text, index)
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
