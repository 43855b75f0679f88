"""The answer of quotes, and a language model → the answer as it grows, claim by verified claim.

The model is asked only where the sources have an answer, and its words are shown only when they hold. If its first claim
does not, or more than half of them do not, or anything else goes wrong, the answer of quotes stands.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from pydantic_core import from_json

from frøya.answering.answer import Answer, Claim, Role
from frøya.answering.kinds import kind_of
from frøya.answering.prompts import ANSWER_SCHEMA, to_answer
from frøya.answering.reply import Considered, with_claims
from frøya.answering.verification import Dropped, check_claim
from frøya.answering.words import WORDS
from frøya.errors import ModelError
from frøya.index.store import Index
from frøya.llm import LanguageModel
from frøya.passages import Passage

_LOG = logging.getLogger(__name__)
MOST_CLAIMS = 6
_LEADS = 2  # how many claims come before the steps, where the question is what to do


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking the model: claims shown and dropped (and why), the seconds to the first, and what went wrong."""

    shown: int
    dropped: tuple[Dropped, ...]
    stands: bool
    first: float | None
    total: float
    problem: str = ""


def generate(
    considered: Considered,
    index: Index,
    model: LanguageModel,
    seconds: float,
    told: Callable[[Outcome], None] | None = None,
) -> Iterator[Answer]:
    """Yield the answer with one verified claim more each time; the last is the answer to show, and may be that of quotes.

    Args:
        considered: the answer of quotes and what it was made from.
        index: the open index.
        model: what writes.
        seconds: how long it may take.
        told: called with what came of it.

    """
    if not wanted(considered):
        yield considered.answer
        return
    if not model.breaker.lets_through():
        yield fallen_back(considered.answer)
        return
    started = time.monotonic()
    passages = chosen(considered, index, model.settings.llm_passages)
    claims: list[Claim] = []
    dropped: list[Dropped] = []
    first, problem = None, ""
    steps = kind_of(considered.asked.text) == "how"
    messages = to_answer(considered.asked.text, considered.answer.language, passages)
    try:
        with closing(model.write(messages, ANSWER_SCHEMA, seconds)) as pieces:
            for raw in _claims(pieces):
                role: Role = "step" if steps and len(claims) >= _LEADS else "lead"
                verdict = check_claim(raw, passages, considered.answer.language, role)
                if verdict.claim is None:
                    dropped.append(verdict.dropped or "form")
                    if not claims:
                        break  # the lead fell; what leans on it is not waited for
                elif not any(verdict.claim.text == other.text for other in claims):
                    claims.append(verdict.claim)
                    first = first if first is not None else time.monotonic() - started
                    yield replace(with_claims(considered, tuple(claims), index), growing=True)
        model.breaker.succeeded()
    except ModelError as error:
        model.breaker.failed()
        problem = str(error)
        _LOG.warning("Språkmodellen %s: %s", model.name, problem)
    stands = bool(claims) and not problem and len(dropped) <= len(claims)
    outcome = Outcome(len(claims), tuple(dropped), stands, first, time.monotonic() - started, problem)
    _log(model.name, outcome)
    if told:
        told(outcome)
    yield with_claims(considered, tuple(claims), index) if stands else fallen_back(considered.answer)


def wanted(considered: Considered) -> bool:
    """Say whether a model could make the answer better: there is one, and it is not a list to be given whole."""
    answer = considered.answer
    return answer.answered and not any(claim.role == "item" for claim in answer.claims)


def fallen_back(answer: Answer) -> Answer:
    """Return the answer of quotes, and say that it is one."""
    return replace(answer, notices=(*answer.notices, WORDS[answer.language].without_model))


def chosen(considered: Considered, index: Index, most: int) -> list[Passage]:
    """Return the passages the model may read: the best found, and those that the answer of quotes leads with."""
    passages = [hit.passage for hit in considered.hits]
    leads = [
        passage
        for claim in considered.answer.claims
        for quote in claim.quotes
        for passage in index.passages
        if passage.document == quote.document and passage.start <= quote.start < passage.end
    ]
    in_order = {passage.id: passage for passage in [*passages[:1], *leads[:2], *passages]}
    return list(in_order.values())[:most]


def _claims(pieces: Iterator[str]) -> Iterator[Any]:
    """Yield each claim of the JSON that comes in ``pieces`` as soon as it is complete.

    Raises:
        ModelError: what comes is not the JSON that was asked for.

    """
    text, given = "", 0
    for piece in pieces:
        text += piece
        if "}" in piece or "]" in piece:
            for raw in _complete(text, ended=False)[given:]:
                given += 1
                yield raw
                if given == MOST_CLAIMS:
                    return
    yield from _complete(text, ended=True)[given:MOST_CLAIMS]


def _complete(text: str, *, ended: bool) -> Sequence[Any]:
    start = text.find("{")
    if start < 0:
        if ended:
            raise ModelError("Modellen svarte ikke med JSON. Prøv en modell som kan strukturert svar, i FROYA_LLM.")
        return ()
    body = text[start:].rstrip().removesuffix("```") if ended else text[start:]
    try:
        value = from_json(body, allow_partial=not ended)
    except ValueError as error:
        raise ModelError(
            "Modellen svarte med ufullstendig eller ugyldig JSON. Prøv en annen modell i FROYA_LLM."
        ) from error
    claims = value.get("claims", ()) if isinstance(value, dict) else None
    if not isinstance(claims, (list, tuple)):
        raise ModelError("Modellen svarte med annen JSON enn det den ble bedt om. Prøv en annen modell i FROYA_LLM.")
    if ended and value.get("status") not in ("answered", "no_support"):
        raise ModelError("Modellen svarte med annen JSON enn det den ble bedt om. Prøv en annen modell i FROYA_LLM.")
    if value.get("status") == "no_support":
        return ()
    return claims if ended else claims[: _closed(body)]


def _closed(body: str) -> int:
    """Return how many elements of the first list in unfinished JSON are complete: those that a brace has ended."""
    depth, count, inside, escaped = 0, 0, False, False
    for character in body:
        if inside:
            inside = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            inside = True
        elif character in "{[":
            depth += 1
        elif character in "}]":
            depth -= 1
            count += character == "}" and depth == 2
    return count


def _log(name: str, outcome: Outcome) -> None:
    """Write the figures of an answer, and nothing of its text."""
    why = ", ".join(f"{reason} {count}" for reason, count in sorted(Counter(outcome.dropped).items()))
    _LOG.info(
        "%s: %d utsagn vist, %d strøket (%s), %s, %.2f s",
        name,
        outcome.shown,
        len(outcome.dropped),
        why or "–",
        "svaret står" if outcome.stands else "bare sitater",
        outcome.total,
    )
