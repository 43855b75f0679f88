"""«Sjekk sitatet»: a pasted sentence → whether it stands in the sources, what differs, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from frøya.answering.check import LONGEST, Match, QuoteCheck
from frøya.answering.differences import Change
from frøya.answering.layout import place
from frøya.chat.forms import problem_html, text_field
from frøya.chat.render import shown, source_link
from frøya.chat.view_words import VIEW_WORDS, ViewWords
from frøya.chat.words import Interface
from frøya.corpus import Document
from frøya.language import identify

Documents = Mapping[str, Document]


def check_html(words: Interface, text: str = "", problem: str = "") -> str:
    """Return the form with ``text`` in it, and what is wrong with that beside the field."""
    said = VIEW_WORDS[words.language]
    field = text_field("tekst", said.check_field, said.check_hint.format(limit=LONGEST), text, bool(problem), rows=4)
    return (
        f'<h2>{escape(said.check)}</h2><p class="ingress">{escape(said.check_intro)}</p>'
        f'<form class="skjema" method="post" action="/{words.language}/sjekk">{field}'
        f'{problem_html(problem)}<button type="submit">{escape(said.check_send)}</button></form>'
    )


def result_html(checked: QuoteCheck, documents: Documents, words: Interface) -> str:
    """Return the verdict, and for each place the source, the difference and what it changes."""
    draw = _Drawing(documents, words)
    parts = "".join(
        f'<li><p class="innlimt" lang="{identify(part.text)}">{shown(part.text)}</p>{draw.verdict(part, "h4")}{draw.places(part)}</li>'
        for part in checked.parts
    )
    listed = f'<ol class="deler">{parts}</ol>' if parts else draw.places(checked)
    return f'<section class="resultat" id="resultat">{draw.verdict(checked, "h3")}{listed}</section>'


def told(checked: QuoteCheck, said: ViewWords) -> str:
    """Return the sentence that explains the verdict."""
    if checked.scattered:
        return said.scattered
    if checked.parts:
        return said.apart if checked.verdict == "verbatim" else said.some
    return said.omissions if checked.omissions and checked.matches else said.told[checked.verdict]


class _Drawing:
    """Draws verdicts and places: what they share is the documents and the words."""

    def __init__(self, documents: Documents, words: Interface) -> None:
        self.documents = documents
        self.words = words
        self.said = VIEW_WORDS[words.language]

    def verdict(self, checked: QuoteCheck, tag: str) -> str:
        name = escape(self.said.verdicts[checked.verdict])
        return (
            f'<div class="dom {checked.verdict}"><{tag}>{name}</{tag}><p>{escape(told(checked, self.said))}</p></div>'
        )

    def places(self, checked: QuoteCheck) -> str:
        if not checked.matches:
            return ""
        count = len(checked.matches)
        title = self.said.place if count == 1 else self.said.places.format(count=count)
        near = checked.verdict == "near" or checked.omissions
        drawn = "".join(f"<li>{self._place(match, near)}</li>" for match in checked.matches)
        return f'<p class="etikett">{escape(title)}</p><ul class="steder">{drawn}</ul>'

    def _place(self, match: Match, near: bool) -> str:
        document = self.documents[match.quote.document]
        href = escape(source_link(match.quote, self.words.language) + "#sitat")
        origin = [place(match.quote, document), document.publisher, str(document.year or "")]
        parts = [
            f'<p class="stedsnavn"><a href="{href}"><span class="skjult">{escape(self.said.open_at)}: </span>'
            f'<span lang="{document.language}">{shown(document.title)}</span></a>'
            f'<span class="opphav">{shown(" · ".join([self.words.speaks[document.kind], *filter(None, origin)]))}</span></p>'
        ]
        quote = self._difference(match, document) if near else shown(match.quote.text)
        label = f'<p class="etikett">{escape(self.said.difference)}</p>' if near else ""
        parts.append(
            f'{label}<blockquote class="sitat"><p class="ord" lang="{document.language}">{quote}</p></blockquote>'
        )
        if match.changes:
            changes = "".join(f"<li>{escape(self._change(change))}</li>" for change in match.changes)
            parts.append(f'<div class="varsel"><p>{escape(self.said.meaning)}</p><ul>{changes}</ul></div>')
        if match.left_out:
            left_out = ", ".join(f"«{word}»" for word in dict.fromkeys(match.left_out))
            parts.append(f'<div class="varsel"><p>{escape(self.said.left_out.format(words=left_out))}</p></div>')
        if match.sentence.text != match.quote.text:
            whole = f'<span class="ord" lang="{document.language}">{shown(match.sentence.text)}</span>'
            parts.append(f'<p class="hele">{escape(self.said.whole_sentence)} {whole}</p>')
        return "".join(parts)

    def _difference(self, match: Match, document: Document) -> str:
        """Return the two texts as one: what stands only in the source is inserted, what stands only in the other deleted."""
        tags = {"source": ("ins", self.said.only_source), "pasted": ("del", self.said.only_pasted)}
        drawn = []
        for segment in match.difference:
            if segment.where == "same":
                drawn.append(shown(segment.text))
                continue
            tag, label = tags[segment.where]
            hidden = f'<span class="skjult" lang="{self.words.language}">[{escape(label)} </span>'
            drawn.append(f'<{tag}>{hidden}{shown(segment.text)}<span class="skjult">]</span></{tag}>')
        return " ".join(drawn)

    def _change(self, change: Change) -> str:
        pattern = self.said.replaced
        if not change.source:
            pattern = self.said.added
        elif not change.pasted:
            pattern = self.said.missing
        return pattern.format(kind=self.said.kinds[change.kind], pasted=change.pasted, source=change.source)
