"""The routes of the courses, under /kurs/, and the small site that shows one with no index and no model."""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from frøya.chat import phone, projector
from frøya.chat.gate import Gate
from frøya.course.address import is_loopback, reachable
from frøya.course.frozen import Frozen
from frøya.course.shelf import Shelf, Shelved

if TYPE_CHECKING:
    from frøya.corpus import Document
    from frøya.language import Language

STATIC = Path(__file__).parent / "static"
Documents = Mapping[str, "Document"]


def course_routes(shelf: Shelf, listens: str, language_of: Callable[[Request], Language]) -> list[BaseRoute]:
    """Return the routes of the courses.

    Args:
        shelf: the courses.
        listens: the host the server listens on.
        language_of: which language a reader wants the list in; a course itself is in its own.

    """

    def page(html: str, status: int = 200) -> HTMLResponse:
        return HTMLResponse(html, status, {"cache-control": "no-store"})

    def every(request: Request) -> Response:
        return page(phone.list_html(shelf.all(), language_of(request), own_machine=_own_machine(request)))

    def missing(request: Request) -> Response:
        return page(
            phone.list_html(shelf.all(), language_of(request), own_machine=_own_machine(request)), HTTPStatus.NOT_FOUND
        )

    def found(request: Request) -> tuple[Shelved, Frozen] | None:
        shelved = shelf.find(request.path_params["slug"])
        return (shelved, shelved.course) if shelved and shelved.course else None

    def screen(request: Request) -> Response:
        if not _own_machine(request):
            return page(phone.closed_html(language_of(request)), HTTPStatus.FORBIDDEN)
        if not (course := found(request)):
            return missing(request)
        address = reachable(str(request.base_url), listens)
        return page(projector.projector_html(*course, shelf.changed(course[1]) or frozenset(), address))

    def notes(request: Request) -> Response:
        if not _own_machine(request):
            return page(phone.closed_html(language_of(request)), HTTPStatus.FORBIDDEN)
        if not (course := found(request)):
            return missing(request)
        return page(projector.notes_html(*course, shelf.changed(course[1])))

    def step(request: Request) -> Response:
        course, number = found(request), request.path_params["number"]
        if not course or not 1 <= number <= len(course[1].steps):
            return missing(request)
        stale = number - 1 in (shelf.changed(course[1]) or ())
        return page(phone.phone_html(*course, number - 1, stale=stale))

    return [
        Route("/kurs", lambda request: RedirectResponse("/kurs/", HTTPStatus.PERMANENT_REDIRECT)),
        Route("/kurs/", every),
        Route("/kurs/{slug}/", screen),
        Route("/kurs/{slug}/notater", notes),
        Route("/kurs/{slug}/steg/{number:int}", step),
    ]


def course_app(file: Path, corpus: Path, listens: str, language: Language) -> Starlette:
    """Return a site that shows one course. It opens neither the index nor the model; the corpus only to compare with."""
    shelf = Shelf(file, _Corpus(corpus))
    routes = course_routes(shelf, listens, lambda request: language)
    routes += [
        Route("/", lambda request: RedirectResponse("/kurs/", HTTPStatus.TEMPORARY_REDIRECT)),
        Mount("/froya/static", StaticFiles(directory=STATIC)),
    ]
    app = Starlette(routes=routes)
    app.add_middleware(Gate, shape=lambda language, gradio, nonce: gradio)
    return app


def show_course(
    file: Path, slug: str, corpus: Path, address: tuple[str, int], language: Language, *, browser: bool
) -> None:
    """Show a course until it is interrupted."""
    import uvicorn

    if browser:
        opened = "127.0.0.1" if address[0] in ("0.0.0.0", "::") else address[0]  # noqa: S104 - compared
        threading.Timer(0.7, webbrowser.open, (f"http://{opened}:{address[1]}/kurs/{slug}/",)).start()
    uvicorn.run(course_app(file, corpus, address[0], language), host=address[0], port=address[1], log_level="warning")


class _Corpus:
    """The documents of a corpus folder, read once, in the background; None where there is no folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.documents: Documents | None = None
        self.reading = threading.Thread(target=self._read, daemon=True)
        self.reading.start()

    def __call__(self) -> Documents | None:
        self.reading.join()
        return self.documents

    def _read(self) -> None:
        from frøya.corpus import load_corpus
        from frøya.errors import FrøyaError

        try:
            documents = load_corpus(self.folder).documents
        except FrøyaError:
            return
        self.documents = {document.slug: document for document in documents} or None


def _own_machine(request: Request) -> bool:
    """Say whether the reader sits at the machine that serves the site."""
    client = request.client.host if request.client else ""
    served_from = (request.scope.get("server") or ("",))[0]
    return is_loopback(client) or client == served_from
