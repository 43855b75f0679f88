"""``froya index``: build, status and verify."""

from __future__ import annotations

from typing import Annotated

import typer

from frøya.cli.common import Json, plain_errors, print_json, progress_bars, waiting

app = typer.Typer(no_args_is_help=True, help="Bygg og kontroller indeksen.")


@app.command("build", epilog="Eksempler: `froya index build` · `froya index build --allow-errors`")
@plain_errors
def index_build(
    force: Annotated[bool, typer.Option(help="Bygg selv om ingenting er endret.")] = False,
    allow_errors: Annotated[
        bool, typer.Option("--allow-errors", help="Utelat filer med feil i stedet for å stoppe.")
    ] = False,
) -> None:
    """Bygg indeksen av korpuset. Den forrige svarer til den nye er kontrollert."""
    from frøya.index.build import build_index
    from frøya.index.embedding import Embedder
    from frøya.settings import load_settings

    settings = load_settings()
    with progress_bars() as report:
        built = build_index(
            settings, Embedder(settings.embedding, settings.cache), report, force=force, allow_errors=allow_errors
        )
    for finding in built.findings:
        if finding.level == "error":
            typer.echo(f"Utelatt: {finding}", err=True)
    if noted := sum(finding.level == "warning" for finding in built.findings):
        typer.echo(f"Korpuset har {noted} merknader. Se dem med «froya corpus check».", err=True)
    manifest = built.manifest
    what = f"{manifest.documents} dokumenter, {manifest.passages} avsnitt"
    if built.new:
        typer.echo(f"Indeksen er bygd: {what}, {manifest.embedded} nye vektorer.")
    else:
        typer.echo(f"Indeksen er allerede oppdatert: {what}.")


@app.command("status", epilog="Eksempel: `froya index status --json`")
@plain_errors
def index_status(as_json: Json = False) -> None:
    """Vis hvilken indeks som svarer, og om korpuset er endret siden den ble bygd."""
    from dataclasses import asdict

    from frøya.corpus.lint import check_corpus
    from frøya.errors import IndexUnusable
    from frøya.index.build import corpus_version
    from frøya.index.store import check_files, current_build
    from frøya.settings import load_settings

    settings = load_settings()
    folder = current_build(settings.index)
    if folder is None:
        raise IndexUnusable(f"Det er ingen indeks i {settings.index}. Kjør «froya index build».")
    manifest = check_files(folder)
    fresh = corpus_version(check_corpus(settings.corpus)) == manifest.corpus_version
    if as_json:
        print_json({**asdict(manifest), "up_to_date": fresh})
        return
    for name, value in (
        ("Bygg", manifest.id),
        ("Laget", manifest.created),
        ("Språkmodell", manifest.embedding),
        ("Dokumenter", manifest.documents),
        ("Avsnitt", manifest.passages),
        ("Setninger", manifest.sentences),
        (
            "Korpus",
            f"{manifest.corpus_version} ({'uendret' if fresh else 'endret siden; kjør «froya index build»'})",
        ),
    ):
        typer.echo(f"{name:12} {value}")


@app.command("verify", epilog="Eksempel: `froya index verify`")
@plain_errors
def index_verify() -> None:
    """Kontroller at indeksen er hel: filer, avsnitt, vektorer og vektordatabase."""
    from frøya.errors import IndexUnusable
    from frøya.index.store import current_build
    from frøya.index.verify import verify
    from frøya.settings import load_settings

    settings = load_settings()
    folder = current_build(settings.index)
    if folder is None:
        raise IndexUnusable(f"Det er ingen indeks i {settings.index}. Kjør «froya index build».")
    with waiting("Kontrollerer …"):
        verify(folder)
    typer.echo(f"Indeksen er hel: {folder.name}.")
