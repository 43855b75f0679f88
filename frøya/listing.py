"""Corpus → what a reader wants to know of each source: who, when, on what terms, and how much of it there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from frøya.corpus import Document
from frøya.corpus.lint import lix
from frøya.errors import FrøyaError
from frøya.language import norwegian_date
from frøya.passages import split_document

Entry = dict[str, str | int]


def entries(documents: Sequence[Document], passage_words: int) -> list[Entry]:
    """Return a row for each document, in the order given."""
    return [
        {
            "slug": document.slug,
            "title": document.title,
            "publisher": document.publisher,
            "date": str(document.updated or document.published or ""),
            "license": document.license,
            "kind": document.kind,
            "group": document.group,
            "language": document.language,
            "url": document.url,
            "path": document.path,
            "words": len(document.text.split()),
            "passages": len(split_document(document, passage_words)),
            "lix": lix(document),
        }
        for document in documents
    ]


def find(documents: Sequence[Document], slug: str) -> Document:
    """Return the document called ``slug``.

    Raises:
        FrøyaError: there is none.

    """
    for document in documents:
        if document.slug == slug:
            return document
    raise FrøyaError(f"Fant ikke dokumentet «{slug}». Se «froya corpus list».")


def describe(document: Document) -> Iterator[tuple[str, str]]:
    """Yield what is known of ``document``, as (name, value) in Norwegian."""
    yield "Tittel", document.title
    yield "Utgiver", document.publisher
    yield "Slag", document.kind
    yield "Fil", document.path
    yield "Lisens", document.license
    if document.url:
        yield "Adresse", document.url
    for name, day in (
        ("Publisert", document.published),
        ("Oppdatert", document.updated),
        ("Lov per", document.law_as_of),
    ):
        if day:
            yield name, norwegian_date(day)
    for source in document.sources:
        yield "Kilde", f"[{source.key}] {source.publisher}: {source.title} ({source.year}) – {source.kind}"


def as_markdown(rows: Sequence[Entry]) -> str:
    """Return docs/kilder.md: every source, a table for each group."""
    parts = [
        "# Kildene",
        "",
        "Alt Frøya kan sitere. Siden er laget med `make sources` og er lik korpuset; en test passer på det.",
        "",
        f"{len(rows)} dokumenter, {sum(int(row['passages']) for row in rows)} avsnitt.",
    ]
    for group, members in groupby(sorted(rows, key=lambda row: str(row["group"])), key=lambda row: str(row["group"])):
        parts += ["", f"## {(group or 'Hele korpuset').replace('-', ' ').capitalize()}", ""]
        parts += ["| Tittel | Utgiver | Dato | Lisens | Slag | Språk | Avsnitt |", "|---|---|---|---|---|---|---|"]
        for row in members:
            title = f"[{row['title']}](../corpus/{row['path']})"
            cells = (title, *(row[name] for name in ("publisher", "date", "license", "kind", "language", "passages")))
            parts.append(f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |")
    return "\n".join(parts) + "\n"
