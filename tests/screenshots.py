"""Pictures of the chat → docs/bilder/ (README's) and docs/skjermbilder/ (every state).

Run as ``make screenshots``; look at them before you commit them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from chatting import ADVICE_8, SMALL_MISTAKE, answers, ask, field, hold, open_citation, ready, served
from coursing import QUESTIONS, course, with_dilemma, write_yaml
from playwright.sync_api import Browser, Page, sync_playwright
from serving import running

import frøya
from frøya.assistant import Frøya
from frøya.chat.course import course_app
from frøya.chat.view_words import VIEW_WORDS
from frøya.course.address import qr_svg
from frøya.course.file import TEMPLATE, load_course
from frøya.course.freeze import freeze
from frøya.course.frozen import frozen_path, write_frozen
from frøya.course.handout import handout
from frøya.export import to_pdf

DOCS = Path(__file__).parent.parent / "docs"
SAID = VIEW_WORDS["nb"]
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
STATES = [
    "start", "svar", "kilde", "lov", "avslag", "feil", "nynorsk", "engelsk", "nedlasting", "mening", "sjekk", "sjekk-ordrett",
    "sjekk-finnes-ikke", "sammenlign", "endret", "dilemma", "vent", "takk",
]  # fmt: skip
VIEWS = {
    "sjekk": "Tilgi alle feil. Reager ikke på store feil.",
    "sjekk-ordrett": ADVICE_8,
    "sjekk-finnes-ikke": "Månen er laget av grønn ost og kjeks.",
}


def bring_to(page: Page, address: str, state: str) -> None:
    """Open the page and bring it to a state."""
    language = {"nynorsk": "nn", "engelsk": "en"}.get(state, "nb")
    if state in VIEWS or state in ("sammenlign", "dilemma"):
        bring_to_view(page, address, state)
        return
    page.goto(f"{address}/{language}/")
    ready(page)
    page.wait_for_timeout(300)
    if state in ("svar", "kilde", "nedlasting", "mening", "endret", "takk"):
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
    elif state in ("mening", "takk"):
        answers(page).last.locator(".tommel", has_text=SAID.no).click()
        page.get_by_label(SAID.reasons["for langt"]).check()
        if state == "takk":
            page.locator("#froya-kilde").get_by_role("button", name=SAID.send, exact=True).click()
            page.get_by_text(SAID.thanks).wait_for()
    elif state == "vent":
        hold(page)
        field(page).fill(SMALL_MISTAKE)
        page.keyboard.press("Enter")
        page.locator(".venter").wait_for()
    elif state in ("nedlasting", "endret"):
        answers(page).last.locator(".nedlasting summary").click()
        answers(page).last.locator(".nedlasting").scroll_into_view_if_needed()
    if state == "endret":
        link = answers(page).last.locator("a.fil").first.get_attribute("href") or ""
        page.goto(address + link.partition("h=")[0] + "h=00000000")


def bring_to_view(page: Page, address: str, state: str) -> None:
    """Open a view beside the chat and bring it to a state."""
    if state in VIEWS:
        page.goto(f"{address}/nb/sjekk")
        page.get_by_label(SAID.check_field).fill(VIEWS[state])
        page.get_by_role("button", name=SAID.check_send).click()
        page.locator("#resultat").wait_for()
    elif state == "sammenlign":
        page.goto(f"{address}/nb/sammenlign")
        page.get_by_label(SAID.compare_field).fill(LAW)
        page.get_by_role("button", name=SAID.compare_send).click()
        page.locator("#resultat").wait_for()
    else:
        page.goto(f"{address}/nb/dilemma/skjemaet-ingen-bruker")
        page.locator(".valg a").first.click()


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


# A course: name, key presses from the first screen, and where it is.
SCREENS = [
    ("kurs-velkommen", []), ("kurs-sporsmal", ["PageDown"]), ("kurs-pastand", ["PageDown"] * 2),
    ("kurs-kilde", [*["PageDown"] * 2, "k"]), ("kurs-telefoner", [*["PageDown"] * 2, "q"]),
    ("kurs-fang-feilen", ["End", "PageUp", "PageUp"]), ("kurs-fasit", ["End", "PageUp"]),
]  # fmt: skip


def course_pictures(browser: Browser, froya: Frøya, folder: Path) -> None:
    """Take the pictures of a course: the projector, the notes, phones, and the handout."""
    own = with_dilemma(froya, folder / "corpus")
    (folder / "kurs.yaml").write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
    write_yaml(folder / "nynorsk.yaml", course("nn", QUESTIONS["nn"]) | {"title": "Rom for fagskjønn"})
    for name, large in (("kurs", False), ("nynorsk", True)):
        path = folder / f"{name}.yaml"
        frozen = freeze(load_course(path, froya.index.documents, ("feilen-ingen-sa",)), own, date(2026, 11, 27))
        write_frozen(frozen, frozen_path(path))
        pdf = folder / f"{name}.pdf"
        pdf.write_bytes(to_pdf(handout(frozen, "http://192.168.1.20:7860/kurs/kurs/steg/1", large=large)))
        if shutil.which("pdftoppm"):
            target = DOCS / "skjermbilder" / f"kurs-utdelingsark{'-stor-nynorsk' if large else ''}"
            subprocess.run(
                ["pdftoppm", "-r", "60", "-f", "1", "-l", "1", "-singlefile", "-png", pdf, target], check=True
            )
    pictures = DOCS / "skjermbilder"
    with running(course_app(folder, froya.settings.corpus, "0.0.0.0", "nb")) as address:
        for name, keys in SCREENS:
            page = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
            # The address of the machine that takes the pictures is its own business.
            page.route("**/kurs/kurs/", lambda r: r.fulfill(body=room(r.fetch().text()), content_type="text/html"))
            page.goto(f"{address}/kurs/kurs/")
            for key in keys:
                page.keyboard.press(key)
            page.screenshot(path=pictures / f"{name}.png")
            page.close()
        for name, route, (width, height) in (
            ("kurs-notater", "/kurs/kurs/notater", (1000, 720)), ("kurs-telefon", "/kurs/kurs/steg/2", PHONE),
            ("kurs-telefon-fang-feilen", "/kurs/kurs/steg/4", PHONE), ("kurs-telefon-dilemma", "/kurs/nynorsk/steg/3", PHONE),
            ("kurs-liste", "/kurs/", PHONE),
        ):  # fmt: skip
            page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
            page.goto(address + route)
            if page.locator("summary").count():
                page.locator("summary").first.click()
            if name == "kurs-notater":
                page.keyboard.press("PageDown")
            page.wait_for_timeout(300)
            page.screenshot(path=pictures / f"{name}.png")
            page.close()


def room(html: str) -> str:
    """Return the page with the address of a room in it, and its code."""
    url = "http://192.168.1.20:7860/kurs/kurs/steg/2"
    found = re.search(r'aria-label="QR: (http://[^"]+/steg/2)"', html)
    if not found:
        return html
    start = html.index("<svg", found.end())
    end = html.index("</svg>", start) + len("</svg>")
    there, here = urlsplit(url).netloc, urlsplit(found[1]).netloc
    return (html[:start] + qr_svg(url) + html[end:]).replace(here, there)


def main() -> None:
    """Take every picture; as arguments, ``course`` takes those of the course alone, and names of states only those."""
    for folder in ("bilder", "skjermbilder"):
        (DOCS / folder).mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium on this machine (apt install chromium).")
    opened = frøya.open()
    only = set(sys.argv[1:])
    with tempfile.TemporaryDirectory() as kept:
        feedback = Path(kept) / "meninger.sqlite"
        froya = Frøya(opened.settings.model_copy(update={"feedback": feedback}), opened.index, opened.embedder)
        take_all(froya, chromium, only)


def take_all(froya: Frøya, chromium: str, only: set[str]) -> None:
    """Take the pictures named ``only``, or all."""
    with served(froya) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        if not only or "course" in only:
            with tempfile.TemporaryDirectory() as folder:
                course_pictures(browser, froya, Path(folder))
        for name, size, dark, state in README:
            if not only or "bilder" in only:
                take(browser, address, DOCS / "bilder" / f"{name}.png", size, dark, state)
        for state in (state for state in STATES if not only or state in only):
            for size, width in ((WIDE, "bred"), (PHONE, "smal")):
                for dark in (False, True):
                    name = f"{state}-{width}{'-mork' if dark else ''}.png"
                    take(browser, address, DOCS / "skjermbilder" / name, size, dark, state)
        browser.close()


if __name__ == "__main__":
    main()
