"""Document → passages: stretches of its text, cut where its own structure cuts it, small enough to search."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from frøya.corpus.document import Block, Document
from frøya.corpus.sections import Section, section
from frøya.language import Span, sentence_spans

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document under one heading. All offsets are characters in the document's text.

    ``document`` is the slug. ``sentences`` are the sentences of the passage, list markers left out;
    ``items`` the list items in it, each a whole that may hold several sentences. ``label`` names a
    passage that has a name of its own («råd 8»). Always ``document.text[start:end] == text``.
    """

    document: str
    ordinal: int
    title: str
    headings: tuple[str, ...]
    label: str
    start: int
    end: int
    text: str
    sentences: tuple[Span, ...]
    items: tuple[Span, ...]

    @property
    def search_text(self) -> str:
        """What is embedded and searched: the way to the passage, then the passage."""
        way = [self.title, *self.headings, *([self.label] if self.label else [])]
        return " › ".join(way) + "\n" + self.text

    @property
    def section(self) -> Section | None:
        """What the section it stands in is for; None for the document's own."""
        return section(self.headings[-1]) if self.headings else None

    @property
    def id(self) -> str:
        """A name that is unique in the index."""
        return f"{self.document}#{self.ordinal}"

    @property
    def key(self) -> str:
        """The hash of what the passage's vectors are made from."""
        shape = f"{self.search_text}\0{[(s - self.start, e - self.start) for s, e in self.sentences]}"
        return hashlib.sha256(shape.encode()).hexdigest()


def split_document(document: Document, max_words: int = 120) -> list[Passage]:
    """Return the passages of ``document`` in order, at most ``max_words`` words each, never across a heading.

    Every character of the text that is not white space, a heading or a list of sources stands in exactly
    one passage. Where the document names its ``unit``, each numbered list item is a passage of its own.
    """
    passages: list[Passage] = []
    for headings, blocks in _sections(document):
        for group in _packed(document, blocks, max_words):
            passages.append(_passage(document, len(passages), headings, group))
    return passages


def _sections(document: Document) -> Iterator[tuple[tuple[str, ...], list[Block]]]:
    path: list[tuple[int, str]] = []
    blocks: list[Block] = []
    for block in [*document.blocks, None]:
        if block and block.kind != "heading":
            blocks.append(block)
            continue
        headings = tuple(words for _, words in path if words != document.title)
        # Lists of literature name every subject and answer no question.
        if blocks and not any(section(words) == "sources" for words in headings):
            yield headings, blocks
        blocks = []
        if block:
            path = [step for step in path if step[0] < block.level]
            path.append((block.level, document.text[block.body : block.end]))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or the part of a long one that fits in a passage."""

    block: Block
    start: int
    end: int
    words: int

    @property
    def alone(self) -> bool:
        return self.block.number is not None


def _packed(document: Document, blocks: Iterable[Block], max_words: int) -> Iterator[list[_Piece]]:
    group: list[_Piece] = []
    for piece in (piece for block in blocks for piece in _pieces(document.text, block, max_words)):
        alone = bool(document.unit) and (piece.alone or (bool(group) and group[-1].alone))
        if group and (alone or sum(p.words for p in group) + piece.words > max_words):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _pieces(text: str, block: Block, max_words: int) -> Iterator[_Piece]:
    """Cut a block that is too long between sentences, and a sentence that is too long between words."""
    if (words := _count(text, block.start, block.end)) <= max_words:
        yield _Piece(block, block.start, block.end, words)
        return
    units: list[Span] = []
    for start, end in sentence_spans(text[block.start : block.end]):
        found = [(m.start(), m.end()) for m in _WORD.finditer(text, block.start + start, block.start + end)]
        for first in range(0, len(found), max_words):
            part = found[first : first + max_words]
            units.append((part[0][0], part[-1][1]))
    start, end, total = *units[0], _count(text, *units[0])
    for unit in units[1:]:
        words = _count(text, *unit)
        if total + words > max_words:
            yield _Piece(block, start, end, total)
            start, total = unit[0], 0
        end, total = unit[1], total + words
    yield _Piece(block, start, end, total)


def _count(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))


def _passage(document: Document, ordinal: int, headings: tuple[str, ...], group: list[_Piece]) -> Passage:
    start, end = group[0].start, group[-1].end
    sentences: list[Span] = []
    items: list[Span] = []
    for piece in group:
        body = max(piece.start, piece.block.body)
        sentences += [(body + s, body + e) for s, e in sentence_spans(document.text[body : piece.end])]
        if piece.block.kind == "item" and piece.start <= piece.block.body and piece.end == piece.block.end:
            items.append((body, piece.end))
    number = group[0].block.number
    label = f"{document.unit} {number}" if document.unit and number is not None else ""
    return Passage(
        document.slug, ordinal, document.title, headings, label, start, end, document.text[start:end],
        tuple(sentences), tuple(items),
    )  # fmt: skip
