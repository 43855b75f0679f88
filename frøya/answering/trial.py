"""A language model → how it does what Frøya needs: does it answer, how fast, with the JSON asked for, in Norwegian?

It is asked one question to two short passages written for this, so that no index is needed and nothing of anyone's is sent.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass

from pydantic_core import from_json

from frøya.answering.prompts import ANSWER_SCHEMA, to_answer
from frøya.answering.verification import check_claim
from frøya.language import is_norwegian
from frøya.llm import LanguageModel
from frøya.llm.model import Usage
from frøya.passages import Passage

QUESTION = "Hvordan bør jeg ta opp en liten feil?"
_TEXTS = (
    "Ta opp en liten feil samme dag, med den det gjelder. Spør hva som gjorde feilen mulig.",
    "Et avvik som kunne ha skadet noen, skal meldes selv om det gikk bra.",
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a trial: what the answer took, whether it was the JSON asked for, and how its claims fared.

    ``written`` are the claims it made, ``quoted`` those whose quotes stand in the passages, ``held`` those that would
    be shown, and ``norwegian`` whether what it wrote is Norwegian.
    """

    usage: Usage | None
    structured: bool
    written: int
    quoted: int
    held: int
    norwegian: bool


def trial(model: LanguageModel) -> Trial:
    """Ask ``model`` the question of the trial.

    Raises:
        ModelError: it cannot be reached, refuses, or is not done in time.

    """
    passages = [_passage(i, text) for i, text in enumerate(_TEXTS)]
    with closing(model.write(to_answer(QUESTION, "nb", passages), ANSWER_SCHEMA)) as pieces:
        text = "".join(pieces)
    try:
        value = from_json(text)
        claims = value["claims"]
        structured = isinstance(claims, list) and value.get("status") in ("answered", "no_support")
    except (ValueError, KeyError, TypeError):
        claims, structured = [], False
    verdicts = [check_claim(raw, passages, "nb", "lead") for raw in claims] if structured else []
    said = " ".join(str(raw.get("text", "")) for raw in claims if isinstance(raw, dict))
    return Trial(
        model.last,
        structured,
        len(verdicts),
        sum(verdict.claim is not None or verdict.dropped in ("support", "language") for verdict in verdicts),
        sum(verdict.claim is not None for verdict in verdicts),
        is_norwegian(said),
    )


def _passage(number: int, text: str) -> Passage:
    sentences = tuple((match.start(), match.end()) for match in re.finditer(r"[^.]+\.", text))
    trimmed = tuple((start + (text[start] == " "), end) for start, end in sentences)
    return Passage(f"prove-{number}", 0, "Små feil", (), "", 0, len(text), text, trimmed, ())
