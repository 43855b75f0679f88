"""Questions → how often the right document is found, cited, or rightly left alone, and every miss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean

from frøya.answering.answer import Answer
from frøya.assistant import Frøya
from frøya.evaluation.questions import EvalQuestion

DEPTH = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question. ``found`` are the documents of the first passages, ``cited`` those quoted."""

    question: EvalQuestion
    found: tuple[str, ...]
    cited: tuple[str, ...]
    answer: Answer

    def hit(self, depth: int) -> bool:
        """Whether one of the first ``depth`` passages is from an expected document."""
        return bool({*self.found[:depth]} & {*self.question.expect})

    def cites(self, depth: int) -> bool:
        """Whether one of the first ``depth`` documents cited is an expected one."""
        return bool({*self.cited[:depth]} & {*self.question.expect})

    @property
    def right(self) -> bool:
        """Whether an expected document is cited; for a question outside, whether it was left unanswered."""
        if self.question.outside:
            return not self.answer.answered
        return self.cites(DEPTH)


def evaluate(froya: Frøya, questions: Sequence[EvalQuestion]) -> list[Outcome]:
    """Ask every question and return what became of it, in order."""
    outcomes: list[Outcome] = []
    for question in questions:
        history: list[tuple[str, Answer]] = []
        for turn in question.turns[:-1]:
            history.append((turn, froya.ask(turn, history)))
        found = tuple(hit.passage.document for hit in froya.search(question.turns[-1], DEPTH, history))
        answer = froya.ask(question.turns[-1], history)
        cited = tuple(dict.fromkeys(quote.document for claim in answer.claims for quote in claim.quotes))
        outcomes.append(Outcome(question, found, cited, answer))
    return outcomes


HEADINGS = ("Spørsmål", "antall", "treff@1", "treff@5", "sitert@1", "sitert@5", "besvart")
Row = tuple[str, int, str, str, str, str, str]


def table(outcomes: Sequence[Outcome]) -> list[Row]:
    """Return a row (see ``HEADINGS``) for all questions that have an answer, each language and each kind.

    «treff@k»: an expected document is among the first k passages found. «sitert@k»: it is among the first k
    documents cited. Of the questions outside, only the share that was answered is of interest.
    """
    inside = [outcome for outcome in outcomes if not outcome.question.outside]
    outside = [outcome for outcome in outcomes if outcome.question.outside]
    rows = [_row("alle med svar", inside)]
    rows += [
        _row(name, [o for o in inside if o.question.lang == name]) for name in sorted({o.question.lang for o in inside})
    ]
    rows += [
        _row(name, [o for o in inside if o.question.kind == name])
        for name in sorted({o.question.kind for o in inside})
        if name
    ]
    if outside:
        rows.append(_row("utenfor", outside))
    return rows


def _row(name: str, outcomes: Sequence[Outcome]) -> Row:
    def share(test: Callable[[Outcome], bool]) -> str:
        return f"{sum(map(test, outcomes)) / len(outcomes):.2f}" if outcomes else "–"

    outside = any(outcome.question.outside for outcome in outcomes)
    return (
        name,
        len(outcomes),
        "–" if outside else share(lambda o: o.hit(1)),
        "–" if outside else share(lambda o: o.hit(DEPTH)),
        "–" if outside else share(lambda o: o.cites(1)),
        "–" if outside else share(lambda o: o.cites(DEPTH)),
        share(lambda o: o.answer.answered),
    )


def remarks(outcomes: Sequence[Outcome], froya: Frøya) -> list[str]:
    """Return sentences about what the table does not show: advice quoted, and how long the answers are."""
    answered = [outcome for outcome in outcomes if outcome.answer.answered and not outcome.question.outside]
    named = {document.slug for document in froya.documents() if document.unit}
    due = [outcome for outcome in answered if outcome.question.seed_points]
    quoted = sum(bool(named & {*outcome.cited}) for outcome in due)
    said = [f"Rådene siteres i {quoted} av {len(due)} svar der de hører hjemme."] if due else []
    lengths = [sum(len(claim.text.split()) for claim in outcome.answer.claims) for outcome in answered]
    if lengths:
        said.append(f"Et svar har {round(mean(lengths))} ord i snitt, det lengste {max(lengths)}.")
    return said


def misses(outcomes: Sequence[Outcome]) -> list[tuple[str, str, str]]:
    """Return (question, expected, what came instead) for each outcome that was not right."""
    rows = []
    for outcome in outcomes:
        if outcome.right:
            continue
        came = ", ".join(outcome.cited) or f"{outcome.answer.status}; funnet: {', '.join(dict.fromkeys(outcome.found))}"
        rows.append((" → ".join(outcome.question.turns), ", ".join(outcome.question.expect), came))
    return rows
