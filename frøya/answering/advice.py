"""The given article's advice («råd 8») → the piece that belongs in an answer, if any does."""

from __future__ import annotations

from collections.abc import Sequence

from frøya.answering.candidates import Candidate, candidates
from frøya.corpus import Document
from frøya.index.store import Index
from frøya.retrieval import FEW_POINTS, Hit, Query, Retriever, named_label

# How near the question a piece of advice that the document builds on must lie to be quoted at all, and to be said first
# (centred cosines); chosen on the project's own questions, docs/measurements.md, «Answers».
RELATED, NEAR = 0.1, 0.2


def advice_for(query: Query, primary: str, hits: Sequence[Hit], retriever: Retriever) -> Candidate | None:
    """Return the piece of advice that the question names, or the nearest one that the primary document builds on.

    A document that is about many pieces of advice points to none.
    """
    index = retriever.index
    if label := named_label(query.text, index):
        return _nearest(query, {label}, hits, retriever)
    points = index.documents[primary].seed_points
    if not points or len(points) > FEW_POINTS:
        return None
    labels = {p.label for p in index.passages if p.label and int(p.label.rsplit(" ", 1)[1]) in points}
    nearest = _nearest(query, labels, hits, retriever)
    return nearest if nearest and nearest.cosine >= RELATED else None


def _nearest(query: Query, labels: set[str], hits: Sequence[Hit], retriever: Retriever) -> Candidate | None:
    rows = [row for row, passage in enumerate(retriever.index.passages) if passage.label and passage.label in labels]
    pieces = candidates(query, retriever.look_up(query, rows, hits[0].score), retriever)
    return max(pieces, key=lambda piece: piece.cosine, default=None)


def documents_on(advice: Candidate, index: Index) -> set[str]:
    """Return the documents that say they are about this piece of advice and few others."""
    number = int(advice.hit.passage.label.rsplit(" ", 1)[1])
    return {d.slug for d in index.documents.values() if number in d.seed_points and len(d.seed_points) <= FEW_POINTS}


def whole_list(documents: Sequence[Document]) -> tuple[Document, list[tuple[int, int]]] | None:
    """Return the document whose parts have a name of their own («råd»), and the spans of all of them, in order."""
    for document in documents:
        if document.unit:
            return document, [(block.body, block.end) for block in document.blocks if block.number is not None]
    return None
