"""Documents → what an editor should mend before anyone quotes them.

The rules ask most of guidance the project writes itself (kind «veiledning»), whose sentences are quoted one by
one. A text from someone else is only asked to be readable and to say where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Literal

from frøya.corpus.document import Block, Document
from frøya.corpus.load import Corpus, CorpusFile, Finding, load_corpus
from frøya.corpus.sections import section
from frøya.language import sentence_spans

MAX_SENTENCE_WORDS = 30
MAX_LIX = 50
WORDS = range(500, 901)
SHORT_ANSWER_SENTENCES = range(2, 5)
QUESTIONS = range(6, 11)
SHARED_WITH_GIVEN, SHARED_BETWEEN = 8, 12

Problem = tuple[int, Literal["error", "warning"], str, str]
"""The line of the file, how bad it is, what is wrong, and how to mend it."""

_WORD = re.compile(r"[\w§-]+")
_KEY = re.compile(r"\[([A-ZÆØÅ][A-ZÆØÅ0-9]+(?:-[A-ZÆØÅ0-9]+)*)\]")
_LINK = re.compile(r"\]\((?![a-z]+:|#|/)([^)#\s]+)")
# What UTF-8 looks like when it has been read as something else, and what is left when a letter could not be read.
_DAMAGED = re.compile(r"Ã[¥¦¸…†˜\x85\x86\x98]|Â[«»§ ]|\ufffd|\w\?\w")
_UNSPLIT = re.compile(r"[a-zæøå]{2}[.!?][A-ZÆØÅ][a-zæøå]")
_QUOTED = re.compile(r"«[^»]*»")


def check_corpus(folder: Path) -> Corpus:
    """Read the corpus in ``folder`` and lint it.

    Returns:
        The corpus with every finding, in the order of files and lines. Files with errors are left out of
        ``files``, as they are left out of an index.

    Raises:
        CorpusError: the folder does not exist.

    """
    corpus = load_corpus(folder)
    findings = sorted([*corpus.findings, *lint(corpus, folder)], key=lambda f: (f.path, f.line))
    bad = {finding.path for finding in findings if finding.level == "error"}
    return replace(
        corpus,
        files=tuple(file for file in corpus.files if file.document.path not in bad),
        findings=tuple(findings),
    )


def lint(corpus: Corpus, folder: Path) -> Iterator[Finding]:
    """Yield what is to be mended in the documents of ``corpus``, which was read from ``folder``."""
    for file in corpus.files:
        for rule in (_provenance, _letters, _keys, _law):
            yield from _findings(file, rule(file))
        yield from _findings(file, _links(file, folder))
        if file.document.kind == "veiledning":
            for rule in (_sentences, _reading_ease):
                yield from _findings(file, rule(file))
            rules = (_word_list,) if file.document.terms else (_sections, _length, _questions)
            for rule in rules:
                yield from _findings(file, rule(file))
    yield from _duplicates(corpus)
    yield from _shared(corpus)


def _findings(file: CorpusFile, problems: Iterator[Problem]) -> Iterator[Finding]:
    for line, level, what, mend in problems:
        yield Finding(file.document.path, line, level, what, mend)


def _field(file: CorpusFile, name: str) -> int:
    """Return the line of a field of the front matter, or 1."""
    found = re.search(rf"(?m)^{re.escape(name)}:", file.raw)
    return file.raw.count("\n", 0, found.start()) + 1 if found else 1


def _provenance(file: CorpusFile) -> Iterator[Problem]:
    document = file.document
    if document.kind != "egen kilde" and document.published is None:
        yield 1, "error", "feltet «published» mangler", "Skriv når teksten ble utgitt: published: 2026-11-23."
    if document.kind == "gitt kilde":
        for name in ("url", "voice", "publisher", "license"):
            if not getattr(document, name) or getattr(document, name).startswith("Ukjent"):
                yield 1, "error", f"en gitt kilde må ha feltet «{name}»", "Leseren skal se hvem som sier det, og hvor."


def _letters(file: CorpusFile) -> Iterator[Problem]:
    for number, line in enumerate(file.raw.split("\n"), 1):
        if found := _DAMAGED.search(re.sub(r"https?://\S+", "", line)):
            mend = "Rett bokstavene. Er hele filen slik, så lagre den på nytt med tegnkodingen UTF-8."
            yield number, "error", f"ødelagte bokstaver: «{found[0]}»", mend
    for found in _UNSPLIT.finditer(file.document.text):
        yield (
            file.line_at(found.start()),
            "warning",
            f"mellomrom mangler etter punktum: «{found[0]}»",
            "Sett inn et mellomrom.",
        )


def _keys(file: CorpusFile) -> Iterator[Problem]:
    document = file.document
    for found in _KEY.finditer(document.text):
        line = file.line_at(found.start())
        yield (
            line,
            "error",
            f"nøkkelen [{found[1]}] har ingen kilde",
            "Legg kilden til under «sources», eller rett den.",
        )
    end = next((b.start for b in document.blocks if _meaning(document, b) == "sources"), len(document.text))
    used = {reference.key for reference in document.references if reference.offset < end}
    for source in document.sources:
        if source.key not in used:
            line = next((n for n, row in enumerate(file.raw.split("\n"), 1) if f"key: {source.key}," in row), 1)
            yield (
                line,
                "warning",
                f"kilden [{source.key}] brukes ikke i teksten",
                "Vis til den der den brukes, eller ta den ut.",
            )


def _law(file: CorpusFile) -> Iterator[Problem]:
    document = file.document
    cites = "§" in document.text and document.kind == "veiledning"
    if document.law_as_of is None and (document.kind == "lov og avtale" or cites):
        yield 1, "error", "feltet «law_as_of» mangler", "Skriv datoen loven er gjengitt per: law_as_of: 2026-01-01."
    if cites and not re.search(r"(ikke|ikkje) juridisk", document.text):
        yield (
            1,
            "warning",
            "dokumentet viser til lov uten å si at det ikke er juridisk råd",
            "Si det under «Forbehold».",
        )


def _links(file: CorpusFile, folder: Path) -> Iterator[Problem]:
    here = PurePosixPath(file.document.path).parent
    for found in _LINK.finditer(file.raw):
        if not (folder / here / found[1]).exists():
            line = file.raw.count("\n", 0, found.start()) + 1
            yield line, "error", f"lenken til «{found[1]}» fører ingen steder", "Rett adressen, eller fjern lenken."


def _meaning(document: Document, block: Block) -> str | None:
    return section(document.text[block.body : block.end]) if block.kind == "heading" else None


def _prose(document: Document) -> Iterator[Block]:
    """Yield the blocks that are read: not headings, and not the list of sources."""
    for block in document.blocks:
        if _meaning(document, block) == "sources":
            return
        if block.kind != "heading":
            yield block


def _sentences(file: CorpusFile) -> Iterator[Problem]:
    for block in _prose(file.document):
        text = file.document.text[block.body : block.end]
        for start, end in sentence_spans(text):
            if (count := len(_WORD.findall(text, start, end))) > MAX_SENTENCE_WORDS:
                what = f"setningen har {count} ord: «{text[start : start + 50]} …»"
                yield file.line_at(block.start), "warning", what, f"Del den. Høyst {MAX_SENTENCE_WORDS} ord."


def lix(document: Document) -> int:
    """Return the reading ease of a document as LIX: words a sentence plus the percentage of words over six letters.

    C.-H. Björnsson, «Läsbarhet», 1968. Below 40 is easy, above 50 hard.
    """
    words, sentences = [], 0
    for block in _prose(document):
        text = document.text[block.body : block.end]
        words += _WORD.findall(text)
        sentences += len(sentence_spans(text))
    if not words:
        return 0
    return round(len(words) / max(1, sentences) + 100 * sum(len(word) > 6 for word in words) / len(words))


def _reading_ease(file: CorpusFile) -> Iterator[Problem]:
    if (value := lix(file.document)) > MAX_LIX:
        yield 1, "warning", f"teksten er tung å lese (LIX {value})", f"Kortere setninger og ord. Høyst {MAX_LIX}."


def _sections(file: CorpusFile) -> Iterator[Problem]:
    document = file.document
    headings = [block for block in document.blocks if block.kind == "heading"]
    meanings = [_meaning(document, block) for block in headings]
    if not headings or meanings[0] != "short answer":
        yield (
            1,
            "error",
            "dokumentet begynner ikke med «Kort svar»",
            "Svar på dokumentets spørsmål i to til fire setninger.",
        )
    else:
        count = sum(len(sentence_spans(document.text[b.body : b.end])) for b in _under(document, headings[0]))
        if count not in SHORT_ANSWER_SENTENCES:
            line = file.line_at(headings[0].start)
            yield line, "warning", f"«Kort svar» har {count} setninger", "Skriv to til fire."
    if document.sources and (not meanings or meanings[-1] != "sources"):
        yield (
            1,
            "error",
            "dokumentet slutter ikke med «Kilder»",
            "List kildene under «## Kilder» (nynorsk: «## Kjelder»).",
        )
    for heading, meaning in zip(headings, meanings, strict=True):
        if meaning == "steps" and not any(b.number is not None for b in _under(document, heading)):
            line = file.line_at(heading.start)
            yield (
                line,
                "warning",
                "«Slik gjør du det» har ingen nummererte steg",
                "Skriv ett steg på hver linje: «1. …».",
            )
    if document.law_as_of and "cautions" not in meanings:
        yield 1, "warning", "seksjonen «Forbehold» mangler", "Si hva som er usikkert, og hvem leseren kan spørre."


def _under(document: Document, heading: Block) -> list[Block]:
    """Return the blocks from ``heading`` to the next one."""
    after = document.blocks[document.blocks.index(heading) + 1 :]
    end = next((i for i, block in enumerate(after) if block.kind == "heading"), len(after))
    return list(after[:end])


def _length(file: CorpusFile) -> Iterator[Problem]:
    count = sum(len(file.document.text[b.body : b.end].split()) for b in _prose(file.document))
    if count not in WORDS:
        yield (
            1,
            "warning",
            f"dokumentet har {count} ord",
            f"Hold deg mellom {WORDS.start} og {WORDS.stop - 1}, kilder ikke medregnet.",
        )


def _questions(file: CorpusFile) -> Iterator[Problem]:
    if (count := len(file.document.questions)) not in QUESTIONS:
        yield (
            _field(file, "questions"),
            "warning",
            f"dokumentet har {count} spørsmål",
            "Skriv seks til ti spørsmål en leder ville stilt, med andre ord enn teksten.",
        )


def _word_list(file: CorpusFile) -> Iterator[Problem]:
    document = file.document
    headings = {document.text[b.body : b.end].lower() for b in document.blocks if b.kind == "heading"}
    owner: dict[str, str] = {}
    for term in document.terms:
        line = next((n for n, row in enumerate(file.raw.split("\n"), 1) if f'"{term.term}"' in row), 1)
        if term.term.lower() not in headings:
            yield (
                line,
                "error",
                f"«{term.term}» har ingen forklaring",
                f"Skriv den under «## {term.term.capitalize()}».",
            )
        for form in (term.term, *term.others):
            if owner.setdefault(form.lower(), term.term) != term.term:
                yield (
                    line,
                    "error",
                    f"«{form}» står på både «{owner[form.lower()]}» og «{term.term}»",
                    "La det stå på ett.",
                )


def _duplicates(corpus: Corpus) -> Iterator[Finding]:
    seen: dict[str, tuple[str, int]] = {}
    for file in corpus.files:
        for block in _prose(file.document):
            words = " ".join(_WORD.findall(file.document.text[block.body : block.end].lower()))
            line = file.line_at(block.start)
            if len(words.split()) < SHARED_WITH_GIVEN:
                continue
            path, first = seen.setdefault(words, (file.document.path, line))
            if (path, first) != (file.document.path, line):
                what = f"avsnittet står også i {path}, linje {first}"
                yield Finding(file.document.path, line, "warning", what, "Behold det ett av stedene.")


def _shared(corpus: Corpus) -> Iterator[Finding]:
    """Yield runs of words that guidance shares with a given source, or with other guidance, outside quotation marks."""
    given = {
        run for file in corpus.files if file.document.kind == "gitt kilde" for run, _ in _runs(file, SHARED_WITH_GIVEN)
    }
    seen: dict[tuple[str, ...], str] = {}
    for file in corpus.files:
        if file.document.kind != "veiledning":
            continue
        path = file.document.path
        copied = [(run, line) for run, line in _runs(file, SHARED_WITH_GIVEN) if run in given]
        for run, line in copied[:1]:
            what = f"åtte ord på rad er felles med den gitte kilden: «{' '.join(run)}»"
            yield Finding(path, line, "warning", what, "Si det med egne ord, eller sett det i «».")
        reported: set[str] = set()
        for run, line in _runs(file, SHARED_BETWEEN):
            other = seen.setdefault(run, path)
            if other != path and other not in reported:
                reported.add(other)
                what = f"tolv ord på rad er felles med {other}: «{' '.join(run)}»"
                yield Finding(path, line, "warning", what, "Si det på en annen måte det ene stedet.")


def _runs(file: CorpusFile, length: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield every run of ``length`` words within a block, with its line; words in «» break a run."""
    for block in _prose(file.document):
        line = file.line_at(block.start)
        for part in _QUOTED.split(file.document.text[block.body : block.end]):
            words = _WORD.findall(part.lower())
            for start in range(len(words) - length + 1):
                yield tuple(words[start : start + length]), line
