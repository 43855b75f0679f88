"""What the sources say about one question, side by side, with who says it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

import frøya
from frøya.answering.compare import MAX_DOCUMENTS, OF_EACH, Comparison
from frøya.answering.words import WORDS
from frøya.assistant import Frøya
from frøya.cli import app
from frøya.corpus.document import weight
from frøya.errors import QuestionRejected

GIVEN = "tillit-mellom-ledelse-og-ansatte"
QUESTIONS = [
    "Hva er tillitsbasert ledelse?",
    "Virker tillitsbasert ledelse?",
    "Hvordan bør jeg reagere når en ansatt gjør en liten feil?",
    "Korleis gir eg folk rom til å bruke fagskjønnet sitt?",
    "Kan jeg lese gjennom PC-loggen til en ansatt?",
    "Hvordan får vi høy takhøyde på avdelingen?",
]


def documents(comparison: Comparison) -> list[str]:
    return [statement.quote.document for voice in comparison.voices for statement in voice.statements]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_statement_stands_in_its_document_and_no_document_takes_over(froya: Frøya, question: str) -> None:
    comparison = froya.compare(question)
    assert comparison.answered
    for voice in comparison.voices:
        for statement in voice.statements:
            quote, document = statement.quote, froya.document(statement.quote.document)
            assert document.text[quote.start : quote.end] == quote.text
            assert statement.title == document.title
    found = documents(comparison)
    assert len(set(found)) <= MAX_DOCUMENTS
    assert all(found.count(slug) <= OF_EACH for slug in found)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_weightiest_voice_comes_first_and_each_speaks_once(froya: Frøya, question: str) -> None:
    kinds = [voice.kind for voice in froya.compare(question).voices]
    assert kinds == sorted(set(kinds), key=weight)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_sentence_stands_with_the_kind_of_the_source_it_names(froya: Frøya, question: str) -> None:
    for voice in froya.compare(question).voices:
        for statement in voice.statements:
            document = froya.document(statement.quote.document)
            named = {s.kind for s in document.sources_between(statement.quote.start, statement.quote.end)}
            if document.kind == "veiledning":
                assert voice.kind == min(named, key=weight, default="veiledning")
                assert statement.origin.startswith("Frøyas")
                assert bool(statement.sources) == bool(named)
            else:
                assert (document.slug, voice.kind) == (GIVEN, "partenes syn")


def test_the_advice_of_the_given_article_is_heard_with_its_voice(froya: Frøya) -> None:
    comparison = froya.compare("Hvordan bør jeg reagere når en ansatt gjør en liten feil?")
    (advice,) = [s for voice in comparison.voices for s in voice.statements if s.quote.document == GIVEN]
    assert advice.quote.text == "Tilgi små feil. Reager på store feil."
    assert "Louise Bringselius" in advice.origin


def test_differing_voices_are_put_side_by_side(froya: Frøya) -> None:
    voices = {voice.title: voice for voice in froya.compare("Virker tillitsbasert ledelse?").voices}
    assert {"Forskning", "Partenes syn"} <= voices.keys()
    (first, *_) = voices["Forskning"].statements
    assert any("Johnsen" in source for source in first.sources)


def test_the_frame_follows_the_language_of_the_question(froya: Frøya) -> None:
    titles = [voice.title for voice in froya.compare("Korleis gir eg folk rom til å bruke fagskjønnet sitt?").voices]
    assert "Synet til partane" in titles
    assert froya.compare("What is psychological safety?").answer.language == "en"


def test_a_quote_of_law_comes_with_its_date(froya: Frøya) -> None:
    comparison = froya.compare("Hva sier arbeidsmiljøloven om varsling?")
    assert comparison.voices[0].kind == "lov og avtale"
    law = [notice for notice in comparison.notices if notice.startswith("Dette er ikke juridisk råd")]
    assert len(law) == 1


@pytest.mark.parametrize(
    "question",
    [
        "Hva koster det å leie hytte i Lofoten?",
        "Hvor mange prosent av kommunene har innført tillitsreform?",
        "Hva med de andre?",
        "Skriv en e-post til Kari om at hun får sparken.",
    ],
)
def test_what_is_not_answered_is_not_compared(froya: Frøya, question: str) -> None:
    comparison, answer = froya.compare(question), froya.ask(question)
    assert not comparison.answered
    assert comparison.answer.to_dict() == answer.to_dict()
    assert (comparison.voices, comparison.notices) == ((), answer.notices)
    assert comparison.to_dict()["nearest"] == answer.to_dict()["nearest"]


@pytest.mark.parametrize("question", ["", "?!?", "a " * 600])
def test_a_question_that_cannot_be_asked_gets_a_plain_sentence(froya: Frøya, question: str) -> None:
    with pytest.raises(QuestionRejected):
        froya.compare(question)


def test_one_source_alone_is_said_to_be_alone(small) -> None:
    text = (
        "---\ntitle: Ro\nslug: ro\nkind: egen kilde\npublisher: Meg\nlanguage: nb\n---\n\n# Ro på jobben\n\n"
        + "\n\n".join(
            f"En rolig leder tåler at noe går galt på jobben, og sier det til {who}."
            for who in ("gruppa", "kollegaene", "styret")
        )
    )
    opened = frøya.open(small({"ro.md": text}))
    try:
        comparison = opened.compare("Hva tåler en rolig leder at går galt på jobben?")
        assert comparison.answered
        assert {voice.kind for voice in comparison.voices} == {"egen kilde"}
        assert "Bare én kilde" in comparison.notices[-1]
    finally:
        opened.close()


Run = Callable[..., Result]


@pytest.fixture
def run(froya: Frøya, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("FROYA_CORPUS", str(froya.settings.corpus))
    monkeypatch.setenv("FROYA_INDEX", str(froya.settings.index))
    return lambda *arguments: CliRunner().invoke(app, ["compare", *arguments])


def test_the_command_names_each_voice_and_source(run: Run) -> None:
    result = run("Hvordan bør jeg reagere når en ansatt gjør en liten feil?")
    assert result.exit_code == 0
    assert result.stdout.startswith("Partenes syn:\n  «Tilgi små feil. Reager på store feil.»")
    assert "\nFrøyas veiledning:\n" in result.stdout


def test_the_command_writes_json(run: Run, froya: Frøya) -> None:
    question = "Virker tillitsbasert ledelse?"
    shown = json.loads(run(question, "--json").stdout)
    assert shown == froya.compare(question).to_dict()
    assert list(shown) == ["question", "language", "status", "voices", "nearest", "notices", "corpus_version"]
    (first, *_) = shown["voices"][0]["statements"]
    assert froya.document(first["document"]).text[first["start"] : first["end"]] == first["text"]


def test_the_command_refuses_with_3_and_says_why(run: Run) -> None:
    result = run("Hva koster det å leie hytte i Lofoten?")
    assert result.exit_code == 3
    assert " ".join(result.stdout.split()) == WORDS["nb"].out_of_scope
    nearest = run("Hvor mange prosent av kommunene har innført tillitsreform?")
    assert (nearest.exit_code, WORDS["nb"].no_support in nearest.stdout) == (3, True)


def test_the_command_explains_itself_with_an_example(run: Run) -> None:
    assert "froya compare" in re.sub(r"\x1b\[[0-9;]*m", "", run("--help").stdout)
