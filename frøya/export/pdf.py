"""Report → a tagged PDF, set by typst with the fonts it carries. Text travels as data and is never read as markup."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from frøya.addresses import web_address
from frøya.answering.words import WORDS as ANSWER_WORDS
from frøya.export.report import LOCALES, Block, Code, Heading, Items, Line, Reference, Report, plain
from frøya.export.words import WORDS
from frøya.language import Language

_TEMPLATE = Path(__file__).with_name("report.typ")


def to_pdf(report: Report) -> bytes:
    """Return the report as PDF/UA-1, A4. The same report gives the same bytes."""
    import typst

    template = _TEMPLATE.read_bytes()
    inputs = {"report": json.dumps(_report(report), ensure_ascii=False)}
    made = datetime(report.made.year, report.made.month, report.made.day, 12, tzinfo=UTC)
    options: dict[str, Any] = {"format": "pdf", "sys_inputs": inputs, "timestamp": made}
    try:
        pdf: bytes = typst.compile(template, **options, ignore_system_fonts=True, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        # PDF/UA forbids a letter that no font has (an emoji, 漢) and an empty heading. The words are all there, and
        # tagged, without its seal; the machine's own fonts may have the letter.
        if "PDF/UA-1 error" not in str(error):
            raise
        pdf = typst.compile(template, **options)
    return pdf


def _report(report: Report) -> dict[str, Any]:
    words = WORDS[report.language]
    return {
        "size": 16 if report.large else 11,
        "title": plain(report.title),
        "subtitle": plain(report.subtitle),
        "language": _language(report.language),
        "blocks": [_block(block) for block in report.blocks],
        "sources": ANSWER_WORDS[report.language].sources.rstrip(":"),
        "references": [_reference(entry, report.language) for entry in report.references],
        "heading": words.about,
        "about": [plain(text) for text in report.about],
        "page": words.page,
    }


def _language(language: Language) -> dict[str, str]:
    lang, region = LOCALES[language].split("-")
    return {"lang": lang, "region": region}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "text": plain(block.text), "level": block.level, **_language(block.language)}
    if isinstance(block, Items):
        items = [{"number": item.number, "lines": [_line(line) for line in item.lines]} for item in block.items]
        return {"kind": "items", "items": items, "boxes": block.boxes}
    if isinstance(block, Code):
        import segno

        svg = BytesIO()
        segno.make(block.url, error="m").save(svg, kind="svg", border=2, light="#fff", xmldecl=False, omitsize=True)
        code = svg.getvalue().decode()
        return {
            "kind": "code",
            "svg": code,
            "url": block.url,
            "caption": plain(block.caption),
            **_language(block.language),
        }
    return {"kind": "paragraph", "lines": [_line(line) for line in block.lines]}


def _line(line: Line) -> dict[str, Any]:
    marks = [{"number": mark.number, "shown": mark.shown} for mark in line.marks]
    return {"text": line.shown, "voice": line.voice, "marks": marks, **_language(line.language)}


def _reference(entry: Reference, language: Language) -> dict[str, Any]:
    return {
        "number": entry.number,
        "runs": [
            {
                "text": run.shown,
                "italic": run.italic,
                "url": web_address(run.url),
                **_language(run.language or language),
            }
            for run in entry.runs
        ],
        "note": plain(entry.note),
        "below": [_reference(work, language) for work in entry.below],
    }
