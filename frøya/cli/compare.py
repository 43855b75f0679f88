"""``froya compare``: what the sources say about one question, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from frøya.cli.common import REFUSED, Json, open_with_progress, output, plain_errors, print_json, waiting

if TYPE_CHECKING:
    from frøya.answering.compare import Comparison
    from frøya.assistant import Frøya

app = typer.Typer()


@app.command(epilog='Eksempel: `froya compare "Hva er tillitsbasert ledelse?"`')
@plain_errors
def compare(
    question: Annotated[str, typer.Argument(help="Spørsmålet, i anførselstegn.")],
    as_json: Json = False,
) -> None:
    """Sammenlign hva kildene sier, med hvem som snakker. Avslutter med 0 når de svarer, 3 når de ikke gjør det, 1 ved feil."""
    opened = open_with_progress()
    with waiting("Leter i kildene …"):
        comparison = opened.compare(question)
    if as_json:
        print_json(comparison.to_dict())
    else:
        _print(comparison, opened)
    if not comparison.answered:
        raise typer.Exit(REFUSED)


def _print(comparison: Comparison, opened: Frøya) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from frøya.answering.layout import lay_out
    from frøya.answering.words import WORDS

    out = output()
    for number, voice in enumerate(comparison.voices):
        out.print(Text(f"{voice.title}:" if not number else f"\n{voice.title}:", style="bold"))
        for statement in voice.statements:
            # Frøya's own words are not set as a quotation of others.
            own = opened.document(statement.quote.document).kind == "veiledning"
            said = statement.quote.text if own else f"«{statement.quote.text}»"
            out.print(Padding(Text(said), (0, 0, 0, 2)))
            out.print(Padding(Text(f"{statement.title} – {statement.origin}", style="dim"), (0, 0, 0, 4)))
            for work in statement.sources:
                out.print(Padding(Text(work, style="dim"), (0, 0, 0, 4)))
    if not comparison.answered:
        layout = lay_out(comparison.answer, opened.index)
        out.print(Text(layout.opening))
        if layout.nearest:
            out.print(Text(WORDS[comparison.answer.language].nearest))
        for source in layout.nearest:
            out.print(Padding(Text(f"{source.title} – {source.origin}\n{source.quote.text}"), (0, 0, 1, 2)))
    for notice in comparison.notices:
        out.print(Text(f"\n{notice}", style="italic"))
