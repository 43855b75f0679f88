"""Course and Frøya → Frozen: every answer found, every quote cut out with the words around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from frøya.answering.answer import Answer, Claim, Quote, Role
from frøya.answering.layout import Line as LaidLine
from frøya.answering.layout import lay_out, place
from frøya.assistant import Frøya
from frøya.corpus import Document
from frøya.course.catch import catch
from frøya.course.dilemma import find_dilemma
from frøya.course.file import Course, Step
from frøya.course.frozen import FORMAT, Altered, Excerpt, Frozen, FrozenChoice, FrozenStep, Said
from frøya.course.words import WORDS
from frøya.errors import FrøyaError
from frøya.export.references import reference
from frøya.language import Language

Report = Callable[[str, int, int], None]
# Of the source around a quote: whole paragraphs beside it as long as they are no longer than this, in characters.
_AROUND = 450


def freeze(course: Course, froya: Frøya, made: date, report: Report | None = None) -> Frozen:
    """Return ``course`` with its answers.

    Args:
        course: what to freeze.
        froya: answers the questions.
        made: the day it is done.
        report: called with (stage, done, total).

    Raises:
        FrøyaError: the sources do not answer a question, a dilemma or exercise cannot be used (all of these are named), or
            the index is older than the corpus.

    """
    taken = _Cutting(froya, course.language)
    steps: list[FrozenStep] = []
    problems: list[str] = []
    for i, step in enumerate(course.steps, 1):
        try:
            steps.append(_frozen(step, course, taken))
        except FrøyaError as error:
            problems.append(f"{course.path.name}, linje {step.line} (steg {i}): {error}")
        if report:
            report("Finner svarene", i, len(course.steps))
    if problems:
        raise FrøyaError("Kurset er ikke fryst før dette er rettet:\n" + "\n".join(problems))
    references = tuple(
        reference(number, froya.document(slug), taken.quotes[slug], course.language, made)
        for slug, number in taken.numbers.items()
    )
    version = froya.index.manifest.corpus_version
    return Frozen(FORMAT, course.title, course.language, made, version, course.digest, tuple(steps), references)


class _Cutting:
    """Cuts quotes out of the documents, and numbers these in the order they are first quoted."""

    def __init__(self, froya: Frøya, language: Language) -> None:
        self.froya = froya
        self.language = language
        self.numbers: dict[str, int] = {}
        self.quotes: dict[str, list[Quote]] = {}

    def excerpt(self, quote: Quote, origin: str, *, quoted: bool) -> Excerpt:
        document = self.froya.document(quote.document)
        if document.text[quote.start : quote.end] != quote.text:
            raise FrøyaError(f"sitatet «{quote.text[:60]}» står ikke i indeksen. Kjør «froya index build» først.")
        number = self.numbers.setdefault(quote.document, len(self.numbers) + 1)
        self.quotes.setdefault(quote.document, []).append(quote)
        before, after, heading = around(quote, document)
        return Excerpt(
            quote.document, quote.text, before, after, heading, document.title, origin, document.language, number,
            place(quote, document), quoted,
        )  # fmt: skip

    def alone(self, quotes: Iterable[Quote]) -> tuple[Excerpt, ...]:
        """Return quotes that are no answer, with the origin each would have in one."""
        quotes = tuple(quotes)
        answer = Answer("", self.language, "answered", tuple(Claim(quote.text, (quote,)) for quote in quotes))
        layout = lay_out(answer, self.froya.index)
        origins = {source.quote.document: source.origin for source in layout.sources}
        others = [line.quoted for line in layout.leads]
        return tuple(
            self.excerpt(quote, origins[quote.document], quoted=other)
            for quote, other in zip(quotes, others, strict=True)
        )


def _frozen(step: Step, course: Course, taken: _Cutting) -> FrozenStep:
    plain = FrozenStep(step.kind, course.language, step.title, step.text, step.question, step.minutes, step.notes)
    if step.kind in ("question", "case"):
        return _answered(plain, taken)
    if step.kind == "dilemma":
        return _dilemma(plain, step.dilemma, taken)
    if step.kind == "catch":
        return _catch(plain, step, course, taken)
    return plain


def _answered(step: FrozenStep, taken: _Cutting) -> FrozenStep:
    answer = taken.froya.verified(taken.froya.ask(step.question))
    if not answer.answered:
        instead = "» eller «".join(answer.next_questions[:2])
        raise FrøyaError(
            f"kildene svarer ikke på «{step.question}». "
            + (
                f"Spør om noe Frøya kan svare på, for eksempel: «{instead}»."
                if instead
                else "Ordlegg spørsmålet annerledes."
            )
        )
    layout = lay_out(answer, taken.froya.index)
    origins = {source.quote.document: source.origin for source in layout.sources}
    parts: tuple[tuple[Role, tuple[LaidLine, ...]], ...] = (
        ("lead", layout.leads), ("step", layout.steps), ("item", layout.items), ("other", layout.others),
    )  # fmt: skip
    said = tuple(
        Said(
            line.text,
            role,
            tuple(taken.excerpt(c.quote, origins[c.quote.document], quoted=line.quoted) for c in line.citations),
            generated=not any(c.quote.text == line.text for c in line.citations),
            number=line.number,
        )
        for role, lines in parts
        for line in lines
    )
    return replace(step, language=answer.language, said=said, notices=layout.notices)


def _dilemma(step: FrozenStep, slug: str, taken: _Cutting) -> FrozenStep:
    documents = taken.froya.index.documents
    dilemma = find_dilemma(taken.froya.settings.corpus, slug, documents)
    choices = []
    for choice in dilemma.choices:
        speaks_for, against = taken.alone((choice.speaks_for, choice.against))
        choices.append(FrozenChoice(choice.label, speaks_for, against))
    return replace(
        step, language=dilemma.language, title=dilemma.title, text=dilemma.situation, question=dilemma.question,
        choices=tuple(choices), discuss=dilemma.discuss, sources_note=dilemma.sources_note,
    )  # fmt: skip


def _catch(step: FrozenStep, setting: Step, course: Course, taken: _Cutting) -> FrozenStep:
    for slug in setting.documents:
        taken.froya.document(slug)
    found = catch(taken.froya.documents(), setting.seed, course.language, setting.documents)
    words = WORDS[course.language]
    way = found.alteration
    key = words.key(found.altered + 1, way.rule, way.was, way.became, found.quotes[found.altered].text)
    return replace(
        step, title=words.catch, question=words.catch_question, notes=f"{step.notes}\n\n{key}".strip(),
        quotes=taken.alone(found.quotes), altered=Altered(found.altered, way.text, way.was, way.became),
    )  # fmt: skip


def around(quote: Quote, document: Document) -> tuple[str, str, str]:
    """Return the words before and after ``quote``, whole blocks under the same heading, and that heading."""
    blocks = document.blocks
    at = next(i for i, block in enumerate(blocks) if block.start <= quote.start < block.end)
    first, last = at, next(i for i, block in enumerate(blocks) if quote.end <= block.end)
    heading = next((b for b in reversed(blocks[: at + 1]) if b.kind == "heading"), None)
    if at and blocks[at - 1].kind != "heading" and quote.start - blocks[at - 1].start <= _AROUND:
        first -= 1
    if last + 1 < len(blocks) and blocks[last + 1].kind != "heading" and blocks[last + 1].end - quote.end <= _AROUND:
        last += 1
    before = "\n".join(_parts(document, first, at, quote, before=True))
    after = "\n".join(_parts(document, at, last, quote, before=False))
    shown = document.text[heading.body : heading.end] if heading else ""
    return before, after, "" if shown == document.title else shown


def _parts(document: Document, first: int, last: int, quote: Quote, *, before: bool) -> Iterator[str]:
    for block in document.blocks[first : last + 1]:
        start, end = (block.start, min(block.end, quote.start)) if before else (max(block.start, quote.end), block.end)
        if start <= end and (before or block.end >= quote.end):
            yield document.text[start:end]
