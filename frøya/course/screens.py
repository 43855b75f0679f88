"""Frozen → the screens that are shown in the room, one thing at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from frøya.answering.words import WORDS as ANSWER_WORDS
from frøya.course.frozen import Excerpt, Frozen, FrozenStep
from frøya.course.words import WORDS
from frøya.language import Language

Kind = Literal["text", "question", "claim", "choices", "discuss", "notice", "catch", "key"]


@dataclass(frozen=True, slots=True)
class Screen:
    """What is on the screen at once.

    ``step`` counts from 0. ``label`` says what it is or whose words, ``above`` what it answers, ``text`` is said large,
    ``items`` come under it, and ``excerpt`` is the quote whose source a key shows. ``language`` is that of ``text``.
    """

    step: int
    kind: Kind
    label: str
    text: str
    language: Language
    above: str = ""
    items: tuple[str, ...] = ()
    excerpt: Excerpt | None = None
    quoted: bool = False
    was: str = ""


def screens(course: Frozen) -> tuple[Screen, ...]:
    """Return every screen of the course, in order."""
    return tuple(screen for i, step in enumerate(course.steps) for screen in _of(step, i, course.language))


def _of(step: FrozenStep, i: int, language: Language) -> Iterator[Screen]:
    words = WORDS[language]
    lines = tuple(line.strip() for line in step.text.split("\n") if line.strip())
    if step.kind == "text":
        yield Screen(i, "text", words.trainer, step.title, language, items=lines)
    elif step.kind == "catch":
        yield from _catch(step, i)
    elif step.kind == "dilemma":
        yield from _dilemma(step, i)
    else:
        if step.kind == "case":
            yield Screen(i, "text", words.case, step.title, language, items=lines)
        yield Screen(i, "question", words.question, step.question, language)
        yield from _answer(step, i)


def _answer(step: FrozenStep, i: int) -> Iterator[Screen]:
    frame = ANSWER_WORDS[step.language]
    labels = {"lead": frame.lead, "step": frame.steps, "item": frame.items, "other": frame.others}
    for said in step.said:
        alike = [other for other in step.said if other.role == said.role]
        count = f" {alike.index(said) + 1}/{len(alike)}" if len(alike) > 1 else ""
        label = labels[said.role].rstrip(":") + count
        source = said.quotes[0] if said.quotes else None
        spoken = step.language if said.generated or source is None else source.language
        number = f"{said.number}. " if said.number is not None else ""
        yield Screen(
            i, "claim", label, number + said.text, spoken, above=step.question, excerpt=source,
            quoted=bool(source and source.quoted and not said.generated),
        )  # fmt: skip
    if step.notices:
        yield Screen(
            i, "notice", WORDS[step.language].law_notice, " ".join(step.notices), step.language, above=step.question
        )


def _dilemma(step: FrozenStep, i: int) -> Iterator[Screen]:
    words = WORDS[step.language]
    yield Screen(i, "text", words.dilemma, step.title, step.language, items=(step.text,))
    labels = tuple(choice.label for choice in step.choices)
    yield Screen(i, "choices", step.title, step.question, step.language, items=labels)
    for choice in step.choices:
        for label, quote in ((words.speaks_for, choice.speaks_for), (words.against, choice.against)):
            yield Screen(
                i, "claim", label, quote.text, quote.language, above=choice.label, excerpt=quote, quoted=quote.quoted
            )
    yield Screen(i, "discuss", step.title, words.discuss, step.language, items=step.discuss)


def _catch(step: FrozenStep, i: int) -> Iterator[Screen]:
    words, altered = WORDS[step.language], step.altered
    yield Screen(i, "catch", step.title, step.question, step.language, items=shown_quotes(step))
    if altered:
        source = step.quotes[altered.index]
        label = f"{words.answer_key}: {altered.index + 1}"
        yield Screen(i, "key", label, source.text, source.language, above=altered.text, excerpt=source, was=altered.was)


def shown_quotes(step: FrozenStep) -> tuple[str, ...]:
    """Return the four quotes as the participants see them, one of them altered."""
    altered = step.altered
    return tuple(altered.text if altered and i == altered.index else quote.text for i, quote in enumerate(step.quotes))
