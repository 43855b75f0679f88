"""Pictures of the chat → docs/bilder/. Run as ``make screenshots``; look at them before you commit them."""

from __future__ import annotations

import shutil
import socket
import sys
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

import frøya
from frøya.chat import words
from frøya.chat.server import create_app

FOLDER = Path(__file__).parent.parent / "docs" / "bilder"
# name, width, height, dark, whether a citation is opened
PICTURES = [
    ("chat", 1280, 860, False, True),
    ("chat-mork", 1280, 860, True, True),
    ("telefon", 390, 844, False, False),
    ("telefon-kilde", 390, 844, False, True),
]


def serve() -> str:
    """Serve the chat on a free port; return its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(frøya.open()), port=port, log_level="warning"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{port}"


def take(browser: Browser, address: str, name: str, width: int, height: int, dark: bool, source: bool) -> None:
    """Ask the first example, open its first citation if ``source``, and save the picture."""
    page: Page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    page.goto(address)
    page.get_by_role("button", name=words.EXAMPLES[0]).click()
    citation = page.locator("#froya-svar a[href*='/kilde/']").first
    citation.wait_for()
    if source:
        citation.click()
        page.locator("mark").first.wait_for()
    page.wait_for_timeout(600)
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium on this machine (apt install chromium).")
    address = serve()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for picture in PICTURES:
            take(browser, address, *picture)
        browser.close()


if __name__ == "__main__":
    main()
