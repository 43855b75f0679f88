"""Shared fixtures: the real model, a real index of the real corpus, and small corpora to break."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

from chatting import address, browser, kept, page, told  # noqa: F401 - the fixtures of the chat's tests

import frøya
from frøya.assistant import Frøya
from frøya.index.embedding import Embedder
from frøya.settings import Settings

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own FROYA_* variables must not steer the tests (the cache of the model may)."""
    for name in [name for name in os.environ if name.startswith("FROYA_") and name != "FROYA_CACHE"]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The default model, loaded once."""
    settings = Settings()
    return Embedder(settings.embedding, settings.cache)


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    """The corpus of the project."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def settings(corpus_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings for the real corpus and an index of its own; SEED_INDEX names one to start from, to save its building."""
    index = tmp_path_factory.mktemp("index")
    if seed := os.environ.get("SEED_INDEX"):
        shutil.copytree(seed, index, dirs_exist_ok=True)
    return Settings(corpus=corpus_folder, index=index)


@pytest.fixture(scope="session")
def froya(settings: Settings) -> Frøya:
    """Frøya over the real corpus."""
    return frøya.open(settings)


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Settings]:
    """Make a small corpus: ``small({"a.md": "tekst"})`` returns settings for it and an index beside it."""

    def make(files: dict[str, str | bytes]) -> Settings:
        corpus = tmp_path / "corpus"
        for name, content in files.items():
            path = corpus / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Settings(corpus=corpus, index=tmp_path / "index")

    return make
