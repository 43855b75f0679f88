"""Advice with a number («råd 8») → into the results: where it is named, and where what was found builds on it."""

from __future__ import annotations

import re

import numpy as np

from frøya.index.store import Index

# A document that builds on more pieces of advice than this is about all of them, and points to none.
FEW_POINTS = 3
# From how many of the best documents the advice they build on is brought in.
_POINTING = 3
_JUST_BELOW = 1e-6
# How far above all else a piece of advice comes that is named, and the document that builds on it.
_NAMED, _BUILDS_ON = 1.0, 0.5


def named_label(text: str, index: Index) -> str:
    """Return the label of the one piece of advice that ``text`` names, as «råd nr. 8» names «råd 8»; else ""."""
    for unit in {document.unit for document in index.documents.values() if document.unit}:
        found = re.findall(
            rf"\b{re.escape(unit)}\s+(?:nr\.?\s*|nummer\s+)?(\d+)\b(?!\s*(?:,|og)\s*\d)", text, re.IGNORECASE
        )
        if len(set(found)) == 1:
            return f"{unit} {found[0]}"
    return ""


def numbered(index: Index) -> dict[int, int]:
    """Return the number of each passage that has one («råd 8»), by row."""
    passages = enumerate(index.passages)
    return {row: int(passage.label.rsplit(" ", 1)[1]) for row, passage in passages if passage.label}


def with_advice(
    question: str, vector: np.ndarray, ranked: list[tuple[int, float]], index: Index, advice: dict[int, int]
) -> list[tuple[int, float]]:
    """Return (row, score), best first, with pieces of advice moved up: those named, and those the best documents build on.

    Args:
        question: as looked up; ``vector`` is its unit vector (dimensions,).
        ranked: what was found, best first.
        index: where it was found.
        advice: the numbers of the index's pieces of advice by row, as :func:`numbered` returns them.

    """
    if not advice:
        return ranked
    first: dict[str, float] = {}
    for row, score in ranked:
        first.setdefault(index.passages[row].document, score)
    raised: dict[int, float] = {}
    for slug, score in list(first.items())[:_POINTING]:
        points = index.documents[slug].seed_points
        about = [row for row, number in advice.items() if number in points]
        if about and len(points) <= FEW_POINTS:
            nearest = max(about, key=lambda row: float(index.embeddings[row] @ vector))
            raised.setdefault(nearest, score)
    if label := named_label(question, index):
        named = [row for row in advice if index.passages[row].label == label]
        raised |= dict.fromkeys(named, ranked[0][1] + _NAMED)
        raised |= _builds_on({advice[row] for row in named}, ranked, index)
    scores = dict(ranked)
    for row, score in raised.items():
        scores[row] = max(score - _JUST_BELOW, scores.get(row, score))
    return sorted(scores.items(), key=lambda pair: -pair[1])


def _builds_on(numbers: set[int], ranked: list[tuple[int, float]], index: Index) -> dict[int, float]:
    """Return the best passage of the first document that builds on just the advice with ``numbers``, and its new score."""
    for row, _ in ranked:
        points = index.documents[index.passages[row].document].seed_points
        if len(points) <= FEW_POINTS and numbers & set(points):
            return {row: ranked[0][1] + _BUILDS_ON}
    return {}
