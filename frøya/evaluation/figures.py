"""Outcomes → figures with intervals: found, cited, rightly refused, and every miss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from frøya.errors import FrøyaError
from frøya.evaluation.run import Outcome

_RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean and the interval that 95 % of bootstrap resamples of the questions give (Efron 1979)."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f} ({self.low:.2f}–{self.high:.2f})"


def figure(values: Sequence[float]) -> Figure | None:
    """Return the mean of ``values`` with its interval; None where there are none."""
    if not len(values):
        return None
    sample = np.asarray(values, float)
    chosen = np.random.default_rng(0).integers(0, len(sample), (_RESAMPLES, len(sample)))
    low, high = np.quantile(sample[chosen].mean(axis=1), [0.025, 0.975])
    return Figure(float(sample.mean()), float(low), float(high))


def summary(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """Return the figures of a run by name; those that no question is for are left out.

    hit@1, hit@5 and MRR are of the documents found, by ir-measures. cited: an expected document is among those shown.
    false_refusals: answerable, but not answered. refusal_recall and refusal_precision: of those outside, how many were
    refused, and of those refused, how many are outside (a question that expects another document counts as inside).
    advice: of answers where advice belongs, how many quote such a piece. verified: answers whose every quote is true.
    """
    inside = [outcome for outcome in outcomes if not outcome.question.outside]
    outside = [outcome for outcome in outcomes if outcome.question.outside]
    answered = [outcome for outcome in inside if outcome.answered]
    due = [outcome for outcome in answered if outcome.question.seed_points]
    refused = [outcome for outcome in outcomes if not outcome.answered]
    found: dict[str, Sequence[float]] = {
        **_retrieval(inside),
        "cited": [outcome.cites for outcome in inside],
        "cited_first": [bool({*outcome.cited[:1]} & {*outcome.question.expect}) for outcome in inside],
        "false_refusals": [not outcome.answered for outcome in inside],
        "refusal_recall": [not outcome.answered for outcome in outside],
        "refusal_precision": [outcome.question.outside for outcome in refused] if outside else [],
        "advice": [bool({*outcome.advice} & {*outcome.question.seed_points}) for outcome in due],
        "verified": [outcome.verified for outcome in outcomes],
        "words": [outcome.words for outcome in answered],
    }
    return {name: made for name, values in found.items() if (made := figure(values))}


def _retrieval(inside: Sequence[Outcome]) -> dict[str, list[float]]:
    try:
        import ir_measures
        from ir_measures import RR, Success
    except ImportError as error:
        raise FrøyaError("«froya eval» trenger ir-measures. Installer det med: pip install 'froya[eval]'") from error
    qrels = {str(i): dict.fromkeys(outcome.question.expect, 1) for i, outcome in enumerate(inside)}
    run = {
        str(i): {slug: 1.0 / (rank + 1) for rank, slug in enumerate(outcome.found)} for i, outcome in enumerate(inside)
    }
    names = {str(Success @ 1): "hit@1", str(Success @ 5): "hit@5", str(RR): "MRR"}
    values: dict[str, list[float]] = {name: [] for name in names.values()}
    if inside:
        for metric in ir_measures.iter_calc([Success @ 1, Success @ 5, RR], qrels, run):
            values[names[str(metric.measure)]].append(float(metric.value))
    return values


HEADINGS = (
    "Spørsmål", "antall", "treff@1", "treff@5", "MRR", "sitert", "sitert først", "falske avslag", "avvist riktig", "ord",
)  # fmt: skip
_COLUMNS = ("hit@1", "hit@5", "MRR", "cited", "cited_first", "false_refusals", "refusal_recall")
Row = tuple[str, ...]


def table(outcomes: Sequence[Outcome]) -> list[Row]:
    """Return a row of cells (see ``HEADINGS``) for all that have an answer, each language and kind, and those outside."""
    inside = [outcome for outcome in outcomes if not outcome.question.outside]
    outside = [outcome for outcome in outcomes if outcome.question.outside]
    rows = [_row("alle med svar", inside)] if inside else []
    for of in (lambda o: o.question.lang, lambda o: o.question.kind):
        rows += _groups(inside, of)
    rows += [_row("alle utenfor", outside), *_groups(outside, lambda o: o.question.kind)] if outside else []
    return rows


def _groups(outcomes: Sequence[Outcome], of: Callable[[Outcome], str]) -> list[Row]:
    return [_row(name, [o for o in outcomes if of(o) == name]) for name in sorted({of(o) for o in outcomes}) if name]


def _row(name: str, outcomes: Sequence[Outcome]) -> Row:
    figures = summary(outcomes)
    cells = [str(figures[column]) if column in figures else "–" for column in _COLUMNS]
    words = f"{figures['words'].value:.0f}" if "words" in figures else "–"
    return (name, str(len(outcomes)), *cells, words)


def remarks(outcomes: Sequence[Outcome]) -> list[str]:
    """Return sentences about what the table does not show."""
    figures = summary(outcomes)
    said = []
    if "refusal_precision" in figures and "refusal_recall" in figures:
        said.append(
            f"Avslag: presisjon {figures['refusal_precision']}, dekning {figures['refusal_recall']}; "
            f"falske avslag {figures.get('false_refusals', '–')}."
        )
    if "advice" in figures:
        due = sum(bool(o.question.seed_points) and o.answered and not o.question.outside for o in outcomes)
        said.append(f"Rådene siteres i {figures['advice']} av de {due} svarene der de hører hjemme.")
    answered = [outcome for outcome in outcomes if outcome.answered]
    if answered:
        longest = max(outcome.words for outcome in answered)
        seconds = np.quantile([outcome.seconds for outcome in answered], [0.5, 0.95])
        true = sum(outcome.verified for outcome in outcomes)
        said.append(
            f"{true} av {len(outcomes)} har bare sitater som står ordrett i kilden. Det lengste svaret har {longest} ord."
        )
        said.append(f"Et svar tok {seconds[0] * 1000:.0f} ms (median) og {seconds[1] * 1000:.0f} ms (95-prosentil).")
    return said


def misses(outcomes: Sequence[Outcome]) -> list[tuple[str, str, str]]:
    """Return (question, expected, what came instead) for each outcome that was not right."""
    rows = []
    for outcome in outcomes:
        if outcome.right:
            continue
        came = ", ".join(outcome.cited) or f"{outcome.status}; funnet: {', '.join(outcome.found[:5])}"
        rows.append((" → ".join(outcome.question.turns), ", ".join(outcome.question.expect), came))
    return rows
