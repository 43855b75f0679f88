"""A follow-up and the turns before it → the same question in words that stand alone, if a model finds them.

What the model makes of it is looked up beside what the reader wrote, and shown. It may hold no word of content that was
not in the conversation, so that nothing but a question about the same can come of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

from pydantic import BaseModel, ConfigDict, ValidationError

from frøya.answering.answer import Answer
from frøya.answering.conversation import Question, Turn, understand
from frøya.answering.guard import guard
from frøya.answering.prompts import QUESTION_SCHEMA, to_rewrite
from frøya.answering.support import stands
from frøya.answering.verification import has_markup
from frøya.errors import ModelError, QuestionRejected
from frøya.language import identify, terms
from frøya.llm import LanguageModel

_LONGEST = 160
_QUOTED = 3


class _Rewritten(BaseModel):
    model_config = ConfigDict(strict=True)
    question: str


def rewritten(asked: Question, history: Sequence[Turn], model: LanguageModel, seconds: float) -> Question | None:
    """Return ``asked`` in words that stand alone, or None where it does already, or the model finds none that hold."""
    earlier = asked.refers_to or (asked.together.refers_to if asked.together else "")
    if not earlier or guard(asked.text) or not model.breaker.lets_through():
        return None
    quoted = _quoted(history)
    try:
        with closing(model.write(to_rewrite(asked.text, earlier, quoted), QUESTION_SCHEMA, seconds)) as pieces:
            made = _Rewritten.model_validate_json("".join(pieces)).question
    except ModelError:
        model.breaker.failed()
        return None
    except ValidationError:
        return None
    clean = " ".join(made.split())
    if not _holds(clean, asked, [asked.text, earlier, *quoted]):
        return None
    try:
        understood = understand(clean)
    except QuestionRejected:
        return None
    return replace(
        understood, text=asked.text, language=asked.language, cited=asked.cited, said=asked.said, reworded=clean
    )


def _quoted(history: Sequence[Turn]) -> list[str]:
    for _, answer in reversed(history):
        if isinstance(answer, Answer) and answer.claims:
            return [quote.text for claim in answer.claims for quote in claim.quotes][:_QUOTED]
    return []


def _holds(question: str, asked: Question, said: Sequence[str]) -> bool:
    if not question or len(question) > _LONGEST or not re.search(r"\?$", question) or question.count("?") > 1:
        return False
    if question.lower() == asked.text.lower() or has_markup(question) or guard(question):
        return False
    known = {term for text in said for term in terms(text)}
    return identify(question) == identify(asked.text) and all(stands(term, known) for term in terms(question))
