"""Questions are looked up in bokmål and spelt right; what is shown and answered in stays as it was written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frøya.assistant import Frøya
from frøya.language import Speller, in_bokmål, numbers

QUESTIONS = Path(__file__).parent / "questions"
TEXTS = ["Lederen har tillit til ansatte og lærer av feil.", "Gjør tilbakemelding til en vane når dere møtes."]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("tillitt", "tillit"),
        ("laerer", "lærer"),
        ("nar motes vi", "når møtes vi"),
        ("tilbakemeling", "tilbakemelding"),
        ("Tillitt er bra", "Tillit er bra"),
        ("har tillit", "har tillit"),
        ("xyzxyz", "xyzxyz"),
        ("hos Tilit i Oslo", "hos Tilit i Oslo"),
        ("", ""),
    ],
)
def test_an_unknown_word_becomes_the_known_word_it_is_nearest_to_and_names_are_left_alone(
    written: str, right: str
) -> None:
    assert Speller(TEXTS).corrected(written) == right


def test_a_word_of_a_question_about_other_things_is_not_taken_for_a_slip() -> None:
    texts = ["Lederen skal være til stede. " * 100]
    assert Speller(texts).corrected("Hva blir været?") == "Hva blir være?"
    assert Speller(texts, others=["Hvordan blir været på lørdag?"]).corrected("Hva blir været?") == "Hva blir været?"


def test_a_word_that_is_right_though_no_text_holds_it_is_left_alone() -> None:
    assert Speller(TEXTS).corrected("feila") == "feil" + "a"
    assert Speller(TEXTS, right=lambda word: word == "tillitt").corrected("tillitt") == "tillitt"


@pytest.mark.parametrize(
    ("written", "bokmål", "nynorsk"),
    [
        ("Korleis gir eg folk rom?", "Hvordan gir jeg folk rom?", True),
        ("koss ska eg gjere det", "hvordan skal jeg gjøre det", False),
        ("Hur ger jag återkoppling?", "Hvordan ger jeg tilbakemelding?", False),
        ("Kva er vanleg for deltidstilsette?", "Hva er vanlig for deltidsansatte?", True),
        ("Hva er vanlig her?", "Hva er vanlig her?", False),
    ],
)
def test_nynorsk_dialect_and_swedish_are_looked_up_in_bokmål(written: str, bokmål: str, nynorsk: bool) -> None:
    assert in_bokmål(written, nynorsk) == bokmål


def test_numbers_are_found_in_figures_and_words() -> None:
    assert numbers("39 ansatte, fra 12 til 146, i fjorten kommuner") == ["39", "12", "146", "fjorten"]
    assert numbers("en leder og ett råd") == []


def test_nynorsk_twins_get_the_same_first_source(froya: Frøya) -> None:
    twins = [json.loads(line) for line in (QUESTIONS / "twins.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(twins) == 60

    def first(question: str) -> list[str]:
        return [quote.document for claim in froya.ask(question).claims for quote in claim.quotes][:1]

    same = sum(first(twin["nb"]) == first(twin["nn"]) for twin in twins)
    assert same >= 0.95 * len(twins)


def test_slips_missing_letters_dialect_and_abbreviations_cost_little(froya: Frøya) -> None:
    pairs = [json.loads(line) for line in (QUESTIONS / "perturbed.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(pairs) == 80

    def hits(column: str) -> int:
        found = ({hit.passage.document for hit in froya.search(pair[column], 5)} for pair in pairs)
        return sum(bool(slugs & set(pair["expect"])) for slugs, pair in zip(found, pairs, strict=True))

    assert hits("perturbed") >= hits("clean") - 0.05 * len(pairs)
