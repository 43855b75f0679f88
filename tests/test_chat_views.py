"""The views beside the chat, over HTTP: files of an answer, a quote that is checked, sources compared, feedback."""

from __future__ import annotations

import html
import io
import re
import sqlite3
from dataclasses import fields
from pathlib import Path

import docx
import pypdf
import pytest
from chatting import ADVICE_8, NB, SMALL_MISTAKE, languages
from serving import get, post
from starlette.testclient import TestClient

from frøya.assistant import Frøya
from frøya.chat.conversation import take_turn
from frøya.chat.server import create_app
from frøya.chat.view_words import VIEW_WORDS, ViewWords
from frøya.chat.words import INTERFACES
from frøya.feedback import REASONS, Store

pytestmark = pytest.mark.browser
SAID = VIEW_WORDS["nb"]


def _link(drawn: str, part: str) -> str:
    return html.unescape(re.search(rf'href="(/nb/{part}[^"]*)"', drawn)[1])


def _read(kind: str, content: bytes) -> str:
    if kind == "docx":
        return "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    if kind == "pdf":
        return "\n".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(content)).pages)
    return content.decode()


@pytest.mark.parametrize("kind", ["md", "docx", "pdf"])
def test_an_answer_is_downloaded_with_its_quotes_and_sources(address: str, froya: Frøya, kind: str) -> None:
    turn = take_turn(froya, NB, SMALL_MISTAKE, [])
    sent = get(address + _link(turn.html, rf"svar\.{kind}"))
    assert sent.status_code == 200
    assert f".{kind}" in sent.headers["content-disposition"]
    text = " ".join(_read(kind, sent.content).split())
    assert ADVICE_8 in text
    for claim in turn.answer.claims:
        assert "".join(claim.text.split())[:40] in re.sub(r"[\s\\]", "", text)
    assert "Fagforbundet" in text
    assert "2023" in text


def test_a_refusal_is_nothing_to_download(froya: Frøya) -> None:
    turn = take_turn(froya, NB, "Hva koster det å leie hytte i Lofoten?", [])
    assert not turn.answer.answered
    assert "/svar." not in turn.html
    assert "/sjekkliste" not in turn.html


def test_a_follow_up_is_downloaded_as_it_was_understood(address: str, froya: Frøya) -> None:
    first = take_turn(froya, NB, "Hva er psykologisk trygghet?", [])
    second = take_turn(froya, NB, "Og hvem har ansvaret for det?", [first])
    sent = get(address + _link(second.html, r"svar\.md"))
    assert sent.status_code == 200
    assert "Hva er psykologisk trygghet?" in sent.text


def test_an_answer_that_would_be_another_now_is_not_downloaded_unawares(address: str, froya: Frøya) -> None:
    link = _link(take_turn(froya, NB, SMALL_MISTAKE, []).html, r"svar\.pdf")
    sent = get(address + re.sub(r"h=\w+", "h=00000000", link))
    assert sent.status_code == 409
    assert SAID.changed in sent.text
    again = get(address + _link(sent.text, r"svar\.pdf"))
    assert again.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text", "verdict", "holds"),
    [(ADVICE_8, "verbatim", "#sitat"), ("Tilgi store feil. Reager på små feil.", "near", "<ins>"), ("Månen er laget av grønn ost og kjeks.", "absent", "")],
)  # fmt: skip
def test_a_quote_is_verbatim_near_or_absent(address: str, text: str, verdict: str, holds: str) -> None:
    shown = post(f"{address}/nb/sjekk", data={"tekst": text})
    assert shown.status_code == 200
    assert f'<div class="dom {verdict}">' in shown.text
    assert holds in shown.text
    assert html.escape(text) in shown.text


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "Feltet er tomt"), ("a" * 2001, "2001 tegn"), ("ord", "minst to ord"), ("</textarea>\"'", "minst to ord")],
)  # fmt: skip
def test_a_text_that_cannot_be_checked_is_kept_with_the_error_beside_it(address: str, text: str, says: str) -> None:
    shown = post(f"{address}/nb/sjekk", data={"tekst": text})
    assert shown.status_code == 422
    assert says in shown.text
    assert 'aria-describedby="tekst-hjelp problem"' in shown.text
    assert html.escape(text) in shown.text
    assert "<script" not in shown.text


def test_sources_are_compared_and_each_quote_leads_to_its_source(address: str) -> None:
    shown = post(f"{address}/nb/sammenlign", data={"sporsmal": "Hva er tillitsbasert ledelse?"})
    assert shown.text.count('<section class="stemme">') >= 2
    source = get(address + _link(shown.text, "kilde/").partition("#")[0])
    assert '<mark id="sitat">' in source.text
    refused = post(f"{address}/nb/sammenlign", data={"sporsmal": "Hva koster det å leie hytte i Lofoten?"})
    assert "dom absent" in refused.text


def test_feedback_is_offered_only_when_it_is_on(address: str, froya: Frøya) -> None:
    assert "/mening" not in take_turn(froya, NB, SMALL_MISTAKE, []).html
    assert get(f"{address}/nb/mening?vurdering=up&q=Hva").status_code == 404


@pytest.fixture
def apart(froya: Frøya, tmp_path: Path) -> tuple[TestClient, Path]:
    """A chat that keeps feedback, and the file it keeps it in."""
    file = tmp_path / "meninger.sqlite"
    on = Frøya(froya.settings.model_copy(update={"feedback": file}), froya.index, froya.embedder)
    return TestClient(create_app(on), base_url="http://localhost", raise_server_exceptions=False), file


def _filled_in(client: TestClient, froya: Frøya) -> dict[str, str]:
    on = Frøya(froya.settings.model_copy(update={"feedback": Path("x")}), froya.index, froya.embedder)
    form = client.get(_link(take_turn(on, NB, SMALL_MISTAKE, []).html, 'mening[^"]*down')).text
    return {
        name: html.unescape(re.search(rf'name="{name}" value="([^"]*)"', form)[1]) for name in ("vurdering", "q", "h")
    }


def test_feedback_is_kept_and_when_the_file_is_locked_what_was_written_stays(
    apart: tuple[TestClient, Path], froya: Frøya
) -> None:
    client, file = apart
    sent = _filled_in(client, froya)
    sent |= {"grunn": "for langt", "kommentar": "Ærlig talt <b>langt</b>"}
    assert client.post("/nb/mening", data=sent, headers={"origin": "https://evil.example"}).status_code == 403
    assert SAID.thanks in client.post("/nb/mening", data=sent).text
    (kept,) = Store(file).all()
    assert (kept.reason, kept.comment, kept.question) == ("for langt", sent["kommentar"], SMALL_MISTAKE)
    lock = sqlite3.connect(file, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    refused = client.post("/nb/mening", data=sent)
    lock.close()
    assert refused.status_code == 503
    assert SAID.not_saved in refused.text
    assert html.escape(sent["kommentar"]) in refused.text
    changed = client.post("/nb/mening", data=sent | {"h": "00000000"})
    assert changed.status_code == 409
    assert len(Store(file).all()) == 1


@pytest.mark.parametrize(("language", "says"), [("nb", SAID), ("nn", VIEW_WORDS["nn"]), ("en", VIEW_WORDS["en"])])
def test_a_mangled_request_is_answered_with_a_page_in_the_readers_language(
    apart: tuple[TestClient, Path], language: str, says: ViewWords
) -> None:
    client, file = apart
    for method, path, data in (
        ("GET", "mening", None), ("GET", "mening?vurdering=kanskje&q=Hva", None), ("POST", "mening", {"q": "Hva er tillit?"}),
        ("GET", "kilde/sma-og-store-feil?start=x", None),
    ):  # fmt: skip
        sent = client.request(method, f"/{language}/{path}", data=data)
        assert sent.status_code == 422, path
        assert sent.headers["content-type"].startswith("text/html")
        assert f'<html lang="{language}">' in sent.text
        assert says.incomplete in sent.text
        assert "detail" not in sent.text
    wrong = client.post(f"/{language}/sjekk", files={"tekst": ("a.txt", b"Tilgi", "text/plain")})
    assert (wrong.status_code, says.incomplete in wrong.text) == (422, True)
    panel = client.get(f"/{language}/mening?bare=true").text
    assert panel.startswith('<article class="kilde"><h2 tabindex="-1">')
    assert not file.exists()


def test_an_error_that_nobody_foresaw_is_said_without_a_stack_and_keeps_the_text(
    apart: tuple[TestClient, Path], froya: Frøya, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _ = apart
    sent = _filled_in(client, froya) | {"kommentar": "Den var for lang"}

    def broken(*_: object) -> None:
        raise RuntimeError("hemmelig")

    monkeypatch.setattr(Store, "add", broken)
    answered = client.post("/nb/mening", data=sent)
    assert answered.status_code == 500
    assert NB.unexpected in answered.text
    assert "Den var for lang" in answered.text
    assert "hemmelig" not in answered.text
    monkeypatch.setattr("frøya.chat.server.source_html", broken)
    answered = client.get("/nn/kilde/sma-og-store-feil")
    assert (answered.status_code, "hemmelig" in answered.text) == (500, False)
    assert INTERFACES["nn"].unexpected in answered.text


@pytest.mark.parametrize("language", languages())
def test_no_word_of_the_views_is_missing_in_any_language(language: str) -> None:
    for part in fields(SAID):
        said, norwegian = getattr(VIEW_WORDS[language], part.name), getattr(SAID, part.name)
        assert said, part.name
        if isinstance(said, dict):
            assert said.keys() == norwegian.keys()
            assert all(said.values())
        else:
            assert sorted(re.findall(r"\{\w+\}", said)) == sorted(re.findall(r"\{\w+\}", norwegian)), part.name
    assert set(SAID.reasons) == set(REASONS)
