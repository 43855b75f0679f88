"""A language model server on loopback that does as it is told: right, or wrong in one of many ways.

It speaks OpenAI's protocol and that of Ollama, streamed, and reads the passages it is given, so that it can quote them, change them, or obey
what stands in them.
"""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse

from frøya.language import sentence_spans
from frøya.settings import Settings

KEY = "hemmelig-7319"
MODEL = "skrevet"


@dataclass(frozen=True)
class Asked:
    """What the model was given: the passages by their numbers, the question, and the whole request."""

    passages: dict[int, str]
    question: str
    body: dict[str, Any]

    def sentences(self, number: int = 1) -> list[str]:
        """The sentences of a passage that can be said alone."""
        text = self.passages[number]
        found = [text[s:e].lstrip("0123456789.- ") for s, e in sentence_spans(text)]
        return [sentence for sentence in found if len(sentence.split()) > 4 and sentence.endswith(".")]


Play = Callable[[Asked], Any]
"""What is played: the text of the answer, or a value that is written as JSON, or something else that `answered` knows."""


@dataclass
class Stage:
    """The server's address, what it plays, and what it has been asked."""

    url: str = ""
    play: Play = lambda asked: claims()
    asked: list[Asked] = field(default_factory=list)
    cancelled: int = 0
    rewrite: Callable[[dict[str, Any]], Any] = lambda asked: {"question": ""}


@dataclass(frozen=True)
class Fault:
    """An HTTP error."""

    status: int
    message: str = "feil"


@dataclass(frozen=True)
class Slow:
    """Pieces with a pause before each; ``ends`` says whether the stream is ended properly."""

    pieces: tuple[str, ...]
    pause: float = 0.0
    ends: bool = True
    finish: str = "stop"
    before: float = 0.0


def claim(text: str, *quotes: tuple[int, str]) -> dict[str, Any]:
    return {"text": text, "quotes": [{"passage": number, "quote": quote} for number, quote in quotes]}


def claims(*given: dict[str, Any], status: str = "answered") -> dict[str, Any]:
    return {"status": status, "claims": list(given)}


def verbatim(asked: Asked, count: int = 2) -> dict[str, Any]:
    """An answer that holds: claims of the first passage's own words."""
    said = asked.sentences()[:count]
    return claims(*(claim(sentence, (1, sentence)) for sentence in said))


def _create(stage: Stage) -> FastAPI:
    app = FastAPI()

    @app.post("/v1/chat/completions")
    async def complete(request: Request) -> Any:
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return JSONResponse({"error": {"message": "Incorrect API key provided", "type": "auth"}}, 401)
        body = await request.json()
        if body["model"] != MODEL:
            return JSONResponse({"error": {"message": f"The model {body['model']} does not exist"}}, 404)
        asked = _read(body)
        if asked is None:
            made = stage.rewrite(json.loads(body["messages"][-1]["content"]))
        else:
            stage.asked.append(asked)
            made = stage.play(asked)
        if isinstance(made, Fault):
            return JSONResponse({"error": {"message": made.message}}, made.status)
        if not isinstance(made, Slow):
            text = made if isinstance(made, str) else json.dumps(made, ensure_ascii=False)
            made = Slow(tuple(text[i : i + 7] for i in range(0, len(text), 7)))
        return StreamingResponse(_stream(stage, made), media_type="text/event-stream")

    @app.post("/api/chat")
    async def ollama(request: Request) -> Any:
        body = await request.json()
        if body["model"] != MODEL:
            return JSONResponse({"error": f"model '{body['model']}' not found"}, 404)
        asked = _read(body)
        assert asked is not None
        stage.asked.append(asked)
        text = json.dumps(stage.play(asked), ensure_ascii=False)

        def line(content: str, **more: Any) -> str:
            message = {"role": "assistant", "content": content}
            whole = {"model": MODEL, "created_at": "2026-01-01T00:00:00Z", "message": message, "done": False} | more
            return json.dumps(whole) + "\n"

        async def lines() -> AsyncIterator[str]:
            for i in range(0, len(text), 7):
                yield line(text[i : i + 7])
            yield line("", done=True, done_reason="stop", prompt_eval_count=11, eval_count=7)

        return StreamingResponse(lines(), media_type="application/x-ndjson")

    return app


def _read(body: dict[str, Any]) -> Asked | None:
    lines = [json.loads(line) for line in body["messages"][-1]["content"].split("\n")]
    if "oppfølging" in lines[0]:
        return None
    return Asked({line["avsnitt"]: line["tekst"] for line in lines[:-1]}, lines[-1]["spørsmål"], body)


async def _stream(stage: Stage, made: Slow) -> AsyncIterator[str]:
    def event(delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
        whole = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": MODEL, "choices": choices} | more
        return f"data: {json.dumps(whole)}\n\n"

    try:
        if made.before:
            # Signs of life, as some servers send while they read the prompt.
            for _ in range(int(made.before / 0.1)):
                yield ": venter\n\n"
                await asyncio.sleep(0.1)
        for piece in made.pieces:
            await asyncio.sleep(made.pause)
            yield event({"role": "assistant", "content": piece})
        if made.ends:
            yield event({}, made.finish)
            yield event({}, None, choices=[], usage={"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18})
            yield "data: [DONE]\n\n"
        else:
            raise ConnectionResetError
    except asyncio.CancelledError:
        stage.cancelled += 1
        raise


@contextmanager
def scripted() -> Iterator[Stage]:
    """Run the server on a free port."""
    stage = Stage()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    stage.url = f"http://127.0.0.1:{port}/v1"
    server = uvicorn.Server(
        uvicorn.Config(_create(stage), host="127.0.0.1", port=port, log_level="critical", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield stage
    server.should_exit = True
    thread.join(10)


def written_by(stage: Stage, settings: Settings, **more: Any) -> Settings:
    """Return ``settings`` with this server as the language model."""
    asks = {"llm": f"openai:{MODEL}", "llm_url": stage.url, "llm_key": KEY, "llm_timeout": 3.0, "llm_retries": 0}
    return Settings(**(settings.model_dump() | asks | more))
