"""«Sammenlign kilder»: a question → what law, authorities, research and parties each say, side by side."""

from __future__ import annotations

from html import escape

from frøya.answering.compare import Comparison, Statement, Voice
from frøya.answering.layout import SourceLine, lay_out
from frøya.answering.words import WORDS
from frøya.assistant import Frøya
from frøya.chat.forms import problem_html, text_field
from frøya.chat.render import shown, source_link
from frøya.chat.view_words import VIEW_WORDS
from frøya.chat.words import Interface
from frøya.language import identify


def compare_html(words: Interface, question: str = "", problem: str = "") -> str:
    """Return the form with ``question`` in it, and what is wrong with that beside the field."""
    said = VIEW_WORDS[words.language]
    return (
        f'<h2>{escape(said.compare)}</h2><p class="ingress">{escape(said.compare_intro)}</p>'
        f'<form class="skjema" method="post" action="/{words.language}/sammenlign">'
        f"{text_field('sporsmal', said.compare_field, '', question, bool(problem), rows=2)}"
        f'{problem_html(problem)}<button type="submit">{escape(said.compare_send)}</button></form>'
    )


def comparison_html(comparison: Comparison, froya: Frøya, words: Interface) -> str:
    """Return the voices side by side, or the refusal that the chat would give."""
    answer = comparison.answer
    said = VIEW_WORDS[words.language]
    notices = "".join(f'<p class="merknad" lang="{answer.language}">{shown(n)}</p>' for n in comparison.notices)
    asked = f'<p class="spurt" lang="{identify(answer.question)}">{shown(answer.question)}</p>'
    if comparison.answered:
        voices = "".join(_voice(voice, froya, words, answer.language) for voice in comparison.voices)
        return (
            f'<section class="resultat" id="resultat"><h3>{escape(said.compare_result)}</h3>{asked}'
            f'<div class="stemmer">{voices}</div>{notices}</section>'
        )
    layout = lay_out(answer, froya.index)
    nearest = "".join(f"<li>{_source(source, froya, words, answer.language)}</li>" for source in layout.nearest)
    near = f'<p>{shown(WORDS[answer.language].nearest)}</p><ul class="steder">{nearest}</ul>' if nearest else ""
    return (
        f'<section class="resultat" id="resultat" lang="{answer.language}"><div class="dom absent"><h3>{shown(layout.opening)}</h3></div>'
        f"{near}{notices}</section>"
    )


def _voice(voice: Voice, froya: Frøya, words: Interface, language: str) -> str:
    said = "".join(f"<li>{_statement(statement, froya, words, language)}</li>" for statement in voice.statements)
    return f'<section class="stemme"><h4 lang="{language}">{shown(voice.title)}</h4><ul>{said}</ul></section>'


def _statement(statement: Statement, froya: Frøya, words: Interface, language: str) -> str:
    document = froya.document(statement.quote.document)
    text = shown(statement.quote.text)
    quoted = text if document.kind == "veiledning" else f"«{text}»"
    href = escape(source_link(statement.quote, words.language) + "#sitat")
    works = ""
    if statement.sources:
        named = "".join(f'<li lang="nb">{shown(work)}</li>' for work in statement.sources)
        works = f'<div class="verk"><p>{escape(VIEW_WORDS[words.language].rests_on)}</p><ul>{named}</ul></div>'
    return (
        f'<blockquote class="sitat"><p><span class="skjult">{escape(words.quote)} </span>'
        f'<span class="ord" lang="{document.language}">{quoted}</span></p></blockquote>'
        f'<p class="stedsnavn"><a href="{href}"><span class="skjult">{escape(words.open_source)}: </span>'
        f'<span lang="{document.language}">{shown(statement.title)}</span></a>'
        f'<span class="opphav" lang="{language}">{shown(statement.origin)}</span></p>{works}'
    )


def _source(source: SourceLine, froya: Frøya, words: Interface, language: str) -> str:
    spoken = froya.document(source.quote.document).language
    href = escape(source_link(source.quote, words.language) + "#sitat")
    return (
        f'<p class="stedsnavn"><a href="{href}" lang="{spoken}">{shown(source.title)}</a>'
        f'<span class="opphav" lang="{language}">{shown(source.origin)}</span></p>'
    )
