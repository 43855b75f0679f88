"""Hits → claims: whole sentences, kept verbatim, chosen and ordered so that they read as an answer.

The answer leans on one document, the primary. Its lead is a piece of advice from the given article where one fits,
and the best sentence or two. Where the question is what to do, the steps that fit best follow, in the order their
source has them. Last comes what other documents say about the same, one sentence each.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from frøya.answering.advice import NEAR, advice_for, documents_on, whole_list
from frøya.answering.answer import Claim, Quote, Role
from frøya.answering.candidates import Candidate, adds, candidates
from frøya.answering.kinds import Kind, kind_of
from frøya.answering.ranking import YES_NO, Ranking, defines, documents_in_order
from frøya.corpus.document import weight
from frøya.index.store import Index
from frøya.language import terms
from frøya.retrieval import FEW_POINTS, Hit, Query, Retriever, named_label

MAX_WORDS = 120
# What is kept for other documents when there are steps to give.
_WORDS_FOR_OTHERS = 35
MAX_STEPS, MAX_OTHERS = 4, 3
# How far below the best a candidate may lie and still be said: a piece of advice that was found itself, another
# sentence of the same document (and of its short answer), a sentence of another document.
_ADVICE, _SECOND, _SECOND_SHORT, _OTHER = 0.6, 0.8, 1.2, 1.2
# How near the question a sentence of another document must lie, as a share of the nearest; and the same for a document
# that was found nearly as well as the first (within so many deviations): then either may be what was asked for.
_OTHER_NEAR, _CLOSE_NEAR, _CLOSE = 0.85, 0.3, 3.5
# The same for steps, in centred cosine: the first below the nearest sentence, the others below the first.
_FIRST_STEP, _STEP = 0.3, 0.22
_STEPPED: frozenset[Kind] = frozenset({"how", "other"})
# What a question about a word says beside the word.
_ASKING = frozenset(terms("betyr menes definisjon betydning innebærer begrepet ordet uttrykket means meaning define"))


def compose(
    query: Query,
    asked: str,
    hits: Sequence[Hit],
    found: Sequence[Candidate],
    retriever: Retriever,
    said: Collection[Quote] = (),
) -> tuple[Claim, ...]:
    """Return the claims that answer the question, in reading order; at most about 120 words, but for a whole list.

    Args:
        query: the question, as looked up.
        asked: the question as it was written, which decides what kind of answer it gets.
        hits: the passages found, best first.
        found: what can be quoted in them; not empty.
        retriever: for the advice and the steps that the hits point to.
        said: what the answers before this quoted; it stands on the page, and is left out where there is more to say.

    """
    index = retriever.index
    kind = kind_of(asked)
    if kind == "list" and not named_label(query.text, index) and (claims := _whole_list(hits, index)):
        return claims
    wanted = index.vocabulary.main_terms(query.text) - _ASKING
    order = _what_defines_first(documents_in_order(hits), kind, wanted, found, index)
    primary = order[0]
    found = [*found, *_short_answer(query, primary, found, retriever)]
    found = _unsaid(found, said) or found
    ranking = Ranking.over(found, primary, kind, index.vocabulary.spelled_out(query.text))
    scores = {id(candidate): ranking.score(candidate) for candidate in found}
    best = max(scores.values())
    plain = sorted(
        (c for c in found if c.item is None and c.section != "cautions" and not ranking.answers_another(c)),
        key=lambda c: scores[id(c)],
        reverse=True,
    )
    pieces = [c for c in found if c.hit.passage.label and scores[id(c)] > best - _ADVICE]
    linked = max(pieces, key=lambda c: scores[id(c)], default=None) or advice_for(query, primary, hits, retriever)
    if linked and not named_label(asked, index) and not _unsaid([linked], said):
        linked = None
    first = linked in pieces or (linked is not None and kind in _STEPPED and linked.cosine >= NEAR)
    advice = linked if first or named_label(query.text, index) else None

    leads = _leads(plain, scores, best, primary, advice, kind, index)
    steps: list[Candidate] = []
    if kind in _STEPPED:
        general = len(index.documents[primary].seed_points) > FEW_POINTS
        about = documents_on(advice, index) if advice and general else {primary}
        steps = _steps(query, about, found, leads, retriever, said)
    close = _close_documents(hits)
    # What another document says to do is said in its steps, each of which can stand alone.
    sayable = (
        sorted(
            [*plain, *(c for c in found if c.item is not None and c.section == "steps")],
            key=lambda c: scores[id(c)],
            reverse=True,
        )
        if kind in _STEPPED
        else plain
    )
    if kind == "what" and any(defines(lead.text, wanted, whole=True) for lead in leads):
        sayable = [c for c in sayable if wanted <= set(terms(c.text))]  # a word is explained: no more than about it
    others = _others(order[1:], close, sayable, scores, best, [*leads, *steps], index)
    if linked and not advice and kind in _STEPPED and adds(linked, [*leads, *steps], index):
        others = [linked, *others][:MAX_OTHERS]
    chosen: list[tuple[Role, Candidate]] = [("lead", c) for c in leads] + [("step", c) for c in steps]
    kept = _within(chosen, MAX_WORDS - (_WORDS_FOR_OTHERS if others and steps else 0))
    kept = _within([*kept, *(("other", c) for c in others)], MAX_WORDS)
    return tuple(_claim(role, candidate) for role, candidate in kept)


def _what_defines_first(
    order: list[str], kind: Kind, wanted: frozenset[str], found: Sequence[Candidate], index: Index
) -> list[str]:
    """Return ``order`` with a document that itself says what the terms ``wanted`` mean first.

    A list of words comes after any other document that does.
    """
    told = {c.document for c in found if defines(c.text, wanted, whole=kind == "what")}
    if not index.documents[order[0]].terms and (kind != "what" or order[0] in told):
        return order
    first = sorted((slug for slug in order if slug in told), key=lambda slug: bool(index.documents[slug].terms))
    return list(dict.fromkeys([*first[:1], *order]))


def _leads(
    plain: Sequence[Candidate],
    scores: dict[int, float],
    best: float,
    primary: str,
    advice: Candidate | None,
    kind: Kind,
    index: Index,
) -> list[Candidate]:
    leads = [advice] if advice else []
    most = 2 if kind in _STEPPED else 3 if advice else 2
    for candidate in plain:
        if len(leads) >= most:
            break
        if candidate.document != primary:
            continue
        if kind in _STEPPED and advice and candidate.section != "short answer":
            continue  # advice says what to do; only its short explanation may come between it and the steps
        first = not any(lead is not advice for lead in leads)
        floor = _SECOND_SHORT if candidate.section == "short answer" else _SECOND
        near = first or scores[id(candidate)] > best - floor
        if near and adds(candidate, leads, index) and not _repeats_advice(candidate, leads, index):
            leads.append(candidate)
    if kind not in _STEPPED:
        return leads
    # Where a matter is explained, the order of the source is the order of thought.
    return sorted(leads, key=lambda c: (c is not advice, c.start))


def _others(
    order: Sequence[str],
    close: set[str],
    plain: Sequence[Candidate],
    scores: dict[int, float],
    best: float,
    taken: Sequence[Candidate],
    index: Index,
) -> list[Candidate]:
    """Return the best sentence of each of the next documents that say something near as good, or were found near as well."""
    others: list[Candidate] = []
    nearest = max((c.cosine for c in plain if not index.documents[c.document].terms), default=0.0)
    used = {candidate.document for candidate in taken}
    for slug in (slug for slug in order if slug not in used):
        share, floor = (_CLOSE_NEAR, -math.inf) if slug in close else (_OTHER_NEAR, best - _OTHER)
        own = (c for c in plain if c.document == slug and scores[id(c)] > floor and c.cosine > nearest * share)
        candidate = next((c for c in own if not YES_NO.match(c.text) and adds(c, [*taken, *others], index)), None)
        if candidate and not _repeats_advice(candidate, taken, index):
            others.append(candidate)
        if len(others) == MAX_OTHERS:
            break
    return sorted(others, key=lambda c: _source_weight(c, index))


def _close_documents(hits: Sequence[Hit]) -> set[str]:
    """Return the documents whose best passage was found nearly as well as the first of all."""
    return {hit.passage.document for hit in hits if hit.score > hits[0].score - _CLOSE}


def _source_weight(candidate: Candidate, index: Index) -> int:
    """Return the place in the order of sources of the weightiest source that ``candidate`` rests on, 0 for law."""
    document = index.documents[candidate.document]
    kinds = [source.kind for source in document.sources_between(candidate.start, candidate.end)]
    return min(map(weight, [document.kind, *kinds]))


def _short_answer(query: Query, primary: str, found: Sequence[Candidate], retriever: Retriever) -> list[Candidate]:
    """Return the short answer of the primary document, where it is not among what was found."""
    index = retriever.index
    seen = {c.hit.row for c in found}
    rows = [
        row
        for row, p in enumerate(index.passages)
        if p.document == primary and p.section == "short answer" and row not in seen
    ]
    lowest = min((c.hit.score for c in found), default=0.0)
    return candidates(query, retriever.look_up(query, rows, lowest), retriever)


def _whole_list(hits: Sequence[Hit], index: Index) -> tuple[Claim, ...]:
    """Return every item of the list that has a name of its own, if a hit is from it or from a document on all of it."""
    slugs = {hit.passage.document for hit in hits}
    about_all = any(len(index.documents[slug].seed_points) > FEW_POINTS for slug in slugs)
    own = [d for d in index.documents.values() if d.unit and (d.slug in slugs or about_all)]
    listed = whole_list(own)
    if listed is None:
        return ()
    document, spans = listed
    return tuple(
        Claim(document.text[s:e], (Quote(document.slug, s, e, document.text[s:e]),), role="item") for s, e in spans
    )


def _steps(
    query: Query,
    about: set[str],
    found: Sequence[Candidate],
    taken: Sequence[Candidate],
    retriever: Retriever,
    said: Collection[Quote],
) -> list[Candidate]:
    """Return the steps, in the documents ``about`` the matter, that fit the question and are not said already."""
    index = retriever.index
    rows = [r for r, p in enumerate(index.passages) if p.document in about and p.items and p.section == "steps"]
    listed = candidates(query, retriever.look_up(query, rows, 0.0), retriever)
    items = _unsaid([candidate for candidate in listed if candidate.item is not None], said)
    if not items:
        return []
    nearest = max(candidate.cosine for candidate in items)
    if nearest < max(candidate.cosine for candidate in found) - _FIRST_STEP:
        return []
    fit = [candidate for candidate in items if candidate.cosine > nearest - _STEP]
    steps: list[Candidate] = []
    for candidate in sorted(fit, key=lambda c: c.cosine + c.late + _STEP * c.coverage, reverse=True):
        if len(steps) < MAX_STEPS and adds(candidate, [*taken, *steps], index):
            steps.append(candidate)
    return sorted(steps, key=lambda c: (c.document, c.start))


def _unsaid(found: Sequence[Candidate], said: Collection[Quote]) -> list[Candidate]:
    """Return the candidates that share no words with what is ``said``."""
    return [c for c in found if not any(q.document == c.document and q.start < c.end and c.start < q.end for q in said)]


def _repeats_advice(candidate: Candidate, taken: Sequence[Candidate], index: Index) -> bool:
    """Say whether ``candidate`` retells a piece of advice that is already quoted in its own words."""
    label = named_label(candidate.text, index)
    return bool(label) and any(other.hit.passage.label == label for other in taken)


def _within(chosen: Sequence[tuple[Role, Candidate]], most: int) -> list[tuple[Role, Candidate]]:
    kept: list[tuple[Role, Candidate]] = []
    words = 0
    for role, candidate in chosen:
        if kept and words + candidate.words > most:
            continue
        kept.append((role, candidate))
        words += candidate.words
    return kept


def _claim(role: Role, candidate: Candidate) -> Claim:
    quote = Quote(candidate.document, candidate.start, candidate.end, candidate.text)
    return Claim(candidate.text, (quote,), role=role)
