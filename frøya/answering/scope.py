"""Question and candidates → can the sources answer, and if not, is the question at least within the subject?

A logistic model over a handful of signals. Its weights are fitted by ``make fit-scope`` on the project's
own questions (tests/questions and the questions in the corpus' front matter), never on those it is
reported on; see docs/measurements.md, «Refusal».
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Literal

from frøya.answering.candidates import Candidate
from frøya.index.store import Index
from frøya.language import terms
from frøya.retrieval import Hit

if TYPE_CHECKING:
    import numpy as np

Scope = Literal["supported", "no_support", "out_of_scope"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signals the decision rests on.

    ``sentence``, ``passage`` and ``subject`` are the question's cosine to the nearest sentence, the nearest
    passage, and the corpus as a whole. ``known`` is the share of its terms that occur in the corpus at all,
    ``together`` the rarity-weighted share that the best sentence holds; both are near 0 for a question in
    English, which is therefore judged by a model of its own.
    """

    sentence: float
    passage: float
    subject: float
    known: float
    together: float


# (intercept, weight of each signal): log odds of "supported" and, among the rest, of "within the subject".
SUPPORTED = (-96.56, (52.88, -4.79, 64.70, 1.80, 5.12))
WITHIN = (-2.68, (11.21, 59.24, -72.03, 3.28, -2.80))
SUPPORTED_ENGLISH = (-71.13, (28.50, 33.38, 23.16, 4.52, -1.16))


def gather(question: str, vector: np.ndarray, hits: Sequence[Hit], found: Sequence[Candidate], index: Index) -> Evidence:
    """Return the evidence that ``hits`` and the candidates ``found`` in them answer ``question``."""
    wanted = set(terms(question))
    known = sum(index.lexical.known(term) for term in wanted) / len(wanted) if wanted else 0.0
    return Evidence(
        sentence=max((candidate.cosine for candidate in found), default=0.0),
        passage=max((hit.signals.dense for hit in hits), default=0.0),
        subject=float(index.centre @ vector),
        known=known,
        together=max((candidate.coverage for candidate in found), default=0.0),
    )


def decide(evidence: Evidence, language: str) -> Scope:
    """Return whether the sources support an answer, and if not, whether they are about the subject."""
    supported = SUPPORTED_ENGLISH if language == "en" else SUPPORTED
    if log_odds(supported, evidence) > 0:
        return "supported"
    return "no_support" if log_odds(WITHIN, evidence) > 0 else "out_of_scope"


def log_odds(model: tuple[float, tuple[float, ...]], evidence: Evidence) -> float:
    """Return the log odds that ``model`` gives for ``evidence``."""
    intercept, weights = model
    return intercept + math.fsum(w * value for w, value in zip(weights, astuple(evidence), strict=True))
