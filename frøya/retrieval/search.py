"""Question → hits: dense and lexical search over the same passages, fused by z-score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from frøya.index.embedding import Embedder
from frøya.index.store import Index
from frøya.language import terms
from frøya.passages import Passage

if TYPE_CHECKING:
    import numpy as np

# Chosen on the project's own questions and checked on NorQuAD, see docs/measurements.md, «Retrieval».
PASSAGE_WEIGHT, SENTENCE_WEIGHT, LEXICAL_WEIGHT = 0.4, 0.4, 0.2
CANDIDATES = 200
# A document that builds on more pieces of advice than this is about all of them, and points to none.
FEW_POINTS = 3
# From how many of the best documents the advice they build on is brought in.
_POINTING = 3


@dataclass(frozen=True, slots=True)
class Signals:
    """What lies behind a score: the cosine of the question to the passage and to its nearest sentence
    (−1 to 1), BM25 (0 and up), and the share of the question's terms, weighted by rarity, that the
    passage holds (0 to 1).
    """

    dense: float
    sentence: float
    lexical: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question; a higher ``score`` is better, within one question only.

    ``row`` is the passage's row in the index.
    """

    passage: Passage
    score: float
    signals: Signals
    row: int


class Retriever:
    """Searches one open index with one embedder."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        self.index = index
        self.embedder = embedder

    def search(self, question: str, k: int = 10) -> list[Hit]:
        """Return at most ``k`` hits for ``question``, best first."""
        return self.search_vector(question, self.vector(question), k)

    def vector(self, question: str) -> np.ndarray:
        """Return the unit vector of ``question`` (dimensions,), abbreviations and nynorsk words spelled out."""
        return self.embedder.query(self.index.vocabulary.spelled_out(question))

    def search_vector(self, question: str, vector: np.ndarray, k: int = 10) -> list[Hit]:
        """Return at most ``k`` hits for ``question``, whose unit vector (dimensions,) is known.

        Candidates are the passages nearest by vector and the best by BM25. Three scores of each, for the
        passage, its nearest sentence and its words, are standardised over all candidates and added with
        weights: scores keep their distances, which ranks alone throw away (compare Bruch and others 2023,
        doi:10.1145/3596512).

        A passage that the question names («råd 8») comes first. A piece of advice comes in after the best
        passage of a document that says it builds on it.
        """
        import numpy as np

        lexical = self._lexical(question)
        rows = self._candidates(vector, lexical)
        dense = np.asarray(self.index.embeddings[rows]) @ vector
        sentence = self._nearest_sentence(rows, vector, dense)
        scores = (
            PASSAGE_WEIGHT * _standardised(dense)
            + SENTENCE_WEIGHT * _standardised(sentence)
            + LEXICAL_WEIGHT * _standardised(lexical[rows])
        )
        best = np.argsort(-scores, kind="stable")
        ranked = self._with_advice(question, vector, [(int(rows[i]), float(scores[i])) for i in best])[:k]
        chosen = np.array([row for row, _ in ranked], int)
        dense = np.asarray(self.index.embeddings[chosen]) @ vector
        sentence = self._nearest_sentence(chosen, vector, dense)
        signals = self._signals(question, chosen, dense, sentence, lexical)
        return [Hit(self.index.passages[row], score, s, row) for (row, score), s in zip(ranked, signals, strict=True)]

    def _with_advice(
        self, question: str, vector: np.ndarray, ranked: list[tuple[int, float]]
    ) -> list[tuple[int, float]]:
        """Return (row, score) with labelled passages moved up: those named, and those the best documents build on."""
        if not self._labelled:
            return ranked
        first: dict[str, float] = {}
        for row, score in ranked:
            first.setdefault(self.index.passages[row].document, score)
        raised: dict[int, float] = {}
        for slug, score in list(first.items())[:_POINTING]:
            points = self.index.documents[slug].seed_points
            about = [row for row, number in self._labelled.items() if number in points]
            if about and len(points) <= FEW_POINTS:
                nearest = max(about, key=lambda row: float(self.index.embeddings[row] @ vector))
                raised.setdefault(nearest, score)
        if label := named_label(question, self.index):
            raised |= {row: ranked[0][1] + 1 for row in self._labelled if self.index.passages[row].label == label}
        scores = dict(ranked)
        for row, score in raised.items():
            scores[row] = max(score - 1e-6, scores.get(row, score))
        return sorted(scores.items(), key=lambda pair: -pair[1])

    @cached_property
    def _labelled(self) -> dict[int, int]:
        """The number of each passage that has one («råd 8»), by row."""
        passages = enumerate(self.index.passages)
        return {row: int(passage.label.rsplit(" ", 1)[1]) for row, passage in passages if passage.label}

    def look_up(self, question: str, vector: np.ndarray, rows: Sequence[int], score: float) -> list[Hit]:
        """Return the passages at ``rows`` as hits with the given ``score``, for when they are wanted by name."""
        import numpy as np

        chosen = np.array(rows, int)
        dense = np.asarray(self.index.embeddings[chosen]) @ vector
        sentence = self._nearest_sentence(chosen, vector, dense)
        signals = self._signals(question, chosen, dense, sentence, self._lexical(question))
        return [Hit(self.index.passages[row], score, s, row) for row, s in zip(rows, signals, strict=True)]

    def _lexical(self, question: str) -> np.ndarray:
        return self.index.lexical.scores([*terms(question), *self.index.vocabulary.related(question)])

    def _signals(
        self, question: str, rows: np.ndarray, dense: np.ndarray, sentence: np.ndarray, lexical: np.ndarray
    ) -> list[Signals]:
        wanted = terms(question)
        coverage = [self.index.lexical.coverage(wanted, terms(self.index.passages[row].search_text)) for row in rows]
        return [
            Signals(float(dense[i]), float(sentence[i]), float(lexical[row]), coverage[i]) for i, row in enumerate(rows)
        ]

    def _candidates(self, vector: np.ndarray, lexical: np.ndarray) -> np.ndarray:
        import numpy as np

        count = len(self.index.passages)
        if count <= CANDIDATES:
            return np.arange(count)
        near = self.index.vectors.nearest(vector, CANDIDATES)
        worded = np.argpartition(-lexical, CANDIDATES)[:CANDIDATES]
        return np.union1d(near, worded[lexical[worded] > 0])

    def _nearest_sentence(self, rows: np.ndarray, vector: np.ndarray, dense: np.ndarray) -> np.ndarray:
        """Return the best cosine among each passage's sentences; that of the passage where it has none."""

        best = dense.copy()
        first = self.index.first_sentence
        for i, row in enumerate(rows):
            if first[row] < first[row + 1]:
                best[i] = (self.index.sentence_vectors[first[row] : first[row + 1]] @ vector).max()
        return best


def named_label(text: str, index: Index) -> str:
    """Return the label of the one piece of advice that ``text`` names, as «råd nr. 8» names «råd 8»; else ""."""
    for unit in {document.unit for document in index.documents.values() if document.unit}:
        found = re.findall(
            rf"\b{re.escape(unit)}\s+(?:nr\.?\s*|nummer\s+)?(\d+)\b(?!\s*(?:,|og)\s*\d)", text, re.IGNORECASE
        )
        if len(set(found)) == 1:
            return f"{unit} {found[0]}"
    return ""


def _standardised(scores: np.ndarray) -> np.ndarray:
    """Return the scores with mean 0 and deviation 1, or zeros where they are all the same."""
    deviation = scores.std()
    if deviation < 1e-9:
        return scores * 0
    standard: np.ndarray = (scores - scores.mean()) / deviation
    return standard
