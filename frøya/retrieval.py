"""Question → hits: dense and lexical search over the same passages, fused by z-score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
        return self.search_vector(question, self.embedder.query(question), k)

    def search_vector(self, question: str, vector: np.ndarray, k: int = 10) -> list[Hit]:
        """Return at most ``k`` hits for ``question``, whose unit vector (dimensions,) is known.

        Candidates are the passages nearest by vector and the best by BM25. Three scores of each, for the
        passage, its nearest sentence and its words, are standardised over all candidates and added with
        weights: scores keep their distances, which ranks alone throw away (compare Bruch and others 2023,
        doi:10.1145/3596512).
        """
        import numpy as np

        lexical = self.index.lexical.scores(terms(question))
        rows = self._candidates(vector, lexical)
        dense = np.asarray(self.index.embeddings[rows]) @ vector
        sentence = self._nearest_sentence(rows, vector, dense)
        scores = (
            PASSAGE_WEIGHT * _standardised(dense)
            + SENTENCE_WEIGHT * _standardised(sentence)
            + LEXICAL_WEIGHT * _standardised(lexical[rows])
        )
        best = np.argsort(-scores, kind="stable")[:k]
        signals = self._signals(question, rows[best], dense[best], sentence[best], lexical)
        return [
            Hit(self.index.passages[rows[i]], float(scores[i]), s, int(rows[i]))
            for i, s in zip(best, signals, strict=True)
        ]

    def look_up(self, question: str, vector: np.ndarray, rows: Sequence[int], score: float) -> list[Hit]:
        """Return the passages at ``rows`` as hits with the given ``score``, for when they are wanted by name."""
        import numpy as np

        chosen = np.array(rows, int)
        dense = np.asarray(self.index.embeddings[chosen]) @ vector
        sentence = self._nearest_sentence(chosen, vector, dense)
        signals = self._signals(question, chosen, dense, sentence, self.index.lexical.scores(terms(question)))
        return [Hit(self.index.passages[row], score, s, row) for row, s in zip(rows, signals, strict=True)]

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


def _standardised(scores: np.ndarray) -> np.ndarray:
    """Return the scores with mean 0 and deviation 1, or zeros where they are all the same."""
    deviation = scores.std()
    if deviation < 1e-9:
        return scores * 0
    standard: np.ndarray = (scores - scores.mean()) / deviation
    return standard
