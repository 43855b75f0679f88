"""Headings that mean the same in every document, so that the answerer and the linter can rely on them."""

from __future__ import annotations

from typing import Literal

Section = Literal["short answer", "steps", "cautions", "sources"]

_MEANING: dict[str, Section] = {
    "kort svar": "short answer",
    "slik gjør du det": "steps",
    "slik gjer du det": "steps",
    "forbehold": "cautions",
    "atterhald": "cautions",
    "kilder": "sources",
    "kjelder": "sources",
    "referanser": "sources",
    "litteratur": "sources",
    "sources": "sources",
    "references": "sources",
}


def section(heading: str) -> Section | None:
    """Return what the section under ``heading`` is for; None where the heading is the document's own."""
    return _MEANING.get(heading.strip().lower())
