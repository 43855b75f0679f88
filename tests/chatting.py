"""The chat in a real browser against a real server on loopback: the fixtures and steps that its tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from serving import WAIT, running

from frøya.assistant import Frøya
from frøya.chat.server import create_app
from frøya.chat.words import INTERFACES
from frøya.language import Language

NB = INTERFACES["nb"]
SMALL_MISTAKE = "Hvordan bør jeg reagere når en ansatt gjør en liten feil?"
ADVICE_8 = "Tilgi små feil. Reager på store feil."
# A page that is sent waits for a search, and the machine may be busy.
expect.set_options(timeout=WAIT * 1000)


@contextmanager
def served(froya: Frøya, port: int = 0) -> Iterator[str]:
    """Serve the chat on a free port, or on ``port``; the address is given."""
    with running(create_app(froya), port) as where:
        yield where


@pytest.fixture(scope="session")
def address(froya: Frøya) -> Iterator[str]:
    """The chat over the real corpus."""
    with served(froya) as where:
        yield where


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that feedback is kept in where it is turned on."""
    return tmp_path_factory.mktemp("meninger") / "meninger.sqlite"


@pytest.fixture(scope="session")
def told(froya: Frøya, kept: Path) -> Iterator[str]:
    """The chat where feedback is kept."""
    on = Frøya(froya.settings.model_copy(update={"feedback": kept}), froya.index, froya.embedder)
    with served(on) as where:
        yield where


@pytest.fixture(scope="session")
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
        opened_browser = playwright.chromium.launch(executable_path=path, args=switches)
        yield opened_browser
        opened_browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The chat in a window of 1280 × 860, in bokmål."""
    with opened(browser, address) as shown:
        yield shown


@contextmanager
def opened(
    browser: Browser,
    address: str,
    width: int = 1280,
    height: int = 860,
    *,
    dark: bool = False,
    locale: str = "nb-NO",
    path: str = "/",
    calm: bool = True,
    **context_options: object,
) -> Iterator[Page]:
    """Open the chat in a window of this size. Afterwards no script may have failed, and no other host been asked."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        locale=locale,
        reduced_motion="reduce" if calm else "no-preference",
        **context_options,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.set_default_timeout(WAIT * 1000)
    problems: list[str] = []
    hosts: set[str] = set()
    context.on("request", lambda request: hosts.add(urlparse(request.url).netloc))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda m: problems.append(m.text) if "Content Security Policy" in m.text else None)
    page.goto(address + path)
    ready(page)
    yield page
    context.close()
    assert not problems
    assert hosts - {""} <= {urlparse(address).netloc}


def ready(page: Page) -> None:
    """Wait until one can write on the page."""
    page.locator("#froya-sporsmal textarea[aria-label]").wait_for()
    page.wait_for_function("document.getElementById('froya-teller')")


def field(page: Page) -> Locator:
    return page.locator("#froya-sporsmal textarea")


def answers(page: Page) -> Locator:
    return page.locator("#froya-svar .svar")


def ask(page: Page, question: str) -> None:
    """Type a question, send it, and wait for the reply."""
    before = answers(page).count()
    field(page).fill(question)
    page.locator("#froya-send").click()
    expect(answers(page)).to_have_count(before + 1)


def hold(page: Page) -> None:
    """Let the page see the first half of a reply and not the rest, as when the server is slow."""
    page.evaluate("""() => {
      const html = '<p class="venter" lang="nb">Søker …</p>';
      const chat = document.getElementById("froya-svar");
      new MutationObserver(() => {
        for (const answer of chat.querySelectorAll(".svar")) answer.outerHTML = html;
      }).observe(chat, { subtree: true, childList: true });
    }""")


def citations(page: Page) -> Locator:
    return answers(page).last.locator("a.henvisning:visible")


def open_citation(page: Page) -> None:
    citations(page).first.click()
    expect(page.locator("#froya-kilde mark").first).to_be_visible()


def enlarge(page: Page) -> None:
    """Give the page text of twice the size, and the spacing of WCAG 1.4.12."""
    page.add_style_tag(
        content="html{font-size:200%!important}*{line-height:1.5!important;letter-spacing:.12em!important;"
        "word-spacing:.16em!important}p{margin-bottom:2em!important}"
    )


def cut_off(page: Page) -> list[str]:
    """Return the elements whose text does not fit in them."""
    return page.evaluate("""() => [...document.querySelectorAll("button, a, h1, h2, h3, p, blockquote, label")].filter((e) =>
      e.checkVisibility() && !e.closest(".skjult, .hopp") && e.clientWidth && (e.scrollWidth > e.clientWidth + 2 ||
      e.scrollHeight > e.clientHeight + 6) && getComputedStyle(e).overflow !== "visible").map((e) => e.outerHTML.slice(0, 80))""")


def axe(page: Page) -> tuple[list[str], list[str]]:
    """Return what axe-core finds wrong, and what it wants a person to look at."""
    response = Axe().run(page).response
    assert len(response["passes"]) > 10  # it did look
    wrong = [f"{v['id']} ({v['impact']}): {[n['html'][:160] for n in v['nodes'][:3]]}" for v in response["violations"]]
    return wrong, sorted(v["id"] for v in response["incomplete"])


def languages() -> list[Language]:
    return list(INTERFACES)
