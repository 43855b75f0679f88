"""What is written to a file, whatever its format: headings, paragraphs, lists, and the sources they rest on.

An answer is one way to fill it. The writers know nothing of answers, so that a handout or a comparison of sources
can use them as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from frøya.language import Language

Voice = Literal["frame", "label", "quote", "guidance", "generated"]
"""Whose words they are, which every format shows.

``frame`` and ``label`` are Frøya's own (a label leads something in: «Kort sagt:»), ``quote`` the words of others,
``guidance`` verbatim from her own guidance, ``generated`` a language model's.
"""

LOCALES: dict[Language, str] = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Mark:
    """The citation after a quote: the number of its reference, and the place in it («råd 8»)."""

    number: int
    place: str = ""

    @property
    def shown(self) -> str:
        """What stands in brackets: ``1, råd 8``, with no place for a line to break."""
        inside = f"{self.number}, {self.place}" if self.place else str(self.number)
        return plain(inside).replace(" ", "\u00a0")


@dataclass(frozen=True, slots=True)
class Line:
    """Some words in one voice and one language, and their citations."""

    text: str
    voice: Voice
    language: Language
    marks: tuple[Mark, ...] = ()

    @property
    def shown(self) -> str:
        """The words as they are printed: the words of others stand in guillemets."""
        return f"«{plain(self.text)}»" if self.voice == "quote" else plain(self.text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading under the title; ``level`` is 1 or 2."""

    text: str
    language: Language
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that follow each other."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, with its number where it has one."""

    lines: tuple[Line, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``boxes`` gives each item a box to tick."""

    items: tuple[Item, ...]
    boxes: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of a web address, with what it leads to."""

    url: str
    caption: str
    language: Language


Block = Heading | Paragraph | Items | Code


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a reference. ``url`` makes it a link where it is an address of the web."""

    text: str
    italic: bool = False
    url: str = ""
    language: Language | None = None

    @property
    def shown(self) -> str:
        """The words as they are printed, with the spaces to those before and after."""
        before, after = self.text[:1].isspace(), self.text[-1:].isspace()
        return f"{' ' * before}{plain(self.text)}{' ' * after}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A source. ``note`` is what Frøya adds about it; ``below`` are the works it rests on, without numbers."""

    runs: tuple[Run, ...]
    number: int | None = None
    note: str = ""
    below: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A file to be. ``about`` is what its reader must know of how it came to be, at its end; ``large`` sets large type."""

    title: str
    subtitle: str
    language: Language
    made: date
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
    about: tuple[str, ...]
    large: bool = False


# What XML cannot hold, and the marks that would turn the direction of everything after them.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

_BREAKS = re.compile("[ \t-\r\x85\u2028\u2029]+")  # not the space that keeps «10 000» together


def plain(text: str) -> str:
    """Return ``text`` on one line, with a replacement character for each that no file can hold."""
    return _BREAKS.sub(" ", _UNPRINTABLE.sub("\ufffd", text)).strip()
