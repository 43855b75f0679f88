"""Passages and questions → their vectors: those that an earlier build knows are taken over, the model reads the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from frøya.corpus import Corpus, Document
from frøya.corpus.asked import Unanswered
from frøya.errors import IndexUnusable
from frøya.index import store
from frøya.index.embedding import Embedder
from frøya.index.tokens import OUTGROWN, Basis, Compressor, TokenIndex, sentences_of
from frøya.passages import Passage

if TYPE_CHECKING:
    import numpy as np

Report = Callable[[str, int, int], None]
"""Called with (what is being done, how much is done, how much there is)."""


@dataclass(frozen=True)
class Vectors:
    """What the model makes of a corpus; ``embedded`` is how many passages it had to read for it.

    ``passages`` is float32 (passages, dimensions), ``sentences`` and ``questions`` float16 (…, dimensions);
    the questions that documents answer come first, then those that none does.
    """

    passages: np.ndarray
    sentences: np.ndarray
    questions: np.ndarray
    tokens: TokenIndex
    embedded: int


_Tokens = tuple["np.ndarray", "np.ndarray"]


@dataclass(frozen=True)
class _Known:
    """Vectors of earlier builds by passage key: (passage, its sentences, its tokens); and of questions by their words."""

    passages: dict[str, tuple[np.ndarray, np.ndarray, _Tokens]]
    questions: dict[str, np.ndarray]
    basis: Basis | None


def embed(index: Path, embedder: Embedder, passages: list[Passage], corpus: Corpus, report: Report) -> Vectors:
    """Return the vectors of ``passages`` and of the questions of ``corpus``; ``index`` holds the earlier builds."""
    import numpy as np

    known = _known(index, embedder.fingerprint, len(passages))
    missing = [row for row, passage in enumerate(passages) if passage.key not in known.passages]
    questions = [question for document in corpus.documents for question in document.entries]
    questions += [question.question for question in corpus.unanswered]
    unasked = list(dict.fromkeys(question for question in questions if question not in known.questions))
    first = store.first_sentences(passages)
    sentences = [p.text[s - p.start : e - p.start] for p in (passages[row] for row in missing) for s, e in p.sentences]
    count = len(missing) + len(sentences) + len(unasked)
    compressor = Compressor(len(passages), known.basis)
    if count:
        report("Leser inn språkmodellen", 0, 1)
        _ = embedder.encoder
        report("Leser inn språkmodellen", 1, 1)

    def progress(before: int) -> Callable[[int, int], None]:
        return lambda done, total: report("Lager vektorer", before + done, count)

    searched = [passages[row].search_text for row in missing]
    fresh = embedder.passages(searched, progress(0), compressor.add) if missing else np.zeros((0, 0), np.float32)
    said = embedder.passages(sentences, progress(len(missing))) if sentences else fresh
    asked = dict(zip(unasked, (vector for vector, _ in embedder.queries(unasked)), strict=True)) if unasked else {}
    if unasked:
        report("Lager vektorer", count, count)

    basis, compressed = compressor.finish()
    assert basis is not None  # noqa: S101 - there is a passage, and it was either known or read now
    dimension = len(basis.centre)
    vectors = np.empty((len(passages), dimension), np.float32)
    sentence_vectors = np.empty((first[-1], dimension), np.float16)
    tokens: dict[int, _Tokens] = {}
    for row, passage in enumerate(passages):
        if passage.key in known.passages:
            vectors[row], sentence_vectors[first[row] : first[row + 1]], tokens[row] = known.passages[passage.key]
    position = 0
    for place, row in enumerate(missing):
        length = len(passages[row].sentences)
        vectors[row], tokens[row] = (
            fresh[place],
            (compressed[place], _sentences(embedder, passages[row], compressed[place])),
        )
        sentence_vectors[first[row] : first[row + 1]] = said[position : position + length]
        position += length
    question_vectors = np.zeros((len(questions), dimension), np.float16)
    for row, question in enumerate(questions):
        question_vectors[row] = known.questions[question] if question in known.questions else asked[question]
    return Vectors(
        vectors,
        sentence_vectors,
        question_vectors,
        TokenIndex.build(basis, [tokens[row] for row in range(len(passages))]),
        len(missing),
    )


def _sentences(embedder: Embedder, passage: Passage, tokens: np.ndarray) -> np.ndarray:
    """Return which sentence of ``passage`` each of its ``tokens`` stands in (tokens,)."""
    before = len(passage.search_text) - len(passage.text) - passage.start
    places = [(start + before, end + before) for start, end in passage.sentences]
    return sentences_of(embedder.spans(passage.search_text), places, len(tokens))


def _known(index: Path, fingerprint: str, count: int) -> _Known:
    """Return what earlier builds know, newest first. Chroma is not asked, so it may be broken.

    Nothing is known when the corpus has outgrown the axes of the token vectors: all are read anew then.
    """
    import numpy as np

    passages: dict[str, tuple[np.ndarray, np.ndarray, _Tokens]] = {}
    questions: dict[str, np.ndarray] = {}
    basis: Basis | None = None
    for folder in reversed(finished(index)):
        try:
            manifest = store.check_files(folder)
            if manifest.fingerprint != fingerprint:
                continue
            stored = store.read_jsonl(folder / store.PASSAGES, Passage)
            documents = store.read_jsonl(folder / store.DOCUMENTS, Document)
            unanswered = store.read_jsonl(folder / store.UNANSWERED, Unanswered)
            vectors, sentences = np.load(folder / store.EMBEDDINGS), np.load(folder / store.SENTENCES)
            asked, tokens = np.load(folder / store.QUESTIONS), TokenIndex.load(folder / store.TOKENS)
        except (IndexUnusable, OSError, ValueError):
            continue  # damaged: embed again rather than trust it
        if count > OUTGROWN * tokens.basis.passages or (basis and not basis.same_as(tokens.basis)):
            continue
        basis = tokens.basis
        first = store.first_sentences(stored)
        for row, passage in enumerate(stored):
            own = sentences[first[row] : first[row + 1]]
            of_tokens, in_sentences = tokens.row(row)
            passages.setdefault(passage.key, (vectors[row], own, (np.array(of_tokens), np.array(in_sentences))))
        words = [question for document in documents for question in document.entries]
        words += [question.question for question in unanswered]
        questions |= dict(zip(words, asked, strict=True))
    return _Known(passages, questions, basis)


def finished(index: Path) -> list[Path]:
    """Return the folders of the whole builds, oldest first."""
    folder = store.builds(index)
    return sorted(path.parent for path in folder.glob("*/manifest.json")) if folder.is_dir() else []
