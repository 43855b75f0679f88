"""A course file → Course: the steps of a course as the trainer wrote them, and findings about what to mend.

The form of a file is that of :data:`TEMPLATE`, which ``froya course new`` writes. Steps are of five kinds:

- ``text``: a slide of the trainer's own, shown as the trainer's words;
- ``question``: answered by Frøya when the course is frozen;
- ``case``: a situation to talk about, and then a question that Frøya answers;
- ``dilemma``: a file in ``dilemmaer/`` of the corpus;
- ``catch``: «Fang feilen», four quotes of which one is altered, chosen by ``seed`` from ``documents`` or the whole corpus.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from frøya.corpus.load import Finding
from frøya.course.reading import Lines, Strict, Unreadable, checked, finding, line_of, read
from frøya.errors import FrøyaError
from frøya.language import Language

Kind = Literal["text", "question", "case", "dilemma", "catch"]
MAX_STEPS = 60
# What a screen read from the back row has room for.
MAX_LINES, MAX_CHARACTERS = 7, 280
Minutes = Annotated[float, Field(ge=0.5, le=240)]


class _Step(Strict):
    minutes: Minutes | None = None
    notes: str = ""


class _Text(_Step):
    kind: Literal["text"]
    title: str = Field(min_length=1, max_length=120)
    text: str = ""


class _Question(_Step):
    kind: Literal["question"]
    question: str = Field(min_length=1, max_length=300)


class _Case(_Step):
    kind: Literal["case"]
    title: str = Field(min_length=1, max_length=120)
    text: str = Field(min_length=1)
    question: str = Field(min_length=1, max_length=300)


class _Dilemma(_Step):
    kind: Literal["dilemma"]
    dilemma: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")


class _Catch(_Step):
    kind: Literal["catch"]
    seed: int = 1
    documents: tuple[str, ...] = ()


class _File(Strict):
    title: str = Field(min_length=1, max_length=120)
    language: Literal["nb", "nn", "en"] = "nb"
    steps: Annotated[tuple[Any, ...], Field(min_length=1, max_length=MAX_STEPS)]


_KINDS: dict[str, type[_Step]] = {
    "text": _Text, "question": _Question, "case": _Case, "dilemma": _Dilemma, "catch": _Catch,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done in the room. Which fields are filled follows from ``kind``. ``line`` is its first, from 1."""

    kind: Kind
    title: str = ""
    text: str = ""
    question: str = ""
    dilemma: str = ""
    seed: int = 1
    documents: tuple[str, ...] = ()
    minutes: float = 0
    notes: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Course:
    """A course as its file says it. ``digest`` is the SHA-256 of the file, in hex."""

    path: Path
    title: str
    language: Language
    steps: tuple[Step, ...]
    digest: str

    @property
    def minutes(self) -> float:
        """How long the steps take together, as far as they say."""
        return sum(step.minutes for step in self.steps)


def check_course(
    path: Path, documents: Collection[str], dilemmas: Collection[str]
) -> tuple[Course | None, tuple[Finding, ...]]:
    """Return the course in the file at ``path`` (None when it cannot be used) and everything that is to be mended.

    Args:
        path: the course file.
        documents: the slugs there are, for ``catch``.
        dilemmas: the names of the dilemmas there are.

    Raises:
        FrøyaError: the file cannot be opened.

    """
    name = path.name
    try:
        values, lines = read(path, name)
        file = checked(_File, values, lines, name)
    except Unreadable as problem:
        return None, tuple(problem.findings)
    findings: list[Finding] = []
    steps: list[Step] = []
    for i, raw in enumerate(file.steps):
        try:
            steps.append(_step(raw, i, lines, name))
        except Unreadable as problem:
            findings += problem.findings
    for i, step in enumerate(steps):
        findings += _missing(step, documents, dilemmas, name)
        findings += _too_much(step, name)
        if step.question and step.question in [other.question for other in steps[:i]]:
            what = f"spørsmålet «{step.question}» er stilt i et steg før"
            findings.append(finding(name, step.line, what, "Fjern det ene.", warning=True))
    findings.sort(key=lambda found: found.line)
    if any(found.level == "error" for found in findings):
        return None, tuple(findings)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Course(path, file.title, file.language, tuple(steps), digest), tuple(findings)


def load_course(path: Path, documents: Collection[str], dilemmas: Collection[str]) -> Course:
    """Return the course in the file at ``path``; arguments as for :func:`check_course`.

    Raises:
        FrøyaError: the file cannot be opened, or something in it must be mended first.

    """
    course, findings = check_course(path, documents, dilemmas)
    if course is None:
        wrong = "\n".join(str(found) for found in findings if found.level == "error")
        raise FrøyaError(f"Kursfilen kan ikke brukes før dette er rettet:\n{wrong}")
    return course


def write_template(path: Path, ready: str | None = None) -> None:
    """Write a course file to begin from.

    Args:
        path: where.
        ready: the language of the ready course to begin from, «nb» or «nn»; a file with explanations when None.

    Raises:
        FrøyaError: there is a file of that name, the ending is another, or the folder is missing or closed.

    """
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise FrøyaError(
            f"Kursfilen «{path}» må ha endingen .yaml. Prøv «froya course new {path.stem or 'kurs'}.yaml»."
        )
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write((READY[ready] if ready else TEMPLATE).read_text(encoding="utf-8"))
    except FileExistsError:
        raise FrøyaError(f"«{path}» finnes fra før og er ikke rørt. Velg et annet navn.") from None
    except OSError as error:
        raise FrøyaError(
            f"Kan ikke lage «{path}» ({error.strerror}). Lag mappen først, eller velg en mappe du kan skrive i."
        ) from error


TEMPLATE = Path(__file__).with_name("template.yaml")
# «Tillitsbasert ledelse på 45 minutter», by language.
READY = {
    language: Path(__file__).with_name("ready") / f"tillitsbasert-ledelse-45-{language}.yaml"
    for language in ("nb", "nn")
}


def _step(raw: Any, i: int, lines: Lines, name: str) -> Step:
    line = line_of(lines, ("steps", i))
    kinds = ", ".join(_KINDS)
    if not isinstance(raw, dict) or "kind" not in raw:
        raise Unreadable([finding(name, line, f"steg {i + 1} mangler «kind»", f"Legg til «kind:» og en av {kinds}.")])
    model = _KINDS.get(str(raw["kind"]))
    if model is None:
        what = f"steg {i + 1} har «kind: {raw['kind']}», som er ukjent"
        raise Unreadable([finding(name, line_of(lines, ("steps", i, "kind")), what, f"Bruk en av {kinds}.")])
    values: BaseModel = checked(model, raw, lines, name, ("steps", i))
    filled = {key: value for key, value in values.model_dump().items() if value is not None}
    return Step(**filled, line=line)


def _missing(step: Step, documents: Collection[str], dilemmas: Collection[str], name: str) -> Iterator[Finding]:
    if step.kind == "dilemma" and step.dilemma not in dilemmas:
        mend = f"De som finnes: {', '.join(dilemmas)}." if dilemmas else "Det finnes ingen i corpus/dilemmaer."
        yield finding(name, step.line, f"dilemmaet «{step.dilemma}» finnes ikke", mend)
    for slug in step.documents:
        if slug not in documents:
            yield finding(name, step.line, f"dokumentet «{slug}» finnes ikke", "Se «froya corpus list».")


def _too_much(step: Step, name: str) -> Iterator[Finding]:
    """Find slides that cannot be read from the back row. A case may be longer: it is talked about, and on the phones."""
    lines = [line for line in step.text.split("\n") if line.strip()]
    longest = MAX_CHARACTERS if step.kind == "text" else 2 * MAX_CHARACTERS
    if len(lines) > MAX_LINES or len(step.text) > longest:
        what = f"teksten i «{step.title}» er på {len(lines)} linjer og {len(step.text)} tegn"
        mend = f"Høyst {MAX_LINES} linjer og {longest} tegn kan leses bakerst i rommet. Flytt resten til «notes»."
        yield finding(name, step.line, what, mend, warning=True)
