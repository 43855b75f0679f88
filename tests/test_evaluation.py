"""``froya eval``: figures over a file of questions, and what came instead of what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from frøya.assistant import Frøya
from frøya.errors import FrøyaError
from frøya.evaluation.figures import evaluate, misses, table
from frøya.evaluation.questions import read_questions

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
    rows = {row[0]: row[1:] for row in table(evaluate(froya, read_questions(questions)))}
    assert rows["alle med svar"] == (3, "0.67", "0.67", "0.00", "0.67", "1.00")
    assert rows["nb"] == rows["alle med svar"]
    assert rows["kort"] == (1, "1.00", "1.00", "0.00", "1.00", "1.00")
    assert rows["oppfolging"] == (1, "1.00", "1.00", "0.00", "1.00", "1.00")
    assert rows["utenfor"] == (1, "–", "–", "–", "–", "0.00")


def test_a_miss_shows_what_came_instead(froya: Frøya, questions: Path) -> None:
    ((question, expected, came),) = misses(evaluate(froya, read_questions(questions)))
    assert (question, expected) == ("Hvordan bør jeg reagere når en ansatt gjør en liten feil?", "finnes-ikke")
    assert "sma-og-store-feil" in came


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
