"""Thumbs under an answer → a short form: why, and a comment. Only where the operator keeps feedback."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from frøya.answering.answer import Answer
from frøya.chat.download import query
from frøya.chat.forms import problem_html, text_field
from frøya.chat.render import ask_link, shown
from frøya.chat.view_words import VIEW_WORDS
from frøya.chat.words import Interface
from frøya.feedback import LONGEST_COMMENT, Verdict
from frøya.language import identify

_SHOWN = 300  # characters of the question


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reader has filled in about the answer to the last of ``questions``; ``sealed`` is the answer's seal."""

    verdict: Verdict
    questions: tuple[str, ...]
    sealed: str
    reason: str = ""
    comment: str = ""


def thumbs_html(answer: Answer, before: Sequence[str], words: Interface) -> str:
    """Return the two links under an answer."""
    said = VIEW_WORDS[words.language]
    verdicts: tuple[tuple[Verdict, str], ...] = (("up", said.yes), ("down", said.no))
    links = "".join(
        f'<a class="tommel" href="/{words.language}/mening?{escape(query(answer, before, vurdering=verdict))}">'
        f'<span class="skjult">{shown(said.useful)} </span>{shown(name)}</a>'
        for verdict, name in verdicts
    )
    return f'<span class="nyttig"><span class="ramme">{shown(said.useful)}</span> {links}</span>'


def form_html(opinion: Opinion, days: int, words: Interface, problem: str = "", *, about_comment: bool = False) -> str:
    """Return the form as it was filled in. ``about_comment`` says that ``problem`` is with the comment."""
    said = VIEW_WORDS[words.language]
    title = said.title_up if opinion.verdict == "up" else said.title_down
    asked = opinion.questions[-1]
    cut = asked if len(asked) <= _SHOWN else asked[:_SHOWN] + " …"
    about = escape(said.about).replace("{question}", f'<span lang="{identify(asked)}">{shown(cut)}</span>')
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in [
            ("vurdering", opinion.verdict),
            *(("q", question) for question in opinion.questions),
            ("h", opinion.sealed),
        ]
    )
    comment = text_field(
        "kommentar", said.comment, said.comment_hint.format(limit=LONGEST_COMMENT), opinion.comment, about_comment, rows=3
    )  # fmt: skip
    return (
        f'<article class="kilde mening"><h2 tabindex="-1" id="froya-mening">{escape(title)}</h2><p class="opphav">{about}</p>'
        f'<form class="skjema" method="post" action="/{words.language}/mening">{hidden}{_reasons(opinion, words)}{comment}'
        f'{problem_html(problem)}<p class="hjelp">{escape(said.stored.format(days=days))}</p>'
        f'<button type="submit">{escape(said.send)}</button></form></article>'
    )


def thanks_html(words: Interface) -> str:
    """Return what is said when the feedback is kept."""
    said = VIEW_WORDS[words.language]
    return (
        f'<article class="kilde mening"><h2 tabindex="-1" id="froya-mening">{escape(said.thanks)}</h2>'
        f"<p>{escape(said.thanks_help)}</p></article>"
    )


def ask_again_html(opinion: Opinion, words: Interface) -> str:
    """Return a link that puts the question in the field of the chat."""
    href = escape(ask_link(opinion.questions[-1], words.language))
    return f'<p><a href="{href}">{escape(VIEW_WORDS[words.language].ask_again)}</a></p>'


def _reasons(opinion: Opinion, words: Interface) -> str:
    if opinion.verdict == "up":
        return ""
    said = VIEW_WORDS[words.language]
    radios = "".join(
        f'<label><input type="radio" name="grunn" value="{escape(reason)}"{" checked" if reason == opinion.reason else ""}>'
        f" {escape(name)}</label>"
        for reason, name in said.reasons.items()
    )
    return f'<fieldset class="grunner"><legend>{escape(said.why)}</legend>{radios}</fieldset>'
