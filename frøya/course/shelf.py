"""A folder of frozen courses, or one of them → what can be shown now, and how each stands to the corpus."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from frøya.corpus import Document
from frøya.corpus.load import slug_from
from frøya.course.frozen import ENDING, Frozen, frozen_path, read_frozen
from frøya.errors import FrøyaError

Documents = Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class Shelved:
    """A frozen course with its name in addresses. ``problem`` says why it cannot be shown, when it cannot."""

    slug: str
    path: Path
    course: Frozen | None
    problem: str = ""
    edited: bool = False

    @property
    def file(self) -> str:
        """The name of its course file."""
        return f"{self.path.name.removesuffix(ENDING)}.yaml"


class Shelf:
    """The courses there are. Files are looked at again when they change, so a course can be frozen while the chat runs.

    Args:
        where: a folder, or one course file.
        documents: returns the documents of the corpus now, or None where there is no corpus on this machine.

    """

    def __init__(self, where: Path, documents: Callable[[], Documents | None]) -> None:
        self.where = where
        self.documents = documents

    def all(self) -> list[Shelved]:
        """Return every course, in the order of their files."""
        paths = sorted(self.where.glob(f"*{ENDING}")) if self.where.is_dir() else [frozen_path(self.where)]
        return [_shelved(path) for path in paths if not path.name.startswith(".")]

    def find(self, slug: str) -> Shelved | None:
        """Return the course of that name."""
        return next((shelved for shelved in self.all() if shelved.slug == slug), None)

    def changed(self, course: Frozen) -> frozenset[int] | None:
        """Return the steps (from 0) that no longer match the corpus; None when there is no corpus to compare with."""
        documents = self.documents()
        return None if documents is None else course.changed(documents)


def _shelved(path: Path) -> Shelved:
    slug = slug_from(path.name.removesuffix(ENDING))
    try:
        course = _read(path, path.stat().st_mtime_ns if path.exists() else 0)
    except FrøyaError as error:
        return Shelved(slug, path, None, str(error))
    return Shelved(slug, path, course, edited=_edited(path, course))


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> Frozen:
    """Read the file; ``changed`` is when it last was, so that it is read again after that."""
    return read_frozen(path)


def _edited(path: Path, course: Frozen) -> bool:
    for ending in (".yaml", ".yml"):
        try:
            file = path.with_name(path.name.removesuffix(ENDING) + ending).read_bytes()
        except OSError:
            continue
        return hashlib.sha256(file).hexdigest() != course.digest
    return False  # the frozen course was copied alone, which it may be
