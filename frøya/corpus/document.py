"""The document: one source, its canonical text, and where everything in it stands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

from frøya.language import Language


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a list item, as character offsets in the document's text.

    ``body`` is where the words begin: after the marker of a list item, elsewhere the same as ``start``.
    ``level`` is 1–6 for a heading and 0 otherwise; ``number`` is that of an item in an ordered list.
    """

    kind: Literal["heading", "paragraph", "item"]
    start: int
    body: int
    end: int
    level: int = 0
    number: int | None = None


SourceKind = Literal["lov og avtale", "myndighetsveiledning", "forskning", "fagstoff", "partenes syn"]
DocumentKind = Literal[SourceKind, "gitt kilde", "veiledning", "eksempel", "egen kilde"]

# What weighs most stands first: what binds, what an authority advises, what has been studied, what others say.
_WEIGHT: tuple[DocumentKind, ...] = (
    "lov og avtale",
    "myndighetsveiledning",
    "forskning",
    "fagstoff",
    "partenes syn",
    "gitt kilde",
    "veiledning",
    "eksempel",
    "egen kilde",
)


def weight(kind: DocumentKind) -> int:
    """Return the place of ``kind`` in the order of sources, from 0 (law and agreement)."""
    return _WEIGHT.index(kind)


@dataclass(frozen=True, slots=True)
class Source:
    """A work a document builds on."""

    key: str
    publisher: str
    title: str
    url: str
    year: str
    kind: SourceKind = "fagstoff"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field, and what else it is called: in nynorsk, for short, by others, and by mistake."""

    term: str
    nn: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()

    @property
    def others(self) -> tuple[str, ...]:
        """Every form but the term itself."""
        return (*self.nn, *self.short, *self.also, *self.misspelt)


@dataclass(frozen=True, slots=True)
class Reference:
    """A source named at ``offset`` in the document's text (just before the full stop of its sentence)."""

    offset: int
    key: str


@dataclass(frozen=True, slots=True)
class Document:
    """One source. ``text`` is canonical: NFC, line ends "\\n", markup removed; quotes are spans in it."""

    slug: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    language: Language = "nb"
    publisher: str = ""
    url: str = ""
    published: date | None = None
    updated: date | None = None
    license: str = ""
    kind: DocumentKind = "egen kilde"
    unit: str = ""
    voice: str = ""
    topics: tuple[str, ...] = ()
    seed_points: tuple[int, ...] = ()
    law_as_of: date | None = None
    questions: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    references: tuple[Reference, ...] = ()
    terms: tuple[Term, ...] = ()
    asked: tuple[str, ...] = ()
    path: str = ""

    @property
    def entries(self) -> tuple[str, ...]:
        """Every question that leads to it in search: those it names itself, and those people have asked."""
        return (*self.questions, *self.asked)

    @property
    def content_hash(self) -> str:
        """The SHA-256 of the text, in hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def group(self) -> str:
        """The folder of the corpus it lies in, or nothing for the corpus itself."""
        return self.path.split("/")[0] if "/" in self.path else ""

    @property
    def year(self) -> int | None:
        """The year to cite: that of the last update, or of publication."""
        latest = self.updated or self.published
        return latest.year if latest else None

    def sources_between(self, start: int, end: int) -> tuple[Source, ...]:
        """Return the sources named in the text from ``start`` to ``end``."""
        keys = {reference.key for reference in self.references if start <= reference.offset <= end}
        return tuple(source for source in self.sources if source.key in keys)
