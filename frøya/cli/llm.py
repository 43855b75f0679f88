"""``froya llm check``: does the language model do what Frøya needs?"""

from __future__ import annotations

import typer

from frøya.cli.common import Json, plain_errors, print_json, waiting

app = typer.Typer(no_args_is_help=True, help="Språkmodellen som kan skrive svar.")


@app.callback()
def llm() -> None:
    """Språkmodellen som kan skrive svar."""


@app.command(epilog="Eksempel: `FROYA_LLM=openai:local FROYA_LLM_URL=http://127.0.0.1:8080/v1 froya llm check`")
@plain_errors
def check(as_json: Json = False) -> None:
    """Still språkmodellen ett spørsmål, og vis hvor fort den svarer, om den holder formatet, og om den skriver norsk."""
    from dataclasses import asdict

    from frøya.answering.trial import trial
    from frøya.errors import ModelError
    from frøya.llm import open_model
    from frøya.settings import load_settings

    settings = load_settings()
    model = open_model(settings)
    if model is None:
        raise ModelError(
            "Ingen språkmodell er valgt, så Frøya svarer med bare sitater. Sett FROYA_LLM for å bruke en. "
            "Se docs/sprakmodeller.md."
        )
    with waiting(f"Spør {model.name} …"):
        found = trial(model)
    if as_json:
        print_json({"model": model.name, **asdict(found)})
    else:
        usage = found.usage
        first = "ukjent" if usage is None or usage.first is None else f"{usage.first:.1f} s"
        speed = "ukjent" if usage is None or usage.speed is None else f"{usage.speed:.0f} tokener i sekundet"
        for name, value in (
            ("Modell", model.name),
            ("Første ord", first),
            ("Hele svaret", "ukjent" if usage is None else f"{usage.total:.1f} s av {settings.llm_timeout:g} s"),
            ("Fart", speed),
            ("Format", "ja, JSON som avtalt" if found.structured else "nei, ikke JSON som avtalt"),
            ("Sitater", f"{found.quoted} av {found.written} utsagn har ordrette sitater"),
            ("Dekning", f"{found.held} av {found.written} utsagn ville blitt vist"),
            ("Norsk", "ja" if found.norwegian else "nei"),
        ):
            typer.echo(f"{name:12} {value}")
    if not (found.structured and found.held and found.norwegian):
        raise ModelError(
            f"{model.name} svarer, men ikke slik Frøya trenger, så leserne får bare sitater. Prøv en større modell, eller en "
            "av dem i docs/sprakmodeller.md."
        )
