"""An answer or a document → a checklist and a plan for 30, 60 and 90 days, each line with its own citation.

Every line is verbatim. Where the plan needs something the sources do not say, the line is marked as Frøya's own suggestion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from frøya.answering.answer import Answer, Quote
from frøya.answering.layout import place
from frøya.answering.quotes import is_verbatim
from frøya.corpus import Document
from frøya.corpus.sections import section
from frøya.course.words import WORDS
from frøya.errors import FrøyaError
from frøya.export.references import reference
from frøya.export.report import Block, Heading, Item, Items, Line, Mark, Report, Voice
from frøya.export.words import WORDS as FILE_WORDS
from frøya.language import Language, sentence_spans

Documents = Mapping[str, Document]
# With fewer steps than this, what the answer says in short is on the list too.
_FEWEST = 3
_MOST = 12  # lines: more is no longer a list one goes through


def answer_checklist(answer: Answer, documents: Documents, made: date) -> Report:
    """Return the checklist of what ``answer`` says to do: its steps and items, and before them what it says in short.

    Raises:
        FrøyaError: there is no answer to make one of, or a quote no longer stands in its source.

    """
    if not answer.answered:
        raise FrøyaError(f"Kildene svarer ikke på «{answer.question}», så det er ikke noe å lage en sjekkliste av.")
    doing = [c for c in answer.claims if c.role in ("step", "item") and not c.generated]
    if len(doing) < _FEWEST:
        doing += [claim for claim in answer.claims if claim not in doing]
    quotes = [claim.quotes[0] for claim in doing if claim.quotes]
    return _report(answer.question, quotes, documents, answer.language, made, answer.corpus_version)


def document_checklist(document: Document, made: date, corpus_version: str = "") -> Report:
    """Return the checklist of what ``document`` says to do: its numbered steps, or else its short answer.

    Raises:
        FrøyaError: it says nothing that can be made into one.

    """
    quotes = list(_steps(document)) or list(_short_answer(document))
    if not quotes:
        raise FrøyaError(
            f"«{document.slug}» har ingen punkter å lage en sjekkliste av. Velg et dokument med «Slik gjør du det», "
            'eller still et spørsmål: froya checklist "Hvordan …?"'
        )
    language: Language = "nn" if document.language == "nn" else "nb"
    return _report(document.title, quotes, {document.slug: document}, language, made, corpus_version)


def _steps(document: Document) -> Iterator[Quote]:
    """Yield the numbered items under «Slik gjør du det», or every numbered item of a document without that heading."""
    marked = any(b.kind == "heading" and section(_text(document, b.body, b.end)) == "steps" for b in document.blocks)
    inside = not marked
    for block in document.blocks:
        if block.kind == "heading":
            inside = section(_text(document, block.body, block.end)) == "steps" if marked else True
        elif inside and block.kind == "item" and block.number is not None:
            yield Quote(document.slug, block.body, block.end, _text(document, block.body, block.end))


def _short_answer(document: Document) -> Iterator[Quote]:
    inside = False
    for block in document.blocks:
        text = _text(document, block.body, block.end)
        if block.kind == "heading":
            inside = section(text) == "short answer"
        elif inside:
            for start, end in sentence_spans(text):
                yield Quote(document.slug, block.body + start, block.body + end, text[start:end])


def _text(document: Document, start: int, end: int) -> str:
    return document.text[start:end]


def _report(
    title: str, quotes: Sequence[Quote], documents: Documents, language: Language, made: date, version: str
) -> Report:
    words, frame = WORDS[language], FILE_WORDS[language]
    for quote in quotes:
        if not is_verbatim(quote, documents):
            raise FrøyaError(
                f"Sjekklisten kan ikke lages: «{quote.text[:60]}» står ikke lenger slik i «{quote.document}». "
                "Bygg indeksen på nytt: froya index build"
            )
    quotes = list(dict.fromkeys(quotes))[:_MOST]
    numbers = {slug: i for i, slug in enumerate(dict.fromkeys(quote.document for quote in quotes), 1)}

    def item(quote: Quote) -> Item:
        document = documents[quote.document]
        mark = Mark(numbers[quote.document], place(quote, document))
        voice: Voice = "guidance" if document.kind == "veiledning" else "quote"
        return Item((Line(quote.text, voice, document.language, (mark,)),))

    def own(text: str) -> Item:
        return Item((Line(words.own, "label", language), Line(text, "frame", language)))

    blocks: list[Block] = [Items(tuple(map(item, quotes)), boxes=True), Heading(words.plan, language)]
    for period, part, suggestion in zip(words.periods, _thirds(quotes), words.own_lines, strict=True):
        blocks.append(Heading(period, language, 2))
        blocks.append(Items((*map(item, part), own(suggestion)), boxes=True))
    references = tuple(
        reference(number, documents[slug], [q for q in quotes if q.document == slug], language, made)
        for slug, number in numbers.items()
    )
    about = (
        words.checklist_key,
        frame.fallible,
        frame.independent,
        frame.made.format(date=frame.date(made), version=version or "–"),
    )
    subtitle = f"{words.checklist_of}, {frame.date(made)}"
    return Report(title, subtitle, language, made, tuple(blocks), references, about)


def _thirds(quotes: Sequence[Quote]) -> tuple[Sequence[Quote], Sequence[Quote], Sequence[Quote]]:
    """Return the lines in three parts, in their order: what comes first is done first."""
    a, b = (len(quotes) + 2) // 3, (2 * len(quotes) + 2) // 3
    return quotes[:a], quotes[a:b], quotes[b:]
