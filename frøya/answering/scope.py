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
    ``akin`` the same when parts of compounds count, ``together`` the rarity-weighted share that the best
    sentence holds. A question in English has few of these, and is judged by a model of its own.
    """

    sentence: float
    passage: float
    subject: float
    known: float
    akin: float
    together: float


# (intercept, weight of each signal): log odds of "supported" and, among the rest, of "within the subject".
SUPPORTED = (-79.00, (17.88, 17.83, 57.15, 2.09, -2.11, 6.42))
WITHIN = (-3.23, (-8.96, 64.90, -56.60, 0.97, 2.70, -2.06))
SUPPORTED_ENGLISH = (-68.17, (28.04, 31.37, 21.60, 3.13, 3.13, -2.32))


def gather(
    question: str, vector: np.ndarray, hits: Sequence[Hit], found: Sequence[Candidate], index: Index
) -> Evidence:
    """Return the evidence that ``hits`` and the candidates ``found`` in them answer ``question``."""
    wanted = set(terms(question))
    count = max(1, len(wanted))
    return Evidence(
        sentence=max((candidate.cosine for candidate in found), default=0.0),
        passage=max((hit.signals.dense for hit in hits), default=0.0),
        subject=float(index.centre @ vector),
        known=sum(map(index.lexical.known, wanted)) / count,
        akin=sum(map(index.lexical.akin, wanted)) / count,
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
