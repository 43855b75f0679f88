"""``froya checklist``: what to do, each line with its citation, from an answer or a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frøya.cli.common import REFUSED, open_with_progress, plain_errors, waiting

if TYPE_CHECKING:
    from frøya.export import Report

app = typer.Typer()


@app.command(
    epilog='Eksempler: `froya checklist "Hvordan delegerer jeg?"` · '
    "`froya checklist --document sma-og-store-feil --export liste.docx`"
)
@plain_errors
def checklist(
    question: Annotated[str | None, typer.Argument(help="Spørsmålet, i anførselstegn.")] = None,
    document: Annotated[
        str | None, typer.Option(help="Lag listen av dette dokumentet, slik «froya corpus list» viser navnet.")
    ] = None,
    export: Annotated[
        Path | None, typer.Option(help="Lagre listen i en fil. Endingen velger format: .md, .docx eller .pdf.")
    ] = None,
) -> None:
    """Lag en sjekkliste og en plan for 30, 60 og 90 dager. Hver linje har sin kilde, eller er merket «eget forslag»."""
    from frøya.errors import FrøyaError
    from frøya.export import check_path, save, to_markdown

    if (question is None) == (document is None):
        raise FrøyaError(
            'Skriv enten et spørsmål eller --document. For eksempel: froya checklist "Hvordan delegerer jeg?"'
        )
    if export:
        check_path(export)
    report = _of_document(document) if document else _of_answer(question or "")
    if export:
        save(report, export)
        typer.echo(f"Sjekklisten er lagret i {export}.")
    else:
        typer.echo(to_markdown(report), nl=False)


def _of_document(slug: str) -> Report:
    """Return the checklist of a document; the index and the model are not needed for it."""
    from datetime import date

    from frøya.corpus.lint import check_corpus
    from frøya.course.checklist import document_checklist
    from frøya.index.build import corpus_version
    from frøya.listing import find
    from frøya.settings import load_settings

    corpus = check_corpus(load_settings().corpus)
    return document_checklist(find(corpus.documents, slug), date.today(), corpus_version(corpus))


def _of_answer(question: str) -> Report:
    from datetime import date

    from frøya.course.checklist import answer_checklist

    opened = open_with_progress()
    with waiting("Leter i kildene …"):
        answer = opened.quote(question)
    if not answer.answered:
        typer.echo(f"Kildene svarer ikke på «{question}», så det er ikke noe å lage en sjekkliste av.", err=True)
        raise typer.Exit(REFUSED)
    return answer_checklist(answer, opened.index.documents, date.today())
