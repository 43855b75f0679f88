"""Requests that no view can answer, and errors that no view saw → a page that says so in the reader's language."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from frøya.chat.forms import notice_html
from frøya.chat.view_words import VIEW_WORDS
from frøya.chat.words import INTERFACES
from frøya.language import Language

_LOG = logging.getLogger(__name__)


def add_mishaps(app: FastAPI, language_of: Callable[[Request], Language]) -> None:
    """Let ``app`` answer mishaps with pages; ``language_of`` tells the language where the address does not."""

    def told(request: Request, status: int) -> HTMLResponse:
        first = request.url.path.strip("/").partition("/")[0]
        language = next((known for known in INTERFACES if known == first), None) or language_of(request)
        words, said = INTERFACES[language], VIEW_WORDS[language]
        title, text = said.incomplete, said.incomplete_help
        if status == HTTPStatus.NOT_FOUND:
            title, text = said.no_page, said.no_page_help
        elif status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            title, text = said.error, words.unexpected
        return HTMLResponse(notice_html(title, text, words, bare="bare" in request.query_params), status)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> HTMLResponse:
        known = not any(where[:2] in (("path", "language"), ("path", "kind")) for where in map(_place, error.errors()))
        return told(request, HTTPStatus.UNPROCESSABLE_ENTITY if known else HTTPStatus.NOT_FOUND)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> HTMLResponse:
        return told(request, error.status_code)

    @app.exception_handler(Exception)
    def unexpected(request: Request, error: Exception) -> HTMLResponse:
        _LOG.error("%s could not be answered", request.url.path, exc_info=error)
        return told(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def _place(error: dict[str, object]) -> tuple[object, ...]:
    place = error["loc"]
    return place if isinstance(place, tuple) else ()
