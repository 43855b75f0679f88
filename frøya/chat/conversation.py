"""The turns of a conversation: what the page shows of them, and how they come back after a reload.

The browser keeps only what the reader asked. From that the answers are made again, so that nothing a browser sends is
ever shown as an answer, and nothing of a conversation needs to be stored here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from frøya.answering.answer import Answer
from frøya.answering.layout import lay_out
from frøya.assistant import Frøya
from frøya.chat.download import links_html
from frøya.chat.feedback_view import thumbs_html
from frøya.chat.questions import follow_ups
from frøya.chat.render import answer_html, growing_html, question_html, waiting_html
from frøya.chat.words import Interface
from frøya.errors import FrøyaError
from frøya.language import identify

KEPT = 10  # questions: what a browser keeps, and what is answered again after a reload
Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, its answer, and the answer as HTML."""

    question: str
    answer: Answer
    html: str


def take_turn(froya: Frøya, words: Interface, question: str, turns: Sequence[Turn]) -> Turn:
    """Return the next turn, without asking a language model anew.

    Raises:
        FrøyaError: the question cannot be asked.

    """
    answer = froya.again(question, [(turn.question, turn.answer) for turn in turns])
    return _whole(froya, words, question, answer, turns)


def growing_turn(froya: Frøya, words: Interface, question: str, turns: Sequence[Turn]) -> Iterator[Turn]:
    """Yield the next turn as a language model writes it, claim by verified claim; the last is the whole of it.

    Raises:
        FrøyaError: the question cannot be asked.

    """
    documents = {document.slug: document for document in froya.documents()}
    for answer in froya.answering(question, [(turn.question, turn.answer) for turn in turns]):
        if answer.growing:
            html = growing_html(answer, lay_out(answer, froya.index), documents, words)
            yield Turn(question, answer, html)
        else:
            yield _whole(froya, words, question, answer, turns)


def _whole(froya: Frøya, words: Interface, question: str, answer: Answer, turns: Sequence[Turn]) -> Turn:
    answer = froya.verified(answer)
    layout = lay_out(answer, froya.index)
    documents = {document.slug: document for document in froya.documents()}
    before = [turn.question for turn in turns]
    go_on = follow_ups(answer, layout, list(documents.values()), before)
    actions = links_html(answer, before, words) if answer.answered else ""  # a refusal is nothing to keep
    if froya.settings.feedback is not None:
        actions += thumbs_html(answer, before, words)
    return Turn(question, answer, answer_html(answer, layout, documents, go_on, words, actions))


def messages(turns: Sequence[Turn], words: Interface, asked: str = "", *, writing: bool = False) -> list[Message]:
    """Return the conversation as Gradio draws it; ``asked`` is a question that still waits for its answer.

    ``writing`` says that it is a language model that is waited for.
    """
    drawn: list[Message] = []
    for turn in turns:
        drawn.append({"role": "user", "content": question_html(turn.question, identify(turn.question), words)})
        drawn.append({"role": "assistant", "content": turn.html})
    if asked:
        drawn.append({"role": "user", "content": question_html(asked, identify(asked), words)})
        drawn.append({"role": "assistant", "content": waiting_html(words, writing=writing)})
    return drawn


def to_keep(turns: Sequence[Turn], froya: Frøya) -> dict[str, Any]:
    """Return what the reader's browser keeps of the conversation."""
    questions = [turn.question for turn in turns[-KEPT:]]
    return {"questions": questions, "sources": froya.index.manifest.corpus_version if questions else ""}


def again(froya: Frøya, words: Interface, kept: Any) -> list[Turn]:
    """Return the turns of a conversation that a browser kept, answered anew. What is not a question is left out."""
    turns: list[Turn] = []
    for question in kept_questions(kept, froya.settings.question_characters):
        try:
            turns.append(take_turn(froya, words, question, turns))
        except FrøyaError:
            continue
    return turns


def sources_changed(froya: Frøya, kept: Any) -> bool:
    """Say whether the sources are others than when ``kept`` was kept."""
    before = kept.get("sources") if isinstance(kept, dict) else ""
    return isinstance(before, str) and before not in ("", froya.index.manifest.corpus_version)


def kept_questions(kept: Any, longest: int) -> list[str]:
    """Return the questions in what a browser sent, whatever that was."""
    questions = kept.get("questions") if isinstance(kept, dict) else None
    if not isinstance(questions, list):
        return []
    return [q for q in questions if isinstance(q, str) and q.strip() and len(q) <= longest][-KEPT:]


def problem_with(question: str, limit: int, words: Interface) -> str:
    """Return what is wrong with ``question``, in plain words, or nothing."""
    if len(question) > limit:
        return words.too_long.format(count=len(question), limit=limit)
    if not question.strip():
        return words.empty
    return "" if any(character.isalnum() for character in question) else words.no_words
