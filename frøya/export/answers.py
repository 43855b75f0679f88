"""Answers, laid out → one report. Every quote is held against its document once more before it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from frøya.answering.answer import Answer, Quote
from frøya.answering.layout import Layout, SourceLine, place
from frøya.answering.layout import Line as LaidLine
from frøya.answering.quotes import is_verbatim
from frøya.answering.words import WORDS as ANSWER_WORDS
from frøya.corpus import Document
from frøya.errors import FrøyaError
from frøya.export.references import reference
from frøya.export.report import Block, Heading, Item, Items, Line, Mark, Paragraph, Report, Voice
from frøya.export.words import WORDS
from frøya.language import Language

Turn = tuple[Answer, Layout]


def answer_report(answer: Answer, layout: Layout, documents: Mapping[str, Document], made: date) -> Report:
    """Return a file of one answer or refusal, titled with what was asked.

    Args:
        answer: what Frøya replied.
        layout: its parts, from ``lay_out``.
        documents: the sources, by slug.
        made: the day the file is made.

    Raises:
        FrøyaError: a quote no longer stands in its source.

    """
    sources = _Sources(documents, [(answer, layout)])
    return _report([(answer, layout)], sources, answer.question, tuple(_blocks(answer, layout, sources)), made)


def conversation_report(turns: Sequence[Turn], documents: Mapping[str, Document], made: date) -> Report:
    """Return a file of several answers in the order they came, with one list of sources for them all.

    Args:
        turns: each answer and its parts, oldest first; not empty.
        documents: the sources, by slug.
        made: the day the file is made.

    Raises:
        FrøyaError: there is nothing to write, or a quote no longer stands in its source.

    """
    if not turns:
        raise FrøyaError("Samtalen er tom, så det er ikke noe å lagre. Still et spørsmål først.")
    sources = _Sources(documents, turns)
    blocks: list[Block] = []
    for answer, layout in turns:
        blocks.append(Heading(answer.question, answer.language))
        blocks += (
            Heading(b.text, b.language, 2) if isinstance(b, Heading) else b for b in _blocks(answer, layout, sources)
        )
    return _report(turns, sources, WORDS[turns[0][0].language].conversation, tuple(blocks), made)


class _Sources:
    """The documents of a report, numbered in the order they are first quoted, and what is quoted from each."""

    def __init__(self, documents: Mapping[str, Document], turns: Iterable[Turn]) -> None:
        self.documents = documents
        self.quotes: dict[str, list[Quote]] = {}
        for answer, layout in turns:
            for quote in _quotes(answer, layout):
                if not is_verbatim(quote, documents):
                    raise FrøyaError(
                        f"Svaret kan ikke lagres: «{quote.text[:60]}» står ikke lenger slik i kilden "
                        f"«{quote.document}». Still spørsmålet på nytt."
                    )
                self.quotes.setdefault(quote.document, []).append(quote)
        self.numbers = {slug: number for number, slug in enumerate(self.quotes, 1)}

    def line(self, quote: Quote) -> Line:
        """Return a quote as it is shown, with its mark."""
        document = self.documents[quote.document]
        voice: Voice = "guidance" if document.kind == "veiledning" else "quote"
        return Line(quote.text, voice, document.language, (self.mark(quote),))

    def mark(self, quote: Quote) -> Mark:
        return Mark(self.numbers[quote.document], place(quote, self.documents[quote.document]))


def _quotes(answer: Answer, layout: Layout) -> Iterator[Quote]:
    for claim in answer.claims:
        yield from claim.quotes
    yield from (definition.quote for definition in layout.definitions)
    yield from (source.quote for source in layout.nearest)


def _report(turns: Sequence[Turn], sources: _Sources, title: str, blocks: tuple[Block, ...], made: date) -> Report:
    first = turns[0][0]
    words = WORDS[first.language]
    references = tuple(
        reference(number, sources.documents[slug], sources.quotes[slug], first.language, made)
        for slug, number in sources.numbers.items()
    )
    versions = " / ".join(dict.fromkeys(answer.corpus_version for answer, _ in turns if answer.corpus_version))
    generated = any(claim.generated for answer, _ in turns for claim in answer.claims)
    answered = all(answer.answered for answer, _ in turns)
    linked = any(run.url for top in references for entry in (top, *top.below) for run in entry.runs)
    about = [
        words.fallible,
        " ".join([*([words.key] if references else []), *([words.key_generated] if generated else [])]),
        "" if answered else words.key_refused,
        words.independent,
        " ".join(
            [words.made.format(date=words.date(made), version=versions or "–"), words.key_retrieved if linked else ""]
        ),
    ]
    subtitle = f"{'Frøya' if title == words.conversation else words.answer}, {words.date(made)}"
    return Report(
        title, subtitle, first.language, made, blocks, references, tuple(text.strip() for text in about if text)
    )


def _blocks(answer: Answer, layout: Layout, sources: _Sources) -> Iterator[Block]:
    language, words = answer.language, ANSWER_WORDS[answer.language]

    def lines(laid: LaidLine) -> tuple[Line, ...]:
        quotes = tuple(citation.quote for citation in laid.citations)
        if laid.generated:
            return _generated(laid.text, quotes, language, sources)
        voice: Voice = "quote" if laid.quoted else "guidance"
        spoken = sources.documents[quotes[0].document].language
        return (Line(laid.text, voice, spoken, tuple(sources.mark(quote) for quote in quotes)),)

    def heading(text: str) -> Heading:
        return Heading(text.rstrip(":"), language)

    def said(text: str) -> Paragraph:
        return Paragraph((Line(text, "frame", language),))

    if layout.opening:
        yield said(layout.opening)
    understood = words.understood.split("{")[0]
    yield from (said(notice) for notice in layout.notices if notice.startswith(understood))
    if layout.leads:
        yield Paragraph((Line(words.lead, "label", language), *(x for laid in layout.leads for x in lines(laid))))
    for title, part in ((words.steps, layout.steps), (words.items, layout.items), (words.others, layout.others)):
        if part:
            yield heading(title)
            yield Items(tuple(Item(lines(laid), laid.number) for laid in part))
    if layout.definitions:
        yield heading(words.meanings)
        yield Items(tuple(Item((sources.line(definition.quote),)) for definition in layout.definitions))
    if layout.nearest:
        yield heading(words.nearest)
        yield Items(tuple(Item((_named(source, language), sources.line(source.quote))) for source in layout.nearest))
    yield from (said(notice) for notice in layout.notices if not notice.startswith(understood))


def _named(source: SourceLine, language: Language) -> Line:
    title = source.title if source.title.endswith(("?", "!", ".")) else f"{source.title}:"
    return Line(title, "label", language)


def _generated(text: str, quotes: Iterable[Quote], language: Language, sources: _Sources) -> tuple[Line, ...]:
    """Return what a model wrote, named as such, and then the quotes it rests on."""
    words = ANSWER_WORDS[language]
    return (
        Line(words.generated, "label", language),
        Line(text, "generated", language),
        Line(words.rests_on, "label", language),
        *(sources.line(quote) for quote in quotes),
    )
