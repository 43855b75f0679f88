"""Frøya answers questions about trust-based leadership with verified quotes from a curated corpus.

>>> import frøya
>>> f = frøya.open()
>>> answer = f.ask("Hvordan bør jeg reagere når en ansatt gjør en liten feil?")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from frøya.errors import FrøyaError

if TYPE_CHECKING:
    from frøya.answering.answer import Answer, Claim, Quote
    from frøya.assistant import Frøya
    from frøya.assistant import open_froya as open
    from frøya.corpus.document import Document
    from frøya.passages import Passage
    from frøya.retrieval import Hit

__all__ = ["Answer", "Claim", "Document", "Frøya", "FrøyaError", "Hit", "Passage", "Quote", "open"]
__version__ = "0.1.0"

# Imported when asked for, so that ``import frøya`` is quick.
_ROOMS = {
    "Answer": "frøya.answering.answer",
    "Claim": "frøya.answering.answer",
    "Quote": "frøya.answering.answer",
    "Frøya": "frøya.assistant",
    "open": "frøya.assistant",
    "Document": "frøya.corpus.document",
    "Passage": "frøya.passages",
    "Hit": "frøya.retrieval",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'frøya' has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), "open_froya" if name == "open" else name)
