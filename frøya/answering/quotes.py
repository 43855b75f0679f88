"""Quotes against documents: only words that stand there are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from frøya.answering.answer import Answer, Claim, Quote
from frøya.corpus import Document


def is_verbatim(quote: Quote, documents: Mapping[str, Document]) -> bool:
    """Say whether the document holds just these words at just this place."""
    document = documents.get(quote.document)
    inside = document is not None and 0 <= quote.start < quote.end <= len(document.text)
    return inside and document is not None and document.text[quote.start : quote.end] == quote.text


def verified(answer: Answer, documents: Mapping[str, Document]) -> Answer:
    """Return ``answer`` without the quotes that are not verbatim, and without claims left with none.

    A claim that is itself a quotation must also be the words of its quotes. An answer that loses all
    its claims is no longer an answer: its status becomes ``no_support``.
    """
    claims = tuple(_verified_claims(answer.claims, documents))
    if answer.answered and not claims:
        return Answer(answer.question, answer.language, "no_support", corpus_version=answer.corpus_version)
    return answer if claims == answer.claims else answer.with_claims(claims)


def _verified_claims(claims: Iterable[Claim], documents: Mapping[str, Document]) -> Iterable[Claim]:
    for claim in claims:
        quotes = tuple(quote for quote in claim.quotes if is_verbatim(quote, documents))
        own_words = claim.generated or claim.text == " ".join(quote.text for quote in quotes)
        if quotes and own_words:
            yield claim if quotes == claim.quotes else Claim(claim.text, quotes, claim.generated, claim.role)
