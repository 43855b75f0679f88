"""The questions people have asked: ``sporsmal.jsonl`` by the document that answers them, ``ubesvart.jsonl`` those that none does.

The first are entries for the search beside the few that stand in each document's front matter, and both teach Frøya
what the documents answer. They are never quoted and never shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

NAME, UNANSWERED = "sporsmal.jsonl", "ubesvart.jsonl"
_MEND = {
    NAME: 'Skriv linjen slik: {"question": "Hva er tillit?", "document": "slug"}',
    UNANSWERED: 'Skriv linjen slik: {"question": "Hvor mange feriedager har vi?", "within": true}',
}

Problem = tuple[int, str, str]
"""The line, what is wrong with it, and how to mend it."""


class Asked(BaseModel):
    """One line: a question, and the slug of the document that answers it best."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    question: str = Field(min_length=1, max_length=1000)
    document: str = Field(min_length=1)


class _Unanswered(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    question: str = Field(min_length=1, max_length=1000)
    within: bool


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that no document answers; ``within`` when it is at least about the subject."""

    question: str
    within: bool


_Line = TypeVar("_Line", bound=BaseModel)


def read_asked(folder: Path, slugs: Collection[str]) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Return the questions of each of the documents ``slugs``, and the lines that cannot be used.

    Nothing is returned where the folder has no such file.
    """
    found: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for number, asked in _lines(folder / NAME, Asked, problems):
        if asked.document not in slugs:
            problems.append(
                (number, f"korpuset har ikke dokumentet «{asked.document}»", "Rett slugen, eller fjern linjen.")
            )
        elif asked.question not in found.setdefault(asked.document, []):
            found[asked.document].append(asked.question)
    return {slug: tuple(questions) for slug, questions in found.items()}, problems


def read_unanswered(folder: Path) -> tuple[tuple[Unanswered, ...], list[Problem]]:
    """Return the questions that no document answers, and the lines that cannot be used."""
    problems: list[Problem] = []
    lines = _lines(folder / UNANSWERED, _Unanswered, problems)
    found = {line.question: Unanswered(line.question, line.within) for _, line in lines}
    return tuple(found.values()), problems


def _lines(path: Path, kind: type[_Line], problems: list[Problem]) -> Iterator[tuple[int, _Line]]:
    """Yield (number, line) for each line that can be used; ``problems`` gets the others."""
    if not path.is_file():
        return
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        problems.append((1, f"filen kan ikke leses ({error})", "Lagre den i UTF-8, en linje for hvert spørsmål."))
        return
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, kind.model_validate_json(unicodedata.normalize("NFC", line))
        except ValidationError as error:
            problems.append((number, f"linjen kan ikke brukes ({error.errors()[0]['msg']})", _MEND[path.name]))
