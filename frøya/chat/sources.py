"""Document and span → HTML that shows the whole source with those very words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from frøya.addresses import at_words, web_address
from frøya.chat.render import quote_hash
from frøya.chat.shell import header
from frøya.chat.words import Interface
from frøya.corpus import Block, Document
from frøya.language import sentence_spans

_OLD = 5  # years
_MARK = '<mark id="sitat">'  # the first, which a link can lead to
Span = tuple[int, int]


def source_html(document: Document, start: int, end: int, expected_hash: str, words: Interface, today: date) -> str:
    """Return the source as an article, the characters from ``start`` to ``end`` in a ``<mark>``.

    Words that were moved since the answer quoted them are found where they are now. When they are gone, nothing is
    marked and the reader is told.
    """
    span = _found((start, end), expected_hash, document.text)
    true = span != (0, 0)
    notice = "" if true else f'<p class="merknad" role="status">{escape(words.changed)}</p>'
    near = _neighbours(document, span) if true else ()
    return (
        f'<article class="kilde" lang="{words.language}"><header>'
        f'<p class="merker">{_badges(document, words, today)}</p>'
        f'<h2 tabindex="-1" id="froya-kildetittel" lang="{document.language}">{escape(document.title)}</h2>'
        f'<p class="opphav">{_origin(document, words)}</p>{_section(document, span, words)}{_original(document, span, words)}'
        f"</header>{notice}"
        f'<div class="tekst" lang="{document.language}">{"".join(_blocks(document, span, near))}</div>'
        f"{_builds_on(document, span, words)}</article>"
    )


def _found(span: Span, expected_hash: str, text: str) -> Span:
    """Return where the quoted words stand: at ``span``, or elsewhere when the source was changed; (0, 0) for nowhere."""
    length = span[1] - span[0]
    if not (0 <= span[0] < span[1] and length <= len(text) and expected_hash):
        return (0, 0)
    if quote_hash(text[slice(*span)]) == expected_hash:
        return span
    starts = (match.start() for match in re.finditer(r"(?<!\w)\S", text))
    return next(((s, s + length) for s in starts if quote_hash(text[s : s + length]) == expected_hash), (0, 0))


def missing_html(words: Interface) -> str:
    """Return what is shown for a source that is not there."""
    return (
        f'<article class="kilde" lang="{words.language}"><h2 tabindex="-1" id="froya-kildetittel">{escape(words.no_source)}</h2>'
        f"<p>{escape(words.no_source_help)}</p></article>"
    )


def page_html(article: str, title: str, words: Interface) -> str:
    """Return ``article`` as a page of its own, for a link opened in a new tab or without scripts."""
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8"><title>{escape(title)} – Frøya</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="/froya/static/froya.svg" type="image/svg+xml">'
        '<link rel="stylesheet" href="/froya/static/froya.css"></head>'
        f'<body class="froya-kildeside">{header(words, "kilde")}'
        f'<main><p><a href="/{words.language}/">{escape(words.back_to_chat)}</a></p>{article}</main></body></html>'
    )


def _badges(document: Document, words: Interface, today: date) -> str:
    badges = [f'<span class="merke">{escape(words.speaks[document.kind])}</span>']
    latest = document.updated or document.published
    if latest and (today.year - latest.year, today.month, today.day) > (_OLD, latest.month, latest.day):
        badges.append(f'<span class="merke gammel">{escape(words.old)}</span>')
    return " ".join(badges)


def _origin(document: Document, words: Interface) -> str:
    parts = [document.publisher]
    if document.published:
        parts.append(words.published.format(date=words.day(document.published)))
    if document.updated and document.updated != document.published:
        parts.append(words.updated.format(date=words.day(document.updated)))
    if document.law_as_of:
        parts.append(words.law_as_of.format(date=words.day(document.law_as_of)))
    return escape(" · ".join(part for part in parts if part))


def _section(document: Document, span: Span, words: Interface) -> str:
    """Return the heading the marked words stand under, and whose words they are where only some are someone's."""
    parts: list[str] = []
    heading = ""
    for block in document.blocks:
        if span == (0, 0) or block.start > span[0]:
            break
        if block.kind == "heading":
            heading = document.text[block.body : block.end]
    if heading and heading != document.title:
        shown = f'<span lang="{document.language}">{escape(heading)}</span>'
        parts.append(escape(words.section).replace("{heading}", shown))
    numbered = any(b.number is not None and b.start <= span[0] and span[1] <= b.end for b in document.blocks)
    if document.voice and document.unit and numbered and span != (0, 0):
        shown = f'<span lang="{document.language}">{escape(document.voice)}</span>'
        parts.append(escape(words.voice).replace("{voice}", shown))
    return f'<p class="opphav">{" · ".join(parts)}</p>' if parts else ""


def _original(document: Document, span: Span, words: Interface) -> str:
    parts = []
    if address := at_words(document.url, document.text[slice(*span)]):
        label = words.original.format(publisher=document.publisher or urlsplit(document.url).netloc)
        parts.append(f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{escape(label)}</a>')
    if document.license:
        parts.append(f'<span class="lisens" lang="{document.language}">{escape(document.license)}</span>')
    return f'<p class="opphav">{" ".join(parts)}</p>' if parts else ""


def _neighbours(document: Document, span: Span) -> tuple[Span, ...]:
    """Return the sentence before and the sentence after ``span``, where they stand under the same heading."""
    sentences: list[Span | None] = []
    for block in document.blocks:
        if block.kind == "heading":
            sentences.append(None)
            continue
        text = document.text[block.body : block.end]
        sentences += [(block.body + start, block.body + end) for start, end in sentence_spans(text)]
    inside = [i for i, found in enumerate(sentences) if found and found[0] < span[1] and span[0] < found[1]]
    if not inside:
        return ()
    beside = [i for i in (inside[0] - 1, inside[-1] + 1) if 0 <= i < len(sentences)]
    return tuple(found for i in beside if (found := sentences[i]))


def _blocks(document: Document, span: Span, near: tuple[Span, ...]) -> Iterator[str]:
    for is_list, group in groupby(document.blocks, key=lambda block: (block.kind == "item", block.number is not None)):
        blocks = list(group)
        if is_list[0]:
            tag = "ol" if is_list[1] else "ul"
            items = (f"<li{_value(block)}>{_marked(document.text, block, span, near)}</li>" for block in blocks)
            yield f"<{tag}>{''.join(items)}</{tag}>"
            continue
        for block in blocks:
            if block.kind == "heading" and document.text[block.body : block.end] == document.title:
                continue  # it stands above already
            tag = "h3" if block.kind == "heading" else "p"
            yield f"<{tag}>{_marked(document.text, block, span, near)}</{tag}>"


def _value(block: Block) -> str:
    return f' value="{block.number}"' if block.number is not None else ""


def _marked(text: str, block: Block, span: Span, near: tuple[Span, ...]) -> str:
    """Return the words of ``block``: the quote in a ``<mark>``, the sentences beside it lit a little."""
    lit = sorted(
        [
            (*span, _MARK if block.start <= span[0] < block.end else "<mark>", "</mark>"),
            *((*n, '<span class="naer">', "</span>") for n in near),
        ]
    )
    parts: list[str] = []
    at = block.body
    for start, end, opening, closing in lit:
        start, end = max(at, start), min(block.end, end)
        if start >= end:
            continue
        parts += [escape(text[at:start]), opening, escape(text[start:end]), closing]
        at = end
    return "".join([*parts, escape(text[at : block.end])])


def _builds_on(document: Document, span: Span, words: Interface) -> str:
    """Return the works the marked words rest on, where the document names them."""
    found = document.sources_between(*span) if span != (0, 0) else ()
    if not found:
        return ""
    items = []
    for source in found:
        label = escape(f"{source.publisher}: {source.title} ({source.year})")
        web = web_address(source.url)
        link = f'<a href="{escape(source.url)}" target="_blank" rel="noopener noreferrer">{label}</a>' if web else label
        items.append(
            f'<li><span lang="nb">{link}</span> <span class="merke">{escape(words.speaks[source.kind])}</span></li>'
        )
    return f'<div class="grunnlag"><p>{escape(words.builds_on)}</p><ul>{"".join(items)}</ul></div>'
