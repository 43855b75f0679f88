"""Corpus → a new build beside the old ones; the old one answers until the new one has been verified.

The order is the safety: write everything, then the manifest, then check it all in a fresh process,
then move one small file. A build that is killed leaves a folder that the next build clears away.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from frøya.corpus import Corpus, Document, Finding
from frøya.corpus.asked import Unanswered
from frøya.corpus.lint import check_corpus
from frøya.errors import CorpusError, FrøyaError, IndexBusy, IndexUnusable
from frøya.index import store
from frøya.index.embedding import Embedder
from frøya.index.lexical import LexicalIndex
from frøya.index.manifest import FORMAT, Manifest, file_hash
from frøya.index.pointing import Pointing, known_questions, targets_of
from frøya.index.reading import Report, Vectors, embed, finished
from frøya.index.vectors import VectorIndex
from frøya.language import terms
from frøya.passages import Passage, split_document
from frøya.settings import Settings

KEEP = 2
# What a corpus may say of the questions it answers, fitted by ``make fit-scope``; answering/scope.py reads it.
SCOPE_FILE = "omfang.json"


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: the manifest, the findings in the corpus, and whether anything was new."""

    manifest: Manifest
    findings: tuple[Finding, ...]
    new: bool


def corpus_version(corpus: Corpus) -> str:
    """Return a short name for exactly this corpus: twelve hex digits of a SHA-256."""
    digest = hashlib.sha256()
    for document in sorted(corpus.documents, key=lambda document: document.slug):
        digest.update(repr(document).encode())
    for question in corpus.unanswered:
        digest.update(repr(question).encode())
    return digest.hexdigest()[:12]


def build_index(
    settings: Settings,
    embedder: Embedder,
    report: Report | None = None,
    *,
    force: bool = False,
    allow_errors: bool = True,
) -> Built:
    """Build the index of ``settings.corpus`` in ``settings.index``, unless the current one is up to date.

    Passages whose words have not changed since one of the last builds keep their vectors; the model is
    loaded only if some have.

    Args:
        settings: where the corpus and the index are.
        embedder: the model.
        report: called with how far the build has come.
        force: build also when nothing has changed.
        allow_errors: leave out files with errors; otherwise refuse to build.

    Raises:
        IndexBusy: another process is building.
        CorpusError: the corpus folder is missing, holds nothing that can be indexed, or has errors.
        IndexUnusable: the new build did not stand the check; the old one is untouched.
        FrøyaError: the index folder cannot be written.

    """
    report = report or (lambda stage, done, total: None)
    index = settings.index
    try:
        with _only_builder(index):
            corpus = check_corpus(settings.corpus)
            if corpus.errors and not allow_errors:
                raise CorpusError(_faulty(corpus))
            if not corpus.documents:
                raise CorpusError(_nothing(settings.corpus, corpus))
            current = _current(index, settings, embedder, corpus)
            if current and not force:
                return Built(current, corpus.findings, new=False)
            _clear_unfinished(index)
            manifest = _write(settings, embedder, corpus, report)
            report("Kontrollerer", 0, 1)
            _verify(store.builds(index) / manifest.id)
            _swap(index, manifest.id)
            _keep_last(index, manifest.id)
            report("Kontrollerer", 1, 1)
            return Built(manifest, corpus.findings, new=True)
    except OSError as error:
        raise FrøyaError(
            f"Kan ikke skrive til indeksmappen {index} ({error.strerror or error}). "
            "Gi skrivetilgang, rydd plass, eller sett FROYA_INDEX til en annen mappe. Den forrige indeksen er urørt."
        ) from error


def _faulty(corpus: Corpus) -> str:
    shown = "".join(f"\n  {finding}" for finding in corpus.errors[:5])
    more = len(corpus.errors) - 5
    return (
        f"Korpuset har {len(corpus.errors)} feil:{shown}{f'{chr(10)}  … og {more} til.' if more > 0 else ''}\n"
        "Rett filene, eller bruk --allow-errors for å utelate dem. Indeksen er urørt."
    )


def _nothing(folder: Path, corpus: Corpus) -> str:
    first = f" Det første problemet: {corpus.errors[0]}" if corpus.errors else ""
    return f"Fant ingen dokumenter å bygge indeks av i {folder}. Legg inn .md- eller .txt-filer.{first}"


@contextmanager
def _only_builder(index: Path) -> Iterator[None]:
    index.mkdir(parents=True, exist_ok=True)
    card = index / ".builder.json"
    lock = FileLock(index / ".lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise IndexBusy(
            f"Indeksen i {index} bygges allerede av {_holder(card)}. Vent til den er ferdig, og prøv igjen."
        ) from None
    try:
        now = datetime.now().astimezone().strftime("%H:%M:%S")
        card.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": now}), encoding="utf-8")
        yield
    finally:
        lock.release()


def _holder(card: Path) -> str:
    try:
        holder = json.loads(card.read_text(encoding="utf-8"))
        return f"prosess {holder['pid']} på {holder['host']} (siden kl. {holder['since']})"
    except (OSError, ValueError, KeyError):
        return "en annen prosess"


def _current(index: Path, settings: Settings, embedder: Embedder, corpus: Corpus) -> Manifest | None:
    """Return the manifest of the current build when it is whole and made of just this."""
    try:
        folder = store.current_build(index)
        if folder is None:
            return None
        opened = store.open_index(folder)
    except IndexUnusable:
        return None
    opened.close()
    manifest = opened.manifest
    scope = settings.corpus / SCOPE_FILE
    same = (
        manifest.corpus_version == corpus_version(corpus)
        and manifest.fingerprint == embedder.fingerprint
        and manifest.passage_words == settings.passage_words
        and manifest.files.get(store.SCOPE) == (file_hash(scope) if scope.is_file() else None)
    )
    return manifest if same else None


def _write(settings: Settings, embedder: Embedder, corpus: Corpus, report: Report) -> Manifest:
    import numpy as np

    passages = [
        passage for document in corpus.documents for passage in split_document(document, settings.passage_words)
    ]
    if not any(terms(passage.search_text) for passage in passages):  # only lists of sources, or symbols
        raise CorpusError(_nothing(settings.corpus, corpus))
    version = corpus_version(corpus)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{version}"
    folder = store.builds(settings.index) / name
    folder.mkdir(parents=True)
    made = embed(settings.index, embedder, passages, corpus, report)
    report("Skriver indeksen", 0, 1)
    store.write_jsonl(folder / store.DOCUMENTS, Document, list(corpus.documents))
    store.write_jsonl(folder / store.PASSAGES, Passage, passages)
    np.save(folder / store.EMBEDDINGS, made.passages)
    np.save(folder / store.SENTENCES, made.sentences)
    np.save(folder / store.QUESTIONS, made.questions)
    np.save(folder / store.POINTING, _pointing(corpus, made).coefficients)
    store.write_jsonl(folder / store.UNANSWERED, Unanswered, list(corpus.unanswered))
    (folder / store.TOKENS).mkdir()
    made.tokens.save(folder / store.TOKENS)
    if (settings.corpus / SCOPE_FILE).is_file():
        shutil.copyfile(settings.corpus / SCOPE_FILE, folder / store.SCOPE)
    (folder / store.LEXICAL).mkdir()
    LexicalIndex.build([passage.search_text for passage in passages]).save(folder / store.LEXICAL)
    files = {
        path.relative_to(folder).as_posix(): file_hash(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }
    VectorIndex.build(folder / store.VECTORS, passages, made.passages).close()
    manifest = Manifest(
        format=FORMAT,
        id=name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        corpus=str(settings.corpus.resolve()),
        corpus_version=version,
        embedding=embedder.model,
        fingerprint=embedder.fingerprint,
        dimension=int(made.passages.shape[1]),
        passage_words=settings.passage_words,
        documents=len(corpus.documents),
        passages=len(passages),
        sentences=len(made.sentences),
        questions=len(made.questions),
        tokens=len(made.tokens.vectors),
        embedded=made.embedded,
        files=files,
    )
    manifest.write(folder)
    report("Skriver indeksen", 1, 1)
    return manifest


def _pointing(corpus: Corpus, made: Vectors) -> Pointing:
    answering = [number for number, document in enumerate(corpus.documents) for _ in document.entries]
    targets = targets_of(answering, len(corpus.documents), [question.within for question in corpus.unanswered])
    centre = store.question_centre(made.questions[: len(answering)], made.passages)
    return Pointing.fit(
        store.centred(made.questions.astype("float32"), centre),
        known_questions(corpus.documents, corpus.unanswered),
        targets,
    )


def _clear_unfinished(index: Path) -> None:
    whole = set(finished(index))
    for path in store.builds(index).glob("*"):
        if path not in whole:
            shutil.rmtree(path, ignore_errors=True)


def _verify(folder: Path) -> None:
    command = [sys.executable, "-X", "utf8", "-m", "frøya.index.verify", str(folder)]
    checked = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")  # noqa: S603
    if checked.returncode:
        reason = (checked.stdout.strip() or checked.stderr.strip()).splitlines() or ["ukjent årsak"]
        shutil.rmtree(folder, ignore_errors=True)
        raise IndexUnusable(f"Den nye indeksen besto ikke kontrollen: {reason[-1]} Den forrige er urørt. Prøv igjen.")


def _swap(index: Path, name: str) -> None:
    fresh = store.pointer(index).with_name(".current.new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, store.pointer(index))  # noqa: PTH105


def _keep_last(index: Path, name: str) -> None:
    others = [folder for folder in finished(index) if folder.name != name]
    for folder in others[: max(0, len(others) - (KEEP - 1))]:
        shutil.rmtree(folder, ignore_errors=True)
