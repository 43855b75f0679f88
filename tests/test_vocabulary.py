"""The words of the field: found by any of their forms, spelled out in search, and explained on demand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import frøya
from frøya.answering.layout import lay_out
from frøya.assistant import Frøya
from frøya.language import Vocabulary, terms
from frøya.settings import Settings

ENTRIES = [
    ("arbeidsmiljøutvalg", ("arbeidsmiljøutval", "AMU", "arbeidsmiljøutvallg")),
    ("verneombud", ("verneombod", "vernombud")),
    ("hovedverneombud", ("hovudverneombod", "HVO")),
    ("mål- og resultatstyring", ("MRS", "mål og resultatstyring")),
    ("resultatstyring", ()),
]


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(ENTRIES)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Hva er AMU?", ["arbeidsmiljøutvalg"]),
        ("Når må vi ha amu og verneombud?", ["arbeidsmiljøutvalg", "verneombud"]),
        ("Kva gjer verneombodet?", ["verneombud"]),
        ("Hva gjør vernombudet?", ["verneombud"]),
        ("Hvem velger HVO?", ["hovedverneombud"]),
        ("Er mål- og resultatstyring det samme som MRS?", ["mål- og resultatstyring"]),
        ("Hva er resultatstyring?", ["resultatstyring"]),
        ("Hvordan delegerer jeg?", []),
        ("", []),
    ],
)
def test_a_word_is_named_by_any_of_its_forms(vocabulary: Vocabulary, question: str, named: list[str]) -> None:
    assert vocabulary.named(question) == named


def test_only_what_is_not_already_said_is_spelled_out(vocabulary: Vocabulary) -> None:
    assert vocabulary.spelled_out("Hva er AMU?") == "Hva er AMU? arbeidsmiljøutvalg"
    assert vocabulary.spelled_out("Hva gjør verneombudet?") == "Hva gjør verneombudet?"
    assert vocabulary.spelled_out("Hvordan delegerer jeg?") == "Hvordan delegerer jeg?"


def test_the_other_forms_are_searched_too(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.related("Når må vi ha arbeidsmiljøutvalg?")) >= {"amu", *terms("arbeidsmiljøutval")}
    assert vocabulary.related("Hvordan delegerer jeg?") == []


def test_an_empty_vocabulary_changes_nothing() -> None:
    assert Vocabulary().spelled_out("Hva er AMU?") == "Hva er AMU?"
    assert Vocabulary().related("Hva er AMU?") == []


WORD_LIST = """---
title: "Ordliste"
publisher: "Prosjektet"
published: 2026-11-24
kind: veiledning
terms:
  - {term: "arbeidsmiljøutvalg", nn: ["arbeidsmiljøutval"], short: ["AMU"]}
---

## Arbeidsmiljøutvalg

Et arbeidsmiljøutvalg er et utvalg der leder og ansatte møtes. Det har møter hele året.
"""
MEETINGS = (
    "# Møter\n\nTa saken opp i AMU når flere spør om det samme. Hold møtet kort, og skriv ned det dere ble enige om.\n"
)


@pytest.fixture
def listed(small: Callable[..., Settings], embedder: object) -> Frøya:
    return frøya.open(small({"ordliste.md": WORD_LIST, "moter.md": MEETINGS}))


def test_an_abbreviation_finds_the_text_that_spells_it_out(listed: Frøya) -> None:
    assert listed.search("AMU")[0].passage.document in {"ordliste", "moter"}
    assert listed.search("arbeidsmiljøutval", 2)[1].signals.lexical > 0
    listed.close()


def test_a_word_in_an_answer_is_explained_by_the_sentence_of_the_word_list(listed: Frøya) -> None:
    answer = listed.ask("Når bør vi ta opp en sak i møtet?")
    if "AMU" not in " ".join(claim.text for claim in answer.claims):
        pytest.fail(f"the answer does not name the word: {answer}")
    (definition,) = lay_out(answer, listed.index).definitions
    assert definition.word == "arbeidsmiljøutvalg"
    quote = definition.quote
    assert quote.text == "Et arbeidsmiljøutvalg er et utvalg der leder og ansatte møtes."
    assert listed.document("ordliste").text[quote.start : quote.end] == quote.text
    listed.close()
