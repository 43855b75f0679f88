"""What is looked up, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frøya.passages import Passage

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Query:
    """A question as it is looked up: its words, its unit vector (dimensions,), and those of its tokens (tokens, kept)."""

    text: str
    vector: np.ndarray
    tokens: np.ndarray


@dataclass(frozen=True, slots=True)
class Signals:
    """What lies behind a score.

    The cosine of the question to the passage, to its nearest sentence, and to the nearest question that its document
    says it answers (−1 to 1); BM25 (0 and up); MaxSim over tokens (−1 to 1); and the share of the question's terms,
    weighted by rarity, that the passage holds (0 to 1).
    """

    dense: float
    sentence: float
    asked: float
    lexical: float
    late: float
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
