"""The routes of the views: checking a quote, comparing sources, an answer as a file, and feedback on an answer.

Each is a page from the server that works without scripts. None stores anything, except feedback where it is turned on.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import BoundedSemaphore
from typing import Annotated, Literal

from fastapi import FastAPI, Form, Query
from fastapi.responses import HTMLResponse, Response

from frøya.answering.check import LONGEST
from frøya.assistant import Frøya
from frøya.chat.check_view import check_html, result_html
from frøya.chat.compare_view import compare_html, comparison_html
from frøya.chat.conversation import problem_with
from frøya.chat.download import BEFORE, MEDIA, answered_again, changed_html, file_of, seal
from frøya.chat.feedback_view import Opinion, ask_again_html, form_html, thanks_html
from frøya.chat.forms import notice_html, view_html
from frøya.chat.view_words import VIEW_WORDS
from frøya.chat.words import INTERFACES, Interface
from frøya.errors import FeedbackError, FrøyaError, PrivateData
from frøya.feedback import LONGEST_COMMENT, REASONS, Feedback, Reason, Store, Verdict
from frøya.language import Language

_LOG = logging.getLogger(__name__)
_AT_ONCE = 4  # views that search at the same time, beside the questions of the chat
_PATIENCE = 10  # seconds that one may wait for its turn before the reader is asked to try again
Questions = Annotated[list[str], Query()]
AskedAgain = Annotated[list[str], Form()]
Field = Annotated[str, Form()]


class _Busy(Exception):
    """Too many views are searching."""


def add_views(app: FastAPI, froya: Frøya, *, at_once: int = _AT_ONCE, patience: float = _PATIENCE) -> None:
    """Add the routes of the views to ``app``."""
    places = BoundedSemaphore(at_once)

    @contextmanager
    def a_place() -> Iterator[None]:
        if not places.acquire(timeout=patience):
            raise _Busy
        try:
            yield
        finally:
            places.release()

    documents = {document.slug: document for document in froya.documents()}

    @app.get("/{language}/sjekk", response_class=HTMLResponse)
    def check_form(language: Language) -> HTMLResponse:
        words = INTERFACES[language]
        return _page(check_html(words), VIEW_WORDS[language].check, words, "sjekk")

    @app.post("/{language}/sjekk", response_class=HTMLResponse)
    def check(language: Language, tekst: Field = "") -> HTMLResponse:
        words, said = INTERFACES[language], VIEW_WORDS[language]
        tekst = tekst.replace("\r\n", "\n")
        kept, problem, status, found = tekst, "", 422, ""
        try:
            with a_place():
                checked = froya.check(tekst)
        except PrivateData:
            kept, problem = "", said.check_private
        except FrøyaError:
            problem = said.check_unreadable
            if not tekst.strip():
                problem = said.check_empty
            elif len(tekst) > LONGEST:
                problem = said.check_long.format(count=len(tekst), limit=LONGEST)
        except _Busy:
            problem, status = words.busy, 503
        except Exception:
            _LOG.exception("a quote could not be checked")
            problem, status = words.unexpected, 500
        else:
            status, found = 200, said.verdicts[checked.verdict]
        result = result_html(checked, documents, words) if found else ""
        title = f"{found or said.error}: {said.check}"
        return _page(check_html(words, kept, problem) + result, title, words, "sjekk", status)

    @app.get("/{language}/sammenlign", response_class=HTMLResponse)
    def compare_form(language: Language, sporsmal: str = "") -> HTMLResponse:
        words = INTERFACES[language]
        if sporsmal:
            return compared(words, sporsmal)
        return _page(compare_html(words), VIEW_WORDS[language].compare, words, "sammenlign", wide=True)

    @app.post("/{language}/sammenlign", response_class=HTMLResponse)
    def compare(language: Language, sporsmal: Field = "") -> HTMLResponse:
        return compared(INTERFACES[language], sporsmal)

    def compared(words: Interface, question: str) -> HTMLResponse:
        said = VIEW_WORDS[words.language]
        kept, status, result = question, 422, ""
        problem = problem_with(question, froya.settings.question_characters, words)
        try:
            if not problem:
                with a_place():
                    result = comparison_html(froya.compare(question), froya, words)
                status = 200
        except PrivateData:
            kept, problem = "", words.private
        except FrøyaError:
            problem = words.no_words
        except _Busy:
            problem, status = words.busy, 503
        except Exception:
            _LOG.exception("sources could not be compared")
            problem, status = words.unexpected, 500
        title = f"{said.error}: {said.compare}" if problem else said.compare
        return _page(compare_html(words, kept, problem) + result, title, words, "sammenlign", status, wide=True)

    @app.get("/{language}/svar.{kind}", response_model=None)
    def download(language: Language, kind: Literal["md", "docx", "pdf"], q: Questions = [], h: str = "") -> Response:  # noqa: B006 - FastAPI copies it
        words, said = INTERFACES[language], VIEW_WORDS[language]
        try:
            with a_place():
                answer = answered_again(froya, q)
                if h and h != seal(answer):
                    return _page(changed_html(q, kind, words), said.changed, words, status=409)
                content = file_of(froya, answer, kind, date.today())
        except _Busy:
            return _told(said.cannot, words.busy, words, 503)
        except FrøyaError:
            return _told(said.cannot, words.no_words, words, 422)
        except Exception:
            _LOG.exception("a file could not be made")
            return _told(said.cannot, words.unexpected, words, 500)
        name = f"froya-svar-{date.today().isoformat()}.{kind}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return Response(content, media_type=MEDIA[kind], headers=headers)

    if froya.settings.feedback is not None:
        _add_feedback(app, froya, Store(froya.settings.feedback, froya.settings.feedback_days))


def _add_feedback(app: FastAPI, froya: Frøya, store: Store) -> None:
    days = froya.settings.feedback_days

    @app.get("/{language}/mening", response_class=HTMLResponse)
    def opinion_form(
        language: Language,
        vurdering: Verdict,
        q: Questions = [],  # noqa: B006 - FastAPI copies it
        h: str = "",
        bare: bool = False,
    ) -> HTMLResponse:
        words = INTERFACES[language]
        if not q:
            return _told(VIEW_WORDS[language].no_page, VIEW_WORDS[language].no_page_help, words, 404)
        return shown_as(form_html(Opinion(vurdering, tuple(q[-BEFORE - 1 :]), h), days, words), words, bare=bare)

    @app.post("/{language}/mening", response_class=HTMLResponse)
    def give_opinion(
        language: Language,
        vurdering: Annotated[Verdict, Form()],
        q: AskedAgain = [],  # noqa: B006 - FastAPI copies it
        h: Field = "",
        grunn: Field = "",
        kommentar: Field = "",
        bare: bool = False,
    ) -> HTMLResponse:
        words, said = INTERFACES[language], VIEW_WORDS[language]
        if not q:
            return _told(said.no_page, said.no_page_help, words, 404)
        comment = kommentar.replace("\r\n", "\n")
        reason: Reason = next((r for r in REASONS if r == grunn and vurdering == "down"), "")
        opinion = Opinion(vurdering, tuple(q[-BEFORE - 1 :]), h, reason, comment)

        def refused(
            problem: str, status: int, kept: Opinion = opinion, more: str = "", own: bool = False
        ) -> HTMLResponse:
            form = form_html(kept, days, words, problem, about_comment=own)
            return shown_as(form + more, words, status, bare=bare)

        if len(comment) > LONGEST_COMMENT:
            return refused(said.comment_long.format(count=len(comment), limit=LONGEST_COMMENT), 422, own=True)
        try:
            answer = answered_again(froya, opinion.questions)
            if h != seal(answer):
                return refused(said.feedback_changed, 409, more=ask_again_html(opinion, words))
            store.add(Feedback.on(answer, vurdering, reason, comment))
        except PrivateData:
            return refused(said.comment_private, 422, Opinion(vurdering, opinion.questions, h, reason), own=True)
        except FeedbackError:
            _LOG.exception("feedback was not kept")
            return refused(said.not_saved, 503)
        except FrøyaError:
            return refused(words.no_words, 422)
        except Exception:
            _LOG.exception("feedback could not be taken")
            return refused(words.unexpected, 500)
        return shown_as(thanks_html(words), words, bare=bare)

    def shown_as(article: str, words: Interface, status: int = 200, *, bare: bool) -> HTMLResponse:
        if bare:
            return HTMLResponse(article, status)
        back = f'<p><a href="/{words.language}/">{words.back_to_chat}</a></p>'
        return _page(back + article, VIEW_WORDS[words.language].useful, words, status=status)


def _page(
    content: str, title: str, words: Interface, path: str = "", status: int = 200, *, wide: bool = False
) -> HTMLResponse:
    return HTMLResponse(view_html(content, title, words, path, wide=wide), status)


def _told(title: str, text: str, words: Interface, status: int) -> HTMLResponse:
    return HTMLResponse(notice_html(title, text, words), status)
