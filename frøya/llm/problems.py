"""What a provider's package raises → one line that says what happened, which setting it is, and what to do.

The packages have errors of their own, but all carry an HTTP status or are about a connection; nothing else is looked at,
and never the text of the answer, which may repeat what was asked.
"""

from __future__ import annotations

from frøya.errors import ModelError
from frøya.settings import Settings

_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_TOO_LONG = ("context", "too long", "too many tokens", "exceed", "n_ctx")


def status_of(error: BaseException) -> int | None:
    """Return the HTTP status of what a provider's package raised, if it has one."""
    for held in (error, getattr(error, "response", None)):
        status = getattr(held, "status_code", None)
        if isinstance(status, int) and status > 0:
            return status
    return None


def passing(error: BaseException) -> bool:
    """Say whether the same call may succeed if it is made again."""
    status = status_of(error)
    if status is not None:
        return status in _PASSING
    return "connect" in type(error).__name__.lower()


def explained(error: BaseException, settings: Settings) -> ModelError:
    """Return ``error`` in the words of the one who can mend it."""
    if isinstance(error, ModelError):
        return error
    model, url = settings.llm, settings.llm_url or "leverandøren"
    status = status_of(error)
    said = str(error).lower()
    if status in (401, 403):
        return ModelError(
            f"Tjeneren avviste nøkkelen ({status}). Rett FROYA_LLM_KEY, eller sjekk at den gjelder for {model}."
        )
    if status == 404:
        provider, _, name = model.partition(":")
        mend = f"Hent den med «ollama pull {name}»" if provider == "ollama" else "Adressen slutter som regel på /v1"
        return ModelError(
            f"Tjeneren kjenner ikke modellen «{name}» eller adressen {url} (404). Rett FROYA_LLM eller FROYA_LLM_URL. {mend}."
        )
    if status in (400, 413, 422) and any(words in said for words in _TOO_LONG):
        return ModelError(
            "Avsnittene får ikke plass i det modellen kan lese. Sett FROYA_LLM_PASSAGES lavere, eller start tjeneren med "
            "større kontekst."
        )
    if status == 429:
        return ModelError(
            "Tjeneren tar ikke imot flere spørsmål nå (429). Vent litt, eller se etter kvoten for FROYA_LLM_KEY."
        )
    if status is not None:
        return ModelError(f"Tjeneren svarte med feil {status}. Se i loggen dens, og sjekk FROYA_LLM og FROYA_LLM_URL.")
    if isinstance(error, TimeoutError) or "timeout" in type(error).__name__.lower():
        return ModelError(
            f"Modellen ble ikke ferdig på {settings.llm_timeout:g} sekunder. Velg en raskere modell, eller sett "
            "FROYA_LLM_TIMEOUT høyere."
        )
    if passing(error):
        return ModelError(f"Fikk ikke kontakt med {url}. Sjekk at tjeneren kjører, og at FROYA_LLM_URL er riktig.")
    return ModelError(
        f"Svaret fra modellen kunne ikke leses ({type(error).__name__}). Sjekk FROYA_LLM med «froya llm check»."
    )
