"""The questions people have asked: a file in the corpus whose lines lead the search to the documents that answer them."""

from __future__ import annotations

from collections.abc import Callable

import frøya
from frøya.corpus import load_corpus
from frøya.index.build import build_index
from frøya.index.embedding import Embedder
from frøya.settings import Settings

HELP = "Den som er ny på jobben, trenger noen å spørre."
FISH = "Torsk og sei er fisk som lever i havet."
ASKED = "Koss e det med rigginga på laurdagane?"
Small = Callable[..., Settings]


def lines(*pairs: tuple[str, str]) -> str:
    return "".join(f'{{"question": "{question}", "document": "{slug}"}}\n' for question, slug in pairs)


def test_a_question_that_has_been_asked_leads_to_the_document_that_answers_it(small: Small) -> None:
    files = {"hjelp.md": f"# Hjelp\n\n{HELP}\n", "fisk.md": f"# Fisk\n\n{FISH}\n"}
    settings = small({**files, "sporsmal.jsonl": lines(("Hvem hjelper de nye?", "hjelp"), (ASKED, "fisk"))})
    build_index(settings, Embedder(settings.embedding, settings.cache))
    opened = frøya.open(settings)
    asked = {hit.passage.document: hit.signals.asked for hit in opened.search(ASKED, 2)}
    assert asked["fisk"] > 0.9 > asked["hjelp"]
    assert ASKED not in opened.document("fisk").text


def test_a_question_that_no_document_answers_makes_an_answer_to_others_like_it_less_likely(small: Small) -> None:
    files = {"hjelp.md": f"# Hjelp\n\n{HELP}\n", "fisk.md": f"# Fisk\n\n{FISH}\n"}
    asked = lines(("Hvem hjelper de nye?", "hjelp"), ("Hvor lever torsken?", "fisk"))
    unanswered = '{"question": "Hva koster en kilo torsk?", "within": true}\nikke json\n'
    settings = small({**files, "sporsmal.jsonl": asked, "ubesvart.jsonl": unanswered})
    corpus = load_corpus(settings.corpus)
    assert [question.question for question in corpus.unanswered] == ["Hva koster en kilo torsk?"]
    assert [(finding.path, finding.line) for finding in corpus.errors] == [("ubesvart.jsonl", 2)]
    retriever = frøya.open(settings).retriever
    *_, price, subject = retriever.pointed(retriever.query("Hva er prisen på torsk per kilo?"))
    *documents, home, _ = retriever.pointed(retriever.query("Hvor finnes torsken?"))
    assert home > price
    assert subject > price
    assert documents[0] > documents[1]  # fisk.md comes before hjelp.md


def test_lines_that_cannot_be_used_are_named_and_the_others_used(small: Small) -> None:
    settings = small(
        {
            "hjelp.md": f"# Hjelp\n\n{HELP}\n",
            "sporsmal.jsonl": f"ikke json\n\n{lines((ASKED, 'hjelp'), ('Hva?', 'borte'))}",
        }
    )
    corpus = load_corpus(settings.corpus)
    assert corpus.documents[0].asked == (ASKED,)
    assert [(finding.path, finding.line, finding.level) for finding in corpus.errors] == [
        ("sporsmal.jsonl", 1, "error"),
        ("sporsmal.jsonl", 4, "error"),
    ]
    assert "borte" in corpus.errors[1].what
    assert all(finding.mend for finding in corpus.errors)


def test_a_file_of_questions_in_another_encoding_is_named(small: Small) -> None:
    settings = small({"hjelp.md": f"# Hjelp\n\n{HELP}\n", "sporsmal.jsonl": "Er du trøtt?".encode("latin-1")})
    assert "UTF-8" in load_corpus(settings.corpus).errors[0].mend
