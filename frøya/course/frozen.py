"""A course with its answers found beforehand, as it is kept beside the course file and shown in the room.

It holds the words around every quote, and the references, so that nothing but this file is needed to show the course.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from frøya.answering.answer import Role
from frøya.corpus import Document
from frøya.course.file import Kind
from frøya.errors import FrøyaError
from frøya.export.report import Reference
from frøya.language import Language

FORMAT = 1
ENDING = ".frozen.json"
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote with the words around it in its source, and what to call that source.

    ``before`` and ``after`` are whole paragraphs and items under the same heading, parted by "\\n". ``number`` is that of
    the source among the course's references. ``quoted`` says that they are the words of others.
    """

    document: str
    text: str
    before: str
    after: str
    heading: str
    title: str
    origin: str
    language: Language
    number: int
    place: str
    quoted: bool

    @property
    def mark(self) -> str:
        """What stands in brackets after the quote."""
        return f"{self.number}, {self.place}" if self.place else str(self.number)


@dataclass(frozen=True, slots=True)
class Said:
    """One claim of an answer. ``number`` is that of an item of a whole list."""

    text: str
    role: Role
    quotes: tuple[Excerpt, ...]
    generated: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class FrozenChoice:
    """A choice in a dilemma, with a quote that speaks for it and one against."""

    label: str
    speaks_for: Excerpt
    against: Excerpt


@dataclass(frozen=True, slots=True)
class Altered:
    """Which of four quotes was altered (from 0), what it says now, and the words that differ."""

    index: int
    text: str
    was: str
    became: str


@dataclass(frozen=True, slots=True)
class FrozenStep:
    """A step with everything that is shown in it. ``language`` is that of what Frøya says; ``notices`` are hers."""

    kind: Kind
    language: Language
    title: str = ""
    text: str = ""
    question: str = ""
    minutes: float = 0
    notes: str = ""
    said: tuple[Said, ...] = ()
    notices: tuple[str, ...] = ()
    choices: tuple[FrozenChoice, ...] = ()
    discuss: tuple[str, ...] = ()
    sources_note: str = ""
    quotes: tuple[Excerpt, ...] = ()
    altered: Altered | None = None

    @property
    def name(self) -> str:
        """What to call the step in a list."""
        return self.title or self.question

    @property
    def excerpts(self) -> Iterator[Excerpt]:
        """Every quote of the step."""
        for said in self.said:
            yield from said.quotes
        for choice in self.choices:
            yield from (choice.speaks_for, choice.against)
        yield from self.quotes


@dataclass(frozen=True, slots=True)
class Frozen:
    """A course that can be shown. ``digest`` is that of the course file it was made from, ``made`` the day."""

    format: int
    title: str
    language: Language
    made: date
    corpus_version: str
    digest: str
    steps: tuple[FrozenStep, ...]
    references: tuple[Reference, ...]

    def changed(self, documents: Mapping[str, Document]) -> frozenset[int]:
        """Return the steps (from 0) with a quote that no longer stands word for word in its document."""
        return frozenset(
            i
            for i, step in enumerate(self.steps)
            if any(quote.document not in documents or quote.text not in documents[quote.document].text
                   for quote in step.excerpts)
        )  # fmt: skip


_FILE = TypeAdapter(Frozen)


def frozen_path(course: Path) -> Path:
    """Return where the frozen course of a course file lies: ``kurs.yaml`` → ``kurs.frozen.json``."""
    return course.with_name(course.stem.removesuffix(".frozen") + ENDING)


def write_frozen(frozen: Frozen, path: Path) -> None:
    """Write the file; one that is there is replaced, and only when the new one is whole.

    Raises:
        FrøyaError: it cannot be written there.

    """
    unfinished = path.with_name(f".{path.name}.ny")
    try:
        try:
            unfinished.write_bytes(_FILE.dump_json(frozen, indent=1) + b"\n")
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise FrøyaError(
            f"Kan ikke lagre «{path}» ({error.strerror}). Flytt kursfilen til en mappe du kan skrive i, og frys den der."
        ) from error


def read_frozen(path: Path) -> Frozen:
    """Return the frozen course in the file at ``path``.

    Raises:
        FrøyaError: there is none, it was made by another version of Frøya, or it is damaged.

    """
    again = f"Kjør «froya course freeze {path.name.removesuffix(ENDING)}.yaml»"
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FrøyaError(
                f"«{path}» er større enn {MAX_BYTES // 1_000_000} MB og er ikke en fryst kursfil. {again}."
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise FrøyaError(f"Kurset er ikke fryst ennå: «{path}» finnes ikke. {again} først.") from None
    except OSError as error:
        raise FrøyaError(f"Kan ikke lese «{path}» ({error.strerror}). Sjekk at du har lesetilgang.") from error
    try:
        version = TypeAdapter(dict[str, object]).validate_json(data).get("format")
        if version != FORMAT:
            raise FrøyaError(
                f"«{path}» er laget med en annen utgave av Frøya (format {version}, denne leser {FORMAT}). {again} på nytt."
            )
        return _FILE.validate_json(data)
    except ValidationError as error:
        raise FrøyaError(f"«{path}» er skadet og kan ikke leses. {again} på nytt.") from error
