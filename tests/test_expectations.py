"""The question sets through the real chain: no figure may fall below what tests/expectations.toml promises."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from conftest import ROOT

from frøya.assistant import Frøya
from frøya.evaluation.figures import summary
from frøya.evaluation.questions import read_questions
from frøya.evaluation.run import evaluate

EXPECTATIONS: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "tests" / "expectations.toml").read_text("utf-8"))


# The larger sets take about a minute each; CI runs them with the other slow tests.
SLOW = {"own", "second", "third"}


@pytest.mark.parametrize("name", [pytest.param(n, marks=[pytest.mark.slow] * (n in SLOW)) for n in EXPECTATIONS])
def test_a_question_set_reaches_what_is_expected_of_it(name: str, froya: Frøya) -> None:
    expected = EXPECTATIONS[name]
    path = ROOT / expected["file"]
    if not path.is_file():
        assert ".." in expected["file"], f"{path} should be in the repository"
        pytest.skip(f"{path.name} is not here")
    figures = summary(evaluate(froya, read_questions(path)))
    below = {key: str(figures[key]) for key, bar in expected["at_least"].items() if figures[key].value < bar}
    above = {key: str(figures[key]) for key, bar in expected["at_most"].items() if figures[key].value > bar}
    assert not below
    assert not above
