"""The questions with known answers, each put to Frøya as if she had never heard it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import numpy as np

from frøya.assistant import Frøya
from frøya.index.pointing import Pointing


def asked(f: Frøya) -> list[tuple[str, str]]:
    """Return (question, slug of the document that answers it) from ``corpus/sporsmal.jsonl``."""
    return [(question, document.slug) for document in f.documents() for question in document.asked]


@contextmanager
def unheard(f: Frøya, question: str) -> Iterator[None]:
    """Leave ``question`` itself out of the search entries, and of what has been learnt, meanwhile.

    What had been learnt without a question follows from what was learnt with it: the coefficients less its own row of
    the inverse, by its share of the diagonal.
    """
    entries = [entry for document in f.documents() for entry in document.entries]
    own = [row for row, entry in enumerate(entries) if entry == question]
    rows, pointing = f.index.question_rows, f.index.pointing
    learnt = [row for row, known in enumerate(pointing.texts) if known == question]
    before, with_it = rows[own].copy(), pointing.coefficients.copy()
    rows[own] = -1
    if learnt:
        inverse = _inverse(pointing)[:, learnt]
        pointing.coefficients[:] -= inverse @ np.linalg.solve(inverse[learnt], with_it[learnt])
    try:
        yield
    finally:
        rows[own] = before
        pointing.coefficients[:] = with_it


@lru_cache(maxsize=1)
def _inverse(pointing: Pointing) -> np.ndarray:
    return np.linalg.inv(pointing.ridged())
