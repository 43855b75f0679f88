"""Query → hits: four signals over the same passages fused by z-score, and the best read again token by token."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

import numpy as np

from frøya.index.embedding import Embedder
from frøya.index.store import Index, centred
from frøya.language import Speller, identify, terms
from frøya.retrieval.advice import named_label, numbered, with_advice
from frøya.retrieval.hits import Hit, Query, Signals

# Chosen on the project's own questions and checked on NorQuAD, see docs/measurements.md, «Retrieval».
PASSAGE_WEIGHT, SENTENCE_WEIGHT, LEXICAL_WEIGHT = 0.4, 0.4, 0.2
# How much the questions that documents say they answer weigh beside those three.
ASKED_WEIGHT = 0.6
# What a question's nearness loses for passages of its document that it does not point to.
ASKED_ELSEWHERE = 0.05
# How much a document is moved by how strongly the questions with known answers point to it, in deviations over the
# documents; for its best passage, and for each of the next as a share of the one before.
POINTED_WEIGHT, POINTED_NEXT = 1.0, 0.5
# How many of the best are read again, and how much that weighs against the first reading.
RERANKED, LATE_WEIGHT = 20, 0.5
CANDIDATES = 200
# What a document that the conversation is about already has before others, in deviations.
CITED_WEIGHT = 0.8


class Retriever:
    """Searches one open index with one embedder."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        self.index = index
        self.embedder = embedder

    def query(self, question: str) -> Query:
        """Return ``question`` ready to be looked up: misspelt words put right, and abbreviations spelled out."""
        vocabulary = self.index.vocabulary
        text = question if identify(question) == "en" else self._speller.corrected(question)
        vector, tokens = self.embedder.queries([vocabulary.spelled_out(text)])[0]
        return Query(text, vector, self.index.tokens.basis.project(tokens))

    def search(
        self,
        query: Query,
        k: int = 10,
        without: Collection[str] = (),
        cited: Collection[str] = (),
        *,
        pointed: bool = True,
    ) -> list[Hit]:
        """Return at most ``k`` hits for ``query``, best first, none of them from the documents ``without``.

        ``cited`` are the documents that the conversation is about already; they come a little before others.
        Without ``pointed``, what was learnt from other questions does not choose between documents.

        Candidates are the passages nearest by vector, the best by BM25, and those that a like question points to.
        The scores of each – for the passage, its nearest sentence, its words and the questions it answers – are
        standardised over all candidates and added with weights: scores keep their distances, which ranks alone
        throw away (compare Bruch and others 2023, doi:10.1145/3596512). The best twenty are ordered anew with
        late interaction.

        All cosines are of centred vectors: the model's vectors lie in a narrow cone, and what they have in common
        hides what tells them apart (compare Mu and Viswanath 2018, arXiv:1702.01417).

        Then documents are moved by how strongly questions with known answers point to them.

        A passage that the question names («råd 8») comes first. A piece of advice comes in after the best
        passage of a document that says it builds on it.
        """
        lexical = self._lexical(query.text)
        vector = self.centred(query)
        asked = self._asked(vector)
        rows = self._candidates(query, lexical, asked)
        if without:
            rows = np.array([row for row in rows if self.index.passages[row].document not in without], int)
        if not len(rows):
            return []
        fused = self._fused(rows, vector, lexical, asked)
        fused += CITED_WEIGHT * np.array([self.index.passages[row].document in cited for row in rows])
        order = np.argsort(-fused, kind="stable")
        ranked = self._read_again(query, rows[order], fused[order])
        # A name («råd 8») says which document is meant better than any other question does.
        if pointed and not named_label(query.text, self.index):
            ranked = self._moved(ranked, query)
        ranked = with_advice(query.text, query.vector, ranked, self.index, self._advice)[:k]
        return self._hits(query, ranked, lexical)

    @cached_property
    def _speller(self) -> Speller:
        documents = self.index.documents.values()
        texts = [text for d in documents for text in (d.title, d.text, *d.questions)]
        forms = [form for d in documents for t in d.terms for form in (t.term, *t.nn, *t.short, *t.also)]
        lexical, model = self.index.lexical, self.embedder
        return Speller(
            [*texts, *forms],
            lambda word: any(map(lexical.known, terms(word))) or model.reads_whole(word),
            [unanswered.question for unanswered in self.index.unanswered],
        )

    def alike(self, query: Query) -> Iterator[str]:
        """Yield the questions that documents themselves say they answer, most like ``query`` first."""
        if not len(self.index.question_vectors):
            return
        cosines = self._questions @ self.centred(query)
        entries = [(d, entry) for d in self.index.documents.values() for entry in d.entries]
        for row in np.argsort(-cosines, kind="stable"):
            document, entry = entries[row]
            if entry in document.questions:
                yield entry

    def look_up(self, query: Query, rows: Sequence[int], score: float) -> list[Hit]:
        """Return the passages at ``rows`` as hits with the given ``score``, for when they are wanted by name."""
        return self._hits(query, [(row, score) for row in rows], self._lexical(query.text))

    def centred(self, query: Query) -> np.ndarray:
        """Return the question's unit vector seen from where questions lie together (dimensions,)."""
        vector: np.ndarray = centred(query.vector[None], self.index.centres.questions)[0]
        return vector

    def pointed(self, query: Query) -> np.ndarray:
        """Return how strongly ``query`` points to each document, to an answer at all, and to the subject (documents + 2,)."""
        return self.index.pointing(self.centred(query), query.text)

    @cached_property
    def _advice(self) -> dict[int, int]:
        return numbered(self.index)

    @cached_property
    def _document_of(self) -> np.ndarray:
        """The number of each passage's document (passages,)."""
        numbers = {slug: i for i, slug in enumerate(self.index.documents)}
        return np.array([numbers[passage.document] for passage in self.index.passages])

    def _lexical(self, question: str) -> np.ndarray:
        return self.index.lexical.scores([*terms(question), *self.index.vocabulary.related(question)])

    @cached_property
    def _questions(self) -> np.ndarray:
        """The centred vectors of the questions that documents say they answer (questions, dimensions)."""
        return centred(self.index.question_vectors, self.index.centres.questions)

    def _asked(self, vector: np.ndarray) -> np.ndarray:
        """Return how near each passage's nearest question is (passages,); the mean where a document names none.

        ``vector`` is that of the question, centred, as for all below.
        """
        nearness = np.full(len(self.index.passages), np.nan, np.float32)
        answered = self.index.question_rows >= 0
        if answered.any():
            pointed = self.index.question_rows[answered]
            cosines = (self._questions @ vector)[answered]
            of_document = np.full(len(self.index.documents), np.nan, np.float32)
            np.fmax.at(of_document, self._document_of[pointed], cosines)
            nearness = of_document[self._document_of] - ASKED_ELSEWHERE
            np.fmax.at(nearness, pointed, cosines)
        known = np.isfinite(nearness)
        return np.where(known, nearness, nearness[known].mean() if known.any() else 0)

    def _candidates(self, query: Query, lexical: np.ndarray, asked: np.ndarray) -> np.ndarray:
        count = len(self.index.passages)
        if count <= CANDIDATES:
            return np.arange(count)
        near = self.index.vectors.nearest(query.vector, CANDIDATES)
        worded = np.argpartition(-lexical, CANDIDATES)[:CANDIDATES]
        alike = np.argpartition(-asked, CANDIDATES // 4)[: CANDIDATES // 4]
        return np.unique(np.concatenate([near, worded[lexical[worded] > 0], alike]))

    def _fused(self, rows: np.ndarray, vector: np.ndarray, lexical: np.ndarray, asked: np.ndarray) -> np.ndarray:
        dense = self._nearness(rows, vector)
        fused: np.ndarray = (
            PASSAGE_WEIGHT * _standardised(dense)
            + SENTENCE_WEIGHT * _standardised(self._nearest_sentence(rows, vector, dense))
            + LEXICAL_WEIGHT * _standardised(lexical[rows])
            + ASKED_WEIGHT * _standardised(asked[rows])
        )
        return fused

    def _read_again(self, query: Query, rows: np.ndarray, fused: np.ndarray) -> list[tuple[int, float]]:
        """Return (row, score), best first: the first twenty ordered anew, the rest as they were below them."""
        best, rest = rows[:RERANKED], rows[RERANKED:]
        late = self.index.tokens.scores(query.tokens, best.tolist())
        scores = (1 - LATE_WEIGHT) * _standardised(fused[:RERANKED]) + LATE_WEIGHT * _standardised(late)
        below = float(scores.min()) - float(fused[RERANKED - 1 : RERANKED].sum()) if len(rest) else 0.0
        ranked = [(int(row), float(score)) for row, score in zip(best, scores, strict=True)]
        ranked += [(int(row), below + float(score)) for row, score in zip(rest, fused[RERANKED:], strict=True)]
        return sorted(ranked, key=lambda pair: -pair[1])

    def _moved(self, ranked: Sequence[tuple[int, float]], query: Query) -> list[tuple[int, float]]:
        """Return (row, score), best first: the documents that questions like this one point to come before."""
        towards = _standardised(self.pointed(query)[: len(self.index.documents)])
        share = np.ones(len(towards))
        moved: list[tuple[int, float]] = []
        for row, score in ranked:
            document = self._document_of[row]
            moved.append((row, score + POINTED_WEIGHT * float(share[document] * towards[document])))
            share[document] *= POINTED_NEXT
        return sorted(moved, key=lambda pair: -pair[1])

    def _hits(self, query: Query, ranked: Sequence[tuple[int, float]], lexical: np.ndarray) -> list[Hit]:
        rows = np.array([row for row, _ in ranked], int)
        vector = self.centred(query)
        dense, asked = self._nearness(rows, vector), self._asked(vector)
        sentence = self._nearest_sentence(rows, vector, dense)
        late = self.index.tokens.scores(query.tokens, rows.tolist())
        wanted = terms(query.text)
        hits: list[Hit] = []
        for i, (row, score) in enumerate(ranked):
            passage = self.index.passages[row]
            coverage = self.index.lexical.coverage(wanted, terms(passage.search_text))
            signals = Signals(
                float(dense[i]), float(sentence[i]), float(asked[row]), float(lexical[row]), float(late[i]), coverage
            )
            hits.append(Hit(passage, score, signals, row))
        return hits

    def _nearness(self, rows: np.ndarray, vector: np.ndarray) -> np.ndarray:
        """Return the cosine of each passage to ``vector`` (rows,)."""
        centres = self.index.centres
        cosines: np.ndarray = centred(self.index.embeddings[rows], centres.passages[centres.language[rows]]) @ vector
        return cosines

    def sentence_nearness(self, query: Query, row: int) -> np.ndarray:
        """Return the cosine of each sentence of a passage to the question (sentences,)."""
        own = self.index.sentence_vectors[self.index.first_sentence[row] : self.index.first_sentence[row + 1]]
        centres = self.index.centres
        cosines: np.ndarray = centred(own, centres.sentences[centres.language[row]]) @ self.centred(query)
        return cosines

    def _nearest_sentence(self, rows: np.ndarray, vector: np.ndarray, dense: np.ndarray) -> np.ndarray:
        """Return the best cosine among each passage's sentences; that of the passage where it has none."""
        best = dense.copy()
        first, centres = self.index.first_sentence, self.index.centres
        for i, row in enumerate(rows):
            if first[row] < first[row + 1]:
                own = self.index.sentence_vectors[first[row] : first[row + 1]]
                best[i] = (centred(own, centres.sentences[centres.language[row]]) @ vector).max()
        return best


def _standardised(scores: np.ndarray) -> np.ndarray:
    """Return the scores with mean 0 and deviation 1, or zeros where they are all the same."""
    deviation = scores.std()
    if deviation < 1e-9:
        return scores * 0
    standard: np.ndarray = (scores - scores.mean()) / deviation
    return standard
