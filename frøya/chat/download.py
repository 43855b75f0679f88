"""An answer → links to it as a file, and such a link → the file.

Nothing of a conversation is stored here, so a link carries what was asked, and the answer is made again. With it goes a
seal of the answer that was shown: when the one made now is another, the reader is told instead of getting it unawares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from urllib.parse import urlencode

from frøya.answering.answer import Answer
from frøya.answering.layout import lay_out
from frøya.answering.words import WORDS
from frøya.assistant import Frøya
from frøya.chat.render import ask_link, quote_hash, shown
from frøya.chat.view_words import VIEW_WORDS
from frøya.chat.words import Interface
from frøya.course.words import WORDS as COURSE_WORDS
from frøya.export import FORMATS, answer_report

MEDIA: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "md": "text/markdown; charset=utf-8",
}
BEFORE = 4  # earlier questions: a question that leans on others seldom leans on more
_LONGEST = 1200  # characters of a link's earlier questions together: servers refuse very long addresses


def asked_with(answer: Answer, before: Sequence[str]) -> tuple[str, ...]:
    """Return what must be asked to get ``answer`` again: its question, after those it was understood together with."""
    understood = WORDS[answer.language].understood.split("{")[0]
    if not any(notice.startswith(understood) for notice in answer.notices):
        return (answer.question,)
    kept: list[str] = []
    for question in reversed(before[-BEFORE:]):
        if sum(map(len, kept)) + len(question) > _LONGEST:
            break
        kept.insert(0, question)
    return (*kept, answer.question)


def answered_again(froya: Frøya, questions: Sequence[str]) -> Answer:
    """Return the answer to the last of ``questions``, each asked after those before it.

    Raises:
        QuestionRejected: there are none, or one of them cannot be asked.

    """
    turns: list[tuple[str, Answer]] = []
    for question in questions[-BEFORE - 1 :] or ("",):
        turns.append((question, froya.again(question, turns)))
    return turns[-1][1]


def seal(answer: Answer) -> str:
    """Return eight hex digits that are others when the answer says something else, or quotes it from elsewhere."""
    said = [answer.status, *answer.notices]
    said += [f"{claim.text}\n{[(q.document, q.text) for q in claim.quotes]}" for claim in answer.claims]
    said += [hit.passage.text for hit in answer.nearest]
    return quote_hash("\n".join(said))


def query(answer: Answer, before: Sequence[str], **more: str) -> str:
    """Return the query of a link to ``answer``."""
    pairs = [("q", question) for question in asked_with(answer, before)]
    return urlencode([*more.items(), *pairs, ("h", seal(answer))])


def links_html(answer: Answer, before: Sequence[str], words: Interface) -> str:
    """Return what opens under an answer that quotes: a link for each format, a button that copies, and the checklist."""
    said = VIEW_WORDS[words.language]
    asked = escape(query(answer, before))
    links = "".join(
        f'<a class="fil" href="/{words.language}/svar.{kind}?{asked}">{shown(name)}</a>'
        for kind, name in said.formats.items()
    )
    copy = f'<button type="button" class="som-markdown">{shown(said.copy_markdown)}</button>'
    return (
        f'<details class="nedlasting"><summary>{shown(said.download)}</summary>'
        f'<span class="filer"><span class="ramme">{shown(said.the_answer)}</span> {links}{copy}</span>{_checklist_html(answer, before, words)}</details>'
    )


def _checklist_html(answer: Answer, before: Sequence[str], words: Interface) -> str:
    title = COURSE_WORDS[words.language].checklist_link
    asked = [("sporsmal", question) for question in asked_with(answer, before)]
    links = "".join(
        f'<a class="fil" href="/{words.language}/sjekkliste?{escape(urlencode([("format", kind), *asked]))}">'
        f'<span class="skjult">{shown(title)}: </span>{shown(name)}</a>'
        for kind, name in VIEW_WORDS[words.language].formats.items()
    )
    return f'<span class="filer"><span class="ramme">{shown(title)}</span> {links}</span>'


def file_of(froya: Frøya, answer: Answer, kind: str, today: date) -> bytes:
    """Return ``answer`` as a file of this kind.

    Raises:
        FrøyaError: a quote no longer stands in its source.

    """
    documents = {document.slug: document for document in froya.documents()}
    return FORMATS[f".{kind}"](answer_report(answer, lay_out(answer, froya.index), documents, today))


def changed_html(questions: Sequence[str], kind: str, words: Interface) -> str:
    """Return what is said when the answer would be another than the one the reader saw."""
    said = VIEW_WORDS[words.language]
    again = escape(f"/{words.language}/svar.{kind}?" + urlencode([("q", q) for q in questions]))
    ask = escape(ask_link(questions[-1], words.language))
    return (
        f'<h2>{escape(said.changed)}</h2><p class="ingress">{escape(said.changed_help)}</p><ul class="valg">'
        f'<li><a href="{ask}">{escape(said.ask_again)}</a></li>'
        f'<li><a href="{again}">{escape(said.changed_download.format(format=said.formats[kind]))}</a></li></ul>'
    )
