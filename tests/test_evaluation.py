"""``froya eval``: figures over a file of questions, and what came instead of what was expected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from frøya.assistant import Frøya
from frøya.errors import FrøyaError
from frøya.evaluation.figures import figure, misses, summary, table
from frøya.evaluation.questions import EvalQuestion, read_questions
from frøya.evaluation.run import changed, evaluate, load, save

LINES = """\
{"turns": ["Hvordan bør jeg reagere når en ansatt gjør en liten feil?"], "expect": ["sma-og-store-feil"], "lang": "nb", "kind": "kort"}
{"question": "Hvordan bør jeg reagere når en ansatt gjør en liten feil?", "expect": ["finnes-ikke"], "lang": "nb"}

{"turns": ["Hva koster det å leie hytte i Lofoten?"], "expect": ["utenfor"], "lang": "nb", "kind": "utenfor-fjern"}
{"turns": ["Hva er råd nummer 8?", "Hvordan bør jeg reagere når en ansatt gjør en liten feil?"], "expect": ["sma-og-store-feil"], "lang": "nb", "kind": "oppfolging"}
"""


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "spørsmål.jsonl"
    path.write_text(LINES, encoding="utf-8")
    return path


def test_hits_citations_and_refusals_are_counted_for_all_each_language_and_each_kind(
    froya: Frøya, questions: Path
) -> None:
    outcomes = evaluate(froya, read_questions(questions))
    figures = {name: figure.value for name, figure in summary(outcomes).items()}
    assert figures["hit@1"] == figures["MRR"] == figures["cited"] == pytest.approx(2 / 3)
    assert figures["cited_first"] == figures["false_refusals"] == 0
    assert figures["refusal_recall"] == figures["refusal_precision"] == figures["verified"] == 1
    assert "advice" not in figures
    rows = {row[0]: row[1] for row in table(outcomes)}
    assert rows == {
        "alle med svar": "3",
        "nb": "3",
        "kort": "1",
        "oppfolging": "1",
        "alle utenfor": "1",
        "utenfor-fjern": "1",
    }


def test_a_figure_has_the_interval_of_its_resamples() -> None:
    sure, split, none = figure([1.0] * 20), figure([0.0, 1.0] * 10), figure([])
    assert none is None
    assert sure is not None
    assert (sure.low, sure.value, sure.high) == (1, 1, 1)
    assert split is not None
    assert 0 < split.low < split.value == 0.5 < split.high < 1


def test_a_miss_shows_what_came_instead(froya: Frøya, questions: Path) -> None:
    ((question, expected, came),) = misses(evaluate(froya, read_questions(questions)))
    assert (question, expected) == ("Hvordan bør jeg reagere når en ansatt gjør en liten feil?", "finnes-ikke")
    assert "sma-og-store-feil" in came


def test_a_kept_run_is_read_back_and_only_changed_answers_are_shown(
    froya: Frøya, questions: Path, tmp_path: Path
) -> None:
    outcomes = evaluate(froya, read_questions(questions))
    save(outcomes, tmp_path / "run.jsonl")
    before = load(tmp_path / "run.jsonl")
    assert before == outcomes
    assert changed(before, outcomes) == []
    after = [replace(outcomes[0], said=("Noe annet.",)), *outcomes[1:]]
    assert changed(before, after) == [(outcomes[0], after[0])]


def test_a_question_that_is_not_let_in_counts_as_refused(froya: Frøya) -> None:
    (outcome,) = evaluate(froya, [EvalQuestion(turns=("🙂🙂",), expect=("utenfor",))])
    assert not outcome.answered
    assert outcome.right


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "er tom"),
        ('{"turns": [], "expect": ["a"]}', "linje 1: turns"),
        ('{"turns": ["a"], "expect": ["a"]}\n{"turns": ["a"]}', "linje 2: expect"),
        ("tekst", "linje 1"),
        (b"\xff", "kan ikke leses"),
    ],
)
def test_a_file_of_questions_that_cannot_be_used_is_named(tmp_path: Path, content: str | bytes, says: str) -> None:
    path = tmp_path / "spm.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(FrøyaError, match=says) as error:
        read_questions(path)
    assert str(path) in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FrøyaError, match="kan ikke leses"):
        read_questions(tmp_path / "borte.jsonl")


def test_a_run_that_is_not_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("tekst", encoding="utf-8")
    with pytest.raises(FrøyaError, match="ikke en kjøring"):
        load(tmp_path / "x.jsonl")
