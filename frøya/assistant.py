"""Corpus, index, retrieval and answering behind one object: what ``frøya.open()`` returns."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from frøya.answering.answer import Answer
from frøya.answering.check import QuoteCheck, check_quote
from frøya.answering.compare import Comparison, compare
from frøya.answering.concordance import Concordance
from frøya.answering.conversation import Question, Turn, understand
from frøya.answering.generative import generate
from frøya.answering.quotes import verified
from frøya.answering.remembered import Remembered
from frøya.answering.reply import aside, consider, reply
from frøya.answering.rewriting import rewritten
from frøya.answering.words import WORDS
from frøya.corpus import Document
from frøya.corpus.lint import check_corpus
from frøya.errors import FrøyaError, IndexUnusable, ModelError, QuestionRejected
from frøya.index.build import build_index, corpus_version
from frøya.index.embedding import Embedder
from frøya.index.manifest import Manifest
from frøya.index.reading import Report
from frøya.index.store import Index, current_build, open_index
from frøya.llm import LanguageModel, open_model
from frøya.retrieval import Hit, Retriever
from frøya.settings import Settings, load_settings

# The share of the time there is that may go to making a follow-up stand alone.
_REWRITING = 0.25


class Frøya:
    """Answers questions from one index. Safe to use from several threads.

    Args:
        settings: where the corpus and the index are, and which model to use.
        index: an open index.
        embedder: the model the index was built with.
        notices: what the operator should know about how the index was opened.

    ``model`` is the language model that writes, or None where none is configured or it cannot be used;
    ``model_problem`` then says what to mend.
    """

    def __init__(self, settings: Settings, index: Index, embedder: Embedder, notices: Sequence[str] = ()) -> None:
        self.settings = settings
        self.index = index
        self.embedder = embedder
        self.notices = tuple(notices)
        self.model: LanguageModel | None = None
        self.model_problem = ""
        self._remembered = Remembered()
        try:
            self.model = open_model(settings)
        except ModelError as error:
            self.model_problem = f"{error} Frøya svarer med bare sitater så lenge."

    @cached_property
    def retriever(self) -> Retriever:
        """The search over this index."""
        return Retriever(self.index, self.embedder)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer ``question`` with quotes from the sources, or say that they do not answer it.

        Args:
            question: what the reader wrote.
            history: earlier turns as (question, answer), oldest first. A short question that points back
                is understood together with the last of them.

        Returns:
            An answer whose every quote has been checked against its document.

        Raises:
            QuestionRejected: the question is empty, too long, or holds no words.

        """
        return list(self.answering(question, history))[-1]

    def quote(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer as ``ask`` does, with quotes only, whatever language model there is.

        Raises:
            QuestionRejected: the question is empty, too long, or holds no words.

        """
        asked = understand(question, history, self.settings.question_characters)
        return self.verified(reply(asked, self.retriever))

    def again(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer as was done not long ago, where a language model then wrote something, and otherwise with quotes only.

        The model is not asked, so that a conversation that is loaded again is there at once.

        Raises:
            QuestionRejected: the question is empty, too long, or holds no words.

        """
        return self.verified(self._remembered.instead_of(self.quote(question, history), question, history))

    def answering(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Answer]:
        """Yield the answer as it grows, one verified claim more each time; the last is what ``ask`` returns.

        Without a language model there is one. An answer that has grown may be followed by one of quotes only, where
        what the model wrote did not hold in the end.

        Raises:
            QuestionRejected: the question is empty, too long, or holds no words.

        """
        asked = understand(question, history, self.settings.question_characters)
        if self.model is None:
            yield self.verified(reply(asked, self.retriever))
            return
        started = time.monotonic()
        also = self._rewritten(asked, history)
        seconds = self.settings.llm_timeout - (time.monotonic() - started)
        considered = consider(asked, self.retriever, also)
        considered = replace(considered, answer=self.verified(considered.answer))
        for answer in generate(considered, self.index, self.model, seconds):
            shown = self.verified(_said_once(answer, history))
            if not shown.growing and shown.claims != considered.answer.claims:
                self._remembered.keep(question, history, shown)
            yield shown

    def _rewritten(self, asked: Question, history: Sequence[Turn]) -> Question | None:
        if self.model is None or not self.settings.llm_rewrite:
            return None
        return rewritten(asked, history, self.model, self.settings.llm_timeout * _REWRITING)

    def verified(self, answer: Answer) -> Answer:
        """Return ``answer`` without anything that is not verbatim in the documents. Call it before showing one."""
        return verified(answer, self.index.documents)

    def search(self, question: str, k: int = 10, history: Sequence[Turn] = ()) -> list[Hit]:
        """Return at most ``k`` passages for ``question``, best first; ``history`` is as for ``ask``.

        Raises:
            QuestionRejected: the question is empty, too long, or holds no words.

        """
        if k < 1:
            raise QuestionRejected("Antall treff (k) må være 1 eller mer.")
        asked = understand(question, history, self.settings.question_characters)
        query = self.retriever.query(asked.search)
        return self.retriever.search(query, k, aside(asked, self.index), asked.cited)

    def compare(self, question: str) -> Comparison:
        """Return what the sources say about ``question`` side by side, with who says it, or why they do not answer it.

        Raises:
            QuestionRejected: the question is empty, too long, or holds no words.

        """
        return compare(understand(question, longest=self.settings.question_characters), self.retriever)

    @cached_property
    def concordance(self) -> Concordance:
        """Every word of the documents with its places."""
        return Concordance(self.index.documents.values())

    def check(self, text: str) -> QuoteCheck:
        """Return whether the quotation ``text`` stands in the sources: verbatim, nearly, or not at all, and where.

        Raises:
            QuestionRejected: the text is empty, longer than 2000 characters, or holds fewer than two words.

        """
        return replace(check_quote(text, self.concordance), corpus_version=self.index.manifest.corpus_version)

    def documents(self) -> list[Document]:
        """Return the documents of the index, in the order of their files."""
        return list(self.index.documents.values())

    def document(self, slug: str) -> Document:
        """Return one document.

        Raises:
            FrøyaError: there is none with that slug.

        """
        try:
            return self.index.documents[slug]
        except KeyError:
            known = ", ".join(list(self.index.documents)[:5])
            raise FrøyaError(
                f"Fant ikke dokumentet «{slug}». Se «froya corpus list». Noen som finnes: {known}."
            ) from None

    def close(self) -> None:
        """Let go of the index files."""
        self.index.close()


def _said_once(answer: Answer, history: Sequence[Turn]) -> Answer:
    """Return ``answer`` without the notice that the model was of no use, where an answer before it has said so."""
    told = {words.without_model for words in WORDS.values()}
    before = {notice for _, earlier in history if isinstance(earlier, Answer) for notice in earlier.notices}
    if not told & before:
        return answer
    return replace(answer, notices=tuple(notice for notice in answer.notices if notice not in told))


def open_froya(settings: Settings | None = None, report: Report | None = None) -> Frøya:
    """Open the current index, or build it where there is none or it cannot be used.

    Args:
        settings: where things are; from FROYA_* variables and froya.toml when left out.
        report: called with (stage, done, total) while an index is being built.

    Raises:
        FrøyaError: a setting, the corpus, the model or the index folder cannot be used.

    """
    settings = settings or load_settings()
    embedder = Embedder(settings.embedding, settings.cache)
    notices: list[str] = []
    try:
        folder = current_build(settings.index)
        if folder is not None:
            index = open_index(folder)
            reason = _another(index.manifest, settings, embedder)
            if not reason:
                return Frøya(settings, index, embedder)
            index.close()
            notices.append(f"{reason} Den bygges på nytt.")
    except IndexUnusable as error:
        notices.append(f"{str(error).split(' Kjør «')[0]} Den bygges på nytt.")
    for notice in notices:
        (report or (lambda stage, done, total: None))(notice, 0, 0)
    built = build_index(settings, embedder, report, force=bool(notices))
    notices += [f"Utelatt: {finding}" for finding in built.findings if finding.level == "error"]
    folder = current_build(settings.index)
    assert folder is not None  # noqa: S101 - build_index has just written it
    return Frøya(settings, open_index(folder), embedder, notices)


def _another(manifest: Manifest, settings: Settings, embedder: Embedder) -> str:
    """Return why an index is not the one the settings ask for, or nothing when it is.

    The same folder is not read to see if it has changed: that would make every start slower.
    """
    if manifest.fingerprint != embedder.fingerprint:
        return f"Indeksen er bygd med en annen språkmodell ({manifest.embedding})."
    folder = settings.corpus
    if manifest.corpus == str(folder.resolve()) or not folder.is_dir():
        return ""
    if manifest.corpus_version == corpus_version(check_corpus(folder)):  # the folder was moved or copied
        return ""
    return f"Indeksen er bygd av en annen korpusmappe ({manifest.corpus})."
