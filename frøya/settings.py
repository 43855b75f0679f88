"""FROYA_* variables and froya.toml → one Settings. Nothing else reads the environment."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from frøya.errors import SettingsError

DEFAULT_EMBEDDING = "intfloat/multilingual-e5-small"


def _project() -> Path:
    """Return the checkout the package lies in, or the working directory when it was installed alone."""
    checkout = Path(__file__).resolve().parent.parent
    return checkout if (checkout / "corpus").is_dir() else Path.cwd()


class Settings(BaseSettings):
    """Everything an operator can set. Arguments win over FROYA_* variables, which win over froya.toml."""

    model_config = SettingsConfigDict(env_prefix="FROYA_", toml_file="froya.toml", extra="ignore", frozen=True)

    corpus: Path = Field(
        default_factory=lambda: _project() / "corpus",
        description="Mappen med Markdown- og tekstfiler Frøya svarer fra.",
    )
    courses: Path | None = Field(
        default=None,
        description="Mappen med kursfiler og fryste kurs, som chatten viser på /kurs/. Korpusets undermappe kurs når den ikke er satt.",
    )
    index: Path = Field(
        default_factory=lambda: _project() / "index", description="Mappen indeksen bygges i. Den kan slettes."
    )
    embedding: str = Field(
        default=DEFAULT_EMBEDDING,
        description="Sentence-transformers-modell: en mappe, eller et navn på Hugging Face. Standardmodellen følger med "
        "på Linux x86-64 og trenger ikke nett.",
    )
    cache: Path = Field(
        default_factory=lambda: user_cache_path("froya", appauthor=False),
        description="Mappe for språkmodellen (470 MB).",
    )
    passage_words: int = Field(default=120, ge=20, le=400, description="Lengste avsnitt, i ord.")
    question_characters: int = Field(default=1000, ge=50, description="Lengste spørsmål, i tegn.")
    host: str = Field(default="127.0.0.1", description="Adressen chatten lytter på.")
    names: str = Field(
        default="",
        description="Vertsnavn chatten svarer på i tillegg til denne maskinens egne, med komma mellom. Trengs bak en proxy.",
    )
    port: int = Field(default=7860, ge=1, le=65535, description="Porten chatten lytter på.")
    feedback: Path | None = Field(
        default=None,
        description="Filen tilbakemeldinger fra leserne lagres i. Når den ikke er satt, lagres ingenting.",
    )
    feedback_days: int = Field(default=90, ge=1, description="Hvor mange dager tilbakemeldinger lagres.")
    llm: str = Field(
        default="",
        description="Språkmodellen som kan skrive svar: «openai:MODELL» eller «ollama:MODELL». Uten den er svarene bare "
        "sitater. Se docs/sprakmodeller.md.",
    )
    llm_url: str = Field(
        default="",
        description="Adressen til språkmodelltjeneren, for eksempel http://127.0.0.1:8080/v1. Uten den brukes "
        "leverandørens egen.",
    )
    llm_key: SecretStr = Field(
        default=SecretStr(""),
        description="Nøkkelen til språkmodelltjeneren. Sett den som variabel, ikke i en fil som deles.",
    )
    llm_timeout: float = Field(
        default=20,
        ge=1,
        le=300,
        description="Hvor mange sekunder språkmodellen har på seg før svaret blir bare sitater.",
    )
    llm_retries: int = Field(
        default=1, ge=0, le=3, description="Hvor mange ganger et kall som feiler før første ord, prøves på nytt."
    )
    llm_passages: int = Field(default=6, ge=1, le=12, description="Hvor mange avsnitt språkmodellen får lese.")
    llm_tokens: int = Field(default=700, ge=50, le=4000, description="Lengste svar fra språkmodellen, i tokener.")
    llm_rewrite: bool = Field(default=True, description="Om språkmodellen får skrive om korte oppfølgingsspørsmål.")

    @property
    def course_folder(self) -> Path:
        """Where the courses are."""
        return self.courses or self.corpus / "kurs"

    @field_validator("feedback", "courses", mode="before")
    @classmethod
    def _no_file(cls, value: object) -> object:
        return None if value == "" else value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments, then the environment, then froya.toml in the working directory."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings() -> Settings:
    """Return the settings of this process.

    Raises:
        SettingsError: a variable or a line in froya.toml has a value that cannot be used.

    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"Innstillingen FROYA_{name.upper()} ({name} i froya.toml) har verdien {_shown(name, first['input'])}, "
            f"som ikke kan brukes: {first['msg']}. Rett den eller fjern den."
        ) from error
    except ValueError as error:  # froya.toml is not TOML
        raise SettingsError(f"froya.toml kan ikke leses: {error}. Rett filen eller fjern den.") from error


def _shown(name: str, value: object) -> str:
    return "(skjult)" if name == "llm_key" else repr(value)
