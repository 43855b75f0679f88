"""Document and the quotes from it → its entry in the list of sources, in APA 7 as Norwegian universities write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from frøya.answering.answer import Quote
from frøya.answering.layout import place
from frøya.answering.words import WORDS as ANSWER_WORDS
from frøya.corpus import Document
from frøya.corpus.document import Source, weight
from frøya.export.report import Reference, Run, plain
from frøya.export.words import WORDS, Words
from frøya.language import Language, identify

# Laws stand under their own name and paragraph, an article about one under its author's.
_LAW = re.compile(r"§|^(Lov|Forskrift|\w+loven)\b")


def reference(number: int, document: Document, quotes: Sequence[Quote], language: Language, made: date) -> Reference:
    """Return the entry for ``document``, of which ``quotes`` are shown.

    Guidance has no address of its own: it is cited as Frøya's, with the works that the quoted sentences rest on.
    """
    words = WORDS[language]
    title = Run(document.title, italic=True, language=document.language)
    if document.kind == "veiledning":
        runs: tuple[Run, ...] = (Run(f"Frøya. ({document.year or words.undated}). "), title, Run(f" [{words.form}]."))
        below = _works(document, quotes, language, made)
        law = any(work.kind == "lov og avtale" for work in _named(document, quotes)) and document.law_as_of
        notes = [words.law.format(date=words.date(law))] if law else []
        return Reference(runs, number, " ".join([*notes, *([ANSWER_WORDS[language].rests_on] if below else [])]), below)
    when = _date(document, words)
    runs = (*_entry(document.publisher, when, title), *_retrieved(document.url, made, words))
    # The voice belongs to the document's named parts, so it is credited only where one of them is quoted.
    voice = document.voice if any(place(quote, document) for quote in quotes) else ""
    notes = [ANSWER_WORDS[language].kinds.get(document.kind, ""), voice]
    return Reference(runs, number, _sentence("; ".join(note for note in notes if note)))


def _named(document: Document, quotes: Sequence[Quote]) -> list[Source]:
    named = {source.key for quote in quotes for source in document.sources_between(quote.start, quote.end)}
    return sorted((source for source in document.sources if source.key in named), key=lambda s: weight(s.kind))


def _works(document: Document, quotes: Sequence[Quote], language: Language, made: date) -> tuple[Reference, ...]:
    words = WORDS[language]
    works = []
    for source in _named(document, quotes):
        title = Run(source.title, italic=True, language=identify(source.title))
        when = _year(source.year, words)
        law = source.kind == "lov og avtale" and _LAW.search(source.title)
        entry = _titled(title, when, source.publisher) if law else _entry(source.publisher, when, title)
        note = _sentence(ANSWER_WORDS[language].kinds[source.kind])
        works.append(Reference((*entry, *_retrieved(source.url, made, words)), note=note))
    return tuple(works)


def _entry(publisher: str, when: str, title: Run) -> tuple[Run, ...]:
    if not plain(publisher):
        return _titled(title, when, "")
    return (Run(f"{_stopped(publisher)} ({when}). "), title, Run(_stop(title.text)))


def _titled(title: Run, when: str, publisher: str) -> tuple[Run, ...]:
    """Return an entry under its title, as for a law, which has no author."""
    after = f" {_stopped(publisher)}" if plain(publisher) else ""
    return (title, Run(f"{_stop(title.text)} ({when}).{after}"))


def _retrieved(url: str, made: date, words: Words) -> tuple[Run, ...]:
    if not plain(url):
        return ()
    return (Run(f" {words.retrieved.format(date=words.date(made))} "), Run(url, url=url))


def _date(document: Document, words: Words) -> str:
    latest = document.updated or document.published
    return f"{latest.year}, {words.day_and_month(latest)}" if latest else words.undated


def _year(year: str, words: Words) -> str:
    """Return what stands in the brackets of a year; some say more than a year: «2022 (oppdatert 2023)»."""
    said = re.sub(r"\s*\(([^()]*)\)", r", \1", plain(year)).replace("år ikke vist", "u.å.")
    if not re.search(r"\d", said) and "u.å." not in said:
        said = f"u.å., {said}" if said else "u.å."
    return said.replace("u.å.", words.undated)


def _stop(text: str) -> str:
    """Return the full stop that ``text`` lacks."""
    return "" if plain(text).rstrip("»”\"'").endswith((".", "?", "!", "…")) else "."


def _stopped(text: str) -> str:
    return f"{plain(text)}{_stop(text)}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""
