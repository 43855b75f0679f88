"""What stands around Gradio's part of the page: the header, the start, the place for a source. Plain HTML from the server."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from html import escape

from frøya.chat.render import ask_link
from frøya.chat.view_words import VIEW_WORDS
from frøya.chat.words import INTERFACES, Interface
from frøya.course.words import WORDS as COURSE_WORDS
from frøya.language import Language, identify

# Words that the scripts need; the rest is drawn by the server.
_FOR_SCRIPTS = (
    "searching busy lost counter delete copied not_copied source_panel close_source loading_source no_connection "
    "no_connection_help only_quotes field conversation to_answer actions deleted notice_short"
).split()
VIEWS = ("", "sjekk", "sammenlign", "dilemma/")  # paths of the views, after the language
_SOCIAL = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*/>')
_FRAME_RESIZER = re.compile(r"<script>\s*\(\(\) => \{\s*const root = .*?</script>", re.DOTALL)
_OURS = '<link rel="stylesheet" href="/froya/static/froya.css"><link rel="stylesheet" href="/froya/static/views.css"><script type="module" src="/froya/static/froya.js"></script>'
# Gradio chooses its words by the browser's language, knows no nynorsk, and then sets the language of the page by it.
_LANGUAGE = """<script>
Object.defineProperty(navigator, "language", {{ get: () => "{gradio}" }});
document.documentElement.setAttribute = function (name, value) {{
  if (name !== "lang") Element.prototype.setAttribute.call(this, name, value);
}};
</script>"""


def page(gradio: str, words: Interface, examples: Sequence[str], limit: int, nonce: str) -> str:
    """Return Gradio's page in the language of ``words``, with everything around it, each script marked by ``nonce``."""
    gradio = _FRAME_RESIZER.sub("", _SOCIAL.sub("", gradio))
    head = (
        _LANGUAGE.format(gradio="en" if words.language == "en" else "nb")
        + f"<title>{escape(words.title)}</title>"
        + '<link rel="icon" href="/froya/static/froya.svg" type="image/svg+xml">'
    )
    gradio = gradio.replace('lang="en"', f'lang="{words.language}"', 1).replace("<head>", f"<head>{head}", 1)
    gradio = gradio.replace("</head>", f"{_OURS}</head>", 1)
    before, after = _before(words, examples), _after(words, limit)
    gradio = gradio.replace("<gradio-app", f"{before}<gradio-app", 1).replace(
        "</gradio-app>", f"</gradio-app>{after}", 1
    )
    return gradio.replace("<script", f'<script nonce="{nonce}"')


def header(words: Interface, path: str = "") -> str:
    """Return the header of every page: the name, the views, and the languages. ``path`` is that of the page shown."""
    said = VIEW_WORDS[words.language]
    names = (words.ask_view, said.check, said.compare, COURSE_WORDS[words.language].dilemmas)
    links = "".join(
        f'<li><a href="/{words.language}/{where}"{" aria-current=page" if where == path else ""}>{escape(name)}</a></li>'
        for name, where in zip(names, VIEWS, strict=True)
    )
    stay = f"?til={path}" if path and path in VIEWS else ""
    languages = "".join(
        f'<li><a href="/sprak/{other.language}{stay}" lang="{other.language}" hreflang="{other.language}"'
        f"{' aria-current=true' if other.language == words.language else ''}>{escape(other.name)}</a></li>"
        for other in INTERFACES.values()
    )
    nav = f'<nav class="visninger" aria-label="{escape(words.views)}"><ul>{links}</ul></nav>'
    return (
        f'<header id="froya-topp"><div class="navn"><h1>Frøya</h1><p>{escape(words.subject)}</p></div>{nav}'
        f'<nav class="sprak" aria-label="{escape(words.languages)}"><ul>{languages}</ul></nav></header>'
    )


def _before(words: Interface, examples: Sequence[str]) -> str:
    asks = "".join(
        f'<li><a class="spor eksempel" href="{escape(ask_link(question, words.language))}" lang="{identify(question)}">'
        f"{escape(question)}</a></li>"
        for question in examples
    )
    return (
        f'<a class="hopp" href="#froya-sporsmal" id="froya-til-felt">{escape(words.to_field)}</a>'
        f"{header(words)}"
        '<div id="froya-rad"><div id="froya-samtale">'
        '<section id="froya-start" aria-labelledby="froya-hilsen">'
        f'<h2 id="froya-hilsen">{escape(words.greeting)}</h2>'
        f'<p id="froya-merknad">{escape(words.notice)}</p>'
        f'<h3 id="froya-prov">{escape(words.examples)}</h3><ul id="froya-eksempler">{asks}</ul>{_more(words.language)}</section>'
    )


def _more(language: Language) -> str:
    """Return the way to the courses, which a trainer needs and few others."""
    return f'<p id="froya-mer"><a href="/kurs/">{escape(COURSE_WORDS[language].courses)}</a></p>'


def _after(words: Interface, limit: int) -> str:
    all_words = asdict(words)
    said = VIEW_WORDS[words.language]
    told = {name: all_words[name] for name in _FOR_SCRIPTS} | {
        "limit": limit,
        "language": words.language,
        "copy_markdown": said.copy_markdown,
        "useful": said.useful,
        "close": said.close,
    }
    data = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    return (
        "</div>"
        f'<aside id="froya-kilde" aria-label="{escape(words.source_panel)}" hidden>'
        f'<button type="button" class="lukk">{escape(words.close_source)}</button><div class="innhold"></div></aside>'
        "</div>"
        '<div id="froya-melding" class="skjult" role="status" aria-live="polite"></div>'
        f'<script type="application/json" id="froya-ord">{data}</script>'
    )
