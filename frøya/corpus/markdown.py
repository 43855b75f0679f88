"""Markdown or plain text → canonical text with the place of every heading, paragraph and list item."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from frøya.corpus.document import Block, Reference

_LONG_LINE = 120
_SENTENCE_END = re.compile(r"[.!?:;,»”]$")


@dataclass
class CanonicalText:
    """A text under construction: pieces are appended, and their offsets kept.

    ``lines[i]`` is the line of the raw text where block i began; ``line`` is where the next one begins.
    """

    keys: Collection[str] = ()
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    line: int = 1

    def heading(self, words: str, level: int) -> None:
        """Add a heading."""
        self._add("heading", "", words, level, None)

    def paragraph(self, words: str) -> None:
        """Add a paragraph."""
        self._add("paragraph", "", words, 0, None)

    def item(self, words: str, number: int | None) -> None:
        """Add a list item; ``number`` is None in a bullet list."""
        self._add("item", "- " if number is None else f"{number}. ", words, 0, number)

    def _add(self, kind: str, marker: str, words: str, level: int, number: int | None) -> None:
        words, found = self._without_keys(unicodedata.normalize("NFC", " ".join(words.split())))
        if not words:
            return
        if self.blocks:
            both_items = kind == "item" == self.blocks[-1].kind
            self.text += "\n" if both_items else "\n\n"
        start = len(self.text)
        body = start + len(marker)
        self.text += marker + words
        self.blocks.append(Block(kind, start, body, len(self.text), level, number))  # type: ignore[arg-type]
        self.lines.append(self.line)
        self.references += [Reference(body + offset, key) for offset, key in found]

    def _without_keys(self, words: str) -> tuple[str, list[tuple[int, str]]]:
        """Take «[KEY]» out of the words; only declared source keys are markup, other brackets are text."""
        if not self.keys or "[" not in words:
            return words, []
        names = "|".join(re.escape(key) for key in sorted(self.keys, key=len, reverse=True))
        kept, found, position = "", [], 0
        for match in re.finditer(rf"\s?\[((?:{names})(?:[,;]\s*(?:{names}))*)\]", words):
            kept += words[position : match.start()]
            found += [(len(kept), key) for key in re.split(r"[,;]\s*", match.group(1))]
            position = match.end()
        kept += words[position:]
        indent = len(kept) - len(kept.lstrip())  # left by a key that stood first
        return kept[indent:], [(max(0, offset - indent), key) for offset, key in found]


def read_markdown(raw: str, keys: Collection[str] = ()) -> CanonicalText:
    """Return the canonical text of Markdown ``raw``; ``keys`` are the source keys to lift out of it.

    CommonMark with tables. Inline markup, link targets and HTML tags go; words, and the alt text of
    images, stay. A table row becomes a paragraph.
    """
    result = CanonicalText(keys)
    lists: list[list[int | None]] = []
    fresh_item = False
    heading = 0
    row: list[str] | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(raw):
        if token.map:
            result.line = token.map[0] + 1
        match token.type:
            case "ordered_list_open":
                lists.append([int(token.attrs.get("start", 1))])
            case "bullet_list_open":
                lists.append([None])
            case "ordered_list_close" | "bullet_list_close":
                lists.pop()
            case "list_item_open":
                fresh_item = True
            case "list_item_close":
                fresh_item = False
                if lists and lists[-1][0] is not None:
                    lists[-1][0] += 1
            case "heading_open":
                heading = int(token.tag[1])
            case "tr_open":
                row = []
            case "tr_close":
                result.paragraph(" | ".join(row or []))
                row = None
            case "inline" if row is not None:
                row.append(_words(token))
            case "inline" if heading:
                result.heading(_words(token), heading)
                heading, fresh_item = 0, False
            case "inline" if fresh_item:
                result.item(_words(token), lists[-1][0])
                fresh_item = False
            case "inline":
                result.paragraph(_words(token))
            case "fence" | "code_block":
                result.paragraph(token.content)
            case "html_block":
                result.paragraph(_without_tags(token.content))
    return result


def _words(token: Token) -> str:
    return "".join(_inline(token.children or []))


def _inline(children: Sequence[Token]) -> Iterator[str]:
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            yield " "
        elif child.type == "image":
            yield _words(child)
        elif child.type in ("text", "code_inline"):
            yield child.content


def _without_tags(fragment: str) -> str:
    return html.unescape(nh3.clean(fragment, tags=set()))


def read_plain(raw: str) -> CanonicalText:
    """Return the canonical text of plain text ``raw``, with its first line as the heading.

    A blank line ends a paragraph. So does a line end among lines too long to have been wrapped by hand.
    """
    result = CanonicalText()
    number = 1
    for paragraph in re.split(r"(\n[ \t]*\n)", raw):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        result.line, number = number, number + paragraph.count("\n")
        if not lines:
            continue
        if not result.blocks and not _SENTENCE_END.search(lines[0]) and len(lines[0]) <= _LONG_LINE:
            result.heading(lines.pop(0), 1)
        if any(len(line) > _LONG_LINE for line in lines):
            for line in lines:
                result.paragraph(line)
        elif lines:
            _wrapped(result, lines)
    return result


def _wrapped(result: CanonicalText, lines: list[str]) -> None:
    """Add lines that belong together, except that a list marker begins an item of its own."""
    pending: list[str] = []
    number: int | None = None
    in_item = False

    def flush() -> None:
        if pending:
            words = " ".join(pending)
            result.item(words, number) if in_item else result.paragraph(words)
            pending.clear()

    for line in lines:
        marker = re.match(r"(?:[-*•–]|(\d{1,3})[.)])\s+(?=\S)", line)
        if marker:
            flush()
            in_item, number = True, int(marker.group(1)) if marker.group(1) else None
            line = line[marker.end() :]
        pending.append(line)
    flush()
