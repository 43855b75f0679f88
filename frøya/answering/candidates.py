"""Hits → the sentences and list items an answer may be made of, each scored against the question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frøya.corpus import Document
from frøya.corpus.sections import Section
from frøya.index.store import Index
from frøya.language import Span, terms
from frøya.retrieval import Hit, Query, Retriever

MAX_WORDS = 45
SAME = 0.93  # cosine above which two sentences say the same thing
_WHOLE = re.compile(r"[.!…][»”\"')\]]*$")
# Words that lean on the sentence before.
_LEANS = re.compile(
    r"(dette|disse|den|det|de|slike?|da|her|der|dermed|derfor|men|også|samtidig|han|hun|hen|dei|difor|han|ho|deretter|i tillegg)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(Frøyas råd|Døme|Eksempel): ")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, or a whole list item, that could be quoted.

    Against the question: ``cosine`` (of centred vectors, −1 to 1), ``coverage`` (of its terms, 0 to 1), ``late`` (MaxSim,
    −1 to 1) and ``won`` (the share of its tokens that find their nearest token of the passage here, 0 to 1). ``rank`` is
    that of its passage among the hits, from 0. ``vector`` is the row of its (first) sentence vector.
    """

    hit: Hit
    rank: int
    start: int
    end: int
    text: str
    cosine: float
    coverage: float
    late: float
    won: float
    vector: int
    item: int | None = None

    @property
    def words(self) -> int:
        """How long it is."""
        return len(self.text.split())

    @property
    def document(self) -> str:
        """The slug of the document it stands in."""
        return self.hit.passage.document

    @property
    def section(self) -> Section | None:
        """What the section it stands in is for."""
        return self.hit.passage.section


def candidates(query: Query, hits: Sequence[Hit], retriever: Retriever) -> list[Candidate]:
    """Return everything quotable in ``hits``, in the order of the hits.

    A sentence that leans on the one before it («Dette krever …») is quoted together with it. Questions,
    lead-ins and fragments are left out.
    """
    index = retriever.index
    wanted = terms(query.text)
    found: list[Candidate] = []
    for rank, hit in enumerate(hits):
        passage = hit.passage
        document = index.documents[passage.document]
        first = index.first_sentence[hit.row]
        count = len(passage.sentences)
        cosines = retriever.sentence_nearness(query, hit.row)
        late, won = index.tokens.sentence_scores(query.tokens, hit.row, count)
        for start, end, members in _units(document, passage.sentences, passage.items):
            text = document.text[start:end]
            if not _WHOLE.search(text) or len(text.split()) > MAX_WORDS:
                continue
            best = max(members, key=lambda i: cosines[i])
            found.append(
                Candidate(
                    hit,
                    rank,
                    start,
                    end,
                    text,
                    cosine=float(cosines[best]),
                    coverage=index.lexical.coverage(wanted, terms(text)),
                    late=float(max(late[members])),
                    won=float(sum(won[members])),
                    vector=first + best,
                    item=next((i for i, span in enumerate(passage.items) if span == (start, end)), None),
                )
            )
    return found


def _units(document: Document, sentences: Sequence[Span], items: Sequence[Span]) -> list[tuple[int, int, list[int]]]:
    """Return (start, end, sentences in it) for each list item, and for each sentence outside lists."""
    units: list[tuple[int, int, list[int]]] = []
    in_items = {i for i, (s, e) in enumerate(sentences) for start, end in items if start <= s and e <= end}
    for start, end in items:
        units.append((start, end, [i for i, (s, e) in enumerate(sentences) if start <= s and e <= end]))
    for i, (start, end) in enumerate(sentences):
        if i in in_items:
            continue
        label = _LABELLED.match(document.text, start, end)
        begin = label.end() if label else start
        if not _LEANS.match(document.text, begin, end):
            units.append((begin, end, [i]))
            continue
        before = i - 1
        apart = before < 0 or before in in_items or "\n" in document.text[sentences[before][1] : start]
        if not apart and not _LEANS.match(document.text, *sentences[before]):
            previous = sentences[before][0]
            label = _LABELLED.match(document.text, previous, end)
            units.append((label.end() if label else previous, end, [before, i]))
    return [unit for unit in units if unit[2]]


def adds(candidate: Candidate, taken: Iterable[Candidate], index: Index) -> bool:
    """Say whether ``candidate`` says something that none of ``taken`` says."""
    vector = index.sentence_vectors[candidate.vector]
    for other in taken:
        same_document = candidate.document == other.document
        if same_document and candidate.start < other.end and other.start < candidate.end:
            return False
        if float(index.sentence_vectors[other.vector] @ vector) >= SAME:
            return False
    return True
