"""What the README says to type, works as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from frøya.assistant import Frøya
from frøya.cli import app
from frøya.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


COMMANDS = [line for block in blocks("console") for line in block.splitlines()]


@pytest.fixture
def ready(froya: Frøya, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FROYA_INDEX", str(froya.settings.index))


def test_the_first_two_commands_are_the_two_a_newcomer_needs() -> None:
    commands = re.findall(r"^    (.+)$", README, re.MULTILINE)
    assert commands[:2] == ["make chat", "make test"]
    assert len(COMMANDS) >= 8


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_run(command: str) -> None:
    name, *arguments = shlex.split(command)
    assert name == "froya"
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert result.stdout.strip()


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("code", blocks("python"))
def test_the_python_runs(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    scope: dict[str, object] = {}
    exec(code, scope)
    assert "Tilgi små feil. Reager på store feil." in capsys.readouterr().out
    assert len(scope["hits"]) == 10  # type: ignore[arg-type]
    scope["f"].close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "docs/kurs.md", "docs/measurements.md", "docs/sprakmodeller.md"]
)
def test_the_files_that_are_linked_to_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(((?!https?:)[^)#]+)", text):
        assert ((ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize("name", ["prompt.md", "prompt-oppfølging.md"])
def test_what_the_language_model_is_told_is_shown_as_it_is(name: str) -> None:
    page = (ROOT / "docs" / "sprakmodeller.md").read_text(encoding="utf-8")
    assert f"```text\n{(ROOT / 'frøya' / 'answering' / name).read_text(encoding='utf-8').rstrip()}\n```" in page


def test_every_setting_of_the_language_model_is_in_its_page() -> None:
    page = (ROOT / "docs" / "sprakmodeller.md").read_text(encoding="utf-8")
    for name in [name for name in Settings.model_fields if name.startswith("llm")]:
        assert f"`FROYA_{name.upper()}`" in page
