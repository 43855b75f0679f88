"""The ``froya`` command: thin wrappers that open Frøya, call one method and print what came of it.

Exit codes: 0 answered or done, 3 refused, 1 something must be mended, 2 the command was misspelt.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec, TypeVar

import typer

from frøya.errors import FrøyaError

if TYPE_CHECKING:
    from rich.console import Console

    from frøya.answering.layout import Layout, Line
    from frøya.assistant import Frøya
    from frøya.evaluation.run import Outcome

REFUSED = 3

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Frøya svarer på spørsmål om tillitsbasert ledelse med ordrette sitater.",
    epilog='Eksempel: `froya ask "Hvordan delegerer jeg uten å miste oversikten?"`',
)
index_app = typer.Typer(no_args_is_help=True, help="Bygg og kontroller indeksen.")
corpus_app = typer.Typer(no_args_is_help=True, help="Se på dokumentene Frøya svarer fra.")
app.add_typer(index_app, name="index")
app.add_typer(corpus_app, name="corpus")

Json = Annotated[bool, typer.Option("--json", help="Skriv svaret som JSON.")]
P = ParamSpec("P")
R = TypeVar("R")


def _plain_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Show a FrøyaError as its sentence, without a traceback, and leave with 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except FrøyaError as error:
            typer.echo(f"Feil: {error}", err=True)
            raise typer.Exit(1) from None

    return run


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Yield a report function that draws one bar a stage on standard error."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    progress = Progress(*columns, console=console)
    tasks: dict[str, Any] = {}

    def report(stage: str, done: int, total: int) -> None:
        if total == 0:
            console.print(stage)
            return
        if stage not in tasks:
            progress.start()  # not before: a bar with nothing in it prints empty lines
            tasks[stage] = progress.add_task(stage, total=total)
        progress.update(tasks[stage], completed=done, total=total)

    try:
        yield report
    finally:
        if tasks:
            progress.stop()


def _open() -> Frøya:
    from frøya.assistant import open_froya

    with _progress() as report:
        opened = open_froya(report=report)
    for notice in opened.notices:
        if notice.startswith("Utelatt"):
            typer.echo(notice, err=True)
    return opened


@contextmanager
def _waiting(what: str) -> Iterator[None]:
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def _out() -> Console:
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 100)


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


@app.command(epilog='Eksempler: `froya ask "Hva er råd nummer 8?"` · `froya ask --json "Hva er tillit?" | jq .status`')
@_plain_errors
def ask(
    question: Annotated[str, typer.Argument(help="Spørsmålet, i anførselstegn.")],
    as_json: Json = False,
) -> None:
    """Still ett spørsmål. Avslutter med 0 når kildene svarer, 3 når de ikke gjør det, 1 ved feil."""
    opened = _open()
    with _waiting("Leter i kildene …"):
        answer = opened.ask(question)
    if as_json:
        _print_json(answer.to_dict())
    else:
        from frøya.answering.layout import lay_out

        _print_answer(lay_out(answer, opened.index), answer.language)
    if not answer.answered:
        raise typer.Exit(REFUSED)


def _print_answer(layout: Layout, language: Any) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from frøya.answering.words import WORDS

    words, out = WORDS[language], _out()

    def text(line: Line) -> Text:
        marks = ", ".join(f"[{citation.mark}]" for citation in line.citations)
        return Text.assemble(f"«{line.text}»" if line.quoted else line.text, " ", (marks, "bold"))

    if layout.opening:
        out.print(Text(layout.opening))
    understood = words.understood.split("{")[0]
    for notice in (notice for notice in layout.notices if notice.startswith(understood)):
        out.print(Text(notice, style="italic"))
    for i, line in enumerate(layout.leads):
        out.print(Text.assemble(f"{words.lead} " if i == 0 else "", text(line)))
    for title, lines in ((words.steps, layout.steps), (words.items, layout.items), (words.others, layout.others)):
        if lines:
            out.print(Text(f"\n{title}"))
        for line in lines:
            out.print(Text.assemble(f"  {line.number}. " if line.number else "  – ", text(line)))
    for notice in (notice for notice in layout.notices if not notice.startswith(understood)):
        out.print(Text(f"\n{notice}", style="italic"))
    if layout.nearest:
        out.print(Text(words.nearest))
        for source in layout.nearest:
            out.print(Padding(Text(f"{source.title} – {source.origin}\n{source.quote.text}"), (0, 0, 1, 2)))
    if layout.sources:
        out.print(Text(f"\n{words.sources}"))
        for source in layout.sources:
            out.print(Text(f"  [{source.number}] {source.title} – {source.origin}"))
    for definition in layout.definitions:
        out.print(
            Text.assemble(
                f"\n{words.meanings} " if definition is layout.definitions[0] else " " * len(words.meanings) + " ",
                definition.quote.text,
            )
        )
    if layout.next_questions:
        out.print(Text(f"\n{words.next} " + " · ".join(layout.next_questions)))


@app.command(epilog='Eksempel: `froya search "små feil" -k 3`')
@_plain_errors
def search(
    question: Annotated[str, typer.Argument(help="Det du leter etter.")],
    k: Annotated[int, typer.Option("-k", min=1, help="Hvor mange avsnitt.")] = 10,
    as_json: Json = False,
) -> None:
    """Vis de avsnittene som passer best, med poengsum."""
    opened = _open()
    with _waiting("Leter i kildene …"):
        hits = opened.search(question, k)
    if as_json:
        from dataclasses import asdict

        rows = []
        for hit in hits:
            p = hit.passage
            place = {"document": p.document, "title": p.title, "headings": p.headings, "label": p.label}
            span = {"start": p.start, "end": p.end, "text": p.text}
            rows.append({**place, **span, "score": hit.score, "signals": asdict(hit.signals)})
        _print_json(rows)
        return
    from rich.padding import Padding
    from rich.text import Text

    out = _out()
    for number, hit in enumerate(hits, 1):
        way = " › ".join(filter(None, [hit.passage.title, *hit.passage.headings, hit.passage.label]))
        out.print(Text.assemble(f"{number}. ", (way, "bold"), f"  {hit.score:.2f}"))
        out.print(Padding(Text(hit.passage.text), (0, 0, 1, 3)))


@index_app.command("build", epilog="Eksempler: `froya index build` · `froya index build --allow-errors`")
@_plain_errors
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
    with _progress() as report:
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


@index_app.command("status", epilog="Eksempel: `froya index status --json`")
@_plain_errors
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
    fresh = corpus_version(check_corpus(settings.corpus).documents) == manifest.corpus_version
    if as_json:
        _print_json({**asdict(manifest), "up_to_date": fresh})
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


@index_app.command("verify", epilog="Eksempel: `froya index verify`")
@_plain_errors
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
    with _waiting("Kontrollerer …"):
        verify(folder)
    typer.echo(f"Indeksen er hel: {folder.name}.")


@corpus_app.command("list", epilog="Eksempler: `froya corpus list` · `froya corpus list --json`")
@_plain_errors
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
        _print_json(rows)
        return
    from rich.table import Column, Table

    columns = (Column(name, overflow="fold") for name in ("Utgiver", "Dato", "Lisens", "Gruppe"))
    table = Table(Column("Slug", no_wrap=True), *columns, Column("Avsnitt", justify="right"))
    for row in rows:
        values = (row[name] for name in ("slug", "publisher", "date", "license", "group", "passages"))
        table.add_row(*(str(value) for value in values))
    _out().print(table)


@corpus_app.command("show", epilog="Eksempel: `froya corpus show sma-og-store-feil`")
@_plain_errors
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

        _print_json(TypeAdapter(Document).dump_python(document, mode="json"))
        return
    for name, value in describe(document):
        typer.echo(f"{name:10} {value}")
    typer.echo(f"\n{document.text}")


@corpus_app.command(
    "check", epilog="Eksempler: `froya corpus check --strict` · `FROYA_CORPUS=notater froya corpus check`"
)
@_plain_errors
def corpus_check(
    as_json: Json = False,
    strict: Annotated[bool, typer.Option("--strict", help="Avslutt med 1 også når det bare er merknader.")] = False,
) -> None:
    """Let etter feil i korpusfilene. Avslutter med 1 når en fil ikke kan brukes."""
    from dataclasses import asdict

    from frøya.corpus.lint import check_corpus, lix
    from frøya.settings import load_settings

    corpus = check_corpus(load_settings().corpus)
    remarks = len(corpus.findings) - len(corpus.errors)
    if as_json:
        _print_json([asdict(finding) for finding in corpus.findings])
    else:
        for finding in corpus.findings:
            typer.echo(f"{'Feil' if finding.level == 'error' else 'Merk'}: {finding}")
        typer.echo(f"{len(corpus.documents)} dokumenter, {len(corpus.errors)} feil, {remarks} merknader.")
        if corpus.documents:
            hardest = max(corpus.documents, key=lix)
            typer.echo(f"Tyngst å lese: {hardest.slug}, LIX {lix(hardest)}.")
    if corpus.errors or (strict and remarks):
        raise typer.Exit(1)


@app.command(epilog="Eksempel: `froya chat --port 7861`")
@_plain_errors
def chat(
    host: Annotated[str | None, typer.Option(help="Adressen chatten lytter på. 127.0.0.1 når den er utelatt.")] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Porten chatten lytter på. 7860 når den er utelatt.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Åpne nettleseren når chatten er klar.")] = True,
) -> None:
    """Åpne chatten i nettleseren."""
    from frøya.chat.server import check_port, serve
    from frøya.settings import load_settings

    settings = load_settings()
    address = (host or settings.host, port or settings.port)
    check_port(*address)
    opened = _open()
    with _waiting("Leser inn språkmodellen …"):
        _ = opened.embedder.encoder
    typer.echo(f"Frøya svarer på http://{address[0]}:{address[1]} – avslutt med Ctrl+C.")
    serve(opened, *address, open_browser=browser and sys.stdout.isatty())


@app.command("eval", epilog="Eksempel: `froya eval tests/questions/own.jsonl --save for.jsonl`")
@_plain_errors
def evaluate_questions(
    sets: Annotated[
        list[Path] | None, typer.Argument(help="JSONL-filer med «turns» og «expect» på hver linje.", show_default=False)
    ] = None,
    keep: Annotated[Path | None, typer.Option("--save", help="Ta vare på kjøringen i denne filen.")] = None,
    compare: Annotated[
        tuple[Path, Path] | None, typer.Option(help="Vis hvilke svar som er ulike i to lagrede kjøringer.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Mål hvor ofte riktig dokument blir funnet og sitert, og vis hvert bom."""
    from frøya.evaluation.questions import read_questions
    from frøya.evaluation.run import changed, evaluate, load, save

    if compare:
        _show_changes(changed(load(compare[0]), load(compare[1])))
        return
    if not sets:
        raise FrøyaError("Oppgi minst én spørsmålsfil, for eksempel: froya eval tests/questions/own.jsonl")
    from frøya.evaluation.figures import HEADINGS, misses, remarks, summary, table

    asked = [question for path in sets for question in read_questions(path)]
    opened = _open()
    with _waiting(f"Stiller {len(asked)} spørsmål …"):
        outcomes = evaluate(opened, asked)
    if keep:
        save(outcomes, keep)
    if as_json:
        keys = ("question", "expected", "instead")
        figures = {name: {"value": f.value, "low": f.low, "high": f.high} for name, f in summary(outcomes).items()}
        _print_json({"figures": figures, "misses": [dict(zip(keys, row, strict=True)) for row in misses(outcomes)]})
        return
    for row in (HEADINGS, ("---",) * len(HEADINGS), *table(outcomes)):
        typer.echo(f"| {' | '.join(row)} |")
    typer.echo("\n" + "\n".join(remarks(outcomes)))
    if missed := misses(outcomes):
        typer.echo("\n| Bom | ventet | kom |\n|---|---|---|")
    for miss in missed:
        typer.echo(f"| {' | '.join(miss)} |")


def _show_changes(pairs: list[tuple[Outcome, Outcome]]) -> None:
    typer.echo(f"{len(pairs)} svar er ulike.")
    for before, after in pairs:
        typer.echo(f"\n{' → '.join(after.question.turns)}")
        for mark, outcome in (("-", before), ("+", after)):
            typer.echo(f"{mark} {'' if outcome.right else '(bom) '}{' '.join(outcome.said) or outcome.status}")


@app.command("settings", epilog="Eksempel: `FROYA_PORT=8000 froya settings`")
@_plain_errors
def show_settings() -> None:
    """Vis innstillingene, hva de betyr, og verdiene de har nå."""
    from rich.table import Column, Table

    from frøya.settings import Settings, load_settings

    current = load_settings()
    table = Table(*(Column(name, overflow="fold") for name in ("Variabel", "Verdi nå", "Betydning")))
    for name, field in Settings.model_fields.items():
        table.add_row(f"FROYA_{name.upper()}", str(getattr(current, name)), field.description or "")
    _out().print(table)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
