"""Report → a Word file with real headings, links and languages, in a type that every machine has."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from frøya.addresses import web_address
from frøya.answering.words import WORDS as ANSWER_WORDS
from frøya.export.report import LOCALES, Block, Code, Heading, Items, Line, Reference, Report, plain
from frøya.export.words import WORDS
from frøya.language import Language

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

_FONT = "Arial"  # on Windows and Mac, and drawn as Liberation Sans by LibreOffice
_ACCENT, _MUTED = "12694D", "555555"
# Voice → (style of characters, colour, bold, italic): told apart by name as well as by look.
_VOICES: dict[str, tuple[str, str, bool, bool]] = {
    "frame": ("Frøya ramme", _MUTED, False, True),
    "label": ("Frøya stikkord", _ACCENT, True, False),
    "quote": ("Frøya sitat", "000000", False, False),
    "guidance": ("Frøya veiledning", "000000", False, False),
    "generated": ("Frøya språkmodell", "000000", False, False),
    "mark": ("Frøya kildetall", _ACCENT, False, False),
    "link": ("Frøya lenke", _ACCENT, False, False),
}


def to_docx(report: Report) -> bytes:
    """Return the report as a .docx file."""
    import docx

    document = docx.Document()
    _set_up(document, report)
    _properties(document, report)
    document.add_heading(plain(report.title), 1)
    _say(document.add_paragraph(), plain(report.subtitle), "frame", report.language)
    for block in report.blocks:
        _add(document, block)
    if report.references:
        document.add_heading(ANSWER_WORDS[report.language].sources.rstrip(":"), 2)
    for entry in report.references:
        _reference(document, entry, report.language)
    document.add_heading(WORDS[report.language].about, 2)
    for text in report.about:
        _say(document.add_paragraph(), plain(text), "frame", report.language)
    _footer(document, report)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: WordDocument, report: Report) -> None:
    """Set paper, type, colours and the language that holds where nothing else is said."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin = section.bottom_margin = Cm(2.4)
    styles = document.styles
    normal: Any = styles["Normal"]
    body, *headings = (16, 27, 20, 17) if report.large else (11, 19, 13, 11)
    normal.font.size, normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(body), Pt(8), 1.2
    for name, size in zip(("Heading 1", "Heading 2", "Heading 3"), headings, strict=True):
        heading: Any = styles[name]
        heading.font.size, heading.font.color.rgb = Pt(size), RGBColor.from_string(_ACCENT)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(size), Pt(6)
        _typeface(heading.element)
    _typeface(normal.element)
    for name, colour, bold, italic in _VOICES.values():
        style: Any = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb, style.font.bold, style.font.italic = RGBColor.from_string(colour), bold, italic
        style.font.underline = name == "Frøya lenke"
    defaults = styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _language(defaults, report.language)


def _typeface(style: Any) -> None:
    """Name the font for every script; python-docx's own styles point to a theme's, which a machine may lack."""
    from docx.oxml.ns import qn

    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)


def _language(properties: Any, language: Language) -> None:
    """Put ``w:lang`` in the properties of a run, in the place the format wants it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    element = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia"):
        element.set(qn(script), LOCALES[language])
    properties.append(element)


def _properties(document: WordDocument, report: Report) -> None:
    properties = document.core_properties
    properties.title, properties.subject = plain(report.title)[:255], plain(report.subtitle)
    properties.author = properties.last_modified_by = "Frøya"
    properties.comments, properties.language = "", LOCALES[report.language]
    properties.created = properties.modified = datetime(report.made.year, report.made.month, report.made.day, 12)


def _add(document: WordDocument, block: Block) -> None:
    if isinstance(block, Heading):
        run = document.add_heading(level=block.level + 1).add_run(plain(block.text))
        _language(run._r.get_or_add_rPr(), block.language)
    elif isinstance(block, Items):
        for item in block.items:
            if block.boxes:
                paragraph = _hanging(document, "☐", 0.9)
            elif item.number is None:
                paragraph = document.add_paragraph(style="List Bullet")
            else:
                paragraph = _hanging(document, f"{item.number}.", 0.9)
            _lines(paragraph, item.lines)
    elif isinstance(block, Code):
        _code(document, block)
    else:
        _lines(document.add_paragraph(), block.lines)


def _code(document: WordDocument, code: Code) -> None:
    import segno
    from docx.shared import Cm

    picture = BytesIO()
    segno.make(code.url, error="m").save(picture, kind="png", scale=10, border=2)
    picture.seek(0)
    paragraph = document.add_paragraph()
    shape = paragraph.add_run().add_picture(picture, width=Cm(3.2))
    shape._inline.docPr.set("descr", f"QR: {code.url}")
    paragraph = document.add_paragraph()
    _say(paragraph, f"{plain(code.caption)} ", "frame", code.language)
    _link(paragraph, code.url, "link", url=code.url)


def _hanging(document: WordDocument, label: str, indent: float) -> Paragraph:
    """Return a paragraph that its label stands out to the left of. The label is text: it is there when copied."""
    from docx.shared import Cm

    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = Cm(indent), Cm(-indent)
    form.tab_stops.add_tab_stop(Cm(indent))
    paragraph.add_run(f"{label}\t")
    return paragraph


def _lines(paragraph: Paragraph, lines: tuple[Line, ...]) -> None:
    for i, line in enumerate(lines):
        if i:
            paragraph.add_run(" ")
        _say(paragraph, line.shown, line.voice, line.language)
        for mark in line.marks:
            paragraph.add_run("\u00a0")
            _link(paragraph, f"[{mark.shown}]", "mark", anchor=f"kilde{mark.number}")


def _say(paragraph: Paragraph, text: str, voice: str, language: Language) -> Any:
    run = paragraph.add_run(text, _VOICES[voice][0])
    _language(run._r.get_or_add_rPr(), language)
    return run


def _link(paragraph: Paragraph, text: str, voice: str, *, url: str = "", anchor: str = "") -> None:
    """Add a link to an address, or to a bookmark in the file."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link: Any = OxmlElement("w:hyperlink")
    if url:
        link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        link.set(qn("w:anchor"), anchor)
    link.append(paragraph.add_run(text, _VOICES[voice][0])._r)
    paragraph._p.append(link)


def _reference(document: WordDocument, entry: Reference, language: Language) -> None:
    if entry.number is None:
        from docx.shared import Cm

        paragraph = document.add_paragraph(style="List Bullet 2")
        paragraph.paragraph_format.left_indent = Cm(1.6)
    else:
        paragraph = _hanging(document, f"[{entry.number}]", 1.0)
        _bookmark(paragraph, entry.number)
    for run in entry.runs:
        url = web_address(run.url)
        if url:
            _link(paragraph, run.shown, "link", url=url)
            continue
        added = paragraph.add_run(run.shown)
        added.italic = run.italic or None
        _language(added._r.get_or_add_rPr(), run.language or language)
    if entry.note:
        _say(paragraph, f" {plain(entry.note)}", "frame", language)
    for work in entry.below:
        _reference(document, work, language)


def _bookmark(paragraph: Paragraph, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        element: Any = OxmlElement(tag)
        element.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            element.set(qn("w:name"), f"kilde{number}")
        paragraph._p.append(element)


def _footer(document: WordDocument, report: Report) -> None:
    """Number the pages, by fields that Word fills in."""
    paragraph = document.sections[0].footer.paragraphs[0]
    words = WORDS[report.language]
    for part in re.split(r"(\{\w+\})", f"{plain(report.subtitle)}\t\t{words.page}"):
        field = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
        if field is None:
            paragraph.add_run(part, _VOICES["frame"][0])
        else:
            _field(paragraph, field)


def _field(paragraph: Paragraph, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(paragraph.add_run("1", _VOICES["frame"][0])._r)
    paragraph._p.append(field)
