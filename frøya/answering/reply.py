"""Question → answer: search, decide whether the sources support one, and compose it or refuse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from frøya.answering.answer import Answer, Claim
from frøya.answering.candidates import Candidate, candidates
from frøya.answering.conversation import Question
from frøya.answering.definitions import meaning
from frøya.answering.extractive import compose
from frøya.answering.guard import guard
from frøya.answering.kinds import kind_of
from frøya.answering.scope import Scope, gather, scope_model
from frøya.answering.words import WORDS
from frøya.corpus import Document
from frøya.index.store import Index
from frøya.language import identify, norwegian_date, terms
from frøya.retrieval import Hit, Query, Retriever, named_label

HITS = 12
NEAREST = 3
NEXT = 3
ALTERNATIVES = 3
# How much more likely an answer must be when a short question is read together with the one before it; without this,
# what is all but certain either way was read together, and a change of subject with it (docs/measurements.md, «Answers»).
_MORE_LIKELY = 0.01
_LAW = re.compile(r"§|\b(lov|loven|lova|lovpålagt|lovkrav|forskrift|ulovlig|law|legal)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _LookedUp:
    """What came of looking a question up, and whether it supports an answer."""

    query: Query
    hits: list[Hit]
    found: list[Candidate]
    scope: Scope
    probability: float


@dataclass(frozen=True)
class Considered:
    """The answer of quotes to a question, how it was understood, and the passages found, best first.

    ``probability`` is how likely it is that the sources answer it.
    """

    answer: Answer
    asked: Question
    hits: tuple[Hit, ...] = ()
    probability: float = 0.0


def reply(asked: Question, retriever: Retriever) -> Answer:
    """Return the answer to ``asked``, with quotes still to be verified."""
    return consider(asked, retriever).answer


def consider(asked: Question, retriever: Retriever, also: Question | None = None) -> Considered:
    """Return the answer to ``asked``, with quotes still to be verified, and what it was made from.

    Args:
        asked: the question.
        retriever: the search.
        also: the same question as a language model reworded it, looked up too; the one that the sources support better
            is answered, and what the question became is shown.

    """
    first = _considered(asked, retriever)
    if also is None or first.answer.reason:
        return first
    second = _considered(also, retriever)
    better = second if second.probability > first.probability and second.answer.answered else first
    in_turn = (hit for pair in zip_longest(first.hits, second.hits) for hit in pair if hit)
    hits = tuple({hit.row: hit for hit in in_turn}.values())
    words = WORDS[better.answer.language]
    understood = words.understood.format(question=also.reworded)
    others = [n for n in better.answer.notices if not n.startswith(words.understood.split("{")[0])]
    return replace(better, hits=hits, answer=replace(better.answer, notices=(understood, *others)))


def with_claims(considered: Considered, claims: tuple[Claim, ...], index: Index) -> Answer:
    """Return the answer with other claims, and the notices and next questions that follow from them."""
    answer, words = considered.answer, WORDS[considered.answer.language]
    understood = words.understood.split("{")[0]
    kept = [n for n in answer.notices if n.startswith(understood) or n == words.cleaned]
    quoted = [index.documents[quote.document] for claim in claims for quote in claim.quotes]
    notices = _notices(considered.asked, claims, quoted)
    return replace(
        answer,
        claims=claims,
        notices=(*kept, *notices),
        next_questions=_next_questions(considered.asked, quoted, index),
    )


def _considered(asked: Question, retriever: Retriever) -> Considered:
    index = retriever.index
    version = index.manifest.corpus_version
    if reason := guard(asked.text):
        return Considered(
            Answer(asked.text, asked.language, "out_of_scope", corpus_version=version, reason=reason), asked
        )
    if asked.vague:
        alike = _alike(asked, retriever.query(asked.search), retriever)
        unclear = Answer(asked.text, asked.language, "unclear", corpus_version=version, next_questions=alike)
        return Considered(unclear, asked)
    looked = _look_up(asked, retriever)
    # What names what it asks about needs nothing before it, and what is about something else gets nothing from it.
    if asked.together and looked.probability < 1 and looked.scope != "out_of_scope":
        again = _look_up(asked.together, retriever)
        if again.scope == "supported" and again.probability > looked.probability + _MORE_LIKELY:
            asked, looked = asked.together, again
    words = WORDS[asked.language]
    notices = [words.cleaned] if asked.cleaned else []
    if asked.refers_to:
        notices.append(words.understood.format(question=f"{asked.refers_to} {asked.text}"))
    if looked.scope != "supported":
        within = looked.scope == "no_support"
        refused = Answer(
            asked.text,
            asked.language,
            looked.scope,
            nearest=tuple(_distinct(looked.hits)[:NEAREST]) if within else (),
            notices=tuple(notices),
            corpus_version=version,
            next_questions=_alike(asked, looked.query, retriever) if within else (),
        )
        return Considered(refused, asked, tuple(looked.hits), looked.probability)
    claims = compose(looked.query, asked.text, looked.hits, looked.found, retriever, asked.said)
    quoted = [index.documents[quote.document] for claim in claims for quote in claim.quotes]
    answer = Answer(
        asked.text,
        asked.language,
        "answered",
        claims,
        notices=(*notices, *_notices(asked, claims, quoted)),
        corpus_version=version,
        next_questions=_next_questions(asked, quoted, index),
    )
    return Considered(answer, asked, tuple(looked.hits), looked.probability)


def _look_up(asked: Question, retriever: Retriever) -> _LookedUp:
    index = retriever.index
    query = retriever.query(asked.search)
    hits = _with_meanings(asked, query, retriever.search(query, HITS, aside(asked, index), asked.cited), retriever)
    found = candidates(query, hits, retriever)
    if not found:
        return _LookedUp(query, hits, found, "out_of_scope", 0.0)
    if _names_what_is_there(asked, index):
        return _LookedUp(query, hits, found, "supported", 1.0)
    evidence = gather(query, asked.language, hits, found, retriever)
    model = scope_model(retriever)
    return _LookedUp(query, hits, found, model.decide(evidence), model.probability(evidence))


def _with_meanings(asked: Question, query: Query, hits: list[Hit], retriever: Retriever) -> list[Hit]:
    """Return ``hits`` with the passages that explain the words asked about last, where nothing but words is asked about."""
    index = retriever.index
    if not hits or kind_of(asked.text) != "what" or not _only_a_word(asked, index):
        return hits
    quotes = [quote for word in index.vocabulary.named(asked.search) if (quote := meaning(word, index))]
    rows = [
        row
        for row, p in enumerate(index.passages)
        if any(q.document == p.document and p.start <= q.start < p.end for q in quotes)
    ]
    seen = {hit.row for hit in hits}
    return [*hits, *retriever.look_up(query, [row for row in rows if row not in seen], hits[-1].score)]


def _names_what_is_there(asked: Question, index: Index) -> bool:
    """Say whether the question names a piece of advice («råd 8»), or asks what a word that the corpus explains means."""
    return bool(named_label(asked.search, index)) or (kind_of(asked.text) == "what" and _only_a_word(asked, index))


def _only_a_word(asked: Question, index: Index) -> bool:
    """Say whether the question holds nothing but words that the corpus explains."""
    named = index.vocabulary.named(asked.search)
    forms = {term for word in named for form in (word, *index.vocabulary.others(word)) for term in terms(form)}
    return bool(named) and set(terms(asked.search)) <= forms


def aside(asked: Question, index: Index) -> list[str]:
    """Return the documents that are only word lists, unless it is the meaning of a word in one that is asked for."""
    lists = [document.slug for document in index.documents.values() if document.terms]
    if len(lists) == len(index.documents) or _only_a_word(asked, index):
        return []
    return [] if kind_of(asked.text) == "what" and index.vocabulary.named(asked.search) else lists


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
    """Return questions that the quoted documents say they answer, in the reader's language where there are any.

    The first of each document comes before the second of any.
    """
    of_each: list[list[str]] = []
    for slug in dict.fromkeys(document.slug for document in quoted):
        fit = [q for q in index.documents[slug].questions if _well_formed(q) and q.lower() != asked.text.lower()]
        own = [q for q in fit if identify(q) == asked.language]
        of_each.append(own or [q for q in fit if identify(q) == "nb"])
    in_turn = (question for turn in zip_longest(*of_each) for question in turn if question)
    return tuple(dict.fromkeys(in_turn))[:NEXT]


def _alike(asked: Question, query: Query, retriever: Retriever) -> tuple[str, ...]:
    """Return the questions most like this one that documents say they answer, in the reader's language."""
    found: list[str] = []
    for question in retriever.alike(query):
        if _well_formed(question) and identify(question) == (asked.language if asked.language == "nn" else "nb"):
            found.append(question)
        if len(found) == ALTERNATIVES:
            break
    return tuple(found)


def _well_formed(question: str) -> bool:
    return question[:1].isupper() and question.endswith("?")
