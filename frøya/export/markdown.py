"""Report → Markdown. Whatever comes from a source or a reader is escaped; nothing but web addresses becomes a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from frøya.addresses import web_address
from frøya.answering.words import WORDS as ANSWER_WORDS
from frøya.export.report import Block, Code, Heading, Items, Line, Reference, Report, Run, plain
from frøya.export.words import WORDS

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_STARTS_A_LIST = re.compile(r"^(\d+)([.)])(?=\s|$)")


def to_markdown(report: Report) -> str:
    """Return the report as CommonMark that reads well as plain text too."""
    parts = [f"# {escaped(report.title)}", _set(report.subtitle, "*"), *map(_block, report.blocks)]
    if report.references:
        parts.append(f"## {ANSWER_WORDS[report.language].sources.rstrip(':')}")
        parts.append("\n".join(_entries(report.references)))
    parts += [f"## {WORDS[report.language].about}", *(_set(text, "*") for text in report.about)]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it stands, on one line."""
    shown = _SPECIAL.sub(r"\\\1", plain(text))
    return _STARTS_A_LIST.sub(r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", shown))


def _set(text: str, sign: str) -> str:
    """Return ``text`` in italics or bold; stars around nothing would be a rule or a list."""
    return f"{sign}{escaped(text)}{sign}" if plain(text) else ""


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {escaped(block.text)}"
    if isinstance(block, Items):
        return "\n".join(f"{mark} {_lines(item.lines)}" for mark, item in zip(_marks(block), block.items, strict=True))
    if isinstance(block, Code):
        return f"{escaped(block.caption)}: <{block.url}>" if web_address(block.url) else escaped(block.caption)
    return _lines(block.lines)


def _marks(block: Items) -> list[str]:
    """Return what stands before each item. Markdown counts from the first number, whatever the others say."""
    if block.boxes:
        return ["- [ ]"] * len(block.items)
    numbers = [item.number for item in block.items]
    if None not in numbers and numbers == list(range(numbers[0] or 0, (numbers[0] or 0) + len(numbers))):
        return [f"{number}." for number in numbers]
    return ["-" if number is None else f"- {number}\\." for number in numbers]


def _lines(lines: Iterable[Line]) -> str:
    return " ".join(map(_line, lines))


def _line(line: Line) -> str:
    if line.voice in {"label", "frame"}:
        return _set(line.text, "**" if line.voice == "label" else "*")
    return " ".join([escaped(line.shown), *(f"[{escaped(mark.shown)}]" for mark in line.marks)])


def _entries(references: Iterable[Reference], indent: str = "") -> Iterator[str]:
    for entry in references:
        number = "" if entry.number is None else f"[{entry.number}] "
        note = f" {_set(entry.note, '*')}" if entry.note else ""
        yield f"{indent}- {number}{''.join(map(_run, entry.runs))}{note}"
        yield from _entries(entry.below, f"{indent}  ")


def _run(run: Run) -> str:
    if web_address(run.url):
        return f"<{run.url}>"
    if run.italic:
        return _set(run.text, "*")
    return run.shown.replace(plain(run.text), escaped(run.text))
