"""``froya verify``: does a quotation stand in the sources?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from frøya.cli.common import REFUSED, Json, open_with_progress, output, plain_errors, print_json

if TYPE_CHECKING:
    from rich.text import Text

    from frøya.answering.check import Match, QuoteCheck
    from frøya.answering.differences import Change, ChangeKind
    from frøya.assistant import Frøya

app = typer.Typer()

_VERDICTS = {
    "verbatim": "Ordrett. Teksten står i kildene.",
    "near": "Nesten. Teksten står ikke ordrett i kildene, men ligner.",
    "absent": "Finnes ikke. Jeg finner ikke teksten i kildene, heller ikke noe som ligner.",
}
_OMISSIONS = "Ordrett med utelatelser. Det som er utelatt, er vist i hakeparentes."
_SCATTERED = "Nesten. Hver del står ordrett i kildene, men ikke i samme kilde i denne rekkefølgen."
_APART = "Ordrett hver for seg. Setningene står i kildene, men ikke sammen i denne rekkefølgen."
_SOME = "Setningene er sjekket hver for seg:"
_CHANGES: dict[ChangeKind, str] = {
    "negation": "nektelse",
    "number": "tall eller tid",
    "modal": "hva noen skal, bør eller kan",
    "actor": "hvem det gjelder",
    "extent": "hvor langt det gjelder",
}


@app.command(epilog='Eksempler: `froya verify "Tilgi små feil."` · `froya verify --json - < sitat.txt`')
@plain_errors
def verify(
    text: Annotated[str, typer.Argument(help="Sitatet, i anførselstegn. Bindestrek (-) leser fra standard inn.")],
    as_json: Json = False,
) -> None:
    """Sjekk om et sitat står i kildene. Avslutter med 0 når det står ordrett, 3 ellers, 1 ved feil."""
    if text == "-":
        text = typer.get_text_stream("stdin").read()
    opened = open_with_progress()
    checked = opened.check(text)
    if as_json:
        print_json(checked.to_dict())
    else:
        _print(checked, opened)
    if checked.verdict != "verbatim":
        raise typer.Exit(REFUSED)


def _print(checked: QuoteCheck, opened: Frøya) -> None:
    from rich.text import Text

    out = output()
    out.print(Text(_opening(checked), style="bold"))
    if checked.parts:
        for part in checked.parts:
            out.print(Text(f"\n«{' '.join(part.text.split())}»"))
            _print(part, opened)
        return
    for match in checked.matches:
        for line in _lines(match, checked, opened):
            out.print(line)


def _opening(checked: QuoteCheck) -> str:
    if checked.scattered:
        return _SCATTERED
    if checked.parts:
        return _APART if checked.verdict == "verbatim" else _SOME
    return _OMISSIONS if checked.omissions and checked.matches else _VERDICTS[checked.verdict]


def _lines(match: Match, checked: QuoteCheck, opened: Frøya) -> list[Text]:
    """Return what is said of one place: the difference, what it changes, and the source with a way to it."""
    from rich.text import Text

    from frøya.answering.layout import place

    document = opened.document(match.quote.document)
    named = ", ".join(part for part in (place(match.quote, document), document.publisher) if part)
    link = document.url or f"froya corpus show {document.slug}"
    lines = [Text(""), Text.assemble("  ", (document.title, "bold"), f" – {named}"), Text(f"  {link}")]
    if checked.verdict == "near" or checked.omissions:
        lines.append(Text.assemble("  ", _difference(match)))
    if match.sentence.text != match.quote.text:
        lines.append(Text(f"  Hele setningen: {' '.join(match.sentence.text.split())}"))
    lines += [Text(f"  Endrer meningen: {_told(change)}") for change in match.changes]
    if match.left_out:
        words = ", ".join(f"«{word}»" for word in match.left_out)
        lines.append(Text(f"  Se opp: {words} står i kilden, men er ikke med i sitatet."))
    return lines


def _difference(match: Match) -> Text:
    from rich.text import Text

    shown = Text()
    for i, segment in enumerate(match.difference):
        shown.append(" " if i else "")
        if segment.where == "same":
            shown.append(segment.text)
        elif segment.where == "source":
            shown.append(f"[kilden: {segment.text}]", style="bold")
        else:
            shown.append(f"[her: {segment.text}]", style="bold underline")
    return shown


def _told(change: Change) -> str:
    what = _CHANGES[change.kind]
    if not change.source:
        return f"{what}: «{change.pasted}» er lagt til."
    if not change.pasted:
        return f"{what}: «{change.source}» er borte."
    return f"{what}: kilden har «{change.source}», her står «{change.pasted}»."
