"""What a leader gets when she asks: verbatim sentences that answer, or an honest refusal."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from frøya import Answer, FrøyaError, Quote
from frøya.answering.layout import lay_out
from frøya.answering.words import WORDS
from frøya.assistant import Frøya

GIVEN = "tillit-mellom-ledelse-og-ansatte"
SMALL_MISTAKE = "Hvordan bør jeg reagere når en ansatt gjør en liten feil?"


def quoted(answer: Answer) -> list[str]:
    return [quote.document for claim in answer.claims for quote in claim.quotes]


def words(answer: Answer) -> int:
    return sum(len(claim.text.split()) for claim in answer.claims)


def test_the_question_on_the_first_page_is_answered_with_advice_8_and_steps(froya: Frøya) -> None:
    answer = froya.ask(SMALL_MISTAKE)
    assert answer.status == "answered"
    assert answer.claims[0].text == "Tilgi små feil. Reager på store feil."
    assert answer.claims[0].quotes[0].document == GIVEN
    steps = [claim for claim in answer.claims if claim.role == "step"]
    assert 2 <= len(steps) <= 4
    assert {quote.document for step in steps for quote in step.quotes} == {"sma-og-store-feil"}
    assert words(answer) <= 120


def test_the_given_articles_advice_is_cited_with_its_number_and_voice(froya: Frøya) -> None:
    layout = lay_out(froya.ask(SMALL_MISTAKE), froya.index)
    assert layout.leads[0].citations[0].mark == "1, råd 8"
    assert layout.leads[0].quoted
    assert (
        layout.sources[0].origin == "Fagforbundet, 2023, partenes syn (råd fra Louise Bringselius, gitt til Idébanken)"
    )


@pytest.mark.parametrize(
    ("question", "document", "sentence"),
    [
        ("Hva er råd nummer 8?", GIVEN, "Tilgi små feil. Reager på store feil."),
        ("Hvordan blir vi kvitt silotenkning?", GIVEN, "Bort med silotenkning. Belønn helhetstankegang."),
        ("Skal administrasjonen styre oss eller hjelpe oss?", GIVEN, "Administrasjonen skal støtte – ikke styre."),
        (
            "Hvordan unngår vi at digitalisering blir en byrde?",
            GIVEN,
            "Gjør digitalisering til støtte, ikke til byrde.",
        ),
        ("Hva er tillitsbasert ledelse?", "hva-er-tillitsbasert-ledelse", None),
        ("Hva er psykologisk trygghet?", "psykologisk-trygghet", None),
        ("Hvem er Louise Bringselius?", "de-fjorten-radene", None),
        ("Er tillit det motsatte av kontroll?", "vanlige-misforstaelser", None),
        ("Hva er et lederspenn?", "den-tilstedevaerende-lederen", None),
        ("Kva er tillitsbasert leiing?", "hva-er-tillitsbasert-ledelse", None),
        ("Korleis skal eg reagere på ein stor feil?", "sma-og-store-feil", None),
        ("What is psychological safety?", "psykologisk-trygghet", None),
        ("How should I react when an employee makes a small mistake?", "sma-og-store-feil", None),
    ],
)
def test_a_question_the_corpus_answers_is_answered_from_the_right_document(
    froya: Frøya, question: str, document: str, sentence: str | None
) -> None:
    answer = froya.ask(question)
    assert answer.status == "answered"
    assert document in quoted(answer)
    if sentence:
        assert sentence in [claim.text for claim in answer.claims]


def test_every_claim_is_the_very_words_of_its_source(froya: Frøya) -> None:
    questions = [question for document in froya.documents() for question in document.questions]
    shown = 0
    for question in questions:
        answer = froya.ask(question)
        whole_list = question == "kan du gi meg en oversikt over alle 14 punktene i lista"
        assert len(answer.claims) == 14 if whole_list else words(answer) <= 120
        for claim in answer.claims:
            assert not claim.generated
            for quote in claim.quotes:
                assert froya.document(quote.document).text[quote.start : quote.end] == quote.text == claim.text
                shown += 1
    assert shown > 100


def test_no_sentence_is_said_twice(froya: Frøya) -> None:
    for question in (SMALL_MISTAKE, "Hvordan får vi høy takhøyde på avdelingen?", "Hva er tillitsbasert ledelse?"):
        texts = [claim.text for claim in froya.ask(question).claims]
        assert len(texts) == len(set(texts))


def test_a_quote_that_was_changed_is_not_shown(froya: Frøya) -> None:
    answer = froya.ask(SMALL_MISTAKE)
    first = answer.claims[0]
    for wrong in (
        replace(first.quotes[0], text="Tilgi alle feil."),
        replace(first.quotes[0], start=first.quotes[0].start + 1),
        replace(first.quotes[0], end=10**9),
        replace(first.quotes[0], start=-5),
        replace(first.quotes[0], document="finnes-ikke"),
        Quote(GIVEN, 5, 5, ""),
    ):
        tampered = answer.with_claims((replace(first, quotes=(wrong,)), *answer.claims[1:]))
        assert froya.verified(tampered).claims == answer.claims[1:]


def test_a_claim_whose_words_are_not_its_quotes_is_not_shown(froya: Frøya) -> None:
    answer = froya.ask(SMALL_MISTAKE)
    tampered = answer.with_claims((replace(answer.claims[0], text="Straff alle feil hardt."), *answer.claims[1:]))
    assert froya.verified(tampered).claims == answer.claims[1:]


def test_an_answer_that_loses_every_quote_becomes_a_refusal(froya: Frøya) -> None:
    answer = froya.ask(SMALL_MISTAKE)
    broken = tuple(
        replace(claim, quotes=tuple(replace(q, text=q.text + " ") for q in claim.quotes)) for claim in answer.claims
    )
    assert froya.verified(answer.with_claims(broken)).status == "no_support"


@pytest.mark.parametrize(
    "question",
    ["Hva koster det å leie hytte i Lofoten?", "What is the capital of Peru?", "Korleis steller eg ein hest?"],
)
def test_a_question_outside_the_subject_is_refused_without_passages(froya: Frøya, question: str) -> None:
    answer = froya.ask(question)
    assert answer.status == "out_of_scope"
    assert not answer.claims
    assert lay_out(answer, froya.index).opening == WORDS[answer.language].out_of_scope


def test_a_question_inside_the_subject_that_no_source_answers_shows_the_nearest_as_nearest(froya: Frøya) -> None:
    answer = froya.ask("Hvor mange prosent av kommunene har innført tillitsreform?")
    assert answer.status == "no_support"
    assert not answer.claims
    assert 1 <= len(answer.nearest) <= 3
    layout = lay_out(answer, froya.index)
    assert layout.opening.startswith("Det vet jeg ikke")
    for source in layout.nearest:
        text = froya.document(source.quote.document).text
        assert text[source.quote.start : source.quote.end] == source.quote.text


def test_a_follow_up_uses_the_turn_before(froya: Frøya) -> None:
    first = froya.ask("Hva er psykologisk trygghet?")
    alone = froya.ask("Og hvem har ansvaret for det?")
    answer = froya.ask("Og hvem har ansvaret for det?", history=[("Hva er psykologisk trygghet?", first)])
    assert answer.status == "answered"
    assert "psykologisk-trygghet" in quoted(answer)
    assert answer.claims != alone.claims
    assert any("Hva er psykologisk trygghet?" in notice for notice in answer.notices)


def test_a_full_question_is_not_mistaken_for_a_follow_up(froya: Frøya) -> None:
    first = froya.ask("Hva er psykologisk trygghet?")
    history = [("Hva er psykologisk trygghet?", first)]
    assert froya.ask(SMALL_MISTAKE, history=history).claims == froya.ask(SMALL_MISTAKE).claims


def test_the_history_may_hold_answers_as_plain_text(froya: Frøya) -> None:
    answer = froya.ask("Og hvem har ansvaret for det?", history=[("Hva er psykologisk trygghet?", "Det er …")])
    assert "psykologisk-trygghet" in quoted(answer)


def test_a_question_that_names_nothing_is_asked_back(froya: Frøya) -> None:
    answer = froya.ask("Hva med de andre?")
    assert answer.status == "unclear"
    assert len(answer.next_questions) == 3
    for alternative in answer.next_questions:
        assert froya.ask(alternative).answered
    unclear = [("Hva er psykologisk trygghet?", "…"), ("Hva med de andre?", answer)]
    assert froya.ask("Og hvem har ansvaret for det?", history=unclear).status == "answered"


def test_the_frame_follows_the_language_of_the_question_and_the_quote_does_not(froya: Frøya) -> None:
    nynorsk = froya.ask("Korleis skal eg reagere på ein stor feil?")
    assert nynorsk.language == "nn"
    assert lay_out(nynorsk, froya.index).sources[-1].origin == "Frøyas rettleiing"
    english = froya.ask("What is psychological safety?")
    assert english.language == "en"
    assert WORDS["en"].norwegian_quotes in english.notices
    assert english.claims[0].text in froya.document("psykologisk-trygghet").text


def test_an_answer_that_touches_law_says_it_is_not_legal_advice(froya: Frøya) -> None:
    answer = froya.ask("Hva sier kommuneloven om internkontroll?")
    assert any("ikke juridisk råd" in notice and "1.1.2026" in notice for notice in answer.notices)
    assert not froya.ask("Hva er psykologisk trygghet?").notices


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("", "tomt"),
        ("   \n\t ", "tomt"),
        ("a " * 500_000, "1000000 tegn"),
        ("🙂🙃🎉", "ingen ord"),
        ("?!?", "ingen ord"),
    ],
)
def test_a_question_that_cannot_be_asked_gets_a_plain_sentence(froya: Frøya, question: str, says: str) -> None:
    with pytest.raises(FrøyaError, match=says):
        froya.ask(question)
    with pytest.raises(FrøyaError, match=says):
        froya.search(question)


def test_the_json_of_an_answer_has_the_agreed_shape(froya: Frøya) -> None:
    answer = froya.ask(SMALL_MISTAKE).to_dict()
    assert list(answer) == ["question", "language", "status", "claims", "nearest", "notices", "corpus_version"]
    assert (answer["question"], answer["language"], answer["status"]) == (SMALL_MISTAKE, "nb", "answered")
    assert list(answer["claims"][0]) == ["text", "generated", "quotes"]
    assert list(answer["claims"][0]["quotes"][0]) == ["document", "start", "end", "text"]
    assert len(answer["corpus_version"]) == 12


def test_search_returns_passages_that_stand_in_their_documents(froya: Frøya) -> None:
    hits = froya.search("små feil", k=5)
    assert len(hits) == 5
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        passage = hit.passage
        assert froya.document(passage.document).text[passage.start : passage.end] == passage.text
    assert any(hit.passage.label == "råd 8" for hit in hits[:3])


def test_several_readers_at_once_get_what_each_would_get_alone(froya: Frøya) -> None:
    questions = [SMALL_MISTAKE, "Hva er tillitsbasert ledelse?", "Hva er psykologisk trygghet?", "What is trust?"] * 4
    alone = [froya.ask(question).to_dict() for question in questions]
    with ThreadPoolExecutor(8) as pool:
        together = [answer.to_dict() for answer in pool.map(froya.ask, questions)]
    assert together == alone


def test_an_unknown_document_is_named(froya: Frøya) -> None:
    with pytest.raises(FrøyaError, match="«finnes-ikke»"):
        froya.document("finnes-ikke")


def test_the_next_questions_come_from_the_quoted_documents(froya: Frøya) -> None:
    answer = froya.ask(SMALL_MISTAKE)
    offered = [q for slug in quoted(answer) for q in froya.document(slug).questions]
    assert answer.next_questions
    assert set(answer.next_questions) <= set(offered)
