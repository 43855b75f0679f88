"""``froya corpus``: list, show and check."""

from __future__ import annotations

from typing import Annotated

import typer

from frøya.cli.common import Json, output, plain_errors, print_json

app = typer.Typer(no_args_is_help=True, help="Se på dokumentene Frøya svarer fra.")


@app.command("list", epilog="Eksempler: `froya corpus list` · `froya corpus list --json`")
@plain_errors
def corpus_list(
    as_json: Json = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Skriv listen som Markdown.")] = False,
) -> None:
    """List dokumentene i korpuset med utgiver, dato, lisens og gruppe."""
    from frøya.corpus import load_corpus
    from frøya.listing import as_markdown, entries
    from frøya.settings import load_settings

    settings = load_settings()
    rows = entries(load_corpus(settings.corpus).documents, settings.passage_words)
    if markdown:
        typer.echo(as_markdown(rows), nl=False)
        return
    if as_json:
        print_json(rows)
        return
    from rich.table import Column, Table

    columns = (Column(name, overflow="fold") for name in ("Utgiver", "Dato", "Lisens", "Gruppe"))
    table = Table(Column("Slug", no_wrap=True), *columns, Column("Avsnitt", justify="right"))
    for row in rows:
        values = (row[name] for name in ("slug", "publisher", "date", "license", "group", "passages"))
        table.add_row(*(str(value) for value in values))
    output().print(table)


@app.command("show", epilog="Eksempel: `froya corpus show sma-og-store-feil`")
@plain_errors
def corpus_show(
    slug: Annotated[str, typer.Argument(help="Dokumentets navn, slik «froya corpus list» viser det.")],
    as_json: Json = False,
) -> None:
    """Vis ett dokument slik Frøya leser det, med opplysningene om det."""
    from frøya.corpus import load_corpus
    from frøya.listing import describe, find
    from frøya.settings import load_settings

    document = find(load_corpus(load_settings().corpus).documents, slug)
    if as_json:
        from pydantic import TypeAdapter

        from frøya.corpus import Document

        print_json(TypeAdapter(Document).dump_python(document, mode="json"))
        return
    for name, value in describe(document):
        typer.echo(f"{name:10} {value}")
    typer.echo(f"\n{document.text}")


@app.command("check", epilog="Eksempler: `froya corpus check --strict` · `FROYA_CORPUS=notater froya corpus check`")
@plain_errors
def corpus_check(
    as_json: Json = False,
    strict: Annotated[bool, typer.Option("--strict", help="Avslutt med 1 også når det bare er merknader.")] = False,
) -> None:
    """Let etter feil i korpusfilene. Avslutter med 1 når en fil ikke kan brukes."""
    from dataclasses import asdict

    from frøya.corpus.lint import check_corpus, lix
    from frøya.course.dilemma import load_dilemmas
    from frøya.settings import load_settings

    folder = load_settings().corpus
    corpus = check_corpus(folder)
    dilemmas, broken = load_dilemmas(folder, {document.slug: document for document in corpus.documents})
    findings = (*corpus.findings, *broken)
    errors = sum(finding.level == "error" for finding in findings)
    remarks = len(findings) - errors
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            typer.echo(f"{'Feil' if finding.level == 'error' else 'Merk'}: {finding}")
        counted = f"{len(corpus.documents)} dokumenter, " + (f"{len(dilemmas)} dilemmaer, " if dilemmas else "")
        typer.echo(f"{counted}{errors} feil, {remarks} merknader.")
        if corpus.documents:
            hardest = max(corpus.documents, key=lix)
            typer.echo(f"Tyngst å lese: {hardest.slug}, LIX {lix(hardest)}.")
    if errors or (strict and remarks):
        raise typer.Exit(1)
