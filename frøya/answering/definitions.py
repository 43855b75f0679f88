"""Words of the field that the corpus explains → the quotes that explain them."""

from __future__ import annotations

from dataclasses import dataclass

from frøya.answering.answer import Answer, Quote
from frøya.corpus import Document
from frøya.index.store import Index
from frøya.language import sentence_spans

MOST = 3


@dataclass(frozen=True, slots=True)
class Definition:
    """A word, and the sentence that says what it means."""

    word: str
    quote: Quote


def definitions(answer: Answer, index: Index) -> tuple[Definition, ...]:
    """Return at most three definitions: of words in the question first, then of words in what is said first."""
    said = " ".join(claim.text for claim in answer.claims if claim.role == "lead")
    quoted = {quote.document for claim in answer.claims for quote in claim.quotes}
    found: list[Definition] = []
    for word in dict.fromkeys([*index.vocabulary.named(answer.question), *index.vocabulary.named(said)]):
        quote = meaning(word, index)
        if quote and quote.document not in quoted:
            found.append(Definition(word, quote))
    return tuple(found[:MOST])


def meaning(word: str, index: Index) -> Quote | None:
    """Return the first sentence under the heading ``word`` in the list of words that has it."""
    document = next((d for d in index.documents.values() if any(term.term == word for term in d.terms)), None)
    return _under(word, document) if document else None


def _under(word: str, document: Document) -> Quote | None:
    blocks = iter(document.blocks)
    for block in blocks:
        if block.kind == "heading" and document.text[block.body : block.end].lower() == word.lower():
            body = next(blocks, None)
            if body is None or body.kind == "heading":
                return None
            start, end = sentence_spans(document.text[body.body : body.end])[0]
            start, end = body.body + start, body.body + end
            return Quote(document.slug, start, end, document.text[start:end])
    return None
