"""Question → answer: search, decide whether the sources support one, and compose it or refuse."""

from __future__ import annotations

import re
from collections.abc import Sequence

from frøya.answering.answer import Answer, Claim
from frøya.answering.candidates import candidates
from frøya.answering.conversation import Question
from frøya.answering.extractive import compose
from frøya.answering.scope import decide, gather
from frøya.answering.words import WORDS
from frøya.corpus import Document
from frøya.index.store import Index
from frøya.language import identify, norwegian_date
from frøya.retrieval import Hit, Retriever

HITS = 12
NEAREST = 3
NEXT = 2
_LAW = re.compile(r"§|\b(lov|loven|lova|lovpålagt|lovkrav|forskrift|ulovlig|law|legal)\b", re.IGNORECASE)


def reply(asked: Question, retriever: Retriever) -> Answer:
    """Return the answer to ``asked``, with quotes still to be verified."""
    index = retriever.index
    version = index.manifest.corpus_version
    words = WORDS[asked.language]
    if asked.vague:
        return Answer(asked.text, asked.language, "unclear", corpus_version=version)
    vector = retriever.vector(asked.search)
    hits = retriever.search_vector(asked.search, vector, HITS)
    found = candidates(asked.search, vector, hits, index)
    notices = [words.understood.format(question=f"{asked.refers_to} {asked.text}")] if asked.refers_to else []
    scope = decide(gather(asked.search, vector, hits, found, index), asked.language)
    if not found or scope == "out_of_scope":
        return Answer(asked.text, asked.language, "out_of_scope", notices=tuple(notices), corpus_version=version)
    if scope == "no_support":
        nearest = tuple(_distinct(hits)[:NEAREST])
        return Answer(
            asked.text,
            asked.language,
            "no_support",
            nearest=nearest,
            notices=tuple(notices),
            corpus_version=version,
        )
    claims = compose(asked.search, vector, hits, found, retriever)
    quoted = [index.documents[quote.document] for claim in claims for quote in claim.quotes]
    return Answer(
        asked.text,
        asked.language,
        "answered",
        claims,
        notices=(*notices, *_notices(asked, claims, quoted)),
        corpus_version=version,
        next_questions=_next_questions(asked, quoted, index),
    )


def _distinct(hits: Sequence[Hit]) -> list[Hit]:
    """Return the best hit of each document."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.passage.document, hit)
    return list(best.values())


def _notices(asked: Question, claims: Sequence[Claim], quoted: Sequence[Document]) -> list[str]:
    words = WORDS[asked.language]
    notices = [words.norwegian_quotes] if words.norwegian_quotes else []
    dates = [document.law_as_of for document in quoted if document.law_as_of]
    if dates and (_LAW.search(asked.search) or any(_LAW.search(claim.text) for claim in claims)):
        oldest = min(dates)
        notices.append(words.law.format(date=norwegian_date(oldest)))
    return notices


def _next_questions(asked: Question, quoted: Sequence[Document], index: Index) -> tuple[str, ...]:
    """Return questions that the quoted documents say they answer, in the reader's language where there are any."""
    slugs = list(dict.fromkeys(document.slug for document in quoted))
    found: list[str] = []
    for slug in slugs:
        fit = [q for q in index.documents[slug].questions if _well_formed(q) and q.lower() != asked.text.lower()]
        own = [q for q in fit if identify(q) == asked.language]
        found += (own or [q for q in fit if identify(q) == "nb"])[:1] if len(slugs) > 1 else (own or fit)[:NEXT]
    return tuple(dict.fromkeys(found))[:NEXT]


def _well_formed(question: str) -> bool:
    return question[:1].isupper() and question.endswith("?")
