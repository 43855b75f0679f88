"""What every request passes: who may ask, which of Gradio's doors are open, and the headers that keep everything at home."""

from __future__ import annotations

import ipaddress
import re
import secrets
import socket
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from frøya.chat.forms import notice_html
from frøya.chat.view_words import VIEW_WORDS
from frøya.chat.words import INTERFACES

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from frøya.language import Language

MOST_BYTES = 4_000_000  # of a request: a conversation, and a question far too long to answer
# Of Gradio's routes the page needs these. Uploads, files, proxying, the API's pages and its other routes stay shut.
_OPEN = re.compile(
    r"/?|/(?:assets|static|svelte)/.+|/theme\.css|/config|/manifest\.json|"
    r"/gradio_api/(?:queue/(?:join|data)|heartbeat/\w+|reset|cancel|info|startup-events|app_id)/?"
)
_GRADIO = re.compile(r"/(nb|nn|en)(/.*)?")
_OURS = re.compile(
    r"/(?:nb|nn|en)/(?:kilde/[^/]+|sjekk|sammenlign|mening|svar\.(?:md|docx|pdf)|dilemma/[^/]*|sjekkliste)"
)
_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)
Shape = Callable[[str, str, str], str]


class Gate:
    """Middleware around the whole site.

    Args:
        app: the site.
        shape: called with (language, Gradio's page, nonce); returns the page as it is sent.
        names: host names the site answers to, beside this machine's own and plain addresses.

    """

    def __init__(self, app: ASGIApp, shape: Shape, names: Collection[str] = ()) -> None:
        self.app = app
        self.shape = shape
        self.names = {"localhost", socket.gethostname().lower(), *(name.lower() for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or turn it away."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return  # Frøya speaks no WebSocket
        nonce = secrets.token_urlsafe(16)
        sent = _with_headers(send, nonce)
        if refusal := self._refusal(scope):
            await refusal(scope, receive, sent)
            return
        found = _GRADIO.fullmatch(scope["path"])
        if found and found[2] in (None, "/") and scope["method"] == "GET":
            scope["headers"] = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
            await self.app(scope, receive, _Page(sent, lambda gradio: self.shape(found[1], gradio, nonce)))
            return
        await self.app(scope, receive, sent)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._is_ours(headers.get("host", "")):
            return PlainTextResponse("Frøya svarer ikke på dette vertsnavnet. Sett FROYA_NAMES til navnet.\n", 421)
        if scope["method"] not in ("GET", "HEAD") and _from_elsewhere(headers):
            return PlainTextResponse("Forespørselen kommer fra et annet nettsted.\n", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return PlainTextResponse("Forespørselen er for stor.\n", 413)
        found = _GRADIO.fullmatch(scope["path"])
        if found and not _OPEN.fullmatch(found[2] or "") and not _OURS.fullmatch(scope["path"]):
            return _no_page(cast("Language", found[1]))
        return None

    def _is_ours(self, host: str) -> bool:
        """Say whether ``host`` is a name of this site: a page elsewhere cannot have an address or these names as its own."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        if name in self.names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def _no_page(language: Language) -> Response:
    said = VIEW_WORDS[language]
    return HTMLResponse(notice_html(said.no_page, said.no_page_help, INTERFACES[language]), 404)


def _from_elsewhere(headers: Headers) -> bool:
    """Say whether a browser sent this from a page of another site. (Programs send neither header.)"""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        return True
    return headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")


def _with_headers(send: Send, nonce: str) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = _POLICY.format(nonce=nonce)
            headers["X-Content-Type-Options"] = "nosniff"
            # Not "no-referrer": with it browsers say that a form sent from our own page comes from "null".
            headers["Referrer-Policy"] = "same-origin"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers["Cross-Origin-Resource-Policy"] = "same-origin"
            del headers["access-control-allow-origin"]
        await send(message)

    return sent


class _Page:
    """Holds a page back until all of it has come, and sends it shaped."""

    def __init__(self, send: Send, shape: Callable[[str], str]) -> None:
        self.send = send
        self.shape = shape
        self.start: Message = {}
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        headers = MutableHeaders(scope=self.start)
        if headers.get("content-type", "").startswith("text/html"):
            self.body = self.shape(self.body.decode()).encode()
            headers["content-length"] = str(len(self.body))
            headers["cache-control"] = "no-store"
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": self.body})
