"""A YAML file → checked values, or every finding with its line and how to mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from frøya.corpus.load import Finding
from frøya.errors import FrøyaError

MAX_BYTES = 1_000_000
Location = tuple[int | str, ...]
Lines = Mapping[Location, int]
M = TypeVar("M", bound=BaseModel)


class Strict(BaseModel):
    """What every part of a file is: no unknown keys, no changes, no white space around the words."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Unreadable(Exception):
    """A file that cannot be used; ``findings`` say where and why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


def read(path: Path, name: str) -> tuple[Any, Lines]:
    """Return the plain values of the YAML file at ``path``, and the line of each; ``name`` is what findings call it.

    Raises:
        FrøyaError: the file cannot be opened.
        Unreadable: it is not YAML of key and value.

    """
    text = _text(path, name)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise Unreadable([finding(name, 1, "filen bruker YAML-alias (*)", "Skriv verdien helt ut.")])
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 1
        mend = "Sett tekst med kolon i anførselstegn, bruk mellomrom og ikke tabulator, og se at innrykket er likt."
        raise Unreadable([finding(name, line, "filen er ikke gyldig YAML", mend)]) from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise Unreadable([finding(name, 1, f"filen kan ikke leses ({error})", "Rett verdien.")]) from error
    if not isinstance(values, dict):
        mend = "Begynn med «title: …». Kjør «froya course new» for å få en mal."
        raise Unreadable([finding(name, 1, "filen er ikke en liste av «nøkkel: verdi»", mend)])
    lines: dict[Location, int] = {(): 1}
    _collect(node, (), lines)
    return values, lines


def checked(model: type[M], values: Any, lines: Lines, name: str, at: Location = ()) -> M:
    """Return ``values`` as ``model``; ``at`` is where they stand in the file.

    Raises:
        Unreadable: fields are missing, unknown or have wrong values: all of them, each with its line.

    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        found = [finding(name, line_of(lines, (*at, *e["loc"])), *_explain(e, model, at)) for e in error.errors()]
        raise Unreadable(found) from error


def line_of(lines: Lines, location: Location) -> int:
    """Return the line of what stands at ``location``, or of the nearest thing around it."""
    while location not in lines and location:
        location = location[:-1]
    return lines.get(location, 1)


def finding(name: str, line: int, what: str, mend: str, *, warning: bool = False) -> Finding:
    """Return a finding about the file ``name``."""
    return Finding(name, line, "warning" if warning else "error", what, mend)


def _text(path: Path, name: str) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable([finding(name, 1, f"filen er større enn {MAX_BYTES // 1000} kB", "Del den opp.")])
        data = path.read_bytes()
    except OSError as error:
        raise FrøyaError(
            f"Kan ikke lese «{path}» ({error.strerror}). Sjekk at filen finnes og at du har lesetilgang. "
            "«froya course new» lager en mal."
        ) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        mend = "Lagre den på nytt med tegnkodingen UTF-8."
        raise Unreadable([finding(name, line, "filen er ikke lagret som UTF-8", mend)]) from error
    return unicodedata.normalize("NFC", text)


def _collect(node: yaml.Node | None, at: Location, lines: dict[Location, int]) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inside = (*at, str(key.value))
            lines[inside] = key.start_mark.line + 1
            _collect(value, inside, lines)
    elif isinstance(node, yaml.SequenceNode):
        for i, value in enumerate(node.value):
            lines[(*at, i)] = value.start_mark.line + 1
            _collect(value, (*at, i), lines)


def _explain(error: Any, model: type[BaseModel], at: Location) -> tuple[str, str]:
    location, kind = error["loc"], error["type"]
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in location) or "verdien"
    if at:
        name = f"{name} i steg {at[-1] + 1}" if isinstance(at[-1], int) else name
    if kind == "missing":
        return f"feltet «{name}» mangler", f"Legg til «{location[-1]}: …»."
    if kind == "extra_forbidden":
        known = f" Kjente felt her: {', '.join(model.model_fields)}." if len(location) == 1 else ""
        return f"feltet «{name}» er ukjent", f"Rett skrivemåten eller fjern det.{known}"
    if kind == "literal_error":
        allowed = " eller ".join(f"«{value}»" for value in re.findall(r"'(\w+)'", error["ctx"]["expected"]))
        return f"feltet «{name}» har verdien «{error['input']}»", f"Bruk {allowed}."
    if kind in ("string_too_short", "too_short"):
        return f"feltet «{name}» er tomt eller for kort", "Fyll det ut."
    if kind in ("string_too_long", "too_long"):
        return f"feltet «{name}» er for langt", f"Høyst {error['ctx'].get('max_length')}."
    if kind.startswith(("greater", "less")):
        return f"feltet «{name}» har verdien {error['input']}", "Skriv minutter som et tall fra 0,5 til 240."
    if kind == "string_pattern_mismatch":
        return f"feltet «{name}» har verdien «{error['input']}»", "Bruk små bokstaver a–z, tall og bindestrek."
    return (
        f"feltet «{name}» har feil slags verdi ({error['input']!r})",
        "Se malen fra «froya course new» for riktig form.",
    )
