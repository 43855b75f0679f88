"""A file of questions with the documents that should answer them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from frøya.errors import FrøyaError

OUTSIDE = "utenfor"


class EvalQuestion(BaseModel):
    """A question, or a conversation whose last turn is judged.

    ``expect`` names the documents that would do; the one word «utenfor» stands for a question Frøya should
    not answer. ``seed_points`` are the numbers of the advice that belongs in the answer.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    turns: tuple[str, ...] = Field(min_length=1)
    expect: tuple[str, ...] = Field(min_length=1)
    lang: str = "nb"
    kind: str = ""
    id: str = ""
    seed_points: tuple[int, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _one_question(cls, value: Any) -> Any:
        if isinstance(value, dict) and "question" in value:
            return {"turns": [value["question"]], **value}
        return value

    @property
    def outside(self) -> bool:
        """Whether Frøya should leave it unanswered."""
        return OUTSIDE in self.expect


def read_questions(path: Path) -> list[EvalQuestion]:
    """Return the questions in the JSON Lines file ``path``.

    Raises:
        FrøyaError: the file cannot be read, or a line is not a question; the message names it.

    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise FrøyaError(f"Spørsmålsfilen {path} kan ikke leses ({error}). Oppgi en JSONL-fil i UTF-8.") from error
    questions: list[EvalQuestion] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            questions.append(EvalQuestion.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            if first["loc"] == ("expect",) and first["type"] == "too_short":  # as in an export of feedback
                raise FrøyaError(
                    f"{path}, linje {number}: «expect» er tom. Skriv navnet på dokumentet som skulle ha svart (se «froya corpus "
                    f'list»), eller «{OUTSIDE}» når Frøya ikke skal svare, for eksempel "expect": ["sma-og-store-feil"]. '
                    "Slett linjen hvis du ikke vet."
                ) from error
            where = ".".join(str(part) for part in first["loc"]) or "linjen"
            raise FrøyaError(
                f"{path}, linje {number}: {where} kan ikke brukes ({first['msg']}). "
                'En linje ser slik ut: {"turns": ["Hva er tillit?"], "expect": ["slug"]}'
            ) from error
    if not questions:
        raise FrøyaError(f"Spørsmålsfilen {path} er tom. Skriv ett spørsmål på hver linje.")
    return questions
