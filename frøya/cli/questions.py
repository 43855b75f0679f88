"""``froya ask`` and ``froya search``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frøya.cli.common import REFUSED, Json, open_with_progress, output, plain_errors, print_json, waiting

if TYPE_CHECKING:
    from frøya.answering.layout import Layout, Line

app = typer.Typer()


@app.command(
    epilog='Eksempler: `froya ask "Hva er råd nummer 8?"` · `froya ask --json "Hva er tillit?" | jq .status` · '
    '`froya ask "Hva er råd nummer 8?" --export svar.pdf`'
)
@plain_errors
def ask(
    question: Annotated[str, typer.Argument(help="Spørsmålet, i anførselstegn.")],
    as_json: Json = False,
    export: Annotated[
        Path | None,
        typer.Option(help="Lagre svaret med kildene i en fil. Endingen velger format: .md, .docx eller .pdf."),
    ] = None,
) -> None:
    """Still ett spørsmål. Avslutter med 0 når kildene svarer, 3 når de ikke gjør det, 1 ved feil."""
    if export:
        from frøya.export import check_path

        check_path(export)  # before the wait, not after it
    opened = open_with_progress()
    with waiting("Leter i kildene …" if opened.model is None else "Leter i kildene, og språkmodellen skriver …"):
        answer = opened.ask(question)
    from frøya.answering.layout import lay_out

    layout = lay_out(answer, opened.index)
    if as_json:
        print_json(answer.to_dict())
    else:
        _print_answer(layout, answer.language)
    if export:
        from datetime import date

        from frøya.export import answer_report, save

        save(answer_report(answer, layout, opened.index.documents, date.today()), export)
        typer.echo(f"Svaret er lagret i {export}.", err=True)
    if not answer.answered:
        raise typer.Exit(REFUSED)


def _print_answer(layout: Layout, language: Any) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from frøya.answering.words import WORDS

    words, out = WORDS[language], output()

    def text(line: Line) -> Text:
        marks = ", ".join(f"[{citation.mark}]" for citation in line.citations)
        if line.generated:
            rests = "".join(f"\n    «{citation.quote.text}» [{citation.mark}]" for citation in line.citations)
            return Text.assemble(
                (f"{words.generated} ", "italic"), line.text, (f"\n  {words.rests_on}", "italic"), rests
            )
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
        out.print(Text(f"\n{layout.next_title} " + " · ".join(layout.next_questions)))


@app.command(epilog='Eksempel: `froya search "små feil" -k 3`')
@plain_errors
def search(
    question: Annotated[str, typer.Argument(help="Det du leter etter.")],
    k: Annotated[int, typer.Option("-k", min=1, help="Hvor mange avsnitt.")] = 10,
    as_json: Json = False,
) -> None:
    """Vis de avsnittene som passer best, med poengsum."""
    opened = open_with_progress()
    with waiting("Leter i kildene …"):
        hits = opened.search(question, k)
    if as_json:
        from dataclasses import asdict

        rows = []
        for hit in hits:
            p = hit.passage
            place = {"document": p.document, "title": p.title, "headings": p.headings, "label": p.label}
            span = {"start": p.start, "end": p.end, "text": p.text}
            rows.append({**place, **span, "score": hit.score, "signals": asdict(hit.signals)})
        print_json(rows)
        return
    from rich.padding import Padding
    from rich.text import Text

    out = output()
    for number, hit in enumerate(hits, 1):
        way = " › ".join(filter(None, [hit.passage.title, *hit.passage.headings, hit.passage.label]))
        out.print(Text.assemble(f"{number}. ", (way, "bold"), f"  {hit.score:.2f}"))
        out.print(Padding(Text(hit.passage.text), (0, 0, 1, 3)))
