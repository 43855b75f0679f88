"""``froya course``: make, check and freeze a course, show it in the room, and print its handout."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from frøya.cli.common import Json, open_with_progress, plain_errors, print_json, progress_bars

if TYPE_CHECKING:
    from frøya.course.file import Course
    from frøya.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Lag et kurs, frys svarene, og vis det i rommet uten nett.")

CourseFile = Annotated[Path, typer.Argument(help="Kursfilen, for eksempel kurs.yaml.", metavar="FIL")]


class Ready(StrEnum):
    """The languages of the ready course."""

    nb = "nb"
    nn = "nn"


@app.command("new", epilog="Eksempler: `froya course new kurs.yaml` · `froya course new kurs.yaml --ready nb`")
@plain_errors
def new(
    file: CourseFile,
    ready: Annotated[
        Ready | None,
        typer.Option(help="Begynn med det ferdige kurset, «Tillitsbasert ledelse på 45 minutter», på nb eller nn."),
    ] = None,
) -> None:
    """Lag en kursfil å begynne med. En fil som finnes fra før, blir ikke rørt."""
    from frøya.course.file import write_template

    write_template(file, ready)
    typer.echo(f"Laget {file}. Rediger den, og kjør så: froya course check {file}")


@app.command("check", epilog="Eksempel: `froya course check kurs.yaml`")
@plain_errors
def check(file: CourseFile, as_json: Json = False) -> None:
    """Se etter feil i en kursfil, med linje og hva du gjør. Avslutter med 1 når den ikke kan brukes."""
    from dataclasses import asdict

    from frøya.course.file import check_course

    course, findings = check_course(file, *_names())
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            typer.echo(f"{'Feil' if finding.level == 'error' else 'Merk'}: {finding}")
        if course:
            typer.echo(f"{course.title}: {len(course.steps)} steg, {course.minutes:g} minutter.")
    if course is None:
        raise typer.Exit(1)


@app.command("freeze", epilog="Eksempel: `froya course freeze kurs.yaml`")
@plain_errors
def freeze(file: CourseFile) -> None:
    """Finn svarene på forhånd, og lagre dem ved siden av kursfilen med korpusversjon og alle sitatene."""
    from datetime import date

    from frøya.corpus import load_corpus
    from frøya.course.freeze import freeze as frozen_course
    from frøya.course.frozen import frozen_path, write_frozen
    from frøya.errors import FrøyaError

    course = _course(file)
    opened = open_with_progress()
    with progress_bars() as report:
        frozen = frozen_course(course, opened, date.today(), report)
    corpus = {document.slug: document for document in load_corpus(opened.settings.corpus).documents}
    if frozen.changed(corpus):
        raise FrøyaError("Indeksen er eldre enn korpuset. Kjør «froya index build», og frys kurset på nytt.")
    path = frozen_path(file)
    write_frozen(frozen, path)
    typer.echo(
        f"Fryst: {path}, {len(frozen.steps)} steg, {len(frozen.references)} kilder. Vis det: froya course run {file}"
    )


def _course(file: Path) -> Course:
    from frøya.course.file import load_course

    return load_course(file, *_names())


def _names() -> tuple[set[str], tuple[str, ...]]:
    """Return the slugs of the corpus and the names of its dilemmas."""
    from frøya.corpus import load_corpus
    from frøya.course.dilemma import dilemma_slugs

    folder = _settings().corpus
    return {document.slug for document in load_corpus(folder).documents}, dilemma_slugs(folder)


def _settings() -> Settings:
    from frøya.settings import load_settings

    return load_settings()


@app.command("run", epilog="Eksempel: `froya course run kurs.yaml --phones`")
@plain_errors
def run(
    file: CourseFile,
    phones: Annotated[
        bool, typer.Option("--phones", help="La deltakernes telefoner nå sidene over rommets nett.")
    ] = False,
    host: Annotated[str | None, typer.Option(help="Adressen kurset vises på. 127.0.0.1 når den er utelatt.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Porten. 7860 når den er utelatt.")] = None,
    browser: Annotated[bool, typer.Option(help="Åpne nettleseren på lerretet.")] = True,
) -> None:
    """Vis et fryst kurs. Trenger verken nett, indeks eller språkmodell."""
    import sys

    from frøya.chat.course import show_course
    from frøya.chat.listening import check_port
    from frøya.course.address import reachable
    from frøya.course.frozen import frozen_path, read_frozen
    from frøya.course.shelf import Shelf
    from frøya.course.words import WORDS

    course = read_frozen(frozen_path(file))
    settings = _settings()
    address = (host or ("0.0.0.0" if phones else settings.host), port or settings.port)  # noqa: S104 - asked for
    check_port(*address, command="froya course run")
    (shelved,) = Shelf(file, lambda: None).all()
    own = "127.0.0.1" if address[0] in ("0.0.0.0", "::") else address[0]  # noqa: S104 - compared
    where = f"http://{own}:{address[1]}"
    typer.echo(f"{course.title}: {where}/kurs/{shelved.slug}/ – notater: tast N. Avslutt med Ctrl+C.")
    seen = reachable(where, address[0])
    words = WORDS["nb"]  # the command line speaks bokmål
    if seen.url:
        typer.echo(f"Telefonene: {seen.url}/kurs/ (QR-kode: tast Q).\n{words.qr_plain}")
    else:
        typer.echo(words.qr_loopback.format(address=own, file=file.name) if seen.loopback else words.qr_unknown)
    show_course(file, shelved.slug, settings.corpus, address, course.language, browser=browser and sys.stdout.isatty())


@app.command(
    "handout",
    epilog="Eksempler: `froya course handout kurs.yaml` · `froya course handout kurs.yaml --large --to stor.pdf`",
)
@plain_errors
def handout(
    file: CourseFile,
    to: Annotated[
        list[Path] | None,
        typer.Option(help="Filen det lagres i (.pdf, .docx eller .md). Kan gjentas. PDF og Word når den er utelatt."),
    ] = None,
    large: Annotated[bool, typer.Option("--large", help="Stor skrift.")] = False,
    address: Annotated[
        str | None,
        typer.Option(
            help="Adressen i QR-koden, for eksempel http://192.168.1.20:7860. Rommets nett når den er utelatt."
        ),
    ] = None,
    qr: Annotated[bool, typer.Option(help="Ta med QR-koden. Utelat den når arket lages på et annet nett.")] = True,
) -> None:
    """Lag utdelingsarket til et fryst kurs, med sitater, kilder, dato, korpusversjon og QR-kode."""
    from frøya.course.frozen import frozen_path, read_frozen
    from frøya.course.handout import handout as handed_out
    from frøya.export import check_path, save

    paths = to or [file.with_name(f"{file.stem}-utdelingsark{ending}") for ending in (".pdf", ".docx")]
    for path in paths:
        check_path(path)
    course = read_frozen(frozen_path(file))
    report = handed_out(course, _phones(file, address) if qr else "", large=large)
    for path in paths:
        save(report, path)
        typer.echo(f"Lagret {path}.")


def _phones(file: Path, address: str | None) -> str:
    """Return the address of the QR code, or nothing; what is wrong with it is said on standard error."""
    from frøya.addresses import web_address
    from frøya.chat.projector import phone_path
    from frøya.course.address import is_loopback, reachable
    from frøya.course.shelf import Shelf
    from frøya.course.words import WORDS
    from frøya.errors import FrøyaError

    (shelved,) = Shelf(file, lambda: None).all()
    words = WORDS["nb"]
    if address is None:
        seen = reachable(f"http://127.0.0.1:{_settings().port}", "0.0.0.0")  # noqa: S104 - as «run --phones» listens
        if not seen.url:
            typer.echo(f"Uten QR-kode: {words.qr_unknown} Eller skriv adressen: --address http://…", err=True)
            return ""
        address = seen.url
    host = urlsplit(address).hostname or ""
    if not web_address(address):
        raise FrøyaError(f"«{address}» er ikke en nettadresse. Skriv den slik: --address http://192.168.1.20:7860")
    if is_loopback(host):
        raise FrøyaError(words.qr_loopback.format(address=address, file=file.name))
    if address.startswith("http://"):
        typer.echo(words.qr_plain, err=True)
    return address.rstrip("/") + phone_path(shelved.slug, 0)
