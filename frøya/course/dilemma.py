"""corpus/dilemmaer/<slug>.yaml → Dilemma: a situation, choices, and what two sources say for and against each.

The form of a file::

    title: Avviket ingen vil skrive
    language: nb                  # or nn
    situation: |                  # 60–120 words, in the second person
      …
    question: Hva gjør du?
    choices:                      # two or three
      - label: …                  # what the reader can choose
        for:     {document: slug, quote: "a sentence that stands word for word in the document"}
        against: {document: slug, quote: "…"}   # another document than «for»
    discuss: ["…", "…"]           # two to five questions
    sources_note: …               # may be left out

Quotes are found in the documents when the file is read; one that is not there word for word is an error with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from rapidfuzz import fuzz, process

from frøya.answering.answer import Quote
from frøya.corpus import Document
from frøya.corpus.load import Finding
from frøya.course.reading import Lines, Strict, Unreadable, checked, finding, line_of, read
from frøya.errors import FrøyaError
from frøya.language import sentence_spans

FOLDER = "dilemmaer"
SITUATION_WORDS = range(60, 121)
_NEAR = 60  # of 100: how alike a sentence must be to be offered as the one that was meant


class _Said(Strict):
    document: str = Field(min_length=1)
    quote: str = Field(min_length=1)


class _Choice(Strict):
    label: str = Field(min_length=1, max_length=160)
    for_: _Said = Field(alias="for")
    against: _Said


class _File(Strict):
    title: str = Field(min_length=1, max_length=120)
    language: Literal["nb", "nn"] = "nb"
    situation: str = Field(min_length=1)
    question: str = Field(min_length=1, max_length=200)
    choices: Annotated[tuple[_Choice, ...], Field(min_length=2, max_length=3)]
    discuss: Annotated[tuple[str, ...], Field(min_length=2, max_length=5)]
    sources_note: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader can choose, and a quote that speaks for it and one against, each verbatim."""

    label: str
    speaks_for: Quote
    against: Quote


@dataclass(frozen=True, slots=True)
class Dilemma:
    """A case without a right answer."""

    slug: str
    title: str
    language: Literal["nb", "nn"]
    situation: str
    question: str
    choices: tuple[Choice, ...]
    discuss: tuple[str, ...]
    sources_note: str = ""


Documents = Mapping[str, Document]


def load_dilemmas(corpus: Path, documents: Documents) -> tuple[tuple[Dilemma, ...], tuple[Finding, ...]]:
    """Return the dilemmas of the corpus folder, in the order of their files, and what is to be mended in the others.

    Args:
        corpus: the corpus folder; the files are in its subfolder ``dilemmaer``.
        documents: what the quotes are to stand in, by slug.

    """
    good: list[Dilemma] = []
    findings: list[Finding] = []
    for path in sorted((corpus / FOLDER).glob("*.y*ml")):
        name = f"{FOLDER}/{path.name}"
        try:
            dilemma, remarks = _load(path, name, documents)
        except Unreadable as problem:
            findings += problem.findings
        except FrøyaError as error:
            findings.append(finding(name, 1, "filen kan ikke leses", str(error)))
        else:
            good.append(dilemma)
            findings += remarks
    return tuple(good), tuple(findings)


def dilemma_slugs(corpus: Path) -> tuple[str, ...]:
    """Return the names a course can call dilemmas by, without reading them."""
    return tuple(path.stem for path in sorted((corpus / FOLDER).glob("*.y*ml")))


def find_dilemma(corpus: Path, slug: str, documents: Documents) -> Dilemma:
    """Return one dilemma.

    Raises:
        FrøyaError: there is none of that name, or something in its file must be mended.

    """
    dilemmas, findings = load_dilemmas(corpus, documents)
    for dilemma in dilemmas:
        if dilemma.slug == slug:
            return dilemma
    wrong = [str(f) for f in findings if Path(f.path).stem == slug and f.level == "error"]
    if wrong:
        raise FrøyaError(f"Dilemmaet «{slug}» kan ikke brukes: {' '.join(wrong)}")
    known = ", ".join(dilemma.slug for dilemma in dilemmas) or "ingen"
    raise FrøyaError(f"Fant ikke dilemmaet «{slug}» i {corpus / FOLDER}. De som finnes: {known}.")


def _load(path: Path, name: str, documents: Documents) -> tuple[Dilemma, list[Finding]]:
    values, lines = read(path, name)
    file = checked(_File, values, lines, name)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
        raise Unreadable([finding(name, 1, "filnavnet kan ikke stå i en adresse", "Bruk a–z, tall og bindestrek.")])
    findings: list[Finding] = []
    choices: list[Choice] = []
    for i, choice in enumerate(file.choices):
        found = []
        for side, said in (("for", choice.for_), ("against", choice.against)):
            quote, problem = _quote(said, documents, name, line_of(lines, ("choices", i, side, "quote")))
            findings += [problem] if problem else []
            found += [quote] if quote else []
        if len(found) == 2:
            choices.append(Choice(choice.label, *found))
        if choice.for_.document == choice.against.document:
            what = f"valget «{choice.label}» har for og mot fra samme dokument"
            at = line_of(lines, ("choices", i, "against", "document"))
            findings.append(finding(name, at, what, "Finn det ene sitatet i et annet dokument."))
    if findings:
        raise Unreadable(findings)
    dilemma = Dilemma(
        path.stem, file.title, file.language, " ".join(file.situation.split()), file.question,
        tuple(choices), file.discuss, file.sources_note,
    )  # fmt: skip
    return dilemma, list(_remarks(dilemma, lines, name))


def _quote(said: _Said, documents: Documents, name: str, line: int) -> tuple[Quote | None, Finding | None]:
    document = documents.get(said.document)
    if document is None:
        near = process.extractOne(said.document, documents.keys(), score_cutoff=_NEAR)
        mend = f"Mente du «{near[0]}»?" if near else "Se «froya corpus list»."
        return None, finding(name, line, f"dokumentet «{said.document}» finnes ikke", mend)
    words = " ".join(said.quote.split())
    start = document.text.find(words)
    if start >= 0:
        return Quote(document.slug, start, start + len(words), words), None
    what = f"sitatet «{words[:60]}» står ikke ordrett i «{document.slug}»"
    near = process.extractOne(words, _sentences(document), scorer=fuzz.ratio, score_cutoff=_NEAR)
    mend = f"Nærmest er «{near[0]}»." if near else f"Kopier en setning fra «froya corpus show {document.slug}»."
    return None, finding(name, line, what, mend)


def _sentences(document: Document) -> list[str]:
    return [
        document.text[block.body + start : block.body + end]
        for block in document.blocks
        for start, end in sentence_spans(document.text[block.body : block.end])
    ]


def _remarks(dilemma: Dilemma, lines: Lines, name: str) -> Iterator[Finding]:
    count = len(dilemma.situation.split())
    if count not in SITUATION_WORDS:
        what = f"situasjonen er på {count} ord"
        mend = f"Skriv {SITUATION_WORDS.start}–{SITUATION_WORDS.stop - 1} ord."
        yield finding(name, line_of(lines, ("situation",)), what, mend, warning=True)
