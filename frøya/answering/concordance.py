"""Documents → a concordance: every word with its places, so that a quotation can be found, exactly or nearly.

Words are compared in two ways. *Exactly*: NFC, with dashes made alike and quotation marks left out; case and other
punctuation count. *Loosely*: the stem of the word in bokmål, for finding what a changed quotation was made from.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from frøya.corpus import Document
from frøya.corpus.sections import section
from frøya.language import in_bokmål, sentence_spans, stem

_DASHES = "-‐‑‒–—―−"
_TOKEN = re.compile(
    rf"…|\.{{3,}}|[{_DASHES}]+(?=\s|$)|\d+(?:[.,:]\d+)+|[^\W_]+(?:[{_DASHES}][^\W_]+)*|[^\w\s«»“”„‟\"'‘’‚‹›`´]"
)
_DASH = re.compile(f"[{_DASHES}]+")
# How many sentences are looked at word by word for what a quotation was made from, and how many may stand together.
_LOOKED_AT, _TOGETHER = 12, 3
# A word that stands in a larger share of the sentences than this points to none of them.
_EVERYWHERE = 0.15
# Runs of words this much less alike than the best are as good as it.
_AS_GOOD = 0.05


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words and punctuation marks: where each stands, what it is exactly, and loosely ("" for a mark)."""

    text: str
    spans: tuple[tuple[int, int], ...]
    exact: tuple[str, ...]
    loose: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """Return the words of ``text``."""
        found = [(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]
        exact = tuple(_alike(token) for _, _, token in found)
        return cls(text, tuple((s, e) for s, e, _ in found), exact, tuple(map(_loosely, exact)))

    def __len__(self) -> int:
        return len(self.spans)

    def slice(self, first: int, last: int) -> Words:
        """Return the words from number ``first`` up to ``last``, in the same text."""
        return Words(self.text, self.spans[first:last], self.exact[first:last], self.loose[first:last])

    def between(self, first: int, last: int) -> str:
        """Return the text from word ``first`` up to word ``last``, on one line."""
        return " ".join(self.text[self.spans[first][0] : self.spans[last - 1][1]].split()) if first < last else ""

    def count(self, first: int = 0, last: int | None = None) -> int:
        """Return how many are words, not marks."""
        return sum(1 for word in self.loose[first:last] if word)


def _alike(token: str) -> str:
    return "…" if token.startswith("...") else _DASH.sub("-", token)


@lru_cache(maxsize=50_000)
def _loosely(token: str) -> str:
    if not any(character.isalnum() for character in token):
        return ""
    return stem(in_bokmål(token.lower(), nynorsk=True))


@dataclass(frozen=True, slots=True)
class Place:
    """Words ``first`` up to ``last`` of a document."""

    document: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quotation beside the place it was most likely made from.

    ``pairs`` are runs of words that are loosely the same: (first in the quotation, first in the document, how many).
    ``similarity`` is from 0 to 1, where 1 means that every word has its fellow.
    """

    place: Place
    pairs: tuple[tuple[int, int, int], ...]
    similarity: float


class Concordance:
    """The words of some documents and where they stand. Made once; safe to use from several threads."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = {document.slug: document for document in documents}
        self.words = {slug: Words.of(document.text) for slug, document in self.documents.items()}
        self.sentences: list[Place] = []
        self._own: dict[str, list[Place]] = {}
        self._first_sentence: dict[str, int] = {}
        self._places: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._holding: dict[str, list[int]] = defaultdict(list)
        for slug, words in self.words.items():
            self._first_sentence[slug] = len(self.sentences)
            sentences, lists = _sentences(self.documents[slug], words)
            self._own[slug] = sentences
            self.sentences += sentences
            for i, word in enumerate(words.exact):
                if i not in lists:
                    self._places[word].append((slug, i))
        for number, place in enumerate(self.sentences):
            for word in {*self.words[place.document].loose[place.first : place.last]} - {""}:
                self._holding[word].append(number)

    def verbatim(self, quotation: Words) -> list[Place]:
        """Return every place where exactly these words stand, in the order of the documents.

        Only the first letter of the first word may differ in case: it does so in a quotation that begins or ends up
        within a sentence.
        """
        wanted = quotation.exact
        if not wanted:
            return []
        # The rarest word leads to the places; the first word may be written in two ways.
        ways = [len(self._places.get(word, ())) for word in wanted]
        ways[0] = sum(len(self._places.get(way, ())) for way in both_cases(wanted[0]))
        rarest = min(range(len(wanted)), key=ways.__getitem__)
        forms = both_cases(wanted[0]) if rarest == 0 else (wanted[rarest],)
        places = [place for form in forms for place in self._places.get(form, ())]
        found: list[Place] = []
        for slug, at in places:
            first = at - rarest
            held = self.words[slug].exact[max(first, 0) : first + len(wanted)]
            if first >= 0 and held[1:] == wanted[1:] and held[:1] and held[0] in both_cases(wanted[0]):
                found.append(Place(slug, first, first + len(wanted)))
        return found

    def chained(self, pieces: Sequence[Words]) -> list[Place] | None:
        """Return where ``pieces`` stand one after the other in one document, as near together as can be, or None."""
        by_document: list[dict[str, list[Place]]] = []
        for piece in pieces:
            found: dict[str, list[Place]] = defaultdict(list)
            for place in sorted(self.verbatim(piece), key=lambda p: p.first):
                found[place.document].append(place)
            by_document.append(found)
        best: list[Place] | None = None
        for last in (place for places in by_document[-1].values() for place in places):
            chain = [last]
            for earlier in reversed(by_document[:-1]):
                before = earlier.get(last.document, [])
                at = bisect_right(before, chain[0].first, key=lambda p: p.last)
                if not at:
                    break
                chain.insert(0, before[at - 1])
            if len(chain) < len(pieces):
                continue
            if best is None or chain[-1].last - chain[0].first < best[-1].last - best[0].first:
                best = chain
        return best

    def nearest(self, quotation: Words, most: int = 5) -> list[Alignment]:
        """Return the places most like ``quotation``, best first, none of which overlap."""
        found: dict[Place, Alignment] = {}
        for number in self._alike_sentences(quotation):
            for window in self._windows(number):
                aligned = self._aligned(quotation, window)
                if aligned is not None:
                    found[aligned.place] = aligned
        chosen: list[Alignment] = []
        for aligned in sorted(found.values(), key=lambda a: (-a.similarity, a.place.last - a.place.first)):
            if not any(_overlap(aligned.place, other.place) for other in chosen):
                chosen.append(aligned)
        return chosen[:most]

    def around(self, place: Place) -> Place:
        """Return the whole sentences that ``place`` stands in."""
        own = self._own[place.document]
        first = bisect_right(own, place.first, key=lambda s: s.last)
        last = bisect_left(own, place.last, key=lambda s: s.first)
        if first >= last:  # a heading's marker, or the like
            return place
        return Place(place.document, min(place.first, own[first].first), max(place.last, own[last - 1].last))

    def _alike_sentences(self, quotation: Words) -> list[int]:
        """Return the numbers of the sentences that share most with ``quotation``, rare words counting more."""
        shared: Counter[int] = Counter()
        total = len(self.sentences)
        wanted = {*quotation.loose} - {""}
        common = max(_EVERYWHERE * total, _LOOKED_AT)
        rare = {word for word in wanted if 0 < len(self._holding.get(word, ())) <= common}
        for word in rare or wanted:
            holding = self._holding.get(word, ())
            weight = math.log(1 + total / (1 + len(holding)))
            for number in holding:
                shared[number] += weight  # type: ignore[assignment]
        return [number for number, _ in shared.most_common(_LOOKED_AT)]

    def _windows(self, number: int) -> Iterable[Place]:
        """Yield the sentence and the runs of up to three neighbouring sentences that it is in."""
        slug = self.sentences[number].document
        for length in range(1, _TOGETHER + 1):
            for first in range(number - length + 1, number + 1):
                last = first + length - 1
                if first < self._first_sentence[slug] or last >= len(self.sentences):
                    continue
                if self.sentences[last].document == slug:
                    yield Place(slug, self.sentences[first].first, self.sentences[last].last)

    def _aligned(self, quotation: Words, window: Place) -> Alignment | None:
        from rapidfuzz.distance import LCSseq

        words = self.words[window.document]
        here = words.loose[window.first : window.last]
        # Marks are compared as themselves: they help to tell sentences with the same words apart.
        mine = [w or m for w, m in zip(quotation.loose, quotation.exact, strict=True)]
        theirs = [w or m for w, m in zip(here, words.exact[window.first : window.last], strict=True)]
        blocks = [
            (op.src_start, op.dest_start, op.src_end - op.src_start)
            for op in LCSseq.opcodes(mine, theirs)
            if op.tag == "equal"
        ]
        best = _best_run(blocks, quotation.loose, here)
        if best is None:
            return None
        similarity, kept = best
        first, last = window.first + kept[0][1], window.first + kept[-1][1] + kept[-1][2]
        pairs = tuple((a, window.first + b, n) for a, b, n in kept)
        return Alignment(Place(window.document, first, last), pairs, similarity)


def _best_run(
    blocks: Sequence[tuple[int, int, int]], mine: Sequence[str], theirs: Sequence[str]
) -> tuple[float, list[tuple[int, int, int]]] | None:
    """Return the run of neighbouring blocks that makes the two most alike, and how alike it makes them.

    Likeness is twice the words in common, over all the words of the quotation and those of the source from the first
    common word to the last. What stands before and after in the source was not quoted and does not count. Of runs that
    are nearly as good, the one with most words in common is taken, so that a changed beginning is shown as a change.
    """
    total = sum(1 for word in mine if word)
    before = [0]
    for word in theirs:
        before.append(before[-1] + bool(word))
    common = [0]
    for _, b, n in blocks:
        common.append(common[-1] + before[b + n] - before[b])
    runs: list[tuple[float, int, int, int]] = []
    for i in range(len(blocks)):
        for j in range(i, len(blocks)):
            if shared := common[j + 1] - common[i]:
                width = before[blocks[j][1] + blocks[j][2]] - before[blocks[i][1]]
                runs.append((2 * shared / (total + width), shared, i, j))
    if not runs:
        return None
    most = max(alike for alike, *_ in runs)
    _, _, i, j = max((run for run in runs if run[0] >= most - _AS_GOOD), key=lambda run: (run[1], run[0]))
    return most, list(blocks[i : j + 1])


def both_cases(word: str) -> tuple[str, ...]:
    """Return ``word`` with and without a capital."""
    return tuple({word[0].lower() + word[1:], word[0].upper() + word[1:], word})


def _overlap(one: Place, other: Place) -> bool:
    return one.document == other.document and one.first < other.last and other.first < one.last


def _sentences(document: Document, words: Words) -> tuple[list[Place], set[int]]:
    """Return the sentences of ``document``, and the numbers of the words in its list of works, which say nothing.

    The markers of list items belong to no sentence.
    """
    starts = [start for start, _ in words.spans]
    places: list[Place] = []
    listed: set[int] = set()
    in_list = False
    for block in document.blocks:
        if block.kind == "heading":
            in_list = section(document.text[block.body : block.end]) == "sources"
        if in_list:
            listed |= {*range(bisect_left(starts, block.start), bisect_left(starts, block.end))}
            continue
        for start, end in sentence_spans(document.text[block.body : block.end]):
            first, last = (bisect_left(starts, block.body + at) for at in (start, end))
            if first < last:
                places.append(Place(document.slug, first, last))
    return places, listed
