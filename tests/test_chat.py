"""The chat as a leader meets it: a real browser against a real server on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlparse

import httpx
import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from frøya.assistant import Frøya
from frøya.chat import words
from frøya.chat.server import create_app

pytestmark = pytest.mark.browser
SMALL_MISTAKE = words.EXAMPLES[0]
ADVICE_8 = "Tilgi små feil. Reager på store feil."


@pytest.fixture(scope="module")
def address(froya: Frøya) -> Iterator[str]:
    """The chat, served on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(froya), host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, as Debian packages it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("REQUIRE_BROWSER is set, but no Chromium was found")
        pytest.skip("no Chromium on this machine (apt install chromium)")
    with sync_playwright() as playwright:
        # Without these switches Chromium itself looks for updates, which is not the page's doing.
        switches = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        switches += ["--disable-component-update", "--disable-sync"]
        opened = playwright.chromium.launch(executable_path=path, args=switches)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The chat in a window of 1280 × 860, Norwegian reader."""
    with opened(browser, address, 1280, 860) as shown:
        yield shown


@contextmanager
def opened(browser: Browser, address: str, width: int, height: int, dark: bool = False) -> Iterator[Page]:
    """Open the chat in a window of this size; afterwards, no script on it may have failed."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        locale="nn-NO",
        reduced_motion="reduce",
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.requests = []  # type: ignore[attr-defined]
    page.on("request", lambda request: page.requests.append(request.url))  # type: ignore[attr-defined]
    page.goto(address)
    page.get_by_label(words.FIELD_LABEL).wait_for()
    yield page
    context.close()
    assert not problems


def ask(page: Page, question: str) -> None:
    """Type a question, send it, and wait for the reply."""
    before = page.locator("#froya-svar .bot-row").count()
    page.get_by_label(words.FIELD_LABEL).fill(question)
    page.get_by_role("button", name=words.SEND, exact=True).click()
    expect(page.locator("#froya-svar .bot-row")).to_have_count(before + 1, timeout=20_000)


def citations(page: Page):
    return page.locator("#froya-svar .bot-row").last.locator("a[href*='/kilde/']")


def test_the_first_page_greets_warns_and_offers_four_questions(page: Page) -> None:
    expect(page.locator("#froya-svar .bot-row")).to_contain_text("Hei, jeg heter Frøya. Hva kan jeg hjelpe med?")
    notice = page.locator("#froya-merknad")
    for part in ("KI-tjeneste", "kan svare feil", "navngitte personer", "ikke Fagforbundets egen chat"):
        expect(notice).to_contain_text(part)
    assert notice.bounding_box()["y"] < page.get_by_label(words.FIELD_LABEL).bounding_box()["y"]
    expect(page.locator(".eksempel")).to_have_count(4)
    assert page.evaluate("document.documentElement.lang") == "nb"


@pytest.mark.parametrize(("width", "height", "dark"), [(1280, 860, False), (390, 844, False), (1280, 860, True)])
def test_a_citation_opens_its_source_with_the_very_sentence_marked(
    browser: Browser, address: str, width: int, height: int, dark: bool
) -> None:
    with opened(browser, address, width, height, dark) as page:
        page.locator(".eksempel").first.click()
        page.locator("#froya-svar a[href*='/kilde/']").first.wait_for(timeout=20_000)
        expect(page.locator("#froya-svar .bot-row").last).to_contain_text(ADVICE_8)
        citations(page).filter(has_text="råd").first.click()
        panel = page.locator("#froya-kilde")
        expect(panel.locator("mark")).to_have_text(ADVICE_8)
        expect(panel.locator("mark")).to_be_in_viewport()
        header = panel.locator("header")
        expect(header).to_be_in_viewport()
        for part in ("Det må være tillit mellom ledelse og ansatte", "Fagforbundet", "12.12.2022", "2.3.2023"):
            expect(header).to_contain_text(part)
        assert header.get_by_role("link").get_attribute("href").startswith("https://www.fagforbundet.no/a/367659/")
        chat, source = page.locator("#froya-samtale").bounding_box(), panel.bounding_box()
        if width > 900:
            assert source["x"] >= chat["x"] + chat["width"]
        else:
            assert source["y"] >= chat["y"] + chat["height"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_enter_opens_a_citation_and_escape_gives_the_place_back(page: Page) -> None:
    ask(page, SMALL_MISTAKE)
    citation = citations(page).nth(1)
    citation.focus()
    page.keyboard.press("Enter")
    mark = page.locator("#froya-kilde mark")
    expect(mark).to_be_visible()
    shown = page.locator("#froya-svar .bot-row").last.inner_text()
    assert mark.inner_text() in shown
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    expect(page.locator("#froya-kilde")).to_have_count(0)
    assert citation.evaluate("link => link === document.activeElement")


def test_every_citation_of_an_answer_marks_words_that_stand_in_it(page: Page) -> None:
    ask(page, SMALL_MISTAKE)
    links = citations(page).filter(has_text="[")
    answer = page.locator("#froya-svar .bot-row").last.inner_text()
    for i in range(links.count()):
        links.nth(i).click()
        expect(page.locator("#froya-kilde mark").first).to_be_visible()
        assert "".join(page.locator("#froya-kilde mark").all_inner_texts()) in answer


def test_a_conversation_makes_no_request_to_another_host(page: Page, address: str) -> None:
    ask(page, SMALL_MISTAKE)
    citations(page).first.click()
    expect(page.locator("#froya-kilde mark")).to_be_visible()
    ask(page, "![bilde](http://example.com/spor.png) <img src='http://example.com/spor.png'> Hva er tillit?")
    ask(page, "Hva koster det å leie hytte i Lofoten?")
    page.wait_for_timeout(500)
    hosts = {urlparse(url).netloc for url in page.requests if url.startswith("http")}  # type: ignore[attr-defined]
    assert hosts == {urlparse(address).netloc}


def test_what_a_reader_writes_is_shown_as_text(page: Page) -> None:
    hostile = "<b id='fet'>Hva er tillit?</b> [her](javascript:alert(1)) **stor**"
    ask(page, hostile)
    said = page.locator("#froya-svar .user-row").last
    assert said.inner_text().strip() == hostile
    expect(said.locator("a, b, strong, img")).to_have_count(0)


def test_a_follow_up_question_and_a_suggested_one_both_work(page: Page) -> None:
    ask(page, "Hva er psykologisk trygghet?")
    ask(page, "Og hvem har ansvaret for det?")
    reply = page.locator("#froya-svar .bot-row").last
    expect(reply).to_contain_text("Jeg forstår spørsmålet slik: Hva er psykologisk trygghet?")
    count = page.locator("#froya-svar .bot-row").count()
    suggested = reply.locator("a[href*='sporsmal=']").first
    text = suggested.inner_text()
    suggested.click()
    expect(page.locator("#froya-svar .bot-row")).to_have_count(count + 1, timeout=20_000)
    expect(page.locator("#froya-svar .user-row").last).to_contain_text(text)


def test_a_refusal_says_so_and_offers_what_is_nearest(page: Page) -> None:
    ask(page, "Hvor mange prosent av kommunene har innført tillitsreform?")
    reply = page.locator("#froya-svar .bot-row").last
    expect(reply).to_contain_text("Det vet jeg ikke.")
    expect(reply).to_contain_text("svarer ikke på spørsmålet, men kan være nyttig")
    citations(page).first.click()
    expect(page.locator("#froya-kilde mark").first).to_be_visible()


@pytest.mark.parametrize(("question", "says"), [("   ", "Spørsmålet er tomt."), ("🙂🙃", "Jeg finner ingen ord")])
def test_a_question_that_cannot_be_asked_gets_a_sentence_in_the_chat(page: Page, question: str, says: str) -> None:
    ask(page, question)
    expect(page.locator("#froya-svar .bot-row").last).to_contain_text(says)


def test_a_megabyte_of_question_is_turned_away_and_the_chat_goes_on(page: Page) -> None:
    ask(page, "tillit " * 150_000)
    expect(page.locator("#froya-svar .bot-row").last).to_contain_text("Jeg kan lese høyst 1000")
    ask(page, "Hva er tillitsbasert ledelse?")
    expect(page.locator("#froya-svar .bot-row").last).to_contain_text("Kort sagt:")


def test_the_conversation_can_be_started_over(page: Page) -> None:
    ask(page, "Hva er psykologisk trygghet?")
    page.get_by_role("button", name="Tøm samtalen").click()
    expect(page.locator("#froya-svar .user-row")).to_have_count(0)
    expect(page.locator("#froya-svar .bot-row")).to_contain_text(words.GREETING)
    ask(page, "Og hvem har ansvaret for det?")
    expect(page.locator("#froya-svar .bot-row").last).not_to_contain_text("psykologisk trygghet?")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False), (320, True)])
def test_axe_finds_nothing_wrong_before_or_after_an_answer(
    browser: Browser, address: str, width: int, dark: bool
) -> None:
    with opened(browser, address, width, 844, dark) as page:
        page.wait_for_timeout(300)
        assert violations(page) == []
        ask(page, SMALL_MISTAKE)
        citations(page).first.click()
        expect(page.locator("#froya-kilde mark")).to_be_visible()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def violations(page: Page) -> list[str]:
    response = Axe().run(page).response
    assert len(response["passes"]) > 10  # it did look
    found = response["violations"]
    return [f"{v['id']} ({v['impact']}): {[node['html'][:120] for node in v['nodes'][:3]]}" for v in found]


def test_a_source_is_a_page_of_its_own_without_scripts(address: str, froya: Frøya) -> None:
    quote = froya.ask(SMALL_MISTAKE).claims[0].quotes[0]
    from frøya.chat.render import source_link

    shown = httpx.get(address + source_link(quote))
    assert shown.status_code == 200
    assert f"<mark>{ADVICE_8}</mark>" in shown.text
    assert '<html lang="nb">' in shown.text
    assert "default-src 'self'" in shown.headers["content-security-policy"]


def test_a_source_that_has_changed_marks_nothing_and_says_so(address: str) -> None:
    shown = httpx.get(f"{address}/kilde/sma-og-store-feil?start=10&end=40&h=00000000")
    assert "<mark>" not in shown.text
    assert "Kilden er endret" in shown.text


@pytest.mark.parametrize("slug", ["finnes-ikke", "..%2f..%2fpyproject.toml", "%3Cscript%3E"])
def test_a_source_that_does_not_exist_is_a_plain_404(address: str, slug: str) -> None:
    shown = httpx.get(f"{address}/kilde/{slug}")
    assert shown.status_code == 404
    assert "<script>" not in shown.text


@pytest.mark.parametrize("query", ["start=x", "start=-1&end=5", "start=0&end=99999999999", "start=5&end=1"])
def test_a_mangled_citation_link_never_breaks_the_source_page(address: str, query: str) -> None:
    assert httpx.get(f"{address}/kilde/sma-og-store-feil?{query}").status_code in (200, 422)
