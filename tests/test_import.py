"""Importing Frøya is quick: nothing heavy is imported before it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import frøya

HEAVY = {
    "torch",
    "sentence_transformers",
    "transformers",
    "chromadb",
    "gradio",
    "numpy",
    "langchain",
    "langchain_core",
    "langchain_openai",
    "langchain_ollama",
    "openai",
    "ollama",
}


def loaded(*arguments: str) -> tuple[set[str], str]:
    """Run Python with ``arguments``; return the top-level packages it imported and what it printed."""
    command = [sys.executable, "-X", "utf8", "-X", "importtime", *arguments]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    assert run.returncode == 0, run.stderr
    lines = [line for line in run.stderr.splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[1].strip().split(".")[0] for line in lines}, run.stdout


def test_importing_frøya_loads_nothing_heavy() -> None:
    packages, _ = loaded("-c", "import frøya")
    assert "frøya" in packages
    assert not packages & HEAVY


@pytest.mark.parametrize(
    ("command", "printed"),
    [("--help", "Frøya svarer på spørsmål"), ("corpus check", "dokumenter"), ("settings", "FROYA_")],
)
def test_what_needs_no_index_loads_nothing_heavy(command: str, printed: str) -> None:
    packages, output = loaded("-m", "frøya", *command.split())
    assert printed in output
    assert {"frøya", "typer"} <= packages
    assert not packages & HEAVY


def test_the_measure_sees_a_heavy_package() -> None:
    packages, _ = loaded("-c", "import numpy")
    assert "numpy" in packages


@pytest.mark.parametrize("name", frøya.__all__)
def test_every_public_name_resolves_and_is_documented(name: str) -> None:
    assert getattr(frøya, name).__doc__


def test_open_is_the_function_that_opens_frøya() -> None:
    from frøya.assistant import open_froya

    assert frøya.open is open_froya


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'frøya' has no attribute 'finnes_ikke'"):
        frøya.finnes_ikke  # noqa: B018
