"""Many people at once: errors, answers to the wrong person, and how long they wait.

    python tests/benchmarks/load.py                     30 people who ask once within 10 s, then 50 people with 20 questions
    python tests/benchmarks/load.py --people 50 --questions 20 --pause 8

Each speaks Gradio's own protocol over HTTP to a server in a process of its own. Every question carries a word that no
other has; it must come back in that person's answer, and no one else's word may.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field

import httpx

QUESTIONS = [
    "Hvordan bør jeg reagere når en ansatt gjør en liten feil?",
    "Hva er tillitsbasert ledelse?",
    "Hvordan delegerer jeg uten å miste oversikten?",
    "Hva er psykologisk trygghet?",
    "Kan jeg lese gjennom PC-loggen til en ansatt?",
    "Hvordan får jeg folk til å si fra på møtene?",
    "Hvor mange prosent av kommunene har innført tillitsreform?",
    "Hva koster det å leie hytte i Lofoten?",
]
SERVE = """
import sys, uvicorn, frøya
from frøya.chat.server import create_app
opened = frøya.open()
opened.ask("Hva er tillit?")
uvicorn.run(create_app(opened), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
"""


@dataclass
class Tally:
    """What came of it."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    mixed_up: int = 0

    def report(self, name: str) -> None:
        waited = sorted(self.seconds) or [0.0]
        p50, p95 = waited[len(waited) // 2], waited[min(len(waited) - 1, int(len(waited) * 0.95))]
        print(
            f"{name}: {len(self.seconds)} answers, {len(self.errors)} errors, {self.mixed_up} to the wrong person, "
            f"p50 {p50:.2f} s, p95 {p95:.2f} s, longest {waited[-1]:.2f} s"
        )
        for error in self.errors[:5]:
            print("   ", error)


async def person(
    client: httpx.AsyncClient, address: str, number: int, questions: int, wait: float, pause: float, tally: Tally
) -> None:
    """Ask ``questions`` questions, one after another, with about ``pause`` seconds to read between them."""
    session = f"last{number:06d}"
    config = (await client.get(f"{address}/nb/config")).json()
    ask = next(d["id"] for d in config["dependencies"] if d["api_name"] == "ask")
    kept: dict[str, object] = {"questions": [], "sources": ""}
    await asyncio.sleep(wait)
    for i in range(questions):
        word = f"kanari{number:03d}x{i:03d}"
        question = f"{random.choice(QUESTIONS)} {word}"
        began = time.perf_counter()
        try:
            shown = await asyncio.wait_for(_ask(client, address, session, ask, question, kept), 60)
        except Exception as error:
            tally.errors.append(f"{type(error).__name__}: {error}")
        else:
            tally.seconds.append(time.perf_counter() - began)
            mine = [f"kanari{number:03d}x{j:03d}" for j in range(i + 1)]
            others = shown.count("kanari") - sum(shown.count(own) for own in mine)
            if word not in shown or others:
                tally.mixed_up += 1
        await asyncio.sleep(random.uniform(0.5, 1.5) * pause)


async def _ask(client: httpx.AsyncClient, address: str, session: str, ask: int, question: str, kept: object) -> str:
    """Send a question as the page does, and return all that the page would show of the reply."""
    api = f"{address}/nb/gradio_api/queue"
    # The second value is the session's own state, which stays with the server.
    body = {"data": [question, None, kept], "fn_index": ask, "session_hash": session, "trigger_id": None}
    sent = await client.post(f"{api}/join", json=body)
    sent.raise_for_status()
    shown = ""
    async with client.stream("GET", f"{api}/data", params={"session_hash": session}) as stream:
        async for line in stream.aiter_lines():
            if not line.startswith("data:"):
                continue
            message = json.loads(line[5:])
            shown += line
            if message["msg"] == "process_completed":
                if not message["success"]:
                    raise RuntimeError(str(message["output"]))
                if "svar" not in shown:
                    raise RuntimeError("no answer in the reply")
            if message["msg"] == "close_stream":
                return shown
    raise RuntimeError("the stream ended early")


async def crowd(address: str, people: int, questions: int, spread: float, pause: float) -> Tally:
    """Let ``people`` come within ``spread`` seconds."""
    tally = Tally()
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(timeout=60, limits=limits) as client:
        waits = [random.uniform(0, spread) for _ in range(people)]
        await asyncio.gather(
            *(person(client, address, i, questions, wait, pause, tally) for i, wait in enumerate(waits))
        )
    return tally


def main() -> None:
    """Serve the chat, and let them in."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int)
    parser.add_argument("--questions", type=int, default=20)
    parser.add_argument("--pause", type=float, default=10.0, help="seconds to read an answer, on average")
    options = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(port)])
    try:
        for _ in range(600):
            try:
                httpx.get(f"{address}/nb/")
                break
            except httpx.TransportError:
                time.sleep(0.5)
        if options.people:
            tally = asyncio.run(crowd(address, options.people, options.questions, options.pause, options.pause))
            tally.report(f"{options.people} people, {options.questions} questions each, {options.pause:g} s between")
        else:
            asyncio.run(crowd(address, 30, 1, 10, 0)).report("30 people within 10 s")
            asyncio.run(crowd(address, 50, 20, 10, 10)).report("50 people, 20 questions each, 10 s between")
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
