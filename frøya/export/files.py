"""Report → a file on disk, in the format its name ends with."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from frøya.errors import FrøyaError
from frøya.export.docx import to_docx
from frøya.export.markdown import to_markdown
from frøya.export.pdf import to_pdf
from frøya.export.report import Report

FORMATS: dict[str, Callable[[Report], bytes]] = {
    ".md": lambda report: to_markdown(report).encode(),
    ".docx": to_docx,
    ".pdf": to_pdf,
}
"""What a name may end with, and the function from ``Report`` to the bytes of such a file."""


def check_path(path: Path) -> None:
    """Find out before the work is done whether a file can be written there.

    Raises:
        FrøyaError: the ending is unknown, the folder is missing or closed, or the name is a folder's.

    """
    if path.is_dir():
        raise FrøyaError(
            f"Kan ikke lagre «{path}»: det er en mappe. Skriv et filnavn etter den, som {path / 'svar.pdf'}."
        )
    if path.suffix.lower() not in FORMATS:
        raise FrøyaError(f"Kan ikke lagre «{path}»: endingen må være {_endings()}. Gi filen et navn som svar.pdf.")
    if not path.parent.is_dir():
        raise FrøyaError(
            f"Kan ikke lagre «{path}»: mappen «{path.parent}» finnes ikke. Lag den først, eller velg en annen."
        )
    if not os.access(path.parent, os.W_OK):
        raise FrøyaError(
            f"Kan ikke lagre «{path}»: du har ikke lov til å skrive i «{path.parent}». Velg en annen mappe."
        )


def save(report: Report, path: Path) -> None:
    """Write the report. A file of that name is replaced, and only when the new one is whole.

    Raises:
        FrøyaError: as ``check_path``, or the disk would not take it.

    """
    check_path(path)
    content = FORMATS[path.suffix.lower()](report)
    unfinished = path.with_name(f".{path.name}.ny")
    try:
        try:
            unfinished.write_bytes(content)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise FrøyaError(
            f"Kan ikke lagre «{path}»: {error.strerror}. Lukk filen hvis den er åpen, eller velg et annet navn."
        ) from error


def _endings() -> str:
    *first, last = FORMATS
    return f"{', '.join(first)} eller {last}"
