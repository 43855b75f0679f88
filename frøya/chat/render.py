"""Layout → the HTML of a reply, on one line, which Gradio takes for a block of Markdown.

Whatever comes from a source or a reader is escaped. Gradio's own cleaning (which keeps ``class``, ``lang``, ``details``
and ``button``, and drops ``aria-*`` and ``data-*``) comes on top of that, not instead of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote as url_quote

from frøya.answering.answer import Answer, Quote
from frøya.answering.layout import Layout, Line, SourceLine
from frøya.answering.words import WORDS
from frøya.chat.words import Interface
from frøya.corpus import Document
from frøya.language import Language, identify

_SHOWN = 500  # characters of a question that are repeated on the page
Documents = Mapping[str, Document]


def shown(text: str) -> str:
    """Return ``text`` escaped and on one line. A blank line would end the block of HTML it stands in."""
    return escape(" ".join(text.split()))


def quote_hash(text: str) -> str:
    """Return what a citation link carries so that a changed source is noticed: eight hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def source_link(quote: Quote, language: Language = "nb") -> str:
    """Return the address of the page that shows ``quote`` in its source, with the page's words in ``language``."""
    where = f"start={quote.start}&end={quote.end}&h={quote_hash(quote.text)}"
    return f"/{language}/kilde/{url_quote(quote.document, safe='')}?{where}"


def ask_link(question: str, language: Language) -> str:
    """Return the address that puts ``question`` in the field."""
    return f"/{language}/?sporsmal={url_quote(question, safe='')}"


def question_html(question: str, language: Language, words: Interface) -> str:
    """Return what the reader asked, as the heading of its answer."""
    cut = question if len(question) <= _SHOWN else question[:_SHOWN] + " …"
    label = f'<span class="skjult" lang="{words.language}">{shown(words.you_asked)} </span>'
    return f'<h2 class="sporsmal" tabindex="-1" lang="{language}">{label}{shown(cut)}</h2>'


def waiting_html(words: Interface) -> str:
    """Return what stands in the answer's place until it comes."""
    return f'<p class="venter" lang="{words.language}">{shown(words.searching)}</p>'


def answer_html(
    answer: Answer,
    layout: Layout,
    documents: Documents,
    next_questions: Sequence[str],
    words: Interface,
    actions: str = "",
) -> str:
    """Return the reply. Words of sources are ``blockquote``s in serif; Frøya's own are of the class ``ramme``.

    ``actions`` is HTML to put after the button that copies.
    """
    frame = WORDS[answer.language]
    understood = frame.understood.split("{")[0]
    before = [notice for notice in layout.notices if notice.startswith(understood)]
    after = [notice for notice in layout.notices if notice not in before]
    draw = _Drawing(documents, words)
    parts = [_frame("p", notice, "forstatt") for notice in before]
    if layout.opening:
        parts.append(_frame("p", layout.opening, "apning"))
    if layout.leads:
        parts.append(_frame("h3", frame.lead.rstrip(":")))
        parts += [f'<div class="kort">{draw.line(line)}</div>' for line in layout.leads]
    for title, lines in ((frame.steps, layout.steps), (frame.items, layout.items), (frame.others, layout.others)):
        if lines:
            parts.append(_frame("h3", title.rstrip(":")))
            parts.append(draw.list_of(lines, ordered=title != frame.others))
    if layout.nearest:
        parts.append(_frame("p", frame.nearest))
        parts.append(f'<ul class="kilder">{"".join(draw.source(source) for source in layout.nearest)}</ul>')
    parts += [_frame("p", notice, "merknad") for notice in after]
    if layout.sources:
        parts.append(_frame("h3", frame.sources.rstrip(":")))
        listed = "".join(draw.source(source, numbered=True) for source in layout.sources)
        parts.append(f'<ol class="kilder">{listed}</ol>')
    if layout.definitions:
        terms = "".join(draw.term(d.word, d.quote) for d in layout.definitions)
        parts.append(f'<div class="ordliste">{_frame("h3", frame.meanings.rstrip(":"))}{terms}</div>')
    copy = f'<button type="button" class="kopier">{shown(words.copy)}</button>'
    parts.append(f'<div class="handlinger" lang="{words.language}">{copy}{actions}</div>')
    if next_questions:
        asks = "".join(
            f'<li><a class="spor" href="{escape(ask_link(q, words.language))}" lang="{identify(q)}">{shown(q)}</a></li>'
            for q in next_questions
        )
        parts.append(f'<div class="videre">{_frame("h3", layout.next_title.rstrip(":"))}<ul>{asks}</ul></div>')
    ready = words.ready(len(layout.sources), answer.answered)
    meldt = f'<span class="meldt" hidden lang="{words.language}">{shown(ready)}</span>'
    return f'<div class="svar" lang="{answer.language}">{"".join(parts)}{meldt}</div>'


def _frame(tag: str, text: str, extra: str = "") -> str:
    return f'<{tag} class="ramme {extra}">{shown(text)}</{tag}>'


class _Drawing:
    """Draws lines and sources: what they share is the documents and the words of the page."""

    def __init__(self, documents: Documents, words: Interface) -> None:
        self.documents = documents
        self.words = words

    def line(self, line: Line) -> str:
        marks = "".join(self._mark(c.mark, c.number, c.quote) for c in line.citations)
        quotes = [c.quote for c in line.citations]
        text = shown(line.text)
        if not any(quote.text == line.text for quote in quotes):  # worded by a model, and tied to quotes
            return f'<p class="ramme sagt">{text} {marks}</p>'
        label = f'<span class="skjult" lang="{self.words.language}">{shown(self.words.quote)} </span>'
        said = f"«{text}»" if line.quoted else text
        lang = self._lang(quotes[0])
        return f'<blockquote class="sitat"><p>{label}<span class="ord" lang="{lang}">{said}</span> {marks}</p></blockquote>'

    def list_of(self, lines: Sequence[Line], *, ordered: bool) -> str:
        items = "".join(
            f"<li{'' if line.number is None else f' value={chr(34)}{line.number}{chr(34)}'}>{self.line(line)}</li>"
            for line in lines
        )
        return f'<ol class="punkter">{items}</ol>' if ordered else f'<ul class="punkter">{items}</ul>'

    def source(self, source: SourceLine, *, numbered: bool = False) -> str:
        value = f' value="{source.number}"' if numbered else ""
        link = f'<a class="kilde-lenke" href="{self._href(source.quote)}" lang="{self._lang(source.quote)}">{shown(source.title)}</a>'
        return f'<li{value}>{link} <span class="opphav">{shown(source.origin)}</span></li>'

    def term(self, word: str, quote: Quote) -> str:
        lang = self._lang(quote)
        link = f'<a class="henvisning" href="{self._href(quote)}"><span lang="{self.words.language}">{shown(self.words.open_source)}</span></a>'
        return (
            f'<details class="ordforklaring"><summary lang="{lang}">{shown(word)}</summary>'
            f'<blockquote class="sitat"><p><span class="ord" lang="{lang}">{shown(quote.text)}</span> {link}</p></blockquote></details>'
        )

    def _mark(self, mark: str, number: int, quote: Quote) -> str:
        place = mark.partition(", ")[2]
        seen = f"{number}" + (f', <span lang="nb">{shown(place)}</span>' if place else "")
        label = f'<span class="skjult">{shown(self.words.open_source)} </span>'
        return f'<a class="henvisning" lang="{self.words.language}" href="{self._href(quote)}">{label}{seen}</a>'

    def _href(self, quote: Quote) -> str:
        return escape(source_link(quote, self.words.language))

    def _lang(self, quote: Quote) -> str:
        return self.documents[quote.document].language
