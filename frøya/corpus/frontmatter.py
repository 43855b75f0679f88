"""The YAML block at the top of a corpus file → checked facts about the document."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from frøya.corpus.document import DocumentKind, SourceKind

MAX_BYTES = 32_768
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class _Loader(yaml.SafeLoader):
    """YAML without its own idea of dates: pydantic reads them, and knows which field an impossible one stands in."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [resolver for resolver in resolvers if resolver[0] != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class FrontMatterError(ValueError):
    """The block cannot be used: ``line`` in the file, ``what`` is wrong and how to ``mend`` it."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        super().__init__(f"linje {line}: {what}. {mend}")
        self.line, self.what, self.mend = line, what, mend


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class SourceEntry(_Strict):
    """A work the document builds on; ``key`` stands in square brackets where it is used."""

    key: str = Field(pattern=r"^[A-ZÆØÅ0-9][A-ZÆØÅ0-9-]*$")
    publisher: str = Field(min_length=1)
    title: str = Field(min_length=1)
    url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    year: str = ""
    kind: SourceKind = "fagstoff"

    @field_validator("year", mode="before")
    @classmethod
    def _text(cls, value: object) -> object:
        return str(value) if isinstance(value, int) else value


class TermEntry(_Strict):
    """A word of the field with its other forms; its meaning stands in the section of the same name."""

    term: str = Field(min_length=1)
    nn: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()


class FrontMatter(_Strict):
    """What a corpus file says of itself. Only the title must be there."""

    title: str = Field(min_length=1, max_length=200)
    slug: str | None = Field(default=None, pattern=_SLUG, max_length=100)
    publisher: str = "Ukjent utgiver"
    url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    published: date | None = None
    updated: date | None = None
    language: Literal["nb", "nn", "en"] = "nb"
    license: str = "Ukjent lisens"
    kind: DocumentKind = "egen kilde"
    unit: str = Field(default="", max_length=20)
    voice: str = Field(default="", max_length=200)
    topics: tuple[str, ...] = ()
    seed_points: tuple[int, ...] = ()
    law_as_of: date | None = None
    questions: tuple[str, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    terms: tuple[TermEntry, ...] = ()


def split(raw: str) -> tuple[str | None, int]:
    """Return the YAML at the top of ``raw`` (None where there is none) and the offset of the text after it.

    Raises:
        FrontMatterError: the block is opened but never closed, or is too large.

    """
    if not re.match(r"---[ \t]*\n", raw):
        return None, 0
    first = raw.index("\n") + 1
    closing = _CLOSING.search(raw, first)
    if closing is None:
        raise FrontMatterError(
            1,
            "front matter begynner med «---», men avsluttes aldri",
            "Sett «---» på en egen linje etter den.",
        )
    block = raw[first : closing.start()]
    if len(block.encode()) > MAX_BYTES:
        raise FrontMatterError(
            1,
            f"front matter er større enn {MAX_BYTES // 1024} kB",
            "Flytt teksten ned under den andre «---».",
        )
    return block, min(closing.end() + 1, len(raw))


def parse(block: str) -> FrontMatter:
    """Return the checked front matter.

    Raises:
        FrontMatterError: the YAML cannot be read, or a field is missing, unknown or has a wrong value.

    """
    try:
        aliases = any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(block, Loader=_Loader))
        node = yaml.compose(block, Loader=_Loader)
        values = yaml.load(block, Loader=_Loader)  # noqa: S506 – a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        raise FrontMatterError(
            line,
            "front matter er ikke gyldig YAML",
            "Sett tekst med kolon i anførselstegn, og bruk mellomrom, ikke tabulator.",
        ) from error
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise FrontMatterError(2, f"front matter kan ikke leses ({error})", "Rett verdien.") from error
    if aliases:
        raise FrontMatterError(2, "front matter bruker YAML-alias (*)", "Skriv verdien helt ut.")
    if not isinstance(values, dict):
        raise FrontMatterError(
            2,
            "front matter er ikke en liste av «nøkkel: verdi»",
            "Begynn med for eksempel «title: Små feil».",
        )
    try:
        return FrontMatter.model_validate(values)
    except ValidationError as error:
        first: Any = error.errors()[0]
        raise FrontMatterError(_line(node, first["loc"]), *_explain(first)) from error


def _line(node: yaml.Node | None, location: tuple[int | str, ...]) -> int:
    """Return the line in the file of the field at ``location``, or of the nearest thing around it."""
    line = 2
    for step in location:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 2, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 2
    return line


def _explain(error: Any) -> tuple[str, str]:
    name = ".".join(str(part) for part in error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return f"feltet «{name}» mangler", f"Legg til «{error['loc'][-1]}: …»."
    if kind in ("extra_forbidden", "invalid_key"):
        return f"feltet «{name}» er ukjent", f"Kjente felt er {', '.join(FrontMatter.model_fields)}."
    if kind == "literal_error":
        return (
            f"feltet «{name}» har verdien {error['input']!r}",
            f"Bruk en av {context['expected'].replace(' or ', ' eller ')}.",
        )
    if kind.startswith("date"):
        return f"feltet «{name}» er ikke en dato", "Skriv datoen slik: 2026-11-23."
    if kind == "string_pattern_mismatch" and error["loc"][-1] == "url":
        return f"feltet «{name}» er ikke en nettadresse", "Adressen må begynne med https:// eller http://."
    if kind == "string_pattern_mismatch":
        return (
            f"feltet «{name}» har tegn som ikke kan brukes",
            "Bruk små bokstaver a–z, tall og bindestrek (nøkler: store bokstaver).",
        )
    if kind == "string_too_short":
        return f"feltet «{name}» er tomt", "Fyll det ut."
    if kind.startswith(("string", "tuple", "int")):
        return (
            f"feltet «{name}» har feil slags verdi ({error['input']!r})",
            "Se et annet dokument i corpus/ for riktig form.",
        )
    return f"feltet «{name}» kan ikke brukes ({error['msg']})", "Rett verdien."
