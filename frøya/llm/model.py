"""One language model: asked with messages and a schema, it writes text in pieces, within a time.

The calls run on one event loop in a thread of its own, because only there can one be called off at once: a server that
is silent, or that sends nothing but signs of life, is left when the time is up.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections.abc import AsyncIterator, Generator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from frøya.errors import ModelError
from frøya.llm.breaker import Breaker
from frøya.llm.problems import explained, passing
from frøya.llm.providers import PROVIDERS, Schema, chat_model, named
from frøya.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_LOG = logging.getLogger(__name__)
Messages = Sequence[tuple[str, str]]
"""(role, text), where the role is «system», «human» or «ai»."""

# More than any answer needs; a server that never stops is left here.
_MOST_CHARACTERS = 40_000
_WAIT_BETWEEN = 0.3  # seconds before a call is made again, doubled each time


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer took: tokens read and written (None where the server does not say), and seconds."""

    read: int | None
    written: int | None
    first: float | None
    total: float

    @property
    def speed(self) -> float | None:
        """Tokens written a second, after the first."""
        if not self.written or self.first is None or self.total <= self.first:
            return None
        return self.written / (self.total - self.first)


class LanguageModel:
    """A model that writes. Safe to use from several threads.

    Args:
        settings: which model it is, where, and how long it may take.
        chat: the model of LangChain's, when it is not to be made from the settings.

    """

    def __init__(self, settings: Settings, chat: BaseChatModel | None = None) -> None:
        self.settings = settings
        self.name = settings.llm
        self.breaker = Breaker()
        self.last: Usage | None = None
        self._provider = PROVIDERS[named(settings.llm)[0]]
        if chat is not None:
            self.__dict__["_chat"] = chat

    @cached_property
    def _chat(self) -> BaseChatModel:
        return chat_model(self.settings)

    def write(self, messages: Messages, schema: Schema, seconds: float | None = None) -> Generator[str, None, None]:
        """Yield what the model writes, in pieces, and call it off when the iterator is closed.

        Args:
            messages: what it is told and asked.
            schema: the JSON it must write.
            seconds: how long it may take in all; the setting when left out.

        Raises:
            ModelError: it cannot be reached, refuses, stops before it is done, or is not done in time.

        """
        limit = self.settings.llm_timeout if seconds is None else seconds
        pieces: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
        started = time.monotonic()
        running = asyncio.run_coroutine_threadsafe(self._into(pieces, messages, schema, limit), _loop())
        try:
            while (piece := _next(pieces, running, started + limit)) is not None:
                if isinstance(piece, BaseException):
                    raise explained(piece, self.settings) from piece
                yield piece
        finally:
            running.cancel()

    async def _into(
        self,
        pieces: queue.SimpleQueue[str | BaseException | None],
        messages: Messages,
        schema: Schema,
        limit: float,
    ) -> None:
        from langsmith import tracing_context

        try:
            # Whatever the environment says, nobody else reads what is asked.
            with tracing_context(enabled=False):
                async with asyncio.timeout(limit):
                    async for piece in self._pieces(messages, schema):
                        pieces.put(piece)
            pieces.put(None)
        except Exception as error:
            pieces.put(error)

    async def _pieces(self, messages: Messages, schema: Schema) -> AsyncIterator[str]:
        started, first, written, finish = time.monotonic(), None, 0, ""
        usage: Mapping[str, Any] = {}
        chunk, chunks = await self._begun(messages, schema)
        while chunk is not None:
            text = chunk.text if isinstance(chunk.text, str) else ""
            usage = chunk.usage_metadata or usage
            told = chunk.response_metadata
            finish = str(told.get("finish_reason") or told.get("done_reason") or finish)
            if text:
                first = first if first is not None else time.monotonic() - started
                written += len(text)
                yield text
            if written > _MOST_CHARACTERS:
                raise ModelError("Modellen sluttet ikke å skrive. Prøv en annen modell i FROYA_LLM.")
            chunk = await anext(chunks, None)
        self.last = Usage(usage.get("input_tokens"), usage.get("output_tokens"), first, time.monotonic() - started)
        _log(self.name, self.last)
        if finish == "length":
            raise ModelError("Modellen ble avbrutt før den var ferdig. Sett FROYA_LLM_TOKENS høyere.")

    async def _begun(self, messages: Messages, schema: Schema) -> tuple[Any, AsyncIterator[Any]]:
        """Return the first piece and where the rest come from. Only until then is a call that fails made again."""
        from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_exponential

        async def begin() -> tuple[Any, AsyncIterator[Any]]:
            chunks = self._chat.astream(list(messages), **self._provider.structured(schema))
            return await anext(chunks, None), chunks

        attempts = AsyncRetrying(
            stop=stop_after_attempt(self.settings.llm_retries + 1),
            wait=wait_exponential(multiplier=_WAIT_BETWEEN),
            retry=retry_if_exception(passing),
            reraise=True,
        )
        return await attempts(begin)


def open_model(settings: Settings) -> LanguageModel | None:
    """Return the model that the settings name, ready to be asked, or None where they name none.

    Raises:
        ModelError: the settings name one that cannot be opened.

    """
    if not settings.llm:
        return None
    model = LanguageModel(settings)
    _ = model._chat
    return model


def _next(
    pieces: queue.SimpleQueue[str | BaseException | None], running: Future[None], until: float
) -> str | BaseException | None:
    """Wait for the next piece; the loop itself gives up first, so that this limit is only for a loop that is stuck."""
    try:
        return pieces.get(timeout=max(until - time.monotonic(), 0) + 1)
    except queue.Empty:
        running.cancel()
        return TimeoutError()


def _log(name: str, usage: Usage) -> None:
    """Write the figures of an answer, and nothing of its text."""
    _LOG.info(
        "%s: %s tokener lest, %s skrevet, første etter %s s, ferdig på %.2f s",
        name,
        "?" if usage.read is None else usage.read,
        "?" if usage.written is None else usage.written,
        "?" if usage.first is None else f"{usage.first:.2f}",
        usage.total,
    )


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    """Return the loop that all calls run on."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="froya-llm", daemon=True).start()
    return loop
