"""The dilemmas outside a course: a list, and a page where the reader chooses and sees two sources; and checklists as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from frøya.answering.answer import Answer, Claim, Quote
from frøya.answering.layout import lay_out
from frøya.assistant import Frøya
from frøya.chat.download import BEFORE
from frøya.chat.forms import notice_html, view_html
from frøya.chat.phone import discuss_html
from frøya.chat.render import source_link
from frøya.chat.words import INTERFACES
from frøya.corpus import Document
from frøya.course.checklist import answer_checklist
from frøya.course.dilemma import Choice, Dilemma, load_dilemmas
from frøya.course.words import WORDS
from frøya.errors import FrøyaError
from frøya.export import FORMATS
from frøya.language import Language

_TYPES = {
    ".md": "text/markdown; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}


def dilemma_routes(froya: Frøya) -> list[BaseRoute]:
    """Return the routes of the dilemmas and checklists of the chat's server, in every language of the interface."""

    def dilemmas() -> tuple[Dilemma, ...]:
        return load_dilemmas(froya.settings.corpus, froya.index.documents)[0]

    def routes(language: Language) -> list[BaseRoute]:
        def every(request: Request) -> Response:
            return HTMLResponse(_list_html(dilemmas(), language))

        def one(request: Request) -> Response:
            found = next((d for d in dilemmas() if d.slug == request.path_params["slug"]), None)
            if found is None:
                return HTMLResponse(_list_html(dilemmas(), language), HTTPStatus.NOT_FOUND)
            asked = request.query_params.get("valg", "")
            chosen = int(asked) - 1 if asked.isdecimal() and 1 <= int(asked) <= len(found.choices) else None
            return HTMLResponse(_page_html(found, chosen, froya, language))

        def checklist(request: Request) -> Response:
            words, said = INTERFACES[language], WORDS[language]
            ending = f".{request.query_params.get('format', 'pdf')}"
            if ending not in FORMATS:
                told = said.no_format.format(formats=", ".join(kind.removeprefix(".") for kind in FORMATS))
                return HTMLResponse(notice_html(said.no_checklist, told, words), HTTPStatus.BAD_REQUEST)
            try:
                answer = _quoted(froya, request.query_params.getlist("sporsmal"))
                made = FORMATS[ending](answer_checklist(answer, froya.index.documents, date.today()))
            except FrøyaError:
                told = said.no_checklist_help
                return HTMLResponse(notice_html(said.no_checklist, told, words), HTTPStatus.UNPROCESSABLE_ENTITY)
            sent = {"content-disposition": f'attachment; filename="sjekkliste{ending}"'}
            return Response(made, headers=sent, media_type=_TYPES[ending])

        return [
            Route(f"/{language}/dilemma/", every),
            Route(f"/{language}/dilemma/{{slug}}", one),
            Route(f"/{language}/sjekkliste", checklist),
        ]

    return [route for language in INTERFACES for route in routes(language)]


def _quoted(froya: Frøya, questions: Sequence[str]) -> Answer:
    """Return the answer of quotes to the last of ``questions``, each asked after those before it."""
    turns: list[tuple[str, Answer]] = []
    for question in questions[-BEFORE - 1 :] or ("",):
        turns.append((question, froya.quote(question, turns)))
    return turns[-1][1]


def _list_html(dilemmas: Sequence[Dilemma], language: Language) -> str:
    words = WORDS[language]
    listed = "".join(
        f'<li lang="{d.language}"><a href="/{language}/dilemma/{d.slug}">{escape(d.title)}</a></li>' for d in dilemmas
    )
    inside = f"<ul>{listed}</ul>" if dilemmas else f"<p>{escape(words.no_dilemmas)}</p>"
    title = escape(words.dilemmas)
    body = f'<h2>{title}</h2><p class="ingress">{escape(words.dilemmas_about)}</p>{inside}'
    return view_html(body, words.dilemmas, INTERFACES[language], "dilemma/")


def _page_html(dilemma: Dilemma, chosen: int | None, froya: Frøya, language: Language) -> str:
    """Return the dilemma; ``chosen`` is what the reader chose, from 0."""
    words = WORDS[language]
    choices = "".join(
        f'<li><a href="?valg={i}#valgt"{" aria-current=true" if chosen == i - 1 else ""}>{escape(choice.label)}</a></li>'
        for i, choice in enumerate(dilemma.choices, 1)
    )
    lang = f'lang="{dilemma.language}"'
    body = (
        f"<h2 {lang}>{escape(dilemma.title)}</h2><p {lang}>{escape(dilemma.situation)}</p>"
        f'<h3 {lang}>{escape(dilemma.question)}</h3><ol class="valg" {lang}>{choices}</ol>'
    )
    if chosen is not None:
        body += _chosen_html(dilemma.choices[chosen], froya, language)
        body += discuss_html(dilemma.discuss, dilemma.sources_note, dilemma.language, words)
    body += f'<p><a href="/{language}/dilemma/">{escape(words.dilemmas)}</a></p>'
    return view_html(body, dilemma.title, INTERFACES[language], "dilemma/")


def _chosen_html(choice: Choice, froya: Frøya, language: Language) -> str:
    words = WORDS[language]
    said = "".join(
        f'<section class="stemme"><h4>{escape(label)}</h4>{_quote_html(quote, froya, language)}</section>'
        for label, quote in ((words.speaks_for, choice.speaks_for), (words.against, choice.against))
    )
    chosen = f"{escape(words.chosen)}: {escape(choice.label)}"
    return f'<section id="valgt" class="resultat" tabindex="-1"><h3>{chosen}</h3><div class="stemmer">{said}</div></section>'


def _quote_html(quote: Quote, froya: Frøya, language: Language) -> str:
    documents: Mapping[str, Document] = froya.index.documents
    answer = Answer("", language, "answered", (Claim(quote.text, (quote,)),))
    layout = lay_out(answer, froya.index)
    source, line = layout.sources[0], layout.leads[0]
    shown = f"«{quote.text}»" if line.quoted else quote.text
    spoken = documents[quote.document].language
    return (
        f'<blockquote class="sitat"><p><span class="ord" lang="{spoken}">{escape(shown)}</span></p></blockquote>'
        f'<p class="stedsnavn"><a href="{escape(source_link(quote, language))}" lang="{spoken}">{escape(source.title)}</a> '
        f'<span class="opphav">{escape(source.origin)}</span></p>'
    )
