"""``sporsmal.jsonl`` in a corpus folder → the questions people have asked, by the document that answers them.

They are entries for the search beside the few that stand in each document's front matter: never quoted, never shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

NAME = "sporsmal.jsonl"
_MEND = 'Skriv linjen slik: {"question": "Hva er tillit?", "document": "slug"}'

Problem = tuple[int, str, str]
"""The line, what is wrong with it, and how to mend it."""


class Asked(BaseModel):
    """One line: a question, and the slug of the document that answers it best."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    question: str = Field(min_length=1, max_length=1000)
    document: str = Field(min_length=1)


def read_asked(folder: Path, slugs: Collection[str]) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Return the questions of each of the documents ``slugs``, and the lines that cannot be used.

    Nothing is returned where the folder has no such file.
    """
    path = folder / NAME
    if not path.is_file():
        return {}, []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        return {}, [(1, f"filen kan ikke leses ({error})", "Lagre den i UTF-8, en linje for hvert spørsmål.")]
    found: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = Asked.model_validate_json(unicodedata.normalize("NFC", line))
        except ValidationError as error:
            problems.append((number, f"linjen kan ikke brukes ({error.errors()[0]['msg']})", _MEND))
            continue
        if asked.document not in slugs:
            problems.append(
                (number, f"korpuset har ikke dokumentet «{asked.document}»", "Rett slugen, eller fjern linjen.")
            )
        elif asked.question not in found.setdefault(asked.document, []):
            found[asked.document].append(asked.question)
    return {slug: tuple(questions) for slug, questions in found.items()}, problems
