"""A question in the light of the turns before it, and what is stopped before anything is looked up."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from frøya import Answer
from frøya.answering.conversation import understand
from frøya.answering.words import WORDS
from frøya.assistant import Frøya
from frøya.errors import PrivateData

QUESTIONS = Path(__file__).parent / "questions"


def in_turn(froya: Frøya, *turns: str) -> Answer:
    history: list[tuple[str, Answer]] = []
    for turn in turns[:-1]:
        history.append((turn, froya.ask(turn, history)))
    return froya.ask(turns[-1], history)


def quoted(answer: Answer) -> set[str]:
    return {quote.document for claim in answer.claims for quote in claim.quotes}


@pytest.mark.parametrize(
    ("turns", "document"),
    [
        (("Hva er psykologisk trygghet?", "Kan du gi et eksempel fra barnehagen?"), "psykologisk-trygghet"),
        (("Når skal oppfølgingsplanen være ferdig?", "Og hvem skal ha den?"), "oppfolging-av-sykmeldte"),
        (("Hva går råd 8 ut på?", "Og hvor går grensen?"), "sma-og-store-feil"),
        (("Må vi ha medarbeidarsamtalar?", "Er éin gong i året nok?"), "tilbakemelding-i-kvardagen"),
    ],
)
def test_a_follow_up_is_read_together_with_the_turn_before_and_says_so(
    froya: Frøya, turns: tuple[str, str], document: str
) -> None:
    answer = in_turn(froya, *turns)
    assert document in quoted(answer)
    understood = WORDS[answer.language].understood.split("{")[0]
    assert any(notice.startswith(understood) and turns[0] in notice for notice in answer.notices)


@pytest.mark.parametrize(
    ("turns", "document"),
    [
        (
            ("Hvordan rydder vi i rapporteringen?", "Ok, ny sak. To kolleger krangler foran brukerne, hva gjør jeg?"),
            "konflikthandtering",
        ),
        (("Hva er psykologisk trygghet?", "Hva er et lederspenn?"), "den-tilstedevaerende-lederen"),
    ],
)
def test_a_change_of_subject_drops_what_was_said_before(froya: Frøya, turns: tuple[str, str], document: str) -> None:
    answer = in_turn(froya, *turns)
    assert document in quoted(answer)
    assert not any(turns[0] in notice for notice in answer.notices)


def test_a_short_question_on_something_new_is_seldom_read_with_the_one_before(froya: Frøya) -> None:
    rows = [
        json.loads(line) for name in ("own", "third") for line in (QUESTIONS / f"{name}.jsonl").open(encoding="utf-8")
    ]
    short = [row for row in rows if row["expect"] != ["utenfor"] and len(row["turns"]) == 1]
    short = [row for row in short if len(row["turns"][0].split()) <= 8]
    pairs = [(a, b) for a, b in itertools.pairwise(short) if not set(a["expect"]) & set(b["expect"])]
    assert len(pairs) >= 30
    answers = [(in_turn(froya, *a["turns"], *b["turns"]), b) for a, b in pairs]
    assert sum(bool(quoted(answer) & set(b["expect"])) for answer, b in answers) >= 0.95 * len(pairs)
    starts = tuple(words.understood.split("{")[0] for words in WORDS.values())
    together = sum(any(notice.startswith(starts) for notice in answer.notices) for answer, _ in answers)
    assert together <= 0.25 * len(pairs)


def test_a_nynorsk_question_after_one_in_bokmål_is_answered_in_nynorsk(froya: Frøya) -> None:
    answer = in_turn(
        froya, "Hvordan bør jeg reagere når en ansatt gjør en liten feil?", "Korleis gir eg tilbakemelding på slurv?"
    )
    assert answer.language == "nn"
    assert "tilbakemelding-i-kvardagen" in quoted(answer)
    follow_up = in_turn(
        froya, "Hvordan bør jeg reagere når en ansatt gjør en liten feil?", "Og kva om det skjer igjen?"
    )
    assert follow_up.language == "nn"
    assert follow_up.notices[0].startswith(WORDS["nn"].understood.split("{")[0])


def test_advice_that_is_asked_for_by_name_is_given_again(froya: Frøya) -> None:
    answer = in_turn(froya, "Hva går råd 8 ut på?", "Og hva sier råd 8?")
    assert "Tilgi små feil. Reager på store feil." in [claim.text for claim in answer.claims]


def test_a_follow_up_says_something_that_has_not_been_said(froya: Frøya) -> None:
    history: list[tuple[str, Answer]] = []
    said: list[str] = []
    for turn in (
        "Hvordan kan jeg delegere uten å miste oversikten?",
        "Og hva hvis det går galt?",
        "Hvem har ansvaret da?",
    ):
        answer = froya.ask(turn, history)
        history.append((turn, answer))
        now = [claim.text for claim in answer.claims]
        assert now
        assert not set(now) & set(said)
        said += now


@pytest.mark.parametrize("number", ["01010750160", "010107 50160"])
def test_an_identity_number_is_stopped_before_anything_is_looked_up(froya: Frøya, number: str) -> None:
    with pytest.raises(PrivateData, match="fødselsnummer") as error:
        froya.ask(f"Hva gjør jeg med {number}?")
    assert number not in str(error.value)


def test_eleven_digits_that_are_no_identity_number_are_let_through() -> None:
    assert "12345678901" in understand("Hva gjør jeg med sak 12345678901?").search


def test_invisible_characters_are_removed_and_it_is_said(froya: Frøya) -> None:
    written = "Hvordan bør jeg rea\u200bgere når en an\u202esatt gjør en liten feil?\x07"
    plain = "Hvordan bør jeg reagere når en ansatt gjør en liten feil?"
    answer, expected = froya.ask(written), froya.ask(plain)
    assert answer.question == plain
    assert answer.claims == expected.claims
    assert WORDS["nb"].cleaned in answer.notices
    assert WORDS["nb"].cleaned not in expected.notices


@pytest.mark.parametrize("question", ["Hva blir været i morgen?", "Hva skal jeg se på Netflix?"])
def test_a_question_about_something_else_gets_no_answer_from_the_turn_before(froya: Frøya, question: str) -> None:
    answer = in_turn(froya, "Hva er psykologisk trygghet?", question)
    assert answer.status == "out_of_scope"
    assert not answer.claims


def test_a_full_question_in_nynorsk_is_not_read_together_with_the_one_before(froya: Frøya) -> None:
    question = "Korleis seier eg frå til ein flink medarbeidar som har slurva?"
    answer = in_turn(froya, "Hvordan rydder vi i rapporteringen?", question)
    assert not any("Hvordan rydder vi i rapporteringen?" in notice for notice in answer.notices)
