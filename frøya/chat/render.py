"""Layout → Markdown for the chat. Whatever comes from a source or a reader is escaped first."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote as url_quote

from frøya.answering.answer import Answer, Quote
from frøya.answering.layout import Layout, Line, SourceLine
from frøya.answering.words import WORDS

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$!&])")
_ASK = "/?sporsmal="


def escaped(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it stands, on one line."""
    shown = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", shown))


def quote_hash(text: str) -> str:
    """Return what a citation link carries so that a changed source is noticed: eight hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def source_link(quote: Quote) -> str:
    """Return the address of the page that shows ``quote`` in its source."""
    return f"/kilde/{url_quote(quote.document)}?start={quote.start}&end={quote.end}&h={quote_hash(quote.text)}"


def to_markdown(answer: Answer, layout: Layout) -> str:
    """Return the reply as Markdown, each citation a link to its source."""
    words = WORDS[answer.language]
    parts: list[str] = []
    if layout.opening:
        parts.append(escaped(layout.opening))
    understood = words.understood.split("{")[0]
    parts += [f"*{escaped(notice)}*" for notice in layout.notices if notice.startswith(understood)]
    if layout.leads:
        first, *rest = (_line(line) for line in layout.leads)
        parts.append(" ".join([f"**{words.lead}** {first}", *rest]))
    for title, lines in ((words.steps, layout.steps), (words.items, layout.items), (words.others, layout.others)):
        if lines:
            marked = (f"{line.number}." if line.number else "-" for line in lines)
            listed = (f"{mark} {_line(line)}" for mark, line in zip(marked, lines, strict=True))
            parts.append("\n".join([f"**{title}**", "", *listed]))
    if layout.nearest:
        parts.append("\n".join([escaped(words.nearest), "", *(f"- {_source(s)}" for s in layout.nearest)]))
    parts += [f"*{escaped(notice)}*" for notice in layout.notices if not notice.startswith(understood)]
    if layout.sources:
        parts.append("\n".join([f"**{words.sources}**", "", *(f"{s.number}. {_source(s)}" for s in layout.sources)]))
    if layout.definitions:
        links = (f"[{escaped(d.word)}]({source_link(d.quote)})" for d in layout.definitions)
        parts.append(f"**{words.meanings}** " + " · ".join(links))
    if layout.next_questions:
        parts.append(_next(layout))
    return "\n\n".join(parts)


def _line(line: Line) -> str:
    marks = "\u00a0".join(f"[\\[{_unbroken(c.mark)}\\]]({source_link(c.quote)})" for c in line.citations)
    text = escaped(line.text)
    return f"{f'«{text}»' if line.quoted else text} {marks}"


def _unbroken(mark: str) -> str:
    return escaped(mark).replace(" ", "\u00a0")


def _source(source: SourceLine) -> str:
    return f"[{escaped(source.title)}]({source_link(source.quote)}) – {escaped(source.origin)}"


def _next(layout: Layout) -> str:
    links = (f"[{escaped(q)}]({_ASK}{url_quote(q)})" for q in layout.next_questions)
    return f"**{layout.next_title}** " + " · ".join(links)
