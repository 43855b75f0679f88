"""What the forms of the views share: a field with its label, hint and error, and the page around a view."""

from __future__ import annotations

from html import escape

from frøya.chat.shell import header
from frøya.chat.view_words import VIEW_WORDS
from frøya.chat.words import Interface


def text_field(name: str, label: str, hint: str, text: str, wrong: bool, *, rows: int) -> str:
    """Return a field that a screen reader reads with its hint, and with what is wrong (see ``problem_html``)."""
    described = " ".join([*([f"{name}-hjelp"] if hint else []), *(["problem"] if wrong else [])])
    invalid = ' aria-invalid="true" autofocus' if wrong else ""
    helped = f'<p class="hjelp" id="{name}-hjelp">{escape(hint)}</p>' if hint else ""
    by = f' aria-describedby="{described}"' if described else ""
    return (
        f'<label for="{name}">{escape(label)}</label>{helped}'
        f'<textarea id="{name}" name="{name}" rows="{rows}"{by}{invalid}>\n{escape(text)}</textarea>'
    )


def problem_html(problem: str) -> str:
    """Return what is wrong, to stand beside the field."""
    return f'<p class="problem" id="problem">{escape(problem)}</p>' if problem else ""


def notice_html(title: str, text: str, words: Interface, *, bare: bool = False) -> str:
    """Return a page that says one thing, or (``bare``) what the panel beside the chat shows of it."""
    heading, paragraph = escape(title), f'<p class="ingress">{escape(text)}</p>'
    if bare:
        return f'<article class="kilde"><h2 tabindex="-1">{heading}</h2>{paragraph}</article>'
    back = f'<p><a href="/{words.language}/">{escape(words.back_to_chat)}</a></p>'
    return view_html(f"<h2>{heading}</h2>{paragraph}{back}", title, words)


def view_html(content: str, title: str, words: Interface, path: str = "", *, wide: bool = False) -> str:
    """Return ``content`` as a page. It works without scripts, and has none."""
    skip = escape(VIEW_WORDS[words.language].to_content)
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8"><title>{escape(title)} – Frøya</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="/froya/static/froya.svg" type="image/svg+xml">'
        '<link rel="stylesheet" href="/froya/static/froya.css"><link rel="stylesheet" href="/froya/static/views.css"></head>'
        f'<body class="froya-kildeside"><a class="hopp" href="#innhold">{skip}</a>{header(words, path or "side")}'
        f'<main id="innhold" tabindex="-1" class="visning{" bred" if wide else ""}">{content}</main></body></html>'
    )
