"""The web server: Gradio's page, the page for sources, and headers that keep everything at home."""

from __future__ import annotations

import os
import socket
import threading
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

# Read by Gradio when it is imported.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from frøya.assistant import Frøya
from frøya.chat import words
from frøya.chat.sources import missing_html, page_html, source_html
from frøya.errors import FrøyaError

if TYPE_CHECKING:
    from starlette.middleware.base import RequestResponseEndpoint

STATIC = Path(__file__).parent / "static"
_HEAD = '<link rel="stylesheet" href="/froya/static/froya.css"><script src="/froya/static/froya.js" defer></script>'
# Gradio picks its language from the browser and knows bokmål, but not nynorsk or plain «no».
_LANGUAGE = "<script>Object.defineProperty(navigator,'language',{get:()=>'nb'});</script>"
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)


def create_app(froya: Frøya) -> FastAPI:
    """Return the whole site as an ASGI app."""
    import gradio as gr

    from frøya.chat.page import build_page
    from frøya.chat.theme import theme

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/froya/static", StaticFiles(directory=STATIC))

    @app.get("/kilde/{slug}", response_class=HTMLResponse)
    def source(slug: str, start: int = 0, end: int = 0, h: str = "", bare: bool = False) -> HTMLResponse:
        try:
            document = froya.document(slug)
        except FrøyaError:
            article = missing_html()
            return HTMLResponse(article if bare else page_html(article, words.NO_SOURCE), 404)
        article = source_html(document, start, end, h)
        return HTMLResponse(article if bare else page_html(article, document.title))

    @app.middleware("http")
    async def guard(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        if request.url.path == "/" and response.headers.get("content-type", "").startswith("text/html"):
            response = await _in_norwegian(response)
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    page = build_page(froya)
    page.queue(default_concurrency_limit=8)
    mounted: FastAPI = gr.mount_gradio_app(
        app, page, path="/", theme=theme(), head=_HEAD, footer_links=[], max_file_size=0
    )
    return mounted


async def _in_norwegian(response: Response) -> Response:
    """Return Gradio's page with the language of the document set, and Gradio's own words in bokmål."""
    body = b"".join([chunk async for chunk in response.body_iterator])  # type: ignore[attr-defined]
    page = body.decode().replace('lang="en"', 'lang="nb"', 1).replace("<head>", f"<head>{_LANGUAGE}", 1)
    headers = {name: value for name, value in response.headers.items() if name.lower() != "content-length"}
    return Response(page, response.status_code, headers)


def check_port(host: str, port: int) -> None:
    """Make sure that nothing else listens on ``port``.

    Raises:
        FrøyaError: the port is taken, or the address is not this machine's.

    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise FrøyaError(
                f"Kan ikke lytte på {host}:{port} ({error.strerror or error}). Porten er trolig opptatt. "
                f"Stopp det andre programmet, eller velg en annen port: froya chat --port {port + 1 if port < 65535 else 7860}"
            ) from error


def serve(froya: Frøya, host: str, port: int, *, open_browser: bool = False) -> None:
    """Run the chat until it is interrupted."""
    import uvicorn

    if open_browser:
        threading.Thread(target=_open_when_ready, args=(host, port), daemon=True).start()
    uvicorn.run(create_app(froya), host=host, port=port, log_level="warning")


def _open_when_ready(host: str, port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection((host, port), timeout=0.2).close()
        except OSError:
            time.sleep(0.2)
        else:
            webbrowser.open(f"http://{host}:{port}")
            return
