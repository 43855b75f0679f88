"""Settings: arguments win over FROYA_* variables, which win over froya.toml, and what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from frøya.errors import SettingsError
from frøya.settings import DEFAULT_EMBEDDING, Settings, load_settings


@pytest.fixture(autouse=True)
def working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, so that no froya.toml but the test's own is read."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_toml(content: str | bytes) -> None:
    Path("froya.toml").write_bytes(content if isinstance(content, bytes) else content.encode())


def test_without_variables_and_file_the_defaults_hold() -> None:
    settings = load_settings()
    assert settings.embedding == DEFAULT_EMBEDDING
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)
    assert settings.corpus.name == "corpus"
    assert settings.index.name == "index"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("corpus", "mine-notater", Path("mine-notater")),
        ("index", "/tmp/en-indeks", Path("/tmp/en-indeks")),
        ("embedding", "min/modell", "min/modell"),
        ("cache", "/tmp/et-lager", Path("/tmp/et-lager")),
        ("passage_words", "80", 80),
        ("question_characters", "200", 200),
        ("host", "0.0.0.0", "0.0.0.0"),
        ("names", "froya.kommune.no", "froya.kommune.no"),
        ("port", "8000", 8000),
        ("courses", "mine-kurs", Path("mine-kurs")),
        ("feedback", "meldinger.sqlite", Path("meldinger.sqlite")),
        ("feedback_days", "30", 30),
        ("llm", "openai:local", "openai:local"),
        ("llm_url", "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
        ("llm_key", "hemmelig", SecretStr("hemmelig")),
        ("llm_timeout", "7.5", 7.5),
        ("llm_retries", "2", 2),
        ("llm_passages", "4", 4),
        ("llm_tokens", "300", 300),
        ("llm_rewrite", "false", False),
    ],
)
def test_every_setting_is_read_from_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: object
) -> None:
    monkeypatch.setenv(f"FROYA_{name.upper()}", value)
    assert getattr(load_settings(), name) == expected


def test_no_setting_is_left_out_of_the_test_above() -> None:
    (mark,) = test_every_setting_is_read_from_its_variable.pytestmark
    assert {name for name, _, _ in mark.args[1]} == set(Settings.model_fields)


def test_feedback_is_off_until_it_is_given_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().feedback is None
    monkeypatch.setenv("FROYA_FEEDBACK", "")
    assert load_settings().feedback is None


def test_froya_toml_in_the_working_directory_is_read() -> None:
    write_toml('port = 8001\ncorpus = "notater på norsk"\n')
    settings = load_settings()
    assert settings.port == 8001
    assert settings.corpus == Path("notater på norsk")


def test_froya_toml_in_another_directory_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_toml("port = 8001\n")
    (tmp_path / "under").mkdir()
    monkeypatch.chdir(tmp_path / "under")
    assert load_settings().port == 7860


def test_a_variable_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write_toml('port = 8001\nhost = "0.0.0.0"\n')
    monkeypatch.setenv("FROYA_PORT", "8002")
    settings = load_settings()
    assert (settings.port, settings.host) == (8002, "0.0.0.0")


def test_an_argument_wins_over_both(monkeypatch: pytest.MonkeyPatch) -> None:
    write_toml("port = 8001\n")
    monkeypatch.setenv("FROYA_PORT", "8002")
    assert Settings(port=8003).port == 8003


def test_variables_and_lines_that_are_not_frøyas_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    write_toml('port = 8001\n[annet]\nnavn = "verdi"\n')
    monkeypatch.setenv("FROYA_UKJENT", "1")
    monkeypatch.setenv("PORT", "9999")
    assert load_settings().port == 8001


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "abc"),
        ("port", ""),
        ("port", "0"),
        ("port", "65536"),
        ("passage_words", "19"),
        ("passage_words", "401"),
        ("passage_words", "120.5"),
        ("question_characters", "49"),
        ("feedback_days", "0"),
        ("llm_timeout", "0"),
        ("llm_passages", "13"),
    ],
)
def test_a_bad_variable_is_named_in_a_norwegian_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"FROYA_{name.upper()}", value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    message = str(caught.value)
    assert message.startswith(f"Innstillingen FROYA_{name.upper()} ({name} i froya.toml) har verdien {value!r}, ")
    assert "som ikke kan brukes" in message
    assert message.endswith("Rett den eller fjern den.")
    assert "\n" not in message


@pytest.mark.parametrize(
    ("line", "name"), [('port = "åtte tusen"', "PORT"), ("port = [1]", "PORT"), ("corpus = 5", "CORPUS")]
)
def test_a_bad_line_in_the_file_is_named_in_a_norwegian_sentence(line: str, name: str) -> None:
    write_toml(line)
    with pytest.raises(SettingsError, match=rf"^Innstillingen FROYA_{name} \({name.lower()} i froya\.toml\) har "):
        load_settings()


@pytest.mark.parametrize("content", ["port = ", "port 8000", "port = 1\nport = 2", b'host = "\xff"'])
def test_a_file_that_is_not_toml_is_named_in_a_norwegian_sentence(content: str | bytes) -> None:
    write_toml(content)
    with pytest.raises(SettingsError, match=r"^froya\.toml kan ikke leses: .* Rett filen eller fjern den\.$"):
        load_settings()
