"""Question → what the sources say about it, side by side and with who says it: law, authorities, research, the parties.

Who speaks is decided sentence by sentence. Frøya's own guidance carries over what others have said, so a sentence that
names its source is put with that kind of source, and its origin says that it is guidance that builds on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from frøya.answering.advice import NEAR as NEAR_ADVICE
from frøya.answering.advice import advice_for
from frøya.answering.answer import Answer, Claim, Quote
from frøya.answering.candidates import Candidate, adds, candidates
from frøya.answering.conversation import Question
from frøya.answering.kinds import kind_of
from frøya.answering.layout import lay_out
from frøya.answering.quotes import is_verbatim
from frøya.answering.ranking import Ranking, documents_in_order
from frøya.answering.reply import aside, reply
from frøya.answering.words import WORDS
from frøya.corpus.document import DocumentKind, weight
from frøya.index.store import Index
from frøya.language import Language, norwegian_date
from frøya.retrieval import Retriever

# How many passages are looked through: more than for an answer, because it is the differing voices that are wanted.
HITS = 30
MAX_DOCUMENTS, OF_EACH = 6, 2
# How far below the best a sentence may lie, in the ranking's deviations and as a share of its cosine, and still be said:
# farther than in an answer, because many voices are wanted. A second sentence of a document must lie nearer.
_BELOW, _NEAR, _SECOND_BELOW = 2.5, 0.6, 1.2
# A voice that is already heard is heard again only with a sentence that lies this near.
_AGAIN_BELOW, _AGAIN_NEAR = 1.5, 0.75
_ALONE: dict[Language, str] = {
    "nb": "Bare én kilde sier noe om dette, så det er ikke noe å sammenligne med.",
    "nn": "Berre éi kjelde seier noko om dette, så det er ikkje noko å samanlikne med.",
    "en": "Only one source says anything about this, so there is nothing to compare it with.",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence from a source. ``origin`` says who stands behind it; ``title`` is that of the document it stands in.

    ``sources`` are the works that guidance names in this sentence: who says it, what it is called, and the year.
    """

    quote: Quote
    title: str
    origin: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Those who speak with the same weight, named by ``title``, and what they say."""

    kind: DocumentKind
    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the sources say about a question, the weightiest voice first.

    ``answer`` is what Frøya answers to the same question; when it is a refusal, there are no voices.
    """

    answer: Answer
    voices: tuple[Voice, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether the sources say anything about it."""
        return bool(self.voices)

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as plain values, ready for JSON. The keys are stable."""
        refused = self.answer.to_dict()
        return {
            "question": self.answer.question,
            "language": self.answer.language,
            "status": self.answer.status,
            "voices": [
                {
                    "kind": voice.kind,
                    "title": voice.title,
                    "statements": [
                        {
                            "document": s.quote.document,
                            "title": s.title,
                            "origin": s.origin,
                            "sources": list(s.sources),
                            "start": s.quote.start,
                            "end": s.quote.end,
                            "text": s.quote.text,
                        }
                        for s in voice.statements
                    ],
                }
                for voice in self.voices
            ],
            "nearest": refused["nearest"],
            "notices": list(self.notices),
            "corpus_version": self.answer.corpus_version,
        }


def compare(asked: Question, retriever: Retriever) -> Comparison:
    """Return what the sources say about ``asked``, each quote checked, or the refusal that an answer would be."""
    index = retriever.index
    answer = reply(asked, retriever)
    if not answer.answered:
        return Comparison(answer, notices=answer.notices)
    chosen = [c for c in _chosen(asked, retriever) if is_verbatim(_quote(c), index.documents)]
    if not chosen:
        refusal = Answer(answer.question, answer.language, "no_support", corpus_version=answer.corpus_version)
        return Comparison(refusal)
    return Comparison(answer, _voices(chosen, answer, index), _notices(chosen, answer, index))


def _chosen(asked: Question, retriever: Retriever) -> list[Candidate]:
    """Return the sentences to show: the best of each voice, then the best of what is left, from few documents."""
    index = retriever.index
    query = retriever.query(asked.search)
    # Many voices are wanted here, not the one document that other questions point to.
    hits = retriever.search(query, HITS, aside(asked, index), asked.cited, pointed=False)
    found = candidates(query, hits, retriever)
    if not found:
        return []
    order = documents_in_order(hits)
    ranking = Ranking.over(found, order[0], kind_of(asked.text), index.vocabulary.spelled_out(query.text))
    scored = [(ranking.score(c), c) for c in found if _can_be_said(c) and not ranking.answers_another(c)]
    best = max((score for score, _ in scored), default=0.0)
    nearest = max((c.cosine for _, c in scored), default=0.0)
    # The advice that guidance explains is part of what is said, though its few words seldom lie nearest the question.
    linked = advice_for(query, order[0], hits, retriever)
    taken = [(best, linked)] if linked and linked.cosine >= NEAR_ADVICE else []
    scored.sort(key=lambda pair: -pair[0])
    heard = {voice_of(c, index) for _, c in taken}
    for below, near, again in ((_BELOW, _NEAR, False), (_AGAIN_BELOW, _AGAIN_NEAR, True)):
        for score, candidate in scored:
            if score < best - below or candidate.cosine < nearest * near:
                continue
            if (again or voice_of(candidate, index) not in heard) and _has_room(score, candidate, taken, index):
                taken.append((score, candidate))
                heard.add(voice_of(candidate, index))
    return [candidate for _, candidate in sorted(taken, key=lambda pair: -pair[0])]


def _has_room(score: float, candidate: Candidate, taken: Sequence[tuple[float, Candidate]], index: Index) -> bool:
    own = [s for s, c in taken if c.document == candidate.document]
    if not own and len({c.document for _, c in taken}) >= MAX_DOCUMENTS:
        return False
    if len(own) >= OF_EACH or (own and score < max(own) - _SECOND_BELOW):
        return False
    return adds(candidate, (c for _, c in taken), index)


def _notices(chosen: Sequence[Candidate], answer: Answer, index: Index) -> tuple[str, ...]:
    """Return the notices of the answer, with the date of the law that is quoted here, and whether one source is alone."""
    notices, law = list(answer.notices), WORDS[answer.language].law
    quoted = [index.documents[c.document].law_as_of for c in chosen if voice_of(c, index) == "lov og avtale"]
    if dates := [date for date in quoted if date]:
        notices = [notice for notice in notices if not notice.startswith(law.split("{")[0])]
        notices.append(law.format(date=norwegian_date(min(dates))))
    if len({candidate.document for candidate in chosen}) == 1:
        notices.append(_ALONE[answer.language])
    return tuple(notices)


def _can_be_said(candidate: Candidate) -> bool:
    """Leave out steps, which tell what to do and not how it is, and cautions, unless they have a name of their own."""
    return bool(candidate.hit.passage.label) or (candidate.item is None and candidate.section != "cautions")


def voice_of(candidate: Candidate, index: Index) -> DocumentKind:
    """Return the kind of whoever speaks: the document itself, or for guidance the weightiest source it names there."""
    document = index.documents[candidate.document]
    if document.kind != "veiledning":
        return "partenes syn" if document.kind == "gitt kilde" else document.kind
    named = [source.kind for source in document.sources_between(candidate.start, candidate.end)]
    return min(named, key=weight, default=document.kind)


def _voices(chosen: Sequence[Candidate], answer: Answer, index: Index) -> tuple[Voice, ...]:
    words = WORDS[answer.language]
    of_kind: dict[DocumentKind, list[Statement]] = {}
    for candidate in chosen:
        of_kind.setdefault(voice_of(candidate, index), []).append(_statement(candidate, answer, index))
    titles = {kind: words.guidance if kind == "veiledning" else words.kinds.get(kind, kind) for kind in of_kind}
    return tuple(
        Voice(kind, titles[kind][:1].upper() + titles[kind][1:], tuple(of_kind[kind]))
        for kind in sorted(of_kind, key=weight)
    )


def _statement(candidate: Candidate, answer: Answer, index: Index) -> Statement:
    claim = Claim(candidate.text, (_quote(candidate),))
    (source,) = lay_out(answer.with_claims((claim,)), index).sources
    named = index.documents[candidate.document].sources_between(candidate.start, candidate.end)
    works = (f"{work.publisher}: {work.title}" + (f" ({work.year})" if work.year else "") for work in named)
    return Statement(_quote(candidate), source.title, source.origin, tuple(works))


def _quote(candidate: Candidate) -> Quote:
    return Quote(candidate.document, candidate.start, candidate.end, candidate.text)
