"""The chain from question to answer through a real llama.cpp server: the shape of what comes, not what it says."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest
from llama import KEY, llama, model_file, served_by
from test_llm import QUESTION, unverified
from typer.testing import CliRunner

from frøya.answering.prompts import ANSWER_SCHEMA
from frøya.assistant import Frøya
from frøya.cli import app
from frøya.errors import ModelError
from frøya.llm import LanguageModel
from frøya.settings import Settings

pytestmark = pytest.mark.slow
CHOICE = {
    "type": "object",
    "properties": {"svar": {"type": "string", "enum": ["ja", "nei"]}},
    "required": ["svar"],
    "additionalProperties": False,
}
ASKED = [("system", "Answer with JSON."), ("human", "Is water wet?")]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with llama(model_file()) as where:
        yield where


def test_what_is_written_comes_in_pieces_and_is_the_json_that_was_asked_for(address: str, settings: Settings) -> None:
    model = LanguageModel(served_by(address, settings))
    pieces = list(model.write(ASKED, CHOICE))
    assert len(pieces) > 1
    assert json.loads("".join(pieces))["svar"] in ("ja", "nei")
    assert model.last is not None
    assert model.last.read
    assert model.last.written
    assert model.last.first is not None


def test_an_answer_through_the_server_has_cover_for_all_it_says(address: str, froya: Frøya) -> None:
    written = Frøya(served_by(address, froya.settings), froya.index, froya.embedder)
    seen = list(written.answering(QUESTION))
    assert seen[-1].answered
    assert seen[-1].claims
    assert [unverified(answer, froya) for answer in seen] == [[]] * len(seen)


def test_a_call_that_is_left_lets_the_next_one_in(address: str, settings: Settings) -> None:
    model = LanguageModel(served_by(address, settings, llm_tokens=2000, llm_timeout=20))
    long = model.write([("system", "Write as long as you can, as JSON."), ("human", "A story.")], ANSWER_SCHEMA)
    assert next(long)
    long.close()
    assert list(model.write(ASKED, CHOICE))  # the only slot was given back; 2000 tokens take longer than the limit


def test_a_time_that_is_up_is_said_in_one_line(address: str, settings: Settings) -> None:
    # Far more tokens than come in a second, also where the machine is too busy to see that it is up.
    model = LanguageModel(served_by(address, settings, llm_tokens=3500, llm_timeout=1))
    with pytest.raises(ModelError, match="FROYA_LLM_TIMEOUT"):
        list(model.write([("system", "Write a long story as JSON."), ("human", "Go on.")], ANSWER_SCHEMA))


def test_a_key_that_is_wrong_and_a_context_that_is_too_small_are_said_in_one_line(
    address: str, settings: Settings
) -> None:
    with pytest.raises(ModelError, match="FROYA_LLM_KEY"):
        list(LanguageModel(served_by(address, settings, llm_key="feil")).write(ASKED, CHOICE))
    with pytest.raises(ModelError, match="FROYA_LLM_PASSAGES"):
        list(LanguageModel(served_by(address, settings)).write([("human", "tillit og ansvar " * 3000)], CHOICE))


def test_the_server_is_shut_to_others(address: str) -> None:
    base = address.removesuffix("/v1")
    assert httpx.get(f"{address}/models").status_code == 401
    assert httpx.get(base).status_code == 404  # no page to chat on
    told = httpx.get(f"{address}/models", headers={"authorization": f"Bearer {KEY}", "origin": "https://evil.example"})
    assert told.headers.get("access-control-allow-origin") in (None, "")


def test_the_command_reports_speed_format_and_language(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "LLM": "openai:local",
        "LLM_URL": address,
        "LLM_KEY": KEY,
        "LLM_TIMEOUT": "60",
        "LLM_TOKENS": "150",
    }.items():
        monkeypatch.setenv(f"FROYA_{name}", value)
    result = CliRunner().invoke(app, ["llm", "check"])
    assert result.exit_code in (0, 1)
    told = result.stdout + result.stderr
    assert "Format" in told or "FROYA_LLM_TOKENS" in told
    assert KEY not in told
