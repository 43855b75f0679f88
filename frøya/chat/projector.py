"""A frozen course → the page on the projector, and the trainer's page of notes. Plain HTML; course.js turns the pages."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from pathlib import Path
from urllib.parse import quote

from frøya.course.address import Address, qr_svg
from frøya.course.frozen import Excerpt, Frozen
from frøya.course.screens import Screen, screens
from frøya.course.shelf import Shelved
from frøya.course.words import WORDS, Words
from frøya.export.words import WORDS as FILE_WORDS
from frøya.language import Language

# In the page itself: a browser asks for an icon again when the screen's number in the address changes.
_ICON = "data:image/svg+xml," + quote((Path(__file__).parent / "static" / "froya.svg").read_text(encoding="utf-8"))
# The longest text, in characters, that is set in each size; longer ones are set in the last. Seen at 1280 × 720.
_SIZES = ((80, "s1"), (160, "s2"), (250, "s3"), (360, "s4"))


def shell(title: str, language: Language, body: str, kind: str, *, script: bool = False) -> str:
    """Return a whole page of the course."""
    module = '<script type="module" src="/froya/static/course.js"></script>' if script else ""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)} – Frøya</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="{_ICON}">'
        f'<link rel="stylesheet" href="/froya/static/course.css">{module}</head><body class="{kind}">{body}</body></html>'
    )


def projector_html(shelved: Shelved, course: Frozen, changed: Collection[int], address: Address) -> str:
    """Return every screen of the course as one page, so that turning a page asks the server for nothing.

    Args:
        shelved: the course's file.
        course: the course.
        changed: the steps (from 0) that no longer match the corpus.
        address: where the phones find the site.

    """
    words = WORDS[course.language]
    shown = screens(course)
    warning = words.changed.format(date=FILE_WORDS[course.language].date(course.made))
    drawn = "".join(
        _screen(screen, number, len(shown), words, warning if screen.step in changed else "")
        for number, screen in enumerate(shown)
    )
    codes = "".join(_qr(step, shelved, words, address) for step in range(len(course.steps)))
    body = (
        f'<main id="kurs" data-kurs="{escape(shelved.slug)}" aria-live="polite">'
        f'<h1 class="skjult">{escape(course.title)}</h1>{drawn}</main>{codes}'
        f'<p class="svart" role="status" hidden><span class="skjult">{escape(words.blank)}</span></p>'
    )
    return shell(course.title, course.language, body, "lerret", script=True)


def _screen(screen: Screen, number: int, count: int, words: Words, warning: str) -> str:
    large = _large(screen)
    label = f'<p class="merkelapp">{escape(screen.label)}</p>'
    above = f'<p class="over">{escape(screen.above)}</p>' if screen.above and screen.kind != "key" else ""
    if screen.kind == "key":
        before = escape(screen.above)
        label += f'<p class="over endret"><s>{before}</s></p>'
    source = ""
    if screen.excerpt:
        source = f'<p class="kildelinje">{_source_line(screen.excerpt)}</p>'
    note = f'<p class="advarsel" role="note">{escape(warning)}</p>' if warning else ""
    of = escape(words.screen_of.format(number=number + 1, count=count))
    foot = f'<footer><span class="taster">{escape(words.keys)}</span><span class="nr">{of}</span></footer>'
    behind = _source(screen.excerpt, words) if screen.excerpt else ""
    return (
        f'<section class="skjerm {screen.kind}" id="s{number}" data-steg="{screen.step}"{" hidden" if number else ""}>'
        f'<div class="innhold">{label}{above}{large}{_items(screen)}{source}{note}</div>{behind}{foot}</section>'
    )


def _large(screen: Screen) -> str:
    said = f"«{screen.text}»" if screen.quoted else screen.text
    size = next((name for longest, name in _SIZES if len(said) <= longest), "s5")
    if screen.kind == "claim" or screen.kind == "key":
        words = _marked(said, screen.was) if screen.was else escape(said)
        return f'<blockquote class="stor {size}" lang="{screen.language}"><p>{words}</p></blockquote>'
    crowded = sum(map(len, screen.items)) > 320
    return f'<h2 class="stor {"s3" if crowded else size if not screen.items else "s2"}" lang="{screen.language}">{escape(said)}</h2>'


def _marked(text: str, was: str) -> str:
    """Return ``text`` with the words that were altered in a ``<mark>``."""
    before, found, after = text.partition(was)
    return f"{escape(before)}<mark>{escape(found)}</mark>{escape(after)}"


def _items(screen: Screen) -> str:
    if not screen.items:
        return ""
    length = sum(map(len, screen.items)) + 30 * len(screen.items)
    size = next((name for longest, name in ((230, "p1"), (420, "p2"), (620, "p3")) if length <= longest), "p4")
    if screen.kind == "text":
        lines = "".join(f"<p>{escape(line)}</p>" for line in screen.items)
        return f'<div class="linjer {size}" lang="{screen.language}">{lines}</div>'
    tag = "ol" if screen.kind in ("choices", "catch") else "ul"
    quoted = screen.kind == "catch"
    listed = "".join(f"<li>{escape(f'«{item}»' if quoted else item)}</li>" for item in screen.items)
    return f'<{tag} class="valg {size}" lang="{screen.language}">{listed}</{tag}>'


def _source_line(excerpt: Excerpt) -> str:
    return (
        f'[{escape(excerpt.mark)}] <span lang="{excerpt.language}">{escape(excerpt.title)}</span> '
        f'<span class="opphav">{escape(excerpt.origin)}</span>'
    )


def _source(excerpt: Excerpt, words: Words) -> str:
    """Return the quote in its source, which a key shows over the screen."""
    return (
        f'<div class="kilde" hidden tabindex="-1"><p class="merkelapp">{escape(words.in_source)}</p>'
        f'<p class="kildelinje">{_source_line(excerpt)}</p>{in_source(excerpt)}</div>'
    )


def in_source(excerpt: Excerpt) -> str:
    """Return the words around a quote with the quote in a ``<mark>``, each paragraph for itself."""
    heading = f'<p class="kildetittel">{escape(excerpt.heading)}</p>' if excerpt.heading else ""
    before, after = excerpt.before.split("\n"), excerpt.after.split("\n")
    middle = f"{escape(before[-1])}<mark>{escape(excerpt.text)}</mark>{escape(after[0])}"
    paragraphs = [*map(escape, before[:-1]), middle, *map(escape, after[1:])]
    shown = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph)
    length = len(excerpt.before) + len(excerpt.text) + len(excerpt.after)
    size = next((name for longest, name in ((420, ""), (750, " tett")) if length <= longest), " tettest")
    return f'<div class="utdrag{size}" lang="{excerpt.language}">{heading}{shown}</div>'


def phone_path(slug: str, step: int) -> str:
    """Return the path of the participants' page of a step (from 0)."""
    return f"/kurs/{slug}/steg/{step + 1}"


def _qr(step: int, shelved: Shelved, words: Words, address: Address) -> str:
    title = f'<h2 class="stor s3">{escape(words.qr_title)}</h2>'
    if address.url:
        url = address.url + phone_path(shelved.slug, step)
        warning = f'<p class="advarsel">{escape(words.qr_plain)}</p>' if address.plain_http else ""
        inside = f'<div class="kode" role="img" aria-label="QR: {escape(url)}">{qr_svg(url)}</div><div>{title}<p class="adresse">{_breakable(url)}</p>{warning}</div>'
    else:
        said = (
            words.qr_loopback.format(address="127.0.0.1", file=shelved.file) if address.loopback else words.qr_unknown
        )
        inside = f'<div>{title}<p class="advarsel">{escape(said)}</p></div>'
    return f'<aside class="qr" data-steg="{step}" aria-label="{escape(words.qr_title)}" tabindex="-1" hidden>{inside}</aside>'


def _breakable(url: str) -> str:
    """Return an address that a line may break after each slash of, and nowhere else if it can."""
    return escape(url).replace("/", "/<wbr>").replace("/<wbr>/<wbr>", "//")


def notes_html(shelved: Shelved, course: Frozen, changed: Collection[int] | None) -> str:
    """Return what only the trainer sees: each step's notes and time, what is shown now, and what comes.

    Args:
        shelved: the course's file.
        course: the course.
        changed: the steps (from 0) that no longer match the corpus; None when there is none to compare with.

    """
    words = WORDS[course.language]
    shown = screens(course)
    total = sum(step.minutes for step in course.steps)
    state = words.unknown_corpus if changed is None else "" if changed else words.same
    about = [words.edited if shelved.edited else "", state]
    said = "".join(f'<p class="merknad">{escape(text)}</p>' for text in about if text)
    steps = "".join(_step_notes(course, i, i in (changed or ()), words) for i in range(len(course.steps)))
    listed = "".join(
        f'<li data-steg="{screen.step}"><span class="merkelapp">{escape(screen.label)}</span> '
        f'<span lang="{screen.language}">{escape(_short(screen))}</span></li>'
        for screen in shown
    )
    buttons = "".join(
        f'<button type="button" data-gjor="{what}">{escape(name)}</button>'
        for what, name in (
            ("forrige", words.previous_button), ("neste", words.next_button), ("kilde", words.source_button),
            ("qr", words.qr_button),
        )
    )  # fmt: skip
    body = (
        f'<main id="notater" data-kurs="{escape(shelved.slug)}" data-minutter="{total:g}"><h1>{escape(course.title)}</h1>{said}'
        f'<div class="knapper">{buttons}</div>'
        f'<p class="tid"><span>{escape(words.timer)} <b class="brukt">0:00</b></span> '
        f'<span>{escape(words.planned)} <b class="planlagt">{total:g}</b> min</span> '
        f'<span>{escape(words.total)} <b class="alt">0:00</b> / {total:g} min</span></p>'
        f'<div class="vinduer"><section class="na"><h2>{escape(words.now)}</h2><p class="na-tekst" aria-live="polite"></p>'
        f'<h2>{escape(words.next)}</h2><p class="neste-tekst" data-siste="{escape(words.last)}"></p></section>'
        f'<div class="steg-liste">{steps}</div></div><ol class="skjermer" hidden>{listed}</ol>'
        f'<p class="hjelp">{escape(words.follows)} {escape(words.keys)}</p>'
        f'<p><label><input type="checkbox" id="bokstaver"> {escape(words.letters)}</label></p>'
        f'<p><a href="/kurs/">{escape(words.back)}</a></p></main>'
    )
    return shell(f"{words.notes}: {course.title}", course.language, body, "notatside", script=True)


def _short(screen: Screen) -> str:
    shown = f"«{screen.text}»" if screen.quoted else screen.text
    return f"{shown} [{screen.excerpt.mark}]" if screen.excerpt else shown


def _step_notes(course: Frozen, i: int, stale: bool, words: Words) -> str:
    step = course.steps[i]
    minutes = (
        f' <span class="minutter">{escape(words.minutes.format(count=f"{step.minutes:g}"))}</span>'
        if step.minutes
        else ""
    )
    notes = "".join(f"<p>{escape(line)}</p>" for line in (step.notes or words.no_notes).split("\n") if line.strip())
    date = FILE_WORDS[course.language].date(course.made)
    warning = f'<p class="advarsel">{escape(words.changed.format(date=date))}</p>' if stale else ""
    return (
        f'<section class="steg" data-steg="{i}" data-minutter="{step.minutes:g}"><h2>{i + 1}. '
        f'<span lang="{step.language}">{escape(step.name)}</span>{minutes}</h2>{warning}{notes}</section>'
    )
