"""Document and span → HTML that shows the whole source with those very words marked."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from frøya.chat import words
from frøya.chat.render import quote_hash
from frøya.corpus import Block, Document
from frøya.language import norwegian_date

_LANGUAGE = {"nb": "nb", "nn": "nn", "en": "en"}


def source_html(document: Document, start: int, end: int, expected_hash: str) -> str:
    """Return the source as an article, the characters from ``start`` to ``end`` in a ``<mark>``.

    When the words there are not those the answer quoted, nothing is marked and the reader is told.
    """
    true = 0 <= start < end <= len(document.text) and quote_hash(document.text[start:end]) == expected_hash
    span = (start, end) if true else (0, 0)
    notice = "" if true else f'<p class="merknad" role="status">{escape(words.CHANGED)}</p>'
    return (
        f'<article class="kilde" lang="{_LANGUAGE[document.language]}">'
        f'<header><p class="opphav">{_origin(document)}</p>'
        f'<h2 tabindex="-1">{escape(document.title)}</h2>'
        f"{_original(document)}</header>{notice}"
        f'<div class="tekst">{"".join(_blocks(document, span))}</div>'
        f"{_builds_on(document, span)}"
        "</article>"
    )


def missing_html() -> str:
    """Return what is shown for a source that is not there."""
    return f'<article class="kilde" lang="nb"><h2 tabindex="-1">{escape(words.NO_SOURCE)}</h2><p>{escape(words.NO_SOURCE_HELP)}</p></article>'


def page_html(article: str, title: str) -> str:
    """Return ``article`` as a page of its own, for a link opened in a new tab or without scripts."""
    return (
        f'<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/froya/static/froya.css"></head>'
        f'<body class="froya-kildeside"><main><p><a href="/">{escape(words.BACK_TO_CHAT)}</a></p>'
        f"{article}</main></body></html>"
    )


def _origin(document: Document) -> str:
    parts = [document.publisher]
    if document.published:
        parts.append(words.PUBLISHED.format(date=norwegian_date(document.published)))
    if document.updated and document.updated != document.published:
        parts.append(words.UPDATED.format(date=norwegian_date(document.updated)))
    return escape(" · ".join(part for part in parts if part))


def _original(document: Document) -> str:
    parts = []
    if document.url:
        label = words.ORIGINAL.format(publisher=document.publisher)
        parts.append(f'<a href="{escape(document.url)}" target="_blank" rel="noopener noreferrer">{escape(label)}</a>')
    if document.license:
        parts.append(escape(document.license))
    return f'<p class="opphav">{" · ".join(parts)}</p>' if parts else ""


def _blocks(document: Document, span: tuple[int, int]) -> Iterator[str]:
    for is_list, group in groupby(document.blocks, key=lambda block: (block.kind == "item", block.number is not None)):
        blocks = list(group)
        if is_list[0]:
            tag = "ol" if is_list[1] else "ul"
            items = (f"<li{_value(block)}>{_marked(document.text, block, span)}</li>" for block in blocks)
            yield f"<{tag}>{''.join(items)}</{tag}>"
            continue
        for block in blocks:
            if block.kind == "heading" and document.text[block.body : block.end] == document.title:
                continue  # it stands above already
            tag = "h3" if block.kind == "heading" else "p"
            yield f"<{tag}>{_marked(document.text, block, span)}</{tag}>"


def _value(block: Block) -> str:
    return f' value="{block.number}"' if block.number is not None else ""


def _marked(text: str, block: Block, span: tuple[int, int]) -> str:
    start, end = max(block.body, span[0]), min(block.end, span[1])
    if start >= end:
        return escape(text[block.body : block.end])
    before, words_, after = text[block.body : start], text[start:end], text[end : block.end]
    return f"{escape(before)}<mark>{escape(words_)}</mark>{escape(after)}"


def _builds_on(document: Document, span: tuple[int, int]) -> str:
    """Return the works the marked words rest on, where the document names them."""
    found = document.sources_between(*span) if span != (0, 0) else ()
    if not found:
        return ""
    items = []
    for source in found:
        label = escape(f"{source.publisher}: {source.title} ({source.year})")
        link = (
            f'<a href="{escape(source.url)}" target="_blank" rel="noopener noreferrer">{label}</a>'
            if source.url
            else label
        )
        items.append(f"<li>{link}</li>")
    return f'<div class="grunnlag"><p>{escape(words.BUILDS_ON)}</p><ul>{"".join(items)}</ul></div>'
