"""``froya eval``: question sets through the real chain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frøya.cli.common import Json, open_with_progress, plain_errors, print_json, waiting
from frøya.errors import FrøyaError

if TYPE_CHECKING:
    from frøya.evaluation.run import Outcome

app = typer.Typer()


@app.command("eval", epilog="Eksempel: `froya eval tests/questions/own.jsonl --save for.jsonl`")
@plain_errors
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
    opened = open_with_progress()
    with waiting(f"Stiller {len(asked)} spørsmål …"):
        outcomes = evaluate(opened, asked)
    if keep:
        save(outcomes, keep)
    if as_json:
        keys = ("question", "expected", "instead")
        figures = {name: {"value": f.value, "low": f.low, "high": f.high} for name, f in summary(outcomes).items()}
        print_json({"figures": figures, "misses": [dict(zip(keys, row, strict=True)) for row in misses(outcomes)]})
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
