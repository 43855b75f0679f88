"""The questions people have asked, each put to Frøya as if she had never heard it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from frøya.assistant import Frøya


def asked(f: Frøya) -> list[tuple[str, str]]:
    """Return (question, slug of the document that answers it) from ``corpus/sporsmal.jsonl``."""
    return [(question, document.slug) for document in f.documents() for question in document.asked]


@contextmanager
def unheard(f: Frøya, question: str) -> Iterator[None]:
    """Leave ``question`` itself out of the search entries meanwhile."""
    entries = [entry for document in f.documents() for entry in document.entries]
    own = [row for row, entry in enumerate(entries) if entry == question]
    rows = f.index.question_rows
    before = rows[own].copy()
    rows[own] = -1
    try:
        yield
    finally:
        rows[own] = before
