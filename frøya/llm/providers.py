"""Settings → a chat model of LangChain's. All that depends on who provides it stands here.

Two are enough: OpenAI's protocol is spoken by llama.cpp, vLLM, LM Studio and most services, and Ollama has its own.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from frøya.errors import ModelError
from frøya.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Schema = Mapping[str, Any]
"""A JSON schema of what the model must write."""

_EXAMPLES = "«openai:gpt-4.1-mini», «openai:local» med FROYA_LLM_URL, eller «ollama:gemma3:12b»"
_OPENAI, _OLLAMA = "https://api.openai.com/v1", "http://127.0.0.1:11434"


@dataclass(frozen=True, slots=True)
class Provider:
    """How one kind of server is spoken to: its package, the arguments of its model, and how it is given a schema."""

    package: str
    arguments: Callable[[Settings], dict[str, Any]]
    structured: Callable[[Schema], dict[str, Any]]


def _openai(settings: Settings) -> dict[str, Any]:
    key = settings.llm_key.get_secret_value()
    if not key and not settings.llm_url:
        raise ModelError(
            f"FROYA_LLM er «{settings.llm}», men FROYA_LLM_KEY er ikke satt. Sett den til nøkkelen din hos OpenAI, "
            "eller sett FROYA_LLM_URL til en tjener som ikke trenger nøkkel."
        )
    return {
        "base_url": settings.llm_url or _OPENAI,
        "api_key": key or "ikke-satt",  # the package insists on one, a server of one's own may not
        "timeout": settings.llm_timeout,
        "max_retries": 0,  # counted here instead, within the time there is
        "max_tokens": settings.llm_tokens,
        "stream_usage": True,
        "temperature": 0,
    }


def _ollama(settings: Settings) -> dict[str, Any]:
    key = settings.llm_key.get_secret_value()
    headers = {"headers": {"Authorization": f"Bearer {key}"}} if key else {}
    return {
        "base_url": settings.llm_url or _OLLAMA,
        "client_kwargs": {"timeout": settings.llm_timeout} | headers,
        "num_predict": settings.llm_tokens,
        "temperature": 0,
        "reasoning": False,
    }


PROVIDERS = {
    # Sent as it is: the package's own way of it reads the whole answer before it lets go of the last of it.
    "openai": Provider(
        "langchain_openai",
        _openai,
        lambda schema: {
            "extra_body": {
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {"name": "svar", "strict": True, "schema": dict(schema)},
                }
            }
        },
    ),
    "ollama": Provider("langchain_ollama", _ollama, lambda schema: {"format": dict(schema)}),
}


def named(setting: str) -> tuple[str, str]:
    """Return the provider and the model that ``setting`` names.

    Raises:
        ModelError: it names no provider that Frøya knows, or no model.

    """
    provider, _, model = setting.partition(":")
    if provider not in PROVIDERS:
        raise ModelError(
            f"FROYA_LLM er «{setting}», men «{provider}» er ikke en leverandør jeg kjenner. Bruk {_EXAMPLES}."
        )
    if not model.strip():
        raise ModelError(f"FROYA_LLM er «{setting}», men modellen mangler. Bruk {_EXAMPLES}.")
    return provider, model.strip()


def chat_model(settings: Settings) -> BaseChatModel:
    """Return the model that ``settings`` name. Nothing is sent yet.

    Raises:
        ModelError: the provider is unknown, its package is not installed, or a key or an address is missing.

    """
    name, model = named(settings.llm)
    url = settings.llm_url
    if url and not url.startswith(("http://", "https://")):
        raise ModelError(f"FROYA_LLM_URL er «{url}», men må begynne med http:// eller https://. Rett den.")
    if name == "openai" and model == "local" and not url:
        raise ModelError(
            f"FROYA_LLM er «{settings.llm}», men FROYA_LLM_URL er ikke satt. Sett den til adressen til tjeneren din, "
            "for eksempel http://127.0.0.1:8080/v1."
        )
    provider = PROVIDERS[name]
    arguments = provider.arguments(settings)
    missing = [package for package in ("langchain", provider.package) if importlib.util.find_spec(package) is None]
    if missing:
        raise ModelError(
            f"FROYA_LLM er «{settings.llm}», men pakken som snakker med {name}, er ikke installert. "
            f'Kjør pip install -e ".[{name}]" i mappen til Frøya; tillegget heter froya[{name}].'
        )
    from langchain.chat_models import init_chat_model

    try:
        opened: BaseChatModel = init_chat_model(model, model_provider=name, **arguments)
    except Exception as error:  # whatever a provider's package makes of a setting it will not take
        raise ModelError(
            f"Språkmodellen «{settings.llm}» kan ikke åpnes ({type(error).__name__}). "
            "Sjekk FROYA_LLM, FROYA_LLM_URL og FROYA_LLM_KEY."
        ) from error
    return opened
