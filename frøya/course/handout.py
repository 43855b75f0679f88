"""Frozen → the handout: what was shown, with every quote, the references, the date, the corpus version and a QR code."""

from __future__ import annotations

from collections.abc import Iterator

from frøya.answering.words import WORDS as ANSWER_WORDS
from frøya.course.frozen import Excerpt, Frozen, FrozenStep, Said
from frøya.course.screens import shown_quotes
from frøya.course.words import WORDS
from frøya.export.report import Block, Code, Heading, Item, Items, Line, Mark, Paragraph, Report, Voice
from frøya.export.words import WORDS as FILE_WORDS
from frøya.language import Language


def handout(course: Frozen, url: str = "", *, large: bool = False) -> Report:
    """Return the course as a file to hand out. The trainer's notes and the answer keys are not in it.

    Args:
        course: the frozen course.
        url: the address the QR code leads to; none is drawn when it is empty.
        large: set it in large type.

    """
    words, frame = WORDS[course.language], FILE_WORDS[course.language]
    blocks = [block for step in course.steps for block in _blocks(step, course.language)]
    if url:
        blocks.append(Code(url, words.handout_qr, course.language))
    generated = any(said.generated for step in course.steps for said in step.said)
    linked = any(run.url for top in course.references for entry in (top, *top.below) for run in entry.runs)
    made = frame.made.format(date=frame.date(course.made), version=course.corpus_version)
    about = (
        frame.fallible,
        f"{frame.key} {frame.key_generated}" if generated else frame.key,
        frame.independent,
        f"{made} {frame.key_retrieved}" if linked else made,
    )
    subtitle = f"{words.handout}, {frame.date(course.made)}"
    return Report(
        course.title, subtitle, course.language, course.made, tuple(blocks), course.references,
        about if course.references else about[:1] + about[2:], large,
    )  # fmt: skip


def _blocks(step: FrozenStep, language: Language) -> Iterator[Block]:
    words = WORDS[language]
    yield Heading(step.name, step.language)
    lines = [line.strip() for line in step.text.split("\n") if line.strip()]
    if lines:
        said = [Line(line, "frame", step.language) for line in lines]
        if step.kind == "text":  # each line stands alone, as on the screen: there may be something to fill in
            yield Paragraph((Line(f"{words.trainer}:", "label", language),))
            yield Items(tuple(Item((line,)) for line in said))
        else:
            yield Paragraph(tuple(said))
    if step.title and step.question:
        yield Heading(step.question, step.language, 2)
    if step.kind == "catch":
        yield from _catch(step)
    yield from _answer(step)
    for choice in step.choices:
        yield Heading(choice.label, step.language, 2)
        yield Paragraph((Line(f"{words.speaks_for}:", "label", language), _line(choice.speaks_for)))
        yield Paragraph((Line(f"{words.against}:", "label", language), _line(choice.against)))
    if step.discuss:
        yield Heading(words.discuss, language, 2)
        yield Items(tuple(Item((Line(question, "frame", step.language),)) for question in step.discuss))
    if step.sources_note:
        yield Paragraph((Line(step.sources_note, "frame", step.language),))
    for notice in step.notices:
        yield Paragraph((Line(notice, "frame", step.language),))


def _answer(step: FrozenStep) -> Iterator[Block]:
    frame = ANSWER_WORDS[step.language]
    leads = [line for said in step.said if said.role == "lead" for line in _lines(said, step.language)]
    if leads:
        yield Paragraph((Line(frame.lead, "label", step.language), *leads))
    for role, title in (("step", frame.steps), ("item", frame.items), ("other", frame.others)):
        part = [said for said in step.said if said.role == role]
        if part:
            yield Heading(title.rstrip(":"), step.language, 2)
            yield Items(tuple(Item(_lines(said, step.language), said.number) for said in part))


def _catch(step: FrozenStep) -> Iterator[Block]:
    """Yield the four quotes without marks, since one of them stands nowhere, and then where they were taken from."""
    quotes = zip(shown_quotes(step), step.quotes, strict=True)
    yield Items(
        tuple(Item((Line(f"«{text}»", "guidance", quote.language),), i) for i, (text, quote) in enumerate(quotes, 1))
    )
    marks = tuple(Mark(number) for number in dict.fromkeys(quote.number for quote in step.quotes))
    yield Paragraph((Line(WORDS[step.language].catch_sources, "frame", step.language, marks),))


def _lines(said: Said, language: Language) -> tuple[Line, ...]:
    if not said.generated:
        return tuple(map(_line, said.quotes))
    frame = ANSWER_WORDS[language]
    return (
        Line(frame.generated, "label", language),
        Line(said.text, "generated", language),
        Line(frame.rests_on, "label", language),
        *map(_line, said.quotes),
    )


def _line(quote: Excerpt) -> Line:
    voice: Voice = "quote" if quote.quoted else "guidance"
    return Line(quote.text, voice, quote.language, (Mark(quote.number, quote.place),))
