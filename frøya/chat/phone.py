"""A step of a course → the page the participants read on their phones; and the list of courses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from frøya.addresses import web_address
from frøya.answering.words import WORDS as ANSWER_WORDS
from frøya.chat.projector import in_source, phone_path, shell
from frøya.course.frozen import Excerpt, Frozen, FrozenStep, Said
from frøya.course.screens import shown_quotes
from frøya.course.shelf import Shelved
from frøya.course.words import WORDS, Words
from frøya.export.report import Reference
from frøya.export.words import WORDS as FILE_WORDS
from frøya.language import Language


def phone_html(shelved: Shelved, course: Frozen, i: int, *, stale: bool) -> str:
    """Return step ``i`` (from 0) as a page that can be read alone; ``stale`` says that it no longer matches the corpus."""
    step, words = course.steps[i], WORDS[course.language]
    warning = words.changed.format(date=FILE_WORDS[course.language].date(course.made))
    note = f'<p class="advarsel" role="note">{escape(warning)}</p>' if stale else ""
    numbers = {quote.number for quote in step.excerpts}
    # One of the quotes of «Fang feilen» is not.
    about = words.phone_about if step.kind == "catch" else f"{words.phone_verbatim} {words.phone_about}"
    body = (
        f'<main id="telefon"><p class="merkelapp">{escape(words.phone.format(title=course.title))}</p>{note}'
        f"{''.join(_parts(step, words))}"
        f"{_references([r for r in course.references if r.number in numbers], words, course.language)}"
        f'<p class="merknad">{escape(about)}</p>{_onwards(shelved, course, i, words)}</main>'
    )
    return shell(step.name, course.language, body, "telefonside")


def _parts(step: FrozenStep, words: Words) -> Iterator[str]:
    lines = "".join(f"<p>{escape(line)}</p>" for line in step.text.split("\n") if line.strip())
    yield f'<h1 lang="{step.language}">{escape(step.name)}</h1>'
    if lines:
        whose = words.trainer if step.kind == "text" else words.case if step.kind == "case" else words.dilemma
        yield f'<p class="merkelapp">{escape(whose)}</p><div lang="{step.language}">{lines}</div>'
    if step.title and step.question:
        yield f'<h2 lang="{step.language}">{escape(step.question)}</h2>'
    if step.kind == "catch":
        yield "".join(_check(step, words))
    elif step.kind == "dilemma":
        yield dilemma_choices(step, words)
    else:
        yield from _answer(step, words)
    yield from (f'<p class="merknad">{escape(notice)}</p>' for notice in step.notices)


def _answer(step: FrozenStep, words: Words) -> Iterator[str]:
    frame = ANSWER_WORDS[step.language]
    titles = (("lead", frame.lead), ("step", frame.steps), ("item", frame.items), ("other", frame.others))
    for role, title in titles:
        said = [line for line in step.said if line.role == role]
        if said:
            yield f'<h2 lang="{step.language}">{escape(title.rstrip(":"))}</h2>'
            yield "".join(_claim(line, words) for line in said)


def _claim(said: Said, words: Words) -> str:
    number = f"{said.number}. " if said.number is not None else ""
    if not said.quotes:
        return f"<p>{escape(number + said.text)}</p>"
    return quote_html(said.quotes[0], words, said=number + said.text if number or said.generated else "")


def quote_html(quote: Excerpt, words: Words, *, said: str = "", label: str = "") -> str:
    """Return a quote with its source folded under it. ``said`` replaces its words where a model worded the claim."""
    text = said or quote.text
    shown = f"«{text}»" if quote.quoted and not said else text
    above = f'<p class="merkelapp">{escape(label)}</p>' if label else ""
    return (
        f'<div class="pastand">{above}<blockquote lang="{quote.language}"><p>{escape(shown)} <span class="tall">[{escape(quote.mark)}]</span></p>'
        f"</blockquote><details><summary>{escape(words.in_source)}</summary>"
        f'<p class="kildelinje"><span lang="{quote.language}">{escape(quote.title)}</span> <span class="opphav">{escape(quote.origin)}</span></p>'
        f"{in_source(quote)}</details></div>"
    )


def _check(step: FrozenStep, words: Words) -> Iterator[str]:
    """Yield the four quotes, each with «Sjekk sitatet», which shows the words of its source."""
    for i, (text, quote) in enumerate(zip(shown_quotes(step), step.quotes, strict=True)):
        verdict = words.not_verbatim if step.altered and step.altered.index == i else words.verbatim
        yield (
            f'<div class="pastand"><blockquote lang="{quote.language}"><p>{i + 1}. «{escape(text)}»</p></blockquote>'
            f'<details><summary>{escape(words.check)} <span class="skjult">{i + 1}</span></summary><p><b>{escape(verdict)}</b></p>'
            f'<p class="kildelinje"><span lang="{quote.language}">{escape(quote.title)}</span></p>{in_source(quote)}</details></div>'
        )


def dilemma_choices(step: FrozenStep, words: Words) -> str:
    """Return the choices, each folded: what speaks for it and against it; then what to talk about."""
    choices = "".join(
        f'<details class="valg"><summary lang="{step.language}">{escape(choice.label)}</summary>'
        f"{quote_html(choice.speaks_for, words, label=words.speaks_for)}{quote_html(choice.against, words, label=words.against)}</details>"
        for choice in step.choices
    )
    return choices + discuss_html(step.discuss, step.sources_note, step.language, words)


def discuss_html(questions: Sequence[str], note: str, language: Language, words: Words) -> str:
    """Return the questions to talk about after a dilemma."""
    listed = "".join(f"<li>{escape(question)}</li>" for question in questions)
    after = f'<p class="merknad" lang="{language}">{escape(note)}</p>' if note else ""
    return f'<h2>{escape(words.discuss)}</h2><ul lang="{language}">{listed}</ul>{after}'


def _references(references: Sequence[Reference], words: Words, language: Language) -> str:
    if not references:
        return ""
    entries = "".join(f'<li value="{entry.number}">{_entry(entry, language)}</li>' for entry in references)
    return f'<h2>{escape(words.sources)}</h2><ol class="kilder">{entries}</ol>'


def _entry(entry: Reference, language: Language) -> str:
    runs = []
    for run in entry.runs:
        text = f'<span lang="{run.language or language}">{escape(run.shown)}</span>'
        if url := web_address(run.url):
            text = f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(run.shown)}</a>'
        runs.append(f"<i>{text}</i>" if run.italic else text)
    below = "".join(f"<li>{_entry(work, language)}</li>" for work in entry.below)
    note = f' <span class="opphav">{escape(entry.note)}</span>' if entry.note else ""
    return f"{''.join(runs)}{note}{f'<ul>{below}</ul>' if below else ''}"


def _onwards(shelved: Shelved, course: Frozen, i: int, words: Words) -> str:
    """Return links to the steps beside this one."""
    links = [
        f'<a href="{phone_path(shelved.slug, other)}" rel="{rel}">{escape(name)}</a>'
        for other, rel, name in ((i - 1, "prev", words.previous_button), (i + 1, "next", words.next_button))
        if 0 <= other < len(course.steps)
    ]
    return f'<nav class="videre" aria-label="{escape(words.courses)}">{" ".join(links)}</nav>' if links else ""


def list_html(shelf: Sequence[Shelved], language: Language, *, own_machine: bool) -> str:
    """Return the list of courses; the projector and the notes are linked only on the trainer's own machine."""
    words = WORDS[language]
    cards = "".join(_card(shelved, words, language, own_machine=own_machine) for shelved in shelf)
    inside = f'<ul class="kurs">{cards}</ul>' if shelf else f"<p>{escape(words.no_courses)}</p>"
    only = "" if own_machine or not shelf else f'<p class="merknad">{escape(words.only_here)}</p>'
    body = f'<main id="kursliste"><h1>{escape(words.courses)}</h1><p>{escape(words.courses_about)}</p>{inside}{only}</main>'
    return shell(words.courses, language, body, "telefonside")


def _card(shelved: Shelved, words: Words, language: Language, *, own_machine: bool) -> str:
    course = shelved.course
    if course is None:
        return f'<li><h2>{escape(shelved.slug)}</h2><p class="advarsel">{escape(words.broken)}: {escape(shelved.problem)}</p></li>'
    minutes = sum(step.minutes for step in course.steps)
    length = ", ".join(
        [words.steps.format(count=len(course.steps)), words.minutes.format(count=f"{minutes:g}")][: 2 if minutes else 1]
    )
    made = words.frozen.format(date=FILE_WORDS[language].date(course.made), version=course.corpus_version)
    path = f"/kurs/{shelved.slug}/"
    if own_machine:
        links = f'<a href="{path}">{escape(words.show)}</a> <a href="{path}notater">{escape(words.notes)}</a>'
    else:
        links = f'<a href="{path}steg/1">{escape(words.read)}</a>'
    edited = f'<p class="merknad">{escape(words.edited)}</p>' if shelved.edited else ""
    return (
        f'<li><h2 lang="{course.language}">{escape(course.title)}</h2><p>{escape(length)}. {escape(made)}</p>{edited}'
        f'<p class="lenker">{links}</p></li>'
    )


def closed_html(language: Language) -> str:
    """Return what others than the trainer get for the projector and the notes."""
    words = WORDS[language]
    body = f'<main id="kursliste"><h1>{escape(words.courses)}</h1><p>{escape(words.only_here)}</p><p><a href="/kurs/">{escape(words.back)}</a></p></main>'
    return shell(words.courses, language, body, "telefonside")
