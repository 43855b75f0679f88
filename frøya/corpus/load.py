"""A folder of Markdown and text files → documents, and findings about the files that need mending."""

from __future__ import annotations

import re
import stat
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from frøya.corpus.asked import NAME as ASKED
from frøya.corpus.asked import UNANSWERED, Unanswered, read_asked, read_unanswered
from frøya.corpus.document import Document, Source, Term
from frøya.corpus.frontmatter import FrontMatter, FrontMatterError, parse, split
from frøya.corpus.markdown import CanonicalText, read_markdown, read_plain
from frøya.errors import CorpusError
from frøya.language import identify

MAX_BYTES = 5_000_000
_READ = {".md", ".markdown", ".txt"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend in a corpus file. An ``error`` keeps the file out of the index; a ``warning`` does not."""

    path: str
    line: int
    level: Literal["error", "warning"]
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path}, linje {self.line}: {self.what}. {self.mend}"


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file as it was read: its ``raw`` text, the document, and the line where each of its blocks begins."""

    raw: str
    document: Document
    lines: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        """Return the line of the file where the block that holds ``offset`` of the document's text begins."""
        starts = [block.start for block in self.document.blocks]
        return self.lines[max(0, bisect_right(starts, offset) - 1)]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The files of a folder in the order of their paths, what was found wrong, and questions that no document answers."""

    files: tuple[CorpusFile, ...]
    findings: tuple[Finding, ...]
    unanswered: tuple[Unanswered, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents of the files."""
        return tuple(file.document for file in self.files)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep a file out of the index."""
        return tuple(finding for finding in self.findings if finding.level == "error")


class _Rejected(Exception):
    def __init__(self, what: str, mend: str, line: int = 1) -> None:
        self.what, self.mend, self.line = what, mend, line


def load_corpus(folder: Path) -> Corpus:
    """Read every .md, .markdown and .txt file under ``folder`` (hidden files and READMEs are left alone).

    Raises:
        CorpusError: the folder does not exist. A file that cannot be used is a finding, never an error.

    """
    if not folder.is_dir():
        raise CorpusError(
            f"Finner ikke korpusmappen {folder}. Sett FROYA_CORPUS til en mappe med .md- eller .txt-filer."
        )
    files: dict[str, CorpusFile] = {}
    findings: list[Finding] = []
    for path in sorted(path for path in folder.rglob("*") if _is_ours(path, folder)):
        name = path.relative_to(folder).as_posix()
        try:
            file, warnings = _read(path, name)
            slug = file.document.slug
            if slug in files:
                raise _Rejected(
                    f"slug «{slug}» er allerede brukt av {files[slug].document.path}",
                    "Gi dokumentet en annen slug eller et annet filnavn.",
                )
        except _Rejected as problem:
            findings.append(Finding(name, problem.line, "error", problem.what, problem.mend))
            continue
        files[slug] = file
        findings += [Finding(name, 1, "warning", what, mend) for what, mend in warnings]
    asked, problems = read_asked(folder, files)
    findings += [Finding(ASKED, line, "error", what, mend) for line, what, mend in problems]
    unanswered, problems = read_unanswered(folder)
    findings += [Finding(UNANSWERED, line, "error", what, mend) for line, what, mend in problems]
    whole = tuple(
        replace(file, document=replace(file.document, asked=asked[slug])) if slug in asked else file
        for slug, file in files.items()
    )
    return Corpus(whole, tuple(findings), unanswered)


def _is_ours(path: Path, folder: Path) -> bool:
    inside = path.relative_to(folder)
    hidden = any(part.startswith(".") for part in inside.parts)
    return path.suffix.lower() in _READ and not hidden and path.stem.upper() != "README" and not path.is_dir()


def _read(path: Path, name: str) -> tuple[CorpusFile, list[tuple[str, str]]]:
    raw = _decode(path)
    try:
        block, offset = split(raw)
        matter = parse(block) if block is not None else None
    except FrontMatterError as error:
        raise _Rejected(error.what, error.mend, error.line) from error
    content = raw[offset:]
    above = raw.count("\n", 0, offset)
    keys = {source.key for source in matter.sources} if matter else set()
    canonical = read_plain(content) if path.suffix.lower() == ".txt" else read_markdown(content, keys)
    if not any(block.kind != "heading" for block in canonical.blocks):
        raise _Rejected(
            "filen har ingen tekst å svare fra",
            "Skriv inn tekst, eller fjern filen.",
            above + 1,
        )
    lines = tuple(above + line for line in canonical.lines)
    if matter:
        return CorpusFile(raw, _document(matter, canonical, name), lines), []
    title = _title(canonical)
    untitled = FrontMatter(title=title, language=identify(canonical.text))
    what = "filen har ingen front matter; bruker tittelen «" + title + "»"
    return CorpusFile(raw, _document(untitled, canonical, name), lines), [
        (what, "Legg til title, publisher og license øverst for å vise hvor teksten er fra.")
    ]


def _decode(path: Path) -> str:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # reading from a pipe would wait for ever
            raise _Rejected("filen kan ikke leses (den er ikke en vanlig fil)", "Legg teksten i en vanlig fil.")
        if path.stat().st_size > MAX_BYTES:
            raise _Rejected(f"filen er større enn {MAX_BYTES // 1_000_000} MB", "Del den opp.")
        data = path.read_bytes()
    except OSError as error:
        raise _Rejected(
            f"filen kan ikke leses ({error.strerror})", "Sjekk at filen finnes og at du har lesetilgang."
        ) from error
    try:
        raw = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _Rejected("filen er ikke lagret som UTF-8", "Lagre den på nytt med tegnkodingen UTF-8.", line) from error
    raw = _CONTROL.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))
    if not raw.strip():
        raise _Rejected("filen er tom", "Skriv inn tekst, eller fjern filen.")
    return unicodedata.normalize("NFC", raw)


def _title(canonical: CanonicalText) -> str:
    block = next((block for block in canonical.blocks if block.kind == "heading"), canonical.blocks[0])
    words = canonical.text[block.body : block.end]
    return words if len(words) <= 100 else words[:99].rsplit(" ", 1)[0] + " …"


def slug_from(name: str) -> str:
    """Return a slug made from a file name: «Små feil.md» → "sma-feil"."""
    plain = Path(name).stem.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only)) or "dokument"


def _document(matter: FrontMatter, canonical: CanonicalText, name: str) -> Document:
    return Document(
        slug=matter.slug or slug_from(name),
        title=unicodedata.normalize("NFC", matter.title),
        text=canonical.text,
        blocks=tuple(canonical.blocks),
        language=matter.language,
        publisher=matter.publisher,
        url=matter.url,
        published=matter.published,
        updated=matter.updated,
        license=matter.license,
        kind=matter.kind,
        unit=matter.unit,
        voice=matter.voice,
        topics=matter.topics,
        seed_points=matter.seed_points,
        law_as_of=matter.law_as_of,
        questions=matter.questions,
        sources=tuple(Source(**source.model_dump()) for source in matter.sources),
        terms=tuple(Term(**term.model_dump()) for term in matter.terms),
        references=tuple(canonical.references),
        path=name,
    )
