"""Answer → the parts a reader sees, in order, with sources numbered. The shell and the chat only draw it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frøya.answering.answer import Answer, Claim, Quote, Role
from frøya.answering.definitions import Definition, definitions
from frøya.answering.words import WORDS
from frøya.corpus import Document
from frøya.corpus.document import weight
from frøya.index.store import Index


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote's mark: the number of its source in this answer, and what to call the place («råd 8»)."""

    number: int
    place: str
    quote: Quote

    @property
    def mark(self) -> str:
        """What stands in brackets."""
        return f"{self.number}, {self.place}" if self.place else str(self.number)


@dataclass(frozen=True, slots=True)
class Line:
    """Something the answer says.

    ``quoted`` says whether to set it in guillemets: words of others are. ``number`` is that of an item of a whole list.
    ``generated`` says that a language model worded it; its citations are then the quotes it rests on.
    """

    text: str
    citations: tuple[Citation, ...]
    quoted: bool
    number: int | None = None
    generated: bool = False


@dataclass(frozen=True, slots=True)
class SourceLine:
    """An entry in the list of sources, and the first quote from it.

    ``origin`` says who stands behind it and what weight it has: law, research, the view of a party.
    """

    number: int
    title: str
    origin: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a reply. ``opening`` is what Frøya says first when she has no answer."""

    opening: str
    leads: tuple[Line, ...]
    steps: tuple[Line, ...]
    items: tuple[Line, ...]
    others: tuple[Line, ...]
    sources: tuple[SourceLine, ...]
    nearest: tuple[SourceLine, ...]
    notices: tuple[str, ...]
    next_title: str
    next_questions: tuple[str, ...]
    definitions: tuple[Definition, ...]


def lay_out(answer: Answer, index: Index) -> Layout:
    """Return the parts of ``answer``. Sources are numbered in the order they are first quoted."""
    documents = index.documents
    numbers: dict[str, int] = {}
    first: dict[str, Quote] = {}
    for claim in answer.claims:
        for quote in claim.quotes:
            numbers.setdefault(quote.document, len(numbers) + 1)
            first.setdefault(quote.document, quote)

    def lines(role: Role) -> tuple[Line, ...]:
        return tuple(_line(claim, numbers, documents) for claim in answer.claims if claim.role == role)

    nearest = [Quote(h.passage.document, h.passage.start, h.passage.end, h.passage.text) for h in answer.nearest]
    return Layout(
        opening=_opening(answer),
        leads=lines("lead"),
        steps=lines("step"),
        items=lines("item"),
        others=lines("other"),
        sources=tuple(_source(number, first[slug], answer, documents[slug]) for slug, number in numbers.items()),
        nearest=tuple(_source(i, quote, answer, documents[quote.document]) for i, quote in enumerate(nearest, 1)),
        notices=answer.notices,
        next_title=WORDS[answer.language].next if answer.answered else WORDS[answer.language].answerable,
        next_questions=answer.next_questions,
        definitions=definitions(answer, index) if answer.answered else (),
    )


def _opening(answer: Answer) -> str:
    words = WORDS[answer.language]
    return {
        "answered": "",
        "out_of_scope": words.not_looked_up[answer.reason] if answer.reason else words.out_of_scope,
        "no_support": words.no_support,
        "unclear": words.unclear,
    }[answer.status]


def _line(claim: Claim, numbers: Mapping[str, int], documents: Mapping[str, Document]) -> Line:
    citations = tuple(
        Citation(numbers[quote.document], place(quote, documents[quote.document]), quote) for quote in claim.quotes
    )
    others = any(documents[quote.document].kind != "veiledning" for quote in claim.quotes)
    number = _number(claim.quotes[0], documents[claim.quotes[0].document]) if claim.role == "item" else None
    return Line(claim.text, citations, quoted=others and not claim.generated, number=number, generated=claim.generated)


def place(quote: Quote, document: Document) -> str:
    """Return what to call the place of a quote in a document that names its parts: «råd 8», or nothing."""
    if not document.unit:
        return ""
    number = _number(quote, document)
    return "" if number is None else f"{document.unit} {number}"


def _number(quote: Quote, document: Document) -> int | None:
    holds = (
        b.number for b in document.blocks if b.number is not None and b.start <= quote.start and quote.end <= b.end
    )
    return next(holds, None)


def _source(number: int, quote: Quote, answer: Answer, document: Document) -> SourceLine:
    words = WORDS[answer.language]
    quotes = [q for claim in answer.claims for q in claim.quotes if q.document == document.slug]
    if document.kind == "veiledning":
        named = {source.kind for q in quotes for source in document.sources_between(q.start, q.end)}
        rests = [words.builds_on.format(kind=words.kinds[kind]) for kind in sorted(named, key=weight)[:1]]
        return SourceLine(number, document.title, ", ".join([words.guidance, *rests]), quote)
    parts = [document.publisher, str(document.year or ""), words.kinds.get(document.kind, "")]
    origin = ", ".join(part for part in parts if part)
    # The voice belongs to the document's named parts, so it is credited only where one of them is quoted.
    if document.voice and any(place(q, document) for q in quotes):
        origin += f" ({document.voice})"
    return SourceLine(number, document.title, origin, quote)
