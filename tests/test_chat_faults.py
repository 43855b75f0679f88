"""What the reader meets when something goes wrong on the other side: the server killed, the index swapped, too many at once."""

from __future__ import annotations

import html
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import httpx
import pytest
from chatting import NB, answers, ask, field, open_citation, opened, ready, served
from fastapi import FastAPI
from playwright.sync_api import Browser, expect
from scripted import KEY, MODEL, Slow, scripted
from serving import WAIT, get
from starlette.testclient import TestClient

import frøya
from frøya.assistant import Frøya
from frøya.chat.conversation import take_turn
from frøya.chat.server import create_app
from frøya.chat.views import add_views
from frøya.chat.words import INTERFACES
from frøya.index.build import build_index
from frøya.index.embedding import Embedder
from frøya.settings import Settings

pytestmark = pytest.mark.browser
QUESTION = "Hvordan kan jeg delegere uten å miste oversikten?"
SENTENCE = "Skriv mandatet på en halv side før du gir fra deg en oppgave."
SOURCE = """# Å delegere

{before}

Du kan delegere uten å miste oversikten når den ansatte vet hvor grensene går. {sentence} Avtal når dere snakkes igjen.
"""
Small = Callable[[dict[str, str]], Settings]


def source(before: str = "Å delegere er å gi fra seg en avgjørelse.", sentence: str = SENTENCE) -> dict[str, str]:
    return {"a-delegere.md": SOURCE.format(before=before, sentence=sentence)}


@contextmanager
def chat_process(port: int, settings: Settings, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``froya chat`` as an operator does, and wait until it answers."""
    named = {"FROYA_CORPUS": str(settings.corpus), "FROYA_INDEX": str(settings.index)}
    command = [sys.executable, "-m", "frøya", "chat", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, **named, **more})
    try:
        deadline = time.monotonic() + 4 * WAIT
        while time.monotonic() < deadline:
            assert process.poll() is None, "the chat did not start"
            try:
                get(f"http://127.0.0.1:{port}/nb/")
                break
            except httpx.TransportError:
                time.sleep(0.2)
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_a_server_killed_in_the_middle_of_an_answer_costs_the_reader_nothing(browser: Browser, small: Small) -> None:
    settings = small(source())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with scripted() as stage:
        stage.play = lambda asked: Slow(("{",), before=WAIT)  # an answer that is under way for as long as it takes
        model = {
            "FROYA_LLM": f"openai:{MODEL}",
            "FROYA_LLM_URL": stage.url,
            "FROYA_LLM_KEY": KEY,
            "FROYA_LLM_TIMEOUT": "100",
        }
        context = browser.new_context(locale="nb-NO")
        page = context.new_page()
        page.set_default_timeout(WAIT * 1000)
        with chat_process(port, settings, **model) as process:
            page.goto(f"{address}/nb/")
            ready(page)
            field(page).fill(QUESTION)
            page.locator("#froya-send").click()
            expect(page.locator("#froya-svar .venter").first).to_be_visible()
            process.send_signal(signal.SIGKILL)
            expect(page.locator("#froya-nett")).to_have_text(NB.lost)
            expect(field(page)).to_have_value(QUESTION)
    with chat_process(port, settings):
        page.goto(f"{address}/nb/")
        ready(page)
        expect(field(page)).to_have_value(QUESTION)
        page.locator("#froya-send").click()
        expect(answers(page)).to_have_count(1)
        open_citation(page)
        context.close()


def test_an_index_built_while_a_reader_reads_leaves_the_citations_and_the_answers_as_they_were(
    browser: Browser, small: Small, embedder: Embedder
) -> None:
    settings = small(source())
    with served(frøya.open(settings)) as where, opened(browser, where) as page:
        ask(page, QUESTION)
        small({"a-delegere.md": "# Noe annet\n\nKaffen i kantina er god om morgenen og bitter om kvelden."})
        assert build_index(settings, embedder).new
        assert SENTENCE not in frøya.open(settings).document("a-delegere").text
        open_citation(page)
        expect(page.locator("#froya-kilde mark#sitat")).to_contain_text("delegere")
        page.keyboard.press("Escape")
        ask(page, "Hvor skriver jeg mandatet før jeg gir fra meg en oppgave?")
        expect(answers(page).last).to_contain_text(SENTENCE)


def test_an_old_citation_is_found_where_it_stands_now_or_said_to_be_changed(small: Small, embedder: Embedder) -> None:
    settings = small(source())
    drawn = take_turn(frøya.open(settings), NB, QUESTION, []).html
    link = html.unescape(re.search(r'href="(/nb/kilde/[^"]*)"', drawn)[1]).partition("#")[0]
    quoted = re.search(r'<mark id="sitat">([^<]*)', _shown(settings, link))[1]
    small(source(before="Dette avsnittet er nytt. Det skyver alt som står under, nedover."))
    build_index(settings, embedder)
    moved = _shown(settings, link)
    assert f'<mark id="sitat">{quoted}' in moved
    assert html.escape(NB.changed) not in moved
    small({"a-delegere.md": "# Å delegere\n\nHer står noe helt annet enn før, om å gi fra seg avgjørelser."})
    build_index(settings, embedder)
    gone = _shown(settings, link)
    assert "<mark" not in gone
    assert html.escape(NB.changed) in gone


def _shown(settings: Settings, link: str) -> str:
    sent = TestClient(create_app(frøya.open(settings)), base_url="http://localhost").get(link)
    assert sent.status_code == 200
    return sent.text


@pytest.mark.parametrize("language", list(INTERFACES))
def test_a_view_that_has_no_place_free_asks_the_reader_to_try_again_and_keeps_the_text(
    froya: Frøya, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, searching, go_on = FastAPI(), Event(), Event()
    add_views(app, froya, at_once=1, patience=0.1)
    client = TestClient(app)
    check = froya.check

    def slow(text: str) -> object:
        searching.set()
        assert go_on.wait(WAIT)
        return check(text)

    monkeypatch.setattr(froya, "check", slow)
    first = Thread(target=lambda: client.post(f"/{language}/sjekk", data={"tekst": "Tilgi små feil."}))
    first.start()
    assert searching.wait(WAIT)
    for view, name in (("sjekk", "tekst"), ("sammenlign", "sporsmal")):
        sent = client.post(f"/{language}/{view}", data={name: "Tilgi «små» feil & store."})
        assert sent.status_code == 503
        assert html.escape(INTERFACES[language].busy) in sent.text
        assert html.escape("Tilgi «små» feil & store.") in sent.text
    assert client.get(f"/{language}/svar.md?q=Hva er tillit?").status_code == 503
    go_on.set()
    first.join(WAIT)
