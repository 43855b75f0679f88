"""A question and its passages → what the language model is told and asked.

Everything that comes from a reader or a source is written as JSON, one object a line: a passage cannot end its own
fence, because quotation marks and line breaks in it are escaped.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from frøya.answering.conversation import INVISIBLE
from frøya.language import Language
from frøya.llm import Messages
from frøya.passages import Passage

LANGUAGES: dict[Language, str] = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}

_QUOTE = {
    "type": "object",
    "properties": {"passage": {"type": "integer"}, "quote": {"type": "string"}},
    "required": ["passage", "quote"],
    "additionalProperties": False,
}
_CLAIM = {
    "type": "object",
    "properties": {"text": {"type": "string"}, "quotes": {"type": "array", "items": _QUOTE}},
    "required": ["text", "quotes"],
    "additionalProperties": False,
}
ANSWER_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "status": {"type": "string", "enum": ["answered", "no_support"]},
        "claims": {"type": "array", "items": _CLAIM},
    },
    "required": ["status", "claims"],
    "additionalProperties": False,
}
QUESTION_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"question": {"type": "string"}},
    "required": ["question"],
    "additionalProperties": False,
}


@lru_cache
def prompt(name: str) -> str:
    """Return the prompt in the file ``name`` beside this module."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def to_answer(question: str, language: Language, passages: Sequence[Passage]) -> Messages:
    """Return what the model is told and asked for an answer; ``passages`` are numbered from 1."""
    lines = [
        _json({"avsnitt": i, "kilde": passage.title, "tekst": passage.text}) for i, passage in enumerate(passages, 1)
    ]
    asked = _json({"spørsmål": question, "svarspråk": LANGUAGES[language]})
    return [("system", prompt("prompt.md")), ("human", "\n".join([*lines, asked]))]


def to_rewrite(question: str, earlier: str, quoted: Sequence[str]) -> Messages:
    """Return what the model is told and asked to make ``question`` one that stands alone."""
    asked = _json({"forrige spørsmål": earlier, "sitert som svar": list(quoted), "oppfølging": question})
    return [("system", prompt("prompt-oppfølging.md")), ("human", asked)]


def _json(value: dict[str, Any]) -> str:
    return INVISIBLE.sub("", json.dumps(value, ensure_ascii=False))
