"""How long a key takes to the screen, and a course to start.

    python tests/benchmarks/course.py kurs.yaml

The course must be frozen. From the moment the browser says the key was pressed to the frame after the one in which the
next screen was drawn; and from the command to the first page, in a new process.
"""

from __future__ import annotations

import shutil
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

import httpx
from playwright.sync_api import sync_playwright

PRESSES = 500
WATCH = """() => {
  window.took = [];
  document.addEventListener("keydown", (event) => {
    requestAnimationFrame(() => requestAnimationFrame(() => window.took.push(performance.now() - event.timeStamp)));
  }, true);
}"""


def main(file: Path) -> None:
    """Print the two figures."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    began = time.perf_counter()
    command = [sys.executable, "-m", "frøya", "course", "run", str(file), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                httpx.get(f"{address}/kurs/")
                break
            except httpx.HTTPError:
                time.sleep(0.02)
        print(f"from the command to the first page: {time.perf_counter() - began:.1f} s")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.goto(
                address + str(httpx.get(f"{address}/kurs/").text.split('class="lenker"><a href="')[1].split('"')[0])
            )
            page.evaluate(WATCH)
            screens = page.locator(".skjerm").count()
            for i in range(PRESSES):
                page.keyboard.press("Home" if i % screens == screens - 1 else "k" if i % 5 == 4 else "PageDown")
            page.wait_for_timeout(300)
            took = sorted(page.evaluate("window.took"))
            browser.close()
    finally:
        server.terminate()
    share = took[int(len(took) * 0.95)]
    print(
        f"{len(took)} keys, {screens} screens: median {statistics.median(took):.0f} ms, p95 {share:.0f} ms, longest {took[-1]:.0f} ms"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
