"""A built index on disk → documents, passages and their vectors in memory, checked against the manifest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import TypeAdapter

from frøya.corpus.asked import Unanswered
from frøya.corpus.document import Document
from frøya.errors import IndexUnusable
from frøya.index.lexical import LexicalIndex
from frøya.index.manifest import FORMAT, Manifest, file_hash
from frøya.index.manifest import NAME as MANIFEST
from frøya.index.pointing import Pointing, known_questions
from frøya.index.tokens import TokenIndex
from frøya.index.vectors import VectorIndex
from frøya.language import Vocabulary
from frøya.passages import Passage

if TYPE_CHECKING:
    import numpy as np

DOCUMENTS, PASSAGES = "documents.jsonl", "passages.jsonl"
EMBEDDINGS, SENTENCES = "embeddings.npy", "sentences.npy"
QUESTIONS, UNANSWERED, POINTING, SCOPE = "questions.npy", "unanswered.jsonl", "pointing.npy", "scope.json"
LEXICAL, VECTORS, TOKENS = "bm25", "chroma", "tokens"
_REBUILD = "Kjør «froya index build» for å bygge den på nytt."

T = TypeVar("T")


def builds(index: Path) -> Path:
    """Return the folder that holds the builds."""
    return index / "builds"


def pointer(index: Path) -> Path:
    """Return the file that names the current build."""
    return index / "current"


def current_build(index: Path) -> Path | None:
    """Return the folder of the current build, or None where nothing has been built."""
    try:
        name = pointer(index).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        if any(builds(index).glob(f"*/{MANIFEST}")):
            raise IndexUnusable(f"Filen {pointer(index)} mangler. {_REBUILD}") from None
        return None
    except (OSError, ValueError) as error:
        raise IndexUnusable(f"Filen {pointer(index)} kan ikke leses ({error}). {_REBUILD}") from error
    folder = builds(index) / name
    if name in ("", ".", "..") or Path(name).name != name or not folder.is_dir():
        raise IndexUnusable(f"Indeksen {pointer(index)} peker på, finnes ikke. {_REBUILD}")
    return folder


def read_jsonl(path: Path, kind: type[T]) -> list[T]:
    """Return the dataclasses of type ``kind`` that stand in ``path``, one a line."""
    adapter = TypeAdapter(kind)
    # Not splitlines(): it also cuts at U+2028 and its like, which may stand inside a text.
    return [adapter.validate_json(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def write_jsonl(path: Path, kind: type[T], values: list[T]) -> None:
    """Write dataclasses of type ``kind`` to ``path``, one a line."""
    adapter = TypeAdapter(kind)
    path.write_bytes(b"".join(adapter.dump_json(value) + b"\n" for value in values))


# A mean of fewer vectors than this says more about them than about the model.
_ENOUGH = 30


@dataclass(frozen=True)
class Centres:
    """Where vectors of a kind lie together, which tells nothing apart.

    ``passages`` and ``sentences`` have a row for each language (languages, dimensions), because texts in one language
    lie together too; ``language`` says which row is that of a passage (passages,). ``questions`` is one (dimensions,).
    """

    passages: np.ndarray
    sentences: np.ndarray
    language: np.ndarray
    questions: np.ndarray


@dataclass(frozen=True)
class Index:
    """An open index. Row i of ``embeddings`` (passages, dimensions) is passage i; the sentences of all
    passages follow one another in ``sentence_vectors`` (sentences, dimensions), and those of passage i
    begin at ``first_sentence[i]``. ``question_vectors`` (questions, dimensions) are those of the questions that
    the documents say they answer, document by document, and ``unanswered`` the questions that none does.
    ``pointing`` says of a centred question vector how strongly it points to each document, to an answer at all, and to
    the subject (documents + 2,).
    """

    folder: Path
    manifest: Manifest
    documents: dict[str, Document]
    passages: list[Passage]
    embeddings: np.ndarray
    sentence_vectors: np.ndarray
    first_sentence: list[int]
    question_vectors: np.ndarray
    unanswered: list[Unanswered]
    pointing: Pointing
    tokens: TokenIndex
    lexical: LexicalIndex
    vectors: VectorIndex

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that the documents explain, with their other forms."""
        return Vocabulary((t.term, t.others) for document in self.documents.values() for t in document.terms)

    @cached_property
    def question_rows(self) -> np.ndarray:
        """The row of the passage that answers each question: the nearest one in the document that names it.

        An array (questions,); −1 where the document has no passages.
        """
        import numpy as np

        rows: list[int] = []
        of_document: dict[str, list[int]] = {}
        for row, passage in enumerate(self.passages):
            of_document.setdefault(passage.document, []).append(row)
        vectors = iter(self.question_vectors)
        for document in self.documents.values():
            own = of_document.get(document.slug, [])
            for vector in (next(vectors) for _ in document.entries):
                rows.append(own[int(np.argmax(self.embeddings[own] @ vector))] if own else -1)
        return np.array(rows, int)

    @cached_property
    def centres(self) -> Centres:
        """The means of the vectors of this index: of a language's own where it has enough, else of all."""
        import numpy as np

        spoken = [self.documents[passage.document].language for passage in self.passages]
        languages = sorted(set(spoken))
        language = np.array([languages.index(name) for name in spoken])
        of_sentence = np.repeat(language, [len(passage.sentences) for passage in self.passages])
        overall = _mean(self.embeddings)
        return Centres(
            np.stack([_mean(self.embeddings[language == row], overall) for row in range(len(languages))]),
            np.stack(
                [
                    _mean(self.sentence_vectors[of_sentence == row], _mean(self.sentence_vectors))
                    for row in range(len(languages))
                ]
            ),
            language,
            question_centre(self.question_vectors, self.embeddings),
        )

    def close(self) -> None:
        """Let go of the files."""
        self.vectors.close()


def question_centre(questions: np.ndarray, passages: np.ndarray) -> np.ndarray:
    """Return where questions lie together (dimensions,): where passages do, when there are too few of them."""
    mean = _mean(questions)
    return mean if mean.any() else _mean(passages)


def centred(vectors: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """Return ``vectors`` (n, dimensions) as unit vectors seen from ``centre``: (dimensions,), or one for each of them."""
    import numpy as np

    seen = vectors - centre
    unit: np.ndarray = seen / np.maximum(np.linalg.norm(seen, axis=1, keepdims=True), 1e-9)
    return unit


def _mean(vectors: np.ndarray, fallback: np.ndarray | None = None) -> np.ndarray:
    import numpy as np

    if len(vectors) >= _ENOUGH:
        mean: np.ndarray = vectors.mean(axis=0)
        return mean
    return np.zeros(vectors.shape[1], np.float32) if fallback is None else fallback


def open_index(folder: Path) -> Index:
    """Open the build in ``folder``.

    Raises:
        IndexUnusable: a file is missing or changed, or Chroma cannot read its own.

    """
    import numpy as np

    manifest = check_files(folder)
    documents = {document.slug: document for document in read_jsonl(folder / DOCUMENTS, Document)}
    passages = read_jsonl(folder / PASSAGES, Passage)
    vectors = _open_vectors(folder, len(passages))
    unanswered = read_jsonl(folder / UNANSWERED, Unanswered)
    asked, embeddings = np.load(folder / QUESTIONS).astype(np.float32), np.load(folder / EMBEDDINGS, mmap_mode="r")
    questions = asked[: len(asked) - len(unanswered)]
    centre = question_centre(questions, embeddings)
    return Index(
        folder,
        manifest,
        documents,
        passages,
        embeddings,
        np.load(folder / SENTENCES).astype(np.float32),
        first_sentences(passages),
        questions,
        unanswered,
        Pointing(centred(asked, centre), known_questions(documents.values(), unanswered), np.load(folder / POINTING)),
        TokenIndex.load(folder / TOKENS),
        LexicalIndex.load(folder / LEXICAL),
        vectors,
    )


def first_sentences(passages: list[Passage]) -> list[int]:
    """Return the row of each passage's first sentence, and the number of sentences at the end."""
    rows = [0]
    for passage in passages:
        rows.append(rows[-1] + len(passage.sentences))
    return rows


def check_files(folder: Path) -> Manifest:
    """Return the manifest when every file it names is as it was written.

    Raises:
        IndexUnusable: the manifest or a file is missing, changed, or of another version of Frøya.

    """
    try:
        manifest = Manifest.read(folder)
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnusable(f"Indeksfilen {folder / MANIFEST} mangler, er endret eller skadet. {_REBUILD}") from error
    if manifest.format != FORMAT:
        raise IndexUnusable(f"Indeksen i {folder} er laget av en annen versjon av Frøya. {_REBUILD}")
    for name, expected in manifest.files.items():
        try:
            changed = file_hash(folder / name) != expected
        except OSError as error:
            raise IndexUnusable(f"Indeksfilen {folder / name} kan ikke leses ({error.strerror}). {_REBUILD}") from error
        if changed:
            raise IndexUnusable(f"Indeksfilen {folder / name} er endret eller skadet. {_REBUILD}")
    return manifest


def _open_vectors(folder: Path, expected: int) -> VectorIndex:
    path = folder / VECTORS
    if not (path / "chroma.sqlite3").is_file():  # Chroma would make an empty one
        raise IndexUnusable(f"Vektordatabasen {path} mangler. {_REBUILD}")
    try:
        vectors = VectorIndex.open(path)
        count = vectors.count()
    except Exception as error:  # Chroma raises its own, Rust panics and SQLite errors alike
        raise IndexUnusable(f"Vektordatabasen {path} kan ikke åpnes ({type(error).__name__}). {_REBUILD}") from error
    if count != expected:
        vectors.close()
        raise IndexUnusable(f"Vektordatabasen {path} har {count} avsnitt, ikke {expected}. {_REBUILD}")
    return vectors
