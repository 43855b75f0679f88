"""Pictures of the chat → docs/bilder/ (README's) and docs/skjermbilder/ (every state).

Run as ``make screenshots``; look at them before you commit them.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from chatting import SMALL_MISTAKE, answers, ask, field, open_citation, ready, served
from playwright.sync_api import Browser, Page, sync_playwright

import frøya

DOCS = Path(__file__).parent.parent / "docs"
LAW = "Kan jeg lese gjennom PC-loggen til en ansatt?"
NYNORSK = "Korleis gir eg folk rom til å bruke fagskjønnet sitt?"
WIDE, PHONE = (1280, 860), (390, 844)
# README's: name, size, dark, state
README = [
    ("chat", WIDE, False, "kilde"),
    ("chat-mork", WIDE, True, "kilde"),
    ("telefon", PHONE, False, "svar"),
    ("telefon-kilde", PHONE, False, "kilde"),
]
STATES = ["start", "svar", "kilde", "lov", "avslag", "feil", "nynorsk", "engelsk"]


def bring_to(page: Page, address: str, state: str) -> None:
    """Open the page and bring it to a state."""
    language = {"nynorsk": "nn", "engelsk": "en"}.get(state, "nb")
    page.goto(f"{address}/{language}/")
    ready(page)
    page.wait_for_timeout(300)
    if state in ("svar", "kilde"):
        ask(page, SMALL_MISTAKE)
    elif state == "lov":
        ask(page, LAW)
        answers(page).last.locator("summary").first.click()
    elif state == "avslag":
        ask(page, "Hva koster det å leie hytte i Lofoten?")
    elif state == "feil":
        field(page).fill("tillit og " * 120)
        page.locator("#froya-send").click()
        page.locator("#froya-feil p").wait_for()
    elif state == "nynorsk":
        ask(page, NYNORSK)
    elif state == "engelsk":
        ask(page, "How do I delegate without losing track?")
    if state == "kilde":
        open_citation(page)


def take(browser: Browser, address: str, path: Path, size: tuple[int, int], dark: bool, state: str) -> None:
    """Save the picture of one state."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale="nb-NO",
    )
    bring_to(page, address, state)
    page.wait_for_timeout(400)
    page.screenshot(path=path)
    page.close()


def main() -> None:
    """Take every picture."""
    for folder in ("bilder", "skjermbilder"):
        (DOCS / folder).mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium on this machine (apt install chromium).")
    with served(frøya.open()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, size, dark, state in README:
            take(browser, address, DOCS / "bilder" / f"{name}.png", size, dark, state)
        for state in STATES:
            for size, width in ((WIDE, "bred"), (PHONE, "smal")):
                for dark in (False, True):
                    name = f"{state}-{width}{'-mork' if dark else ''}.png"
                    take(browser, address, DOCS / "skjermbilder" / name, size, dark, state)
        browser.close()


if __name__ == "__main__":
    main()
