"""``froya feedback``: list, export and delete what readers have said."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frøya.cli.common import Json, output, plain_errors, print_json
from frøya.errors import FrøyaError

if TYPE_CHECKING:
    from frøya.feedback import Store

app = typer.Typer(no_args_is_help=True, help="Se på tilbakemeldinger fra leserne, når de er slått på.")


def _store() -> Store:
    from frøya.feedback import Store
    from frøya.settings import load_settings

    settings = load_settings()
    if settings.feedback is None:
        raise FrøyaError(
            "Tilbakemeldinger er ikke slått på. Oppgi en fil i FROYA_FEEDBACK, for eksempel "
            "FROYA_FEEDBACK=tilbakemeldinger.sqlite."
        )
    return Store(settings.feedback, settings.feedback_days)


@app.command("list", epilog="Eksempler: `froya feedback list` · `froya feedback list --json | jq .[].reason`")
@plain_errors
def feedback_list(as_json: Json = False) -> None:
    """List tilbakemeldingene, eldste først."""
    kept = _store().all()
    if as_json:
        print_json([feedback.to_dict() for feedback in kept])
        return
    if not kept:
        typer.echo("Ingen tilbakemeldinger.")
        return
    from rich.table import Column, Table
    from rich.text import Text

    names = ("Tid (UTC)", "Vurdering", "Grunn", "Spørsmål", "Sitert", "Kommentar")
    table = Table(*(Column(name, overflow="fold") for name in names))
    for feedback in kept:
        verdict = "god" if feedback.verdict == "up" else "dårlig"
        time, cited = f"{feedback.time:%d.%m.%Y %H.%M}", ", ".join(feedback.documents)
        cells = (time, verdict, feedback.reason, feedback.question, cited, feedback.comment)
        table.add_row(*map(Text, cells))  # as text: a reader's words may look like markup
    output().print(table)


@app.command("export", epilog="Eksempler: `froya feedback export klager.jsonl` · `froya feedback export alt.csv`")
@plain_errors
def feedback_export(
    file: Annotated[
        Path,
        typer.Argument(
            help="En ny fil. .jsonl får klagene som spørsmål til «froya eval», .csv får alt til et regneark."
        ),
    ],
) -> None:
    """Skriv tilbakemeldingene til en fil. I .jsonl fyller du selv inn riktig dokument i «expect»."""
    from frøya.feedback import as_csv, as_questions

    writers = {".jsonl": as_questions, ".csv": as_csv}
    if file.suffix.lower() not in writers:
        raise FrøyaError(f"Jeg kan ikke skrive til {file.name}. Velg et filnavn som slutter på .jsonl eller .csv.")
    text = writers[file.suffix.lower()](_store().all())
    # A spreadsheet knows the file is UTF-8 by its first three bytes.
    encoded = text.encode("utf-8-sig" if file.suffix.lower() == ".csv" else "utf-8")
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(encoded)
    except FileExistsError:
        raise FrøyaError(f"Filen {file} finnes fra før. Velg et annet navn, eller slett den først.") from None
    except OSError as error:
        raise FrøyaError(f"Filen {file} kan ikke skrives ({error.strerror}). Velg en annen mappe.") from error
    typer.echo(f"Skrev {file}.")
    if file.suffix.lower() == ".jsonl" and text:
        typer.echo("Fyll inn riktig dokument i «expect» på hver linje før du kjører «froya eval».")


@app.command("delete", epilog="Eksempel: `froya feedback delete --older-than 30`")
@plain_errors
def feedback_delete(
    older_than: Annotated[
        int, typer.Option("--older-than", min=0, help="Slett det som er eldre enn så mange dager. 0 sletter alt.")
    ],
) -> None:
    """Slett gamle tilbakemeldinger for godt."""
    count = _store().delete_older_than(older_than)
    typer.echo(f"Slettet {count} {'tilbakemelding' if count == 1 else 'tilbakemeldinger'}.")
