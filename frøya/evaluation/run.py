"""Questions → outcomes: what was found, what was cited, and what was said, ready to be measured, kept and compared."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from frøya.answering.answer import Answer
from frøya.assistant import Frøya
from frøya.errors import FrøyaError, QuestionRejected
from frøya.evaluation.questions import EvalQuestion

# How many passages are looked through for documents.
DEPTH = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question.

    ``found`` are the documents of the passages found, best first, ``cited`` those quoted, in the order shown; ``said``
    is what was quoted. ``advice`` are the numbers of the advice quoted, ``verified`` says whether every quote stands in
    its source, and ``seconds`` is how long the answer took.
    """

    question: EvalQuestion
    status: str
    found: tuple[str, ...]
    cited: tuple[str, ...]
    said: tuple[str, ...]
    advice: tuple[int, ...]
    verified: bool
    seconds: float

    @property
    def answered(self) -> bool:
        """Whether the sources gave an answer."""
        return self.status == "answered"

    @property
    def cites(self) -> bool:
        """Whether one of the documents cited is an expected one."""
        return bool({*self.cited} & {*self.question.expect})

    @property
    def right(self) -> bool:
        """Whether an expected document is cited; for a question outside, whether it was left unanswered."""
        return not self.answered if self.question.outside else self.cites

    @property
    def words(self) -> int:
        """How many words were quoted."""
        return sum(len(text.split()) for text in self.said)


def evaluate(froya: Frøya, questions: Sequence[EvalQuestion]) -> list[Outcome]:
    """Ask every question and return what became of it, in order. A question that is not let in counts as refused."""
    outcomes: list[Outcome] = []
    for question in questions:
        try:
            history: list[tuple[str, Answer]] = []
            for turn in question.turns[:-1]:
                history.append((turn, froya.ask(turn, history)))
            found = [hit.passage.document for hit in froya.search(question.turns[-1], DEPTH, history)]
            began = time.perf_counter()
            answer = froya.ask(question.turns[-1], history)
            outcomes.append(_outcome(question, found, answer, time.perf_counter() - began, froya))
        except QuestionRejected:
            outcomes.append(Outcome(question, "rejected", (), (), (), (), True, 0.0))
    return outcomes


def _outcome(question: EvalQuestion, found: list[str], answer: Answer, seconds: float, froya: Frøya) -> Outcome:
    quotes = [quote for claim in answer.claims for quote in claim.quotes]
    advice = []
    for quote in quotes:
        document = froya.document(quote.document)
        holds = (
            b.number for b in document.blocks if b.number is not None and b.start <= quote.start and quote.end <= b.end
        )
        number = next(holds, None)
        if document.unit and number is not None:
            advice.append(number)
    return Outcome(
        question,
        answer.status,
        tuple(dict.fromkeys(found)),
        tuple(dict.fromkeys(quote.document for quote in quotes)),
        tuple(claim.text for claim in answer.claims),
        tuple(advice),
        all(froya.document(q.document).text[q.start : q.end] == q.text for q in quotes),
        seconds,
    )


def save(outcomes: Sequence[Outcome], path: Path) -> None:
    """Keep a run as JSON Lines, one question a line.

    Raises:
        FrøyaError: the file cannot be written.

    """
    lines = [{**asdict(o), "question": o.question.model_dump()} for o in outcomes]
    try:
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise FrøyaError(
            f"Kan ikke lagre kjøringen i {path} ({error.strerror}). Velg en fil du kan skrive til."
        ) from error


def load(path: Path) -> list[Outcome]:
    """Read a run that :func:`save` kept.

    Raises:
        FrøyaError: the file cannot be read, or is not a run.

    """
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
        return [
            Outcome(
                EvalQuestion.model_validate(line["question"]),
                line["status"],
                tuple(line["found"]),
                tuple(line["cited"]),
                tuple(line["said"]),
                tuple(line["advice"]),
                line["verified"],
                line["seconds"],
            )
            for line in lines
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FrøyaError(f"{path} er ikke en kjøring ({error}). Lag en med «froya eval SETT --save FIL».") from error


def changed(before: Sequence[Outcome], after: Sequence[Outcome]) -> list[tuple[Outcome, Outcome]]:
    """Return (before, after) for each question that both runs asked and that is answered otherwise now."""
    earlier = {(outcome.question.turns, outcome.question.expect): outcome for outcome in before}
    asked = [(earlier.get((outcome.question.turns, outcome.question.expect)), outcome) for outcome in after]
    return [(old, new) for old, new in asked if old and (old.status, old.said) != (new.status, new.said)]
