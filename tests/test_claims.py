"""What a model claims, beside its quotes: what holds is let through, and what is changed is not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))

from pairs import KINDS, counted, pairs, precision

from frøya.answering.answer import Claim
from frøya.answering.support import support
from frøya.answering.verification import check_claim, find_quote
from frøya.corpus.lint import check_corpus
from frøya.language import Language
from frøya.passages import Passage, split_document

LAW = "Arbeidsgiver skal drøfte kontrolltiltak med de tillitsvalgte så tidlig som mulig."
RULE = "Det er ikke lov å lese e-posten til en ansatt uten saklig grunn."
SAID = "Han sa «ta det opp samme dag» til alle tre på avdelingen."


@pytest.fixture
def passage(tmp_path: Path) -> Passage:
    """A passage of three sentences, one with quotation marks."""
    (tmp_path / "a.md").write_text(f"# Kontroll\n\n{LAW} {RULE} {SAID}\n", encoding="utf-8")
    (document,) = check_corpus(tmp_path).documents
    (only,) = split_document(document)
    return only


def raw(text: str, *quotes: str, passage: int = 1) -> dict[str, Any]:
    return {"text": text, "quotes": [{"passage": passage, "quote": quote} for quote in quotes]}


def shown(claim: object, passage: Passage, language: Language = "nb") -> Claim | None:
    return check_claim(claim, [passage], language, "lead").claim


def reason(claim: object, passage: Passage, language: Language = "nb") -> str | None:
    return check_claim(claim, [passage], language, "lead").dropped


def test_on_the_half_no_threshold_was_chosen_on_few_false_claims_are_let_through() -> None:
    all_of, through = counted(pairs("report"))
    assert precision(through) >= 0.9
    assert through["supported"] >= 0.85 * all_of["supported"]
    for kind in KINDS:
        assert through[kind] <= 0.12 * all_of[kind], kind


def test_there_are_two_hundred_pairs_and_no_quote_is_in_both_halves() -> None:
    chosen, reported = pairs("choose"), pairs("report")
    assert len(chosen) + len(reported) >= 200
    assert not {row["quote"] for row in chosen} & {row["quote"] for row in reported}


def test_a_claim_in_other_forms_of_its_quotes_words_is_shown_as_generated(passage: Passage) -> None:
    claim = shown(raw("Kontrolltiltak skal drøftes med de tillitsvalgte så tidlig som mulig.", LAW), passage)
    assert claim is not None
    assert claim.generated
    assert [quote.text for quote in claim.quotes] == [LAW]


@pytest.mark.parametrize(
    "text",
    [
        "Arbeidsgiver kan drøfte kontrolltiltak med de tillitsvalgte.",
        "Arbeidsgiver bør drøfte kontrolltiltak med de tillitsvalgte.",
        "Arbeidsgiver skal ikke drøfte kontrolltiltak med de tillitsvalgte.",
        "Arbeidsgiver skal drøfte kontrolltiltak med de tillitsvalgte så sent som mulig.",
        "Arbeidsgiver skal drøfte kontrolltiltak med de tillitsvalgte etter § 9-2.",
        "Arbeidsgiver skal drøfte kontrolltiltak med de tillitsvalgte innen 14 dager.",
        "Arbeidsgiver skal drøfte alle kontrolltiltak med de tillitsvalgte.",
        "Arbeidsgiver skal drøfte kontrolltiltak med Datatilsynet og de tillitsvalgte.",
        "De tillitsvalgte skal drøfte kontrolltiltak med arbeidsgiver.",
        "Verneombudet skal drøfte kontrolltiltak med de tillitsvalgte.",
        "Lofoten har hytter som koster lite om vinteren.",
    ],
)
def test_a_claim_that_says_something_else_than_its_quote_is_dropped(passage: Passage, text: str) -> None:
    assert reason(raw(text, LAW), passage) == "support"


def test_a_quote_cannot_be_cut_so_that_a_negation_falls_out(passage: Passage) -> None:
    assert (
        reason(raw("Det er lov å lese e-posten til en ansatt.", "lov å lese e-posten til en ansatt"), passage)
        == "support"
    )


def test_a_piece_of_a_sentence_is_shown_as_the_whole_sentence(passage: Passage) -> None:
    quote = find_quote("lov å lese e-posten", passage)
    assert quote is not None
    assert quote.text == RULE


@pytest.mark.parametrize(
    "quote",
    ['Han sa "ta det opp samme dag" til alle tre', "Han sa “ta det\n opp  samme dag”", '"Han sa «ta det opp samme dag» til alle tre"'],
)  # fmt: skip
def test_only_white_space_and_quotation_marks_are_made_alike(passage: Passage, quote: str) -> None:
    found = find_quote(quote, passage)
    assert found is not None
    assert found.text == SAID


@pytest.mark.parametrize(
    "quote",
    ["han sa «ta det opp", "Han sa «ta det opp samme dag», til alle", "Han sa … samme dag", "mmer dag», til", "ta det op", "alle", "", "   "],
)  # fmt: skip
def test_nothing_else_is(passage: Passage, quote: str) -> None:
    assert find_quote(quote, passage) is None


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (raw("Kontrolltiltak skal drøftes med de tillitsvalgte.", LAW, passage=2), "passage"),
        (raw("Kontrolltiltak skal drøftes med de tillitsvalgte.", LAW, passage=0), "passage"),
        (raw("Kontrolltiltak skal drøftes med de tillitsvalgte.", "Kontrolltiltak er alltid lov."), "quote"),
        (raw("Kontrolltiltak skal drøftes med de tillitsvalgte."), "form"),
        (raw("Kontrolltiltak skal drøftes med de tillitsvalgte.", LAW, LAW, LAW, LAW), "form"),
        ({"text": LAW}, "form"),
        ({"text": LAW, "quotes": [{"passage": "1", "quote": LAW}]}, "form"),
        (raw(LAW, LAW) | {"tool": "send_mail"}, "form"),
        ("Kontrolltiltak skal drøftes.", "form"),
        (None, "form"),
        (raw("Drøft kontrolltiltak ![x](http://evil.example/p.png)", LAW), "markup"),
        (raw("Drøft kontrolltiltak [her](javascript:alert(1))", LAW), "markup"),
        (raw("Drøft kontrolltiltak <img src=x>", LAW), "markup"),
        (raw("Drøft kontrolltiltak, se www.evil.example", LAW), "markup"),
        (raw("Drøft kontroll\u202etiltak med tillitsvalgte", LAW), "markup"),
        (raw("Drøft kontrolltiltak", LAW), "length"),
        (raw("drøfte " * 60, LAW), "length"),
        (raw("The employer shall discuss control measures with the union representatives.", LAW), "language"),
        (raw("Arbeidsgivar skal drøfte kontrolltiltak med dei tillitsvalde så tidleg som mogleg, ikkje seinare.", LAW), "language"),
        (raw("Der Arbeitgeber soll nicht mit und auf die Kontrolle warten.", LAW), "language"),
    ],
)  # fmt: skip
def test_why_a_claim_is_dropped(passage: Passage, claim: object, why: str) -> None:
    assert reason(claim, passage) == why


def test_a_claim_that_is_its_quote_is_a_quotation_and_not_generated(passage: Passage) -> None:
    claim = shown(raw(LAW, LAW), passage)
    assert claim is not None
    assert not claim.generated
    assert claim.text == claim.quotes[0].text == LAW


def test_marks_of_citation_in_a_claim_are_taken_away(passage: Passage) -> None:
    claim = shown(raw("Kontrolltiltak skal drøftes med de tillitsvalgte [1].", LAW), passage)
    assert claim is not None
    assert claim.text == "Kontrolltiltak skal drøftes med de tillitsvalgte."


def test_of_an_english_claim_only_the_quote_is_kept(passage: Passage) -> None:
    claim = shown(raw("The employer may do whatever it likes.", LAW), passage, "en")
    assert claim is not None
    assert (claim.text, claim.generated) == (LAW, False)


def test_a_nynorsk_claim_is_held_against_quotes_in_bokmål(passage: Passage) -> None:
    text = "Arbeidsgivar skal drøfte kontrolltiltak med dei tillitsvalde så tidleg som mogleg."
    claim = shown(raw(text, LAW), passage, "nn")
    assert claim is not None
    assert claim.generated


def test_a_claim_without_content_supports_nothing() -> None:
    assert not support("Det er slik det er.", [LAW]).holds
    assert not support("Arbeidsgiver skal drøfte kontrolltiltak.", []).holds
