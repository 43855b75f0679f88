"""``froya chat`` and ``froya settings``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from frøya.cli.common import open_with_progress, output, plain_errors, waiting

app = typer.Typer()


@app.command(epilog="Eksempel: `froya chat --port 7861`")
@plain_errors
def chat(
    host: Annotated[str | None, typer.Option(help="Adressen chatten lytter på. 127.0.0.1 når den er utelatt.")] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Porten chatten lytter på. 7860 når den er utelatt.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Åpne nettleseren når chatten er klar.")] = True,
) -> None:
    """Åpne chatten i nettleseren."""
    from frøya.chat.listening import check_port
    from frøya.chat.server import serve
    from frøya.settings import load_settings

    settings = load_settings()
    address = (host or settings.host, port or settings.port)
    check_port(*address)
    opened = open_with_progress()
    with waiting("Leser inn språkmodellen …"):
        _ = opened.embedder.encoder
    if opened.model:
        import logging

        logging.basicConfig(format="%(asctime)s %(message)s")
        logging.getLogger("frøya").setLevel(logging.INFO)  # tokens and seconds for each answer, never the text
        typer.echo(f"Språkmodellen {opened.model.name} skriver svar. Hvert utsagn blir sjekket mot kildene.")
    typer.echo(f"Frøya svarer på http://{address[0]}:{address[1]} – avslutt med Ctrl+C.")
    serve(opened, *address, open_browser=browser and sys.stdout.isatty())


@app.command("settings", epilog="Eksempel: `FROYA_PORT=8000 froya settings`")
@plain_errors
def show_settings() -> None:
    """Vis innstillingene, hva de betyr, og verdiene de har nå."""
    from rich.table import Column, Table

    from frøya.settings import Settings, load_settings

    current = load_settings()
    table = Table(*(Column(name, overflow="fold") for name in ("Variabel", "Verdi nå", "Betydning")))
    for name, field in Settings.model_fields.items():
        table.add_row(f"FROYA_{name.upper()}", str(getattr(current, name)), field.description or "")
    output().print(table)
