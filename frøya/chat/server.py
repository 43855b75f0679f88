"""The web server: Gradio's page in three languages, the pages for sources, and how they are served."""

from __future__ import annotations

import os
import random
import socket
import threading
import time
import webbrowser
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

# Read by Gradio when it is imported.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles

from frøya.assistant import Frøya
from frøya.chat import shell
from frøya.chat.course import course_routes
from frøya.chat.dilemmas import dilemma_routes
from frøya.chat.gate import Gate
from frøya.chat.mishaps import add_mishaps
from frøya.chat.questions import examples
from frøya.chat.shell import VIEWS
from frøya.chat.sources import missing_html, page_html, source_html
from frøya.chat.views import add_views
from frøya.chat.words import INTERFACES, interface_for
from frøya.course.shelf import Shelf
from frøya.errors import FrøyaError
from frøya.language import Language

STATIC = Path(__file__).parent / "static"
_COOKIE = "froya-sprak"
_YEAR = 365 * 24 * 3600
_AT_ONCE = 8  # questions that are answered at the same time
_WAITING = 120  # questions that may wait for their turn; those after are asked to try again


def create_app(froya: Frøya, listens: str = "") -> FastAPI:
    """Return the whole site as an ASGI app; ``listens`` is the host it is served on, where that is not the settings'."""
    import gradio as gr

    from frøya.chat.page import build_page
    from frøya.chat.theme import theme

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/froya/static", StaticFiles(directory=STATIC))
    chance = random.Random()  # noqa: S311 - it only picks examples

    @app.get("/")
    def start(request: Request) -> RedirectResponse:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/{_language(request)}/{query}", 307)

    @app.get("/sprak/{language}")
    def choose(language: Language, til: str = "") -> RedirectResponse:
        chosen = RedirectResponse(f"/{language}/{til if til in VIEWS else ''}", 303)
        chosen.set_cookie(_COOKIE, language, max_age=_YEAR, httponly=True, samesite="lax")
        return chosen

    @app.get("/kilde/{slug}")
    def source_in_own_language(request: Request, slug: str) -> RedirectResponse:
        return RedirectResponse(f"/{_language(request)}/kilde/{slug}?{urlencode(request.query_params)}", 307)

    @app.get("/{language}/kilde/{slug}", response_class=HTMLResponse)
    def source(
        language: Language, slug: str, start: int = 0, end: int = 0, h: str = "", bare: bool = False
    ) -> HTMLResponse:
        words = INTERFACES[language]
        try:
            document = froya.document(slug)
        except FrøyaError:
            article = missing_html(words)
            return HTMLResponse(article if bare else page_html(article, words.no_source, words), 404)
        article = source_html(document, start, end, h, words, date.today())
        return HTMLResponse(article if bare else page_html(article, document.title, words))

    add_views(app, froya)
    add_mishaps(app, _language)
    shelf = Shelf(froya.settings.course_folder, lambda: froya.index.documents)
    app.router.routes.extend(course_routes(shelf, listens or froya.settings.host, _language))
    app.router.routes.extend(dilemma_routes(froya))

    def shape(language: str, gradio: str, nonce: str) -> str:
        words = INTERFACES[language]  # type: ignore[index]
        some = examples(froya.documents(), words, chance)
        return shell.page(gradio, words, some, froya.settings.question_characters, nonce)

    for language, words in INTERFACES.items():
        page = build_page(froya, words)
        page.queue(default_concurrency_limit=_AT_ONCE, max_size=_WAITING)
        gr.mount_gradio_app(
            app,
            page,
            path=f"/{language}",
            theme=theme(),
            footer_links=[],
            max_file_size=0,
            run_history=False,
            enable_monitoring=False,
            show_error=False,
            ssr_mode=False,
        )
    app.add_middleware(
        Gate, shape=shape, names=[name.strip() for name in froya.settings.names.split(",") if name.strip()]
    )
    return app


def _language(request: Request) -> Language:
    """Return the language the reader has chosen, or the browser's."""
    chosen = request.cookies.get(_COOKIE)
    if chosen in INTERFACES:
        return chosen
    return interface_for(request.headers.get("accept-language", ""))


def serve(froya: Frøya, host: str, port: int, *, open_browser: bool = False) -> None:
    """Run the chat until it is interrupted."""
    import uvicorn

    if open_browser:
        threading.Thread(target=_open_when_ready, args=(host, port), daemon=True).start()
    uvicorn.run(create_app(froya, host), host=host, port=port, log_level="warning")


def _open_when_ready(host: str, port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection((host, port), timeout=0.2).close()
        except OSError:
            time.sleep(0.2)
        else:
            webbrowser.open(f"http://{host}:{port}")
            return
