"""What the commands share: plain errors, progress bars, and how things are printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec, TypeVar

import typer

from frøya.errors import FrøyaError

if TYPE_CHECKING:
    from rich.console import Console

    from frøya.assistant import Frøya

REFUSED = 3

Json = Annotated[bool, typer.Option("--json", help="Skriv svaret som JSON.")]
P = ParamSpec("P")
R = TypeVar("R")


def plain_errors(command: Callable[P, R]) -> Callable[P, R]:
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
def progress_bars() -> Iterator[Callable[[str, int, int], None]]:
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


def open_with_progress() -> Frøya:
    """Open the index, and show bars while one is built; files left out are named on standard error."""
    from frøya.assistant import open_froya

    with progress_bars() as report:
        opened = open_froya(report=report)
    for notice in opened.notices:
        if notice.startswith("Utelatt"):
            typer.echo(notice, err=True)
    if opened.model_problem:
        typer.echo(f"Språkmodellen: {opened.model_problem}", err=True)
    return opened


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show a spinner and ``what`` on standard error."""
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def output() -> Console:
    """Return the console to print on; 100 columns where it is not a terminal."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 100)


def print_json(value: object) -> None:
    """Print ``value`` as JSON."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
