"""Answers → files a leader can copy or hand out: Markdown, Word and PDF, with every quote and source on board."""

from frøya.export.answers import answer_report, conversation_report
from frøya.export.docx import to_docx
from frøya.export.files import FORMATS, check_path, save
from frøya.export.markdown import to_markdown
from frøya.export.pdf import to_pdf
from frøya.export.report import Code, Heading, Item, Items, Line, Mark, Paragraph, Reference, Report, Run

__all__ = [
    "FORMATS",
    "Code",
    "Heading",
    "Item",
    "Items",
    "Line",
    "Mark",
    "Paragraph",
    "Reference",
    "Report",
    "Run",
    "answer_report",
    "check_path",
    "conversation_report",
    "save",
    "to_docx",
    "to_markdown",
    "to_pdf",
]
