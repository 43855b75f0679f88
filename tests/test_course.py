"""The course without a screen: its file, dilemmas, exercises, freezing, the handout, checklists, and the commands."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from coursing import QUESTIONS, course, dilemma, freeze_into, with_dilemma, write_yaml
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from frøya.answering.check import check_quote
from frøya.assistant import Frøya
from frøya.cli import app
from frøya.corpus import Document, load_corpus
from frøya.course.address import is_loopback, reachable
from frøya.course.catch import alterations, catch
from frøya.course.checklist import answer_checklist, document_checklist
from frøya.course.dilemma import find_dilemma, load_dilemmas
from frøya.course.file import TEMPLATE, check_course, load_course, write_template
from frøya.course.freeze import around, freeze
from frøya.course.frozen import Frozen, frozen_path, read_frozen, write_frozen
from frøya.course.handout import handout
from frøya.course.screens import screens, shown_quotes
from frøya.course.words import WORDS
from frøya.errors import FrøyaError
from frøya.export import to_docx, to_markdown, to_pdf

DAY = date(2026, 11, 27)
CLI = CliRunner()


@pytest.fixture(scope="session")
def documents(corpus_folder: Path) -> dict[str, Document]:
    return {document.slug: document for document in load_corpus(corpus_folder).documents}


@pytest.fixture(scope="session")
def frozen(froya: Frøya, tmp_path_factory: pytest.TempPathFactory) -> Frozen:
    """A course in bokmål with a step of every kind."""
    folder = tmp_path_factory.mktemp("kurs")
    path = freeze_into(folder, "kurs.yaml", course("nb", QUESTIONS["nb"]), with_dilemma(froya, folder / "corpus"))
    return read_frozen(frozen_path(path))


def findings(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    path = tmp_path / "kurs.yaml"
    path.write_text(text, encoding="utf-8")
    return [(found.line, str(found)) for found in check_course(path, {"sma-feil"}, ("avviket",))[1]]


# The file


def test_the_template_can_be_checked_as_it_is(tmp_path: Path) -> None:
    write_template(tmp_path / "kurs.yaml")
    loaded, found = check_course(tmp_path / "kurs.yaml", set(), ())
    assert found == ()
    assert loaded
    assert [step.kind for step in loaded.steps] == ["text", "question", "case", "catch", "text"]
    assert loaded.minutes == 20


def test_a_course_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "kurs.yaml").write_text("mitt", encoding="utf-8")
    with pytest.raises(FrøyaError, match="finnes fra før"):
        write_template(tmp_path / "kurs.yaml")
    assert (tmp_path / "kurs.yaml").read_text(encoding="utf-8") == "mitt"
    with pytest.raises(FrøyaError, match=r"endingen \.yaml"):
        write_template(tmp_path / "kurs.txt")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("title: A\nsteps:\n  - kind: question\n", 3, "«question i steg 1» mangler"),
        ("title: A\nsteps:\n  - kind: quiz\n", 3, "ukjent. Bruk en av text, question, case, dilemma, catch"),
        ("title: A\nsteps:\n  - question: Hva?\n", 3, "mangler «kind»"),
        ("title: A\nsteps:\n  - kind: text\n    title: B\n    minuter: 3\n", 5, "«minuter i steg 1» er ukjent"),
        ("title: A\nsteps:\n  - kind: text\n    title: B\n    minutes: -3\n", 5, "fra 0,5 til 240"),
        ("title: A\nlanguage: sv\nsteps: [{kind: text, title: B}]\n", 2, "Bruk «nb» eller «nn» eller «en»"),
        ("title: A\nsteps:\n  - kind: dilemma\n    dilemma: finnes-ikke\n", 3, "De som finnes: avviket."),
        ("title: A\nsteps:\n  - kind: catch\n    documents: [borte]\n", 3, "«borte» finnes ikke"),
        ("title: A\nsteps: [\n", 3, "ikke gyldig YAML"),
        ("title: A\nsteps: []\n", 2, "tomt"),
        ("title: A\nsteps: &a [*a]\n", 1, "alias"),
        ("hei", 1, "Begynn med «title: …»"),
        (
            "title: A\nsteps:\n  - kind: text\n    title: B\n    text: |\n" + "      En linje til.\n" * 9,
            3,
            "bakerst i rommet",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_how_to_mend_it(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    found = findings(tmp_path, text)
    assert [at for at, _ in found] == [line], found
    assert said in found[0][1]


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = "title: A\nsteps:\n  - kind: quiz\n  - kind: text\n  - kind: catch\n    documents: [borte]\n"
    assert [line for line, _ in findings(tmp_path, text)] == [3, 4, 5]


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "kurs.yaml").write_bytes("title: Små".encode("latin-1"))
    assert "UTF-8" in str(check_course(tmp_path / "kurs.yaml", (), ())[1][0])
    with pytest.raises(FrøyaError, match="froya course new"):
        check_course(tmp_path / "borte.yaml", (), ())


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_of_files_fail(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "hva-som-helst.yaml"
    path.write_text(text, encoding="utf-8", errors="replace")
    loaded, found = check_course(path, (), ())
    assert loaded is None
    assert found


# Dilemmas


def test_a_dilemma_is_read_with_quotes_that_stand_in_their_documents(
    tmp_path: Path, documents: dict[str, Document]
) -> None:
    write_yaml(tmp_path / "dilemmaer" / "feilen-ingen-sa.yaml", dilemma())
    found = find_dilemma(tmp_path, "feilen-ingen-sa", documents)
    for choice in found.choices:
        for quote in (choice.speaks_for, choice.against):
            assert documents[quote.document].text[quote.start : quote.end] == quote.text
        assert choice.speaks_for.document != choice.against.document


def test_a_broken_quote_in_a_dilemma_is_named_with_line_and_the_nearest_sentence(
    tmp_path: Path, documents: dict[str, Document]
) -> None:
    values = dilemma()
    values["choices"][0]["for"] = {
        "document": "sma-og-store-feil",
        "quote": "Ta opp en liten feil samme dag med den det gjelder.",
    }
    values["choices"][1]["for"] = {"document": "sma-og-store-feill", "quote": "Tilgi."}
    path = write_yaml(tmp_path / "dilemmaer" / "feil.yaml", values)
    good, found = load_dilemmas(tmp_path, documents)
    lines = path.read_text(encoding="utf-8").split("\n")
    assert good == ()
    assert "Ta opp en liten feil" in lines[found[0].line - 1]
    assert "Nærmest er «Ta opp en liten feil samme dag og på tomannshånd" in str(found[0])
    assert "Mente du «sma-og-store-feil»?" in str(found[1])
    with pytest.raises(FrøyaError, match="kan ikke brukes"):
        find_dilemma(tmp_path, "feil", documents)


def test_for_and_against_must_come_from_two_documents(tmp_path: Path, documents: dict[str, Document]) -> None:
    values = dilemma()
    values["choices"][0]["against"] = dict(values["choices"][0]["for"])
    write_yaml(tmp_path / "dilemmaer" / "feil.yaml", values)
    assert "samme dokument" in str(load_dilemmas(tmp_path, documents)[1][0])


def test_the_dilemmas_of_the_corpus_are_whole(corpus_folder: Path, documents: dict[str, Document]) -> None:
    assert load_dilemmas(corpus_folder, documents)[1] == ()


def test_corpus_check_reports_a_broken_dilemma(
    tmp_path: Path, documents: dict[str, Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_yaml(tmp_path / "dilemmaer" / "feil.yaml", dilemma())
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n\nEn setning.\n", encoding="utf-8")
    monkeypatch.setenv("FROYA_CORPUS", str(tmp_path))
    result = CLI.invoke(app, ["corpus", "check"])
    assert result.exit_code == 1
    assert "dilemmaer/feil.yaml, linje" in result.output


# Fang feilen


@pytest.mark.parametrize("seed", range(1, 9))
def test_one_of_four_quotes_is_altered_and_the_check_of_quotes_finds_it(
    seed: int, froya: Frøya, documents: dict[str, Document]
) -> None:
    made = catch(documents.values(), seed, "nn" if seed % 4 == 0 else "nb")
    assert made == catch(reversed(documents.values()), seed, "nn" if seed % 4 == 0 else "nb")
    assert len({quote.document for quote in made.quotes}) == 4
    for i, quote in enumerate(made.quotes):
        assert documents[quote.document].text[quote.start : quote.end] == quote.text
        shown = made.alteration.text if i == made.altered else quote.text
        assert (check_quote(shown, froya.concordance).verdict == "verbatim") is (i != made.altered), shown


def test_each_rule_alters_what_the_sentence_says() -> None:
    def ways(sentence: str) -> dict[str, str]:
        return {way.rule: way.text for way in alterations(sentence, "nb")}

    assert ways("Tilliten er ikke borte når 39 ansatte spør lederen om hjelp i dag.") == {
        "negation": "Tilliten er borte når 39 ansatte spør lederen om hjelp i dag.",
        "number": "Tilliten er ikke borte når 93 ansatte spør lederen om hjelp i dag.",
    }
    assert ways("Lederen bør spørre før hun bestemmer.") == {"actor": "Medarbeideren bør spørre før hun bestemmer."}
    assert ways("Det er ikke bare lønn som teller, men også tid i 2024 etter § 9 og råd 8.") == {}


def test_documents_without_four_sentences_to_take_are_named(documents: dict[str, Document]) -> None:
    with pytest.raises(FrøyaError, match="fire setninger"):
        catch(documents.values(), 1, "nb", ["finnes-ikke"])


# Freezing


def test_a_frozen_course_holds_every_quote_with_the_words_around_it(
    frozen: Frozen, documents: dict[str, Document]
) -> None:
    assert [step.kind for step in frozen.steps] == ["text", "question", "case", "dilemma", "catch"]
    excerpts = [quote for step in frozen.steps for quote in step.excerpts]
    assert len(excerpts) > 10
    for quote in excerpts:
        text = documents[quote.document].text
        flat = re.sub(r"\n+", "\n", text)
        assert quote.before + quote.text + quote.after in flat
        assert frozen.references[quote.number - 1].number == quote.number
    assert frozen.changed(documents) == frozenset()


def test_what_is_around_a_quote_stays_under_its_heading(documents: dict[str, Document]) -> None:
    for document in documents.values():
        headings = {document.text[b.body : b.end] for b in document.blocks if b.kind == "heading"}
        for block in (b for b in document.blocks if b.kind != "heading"):
            from frøya.answering.answer import Quote

            quote = Quote(document.slug, block.body, block.end, document.text[block.body : block.end])
            before, after, _ = around(quote, document)
            assert not headings & set((before + "\n" + after).split("\n"))


def test_a_frozen_file_comes_back_as_it_was(frozen: Frozen, tmp_path: Path) -> None:
    write_frozen(frozen, tmp_path / "a.frozen.json")
    assert read_frozen(tmp_path / "a.frozen.json") == frozen


def test_a_question_without_an_answer_is_said_at_freezing_with_its_line(froya: Frøya, tmp_path: Path) -> None:
    values = {
        "title": "A",
        "steps": [{"kind": "question", "question": q} for q in ("Hva koster det å leie hytte i Lofoten?",)],
    }
    path = write_yaml(tmp_path / "kurs.yaml", values)
    with pytest.raises(FrøyaError, match=r"kurs\.yaml, linje 3 \(steg 1\): kildene svarer ikke på «Hva koster"):
        freeze(load_course(path, (), ()), froya, DAY)


def test_a_step_whose_source_has_changed_is_found(frozen: Frozen, documents: dict[str, Document]) -> None:
    quote = next(frozen.steps[2].excerpts)
    changed = replace(documents[quote.document], text=documents[quote.document].text.replace(quote.text, "Noe annet."))
    assert 2 in frozen.changed(documents | {quote.document: changed})
    assert 2 in frozen.changed({slug: d for slug, d in documents.items() if slug != quote.document})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"format": 99}', "en annen utgave av Frøya"),
        ("{", "skadet"),
        ('{"format": 1, "title": "A"}', "skadet"),
        (None, "ikke fryst ennå"),
    ],
)
def test_a_frozen_file_that_cannot_be_used_says_what_to_do(tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "kurs.frozen.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(FrøyaError, match=said) as problem:
        read_frozen(path)
    assert "froya course freeze kurs.yaml" in str(problem.value)


def test_a_folder_one_cannot_write_in_keeps_what_was_there(frozen: Frozen, tmp_path: Path) -> None:
    with pytest.raises(FrøyaError, match="Flytt kursfilen"):
        write_frozen(frozen, tmp_path / "borte" / "kurs.frozen.json")


def test_one_thing_is_shown_at_a_time(frozen: Frozen) -> None:
    shown = screens(frozen)
    claims = [screen for screen in shown if screen.kind == "claim"]
    assert {screen.excerpt is not None for screen in claims} == {True}
    assert [screen.kind for screen in shown if screen.step == 3] == ["text", "choices", *["claim"] * 4, "discuss"]
    assert [screen.kind for screen in shown if screen.step == 4] == ["catch", "key"]
    assert any("ikke juridisk råd" in screen.text for screen in shown if screen.step == 1 and screen.kind == "notice")


def test_the_answer_key_stands_in_the_notes_and_nowhere_else_outside_its_screen(frozen: Frozen) -> None:
    step = frozen.steps[4]
    assert step.altered
    assert step.notes.startswith(f"Fasit: Nummer {step.altered.index + 1} er endret.")
    assert "Fasit" not in to_markdown(handout(frozen))


# The handout


def _pages(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("large", [False, True])
def test_the_handout_is_read_back_with_quotes_references_date_version_and_address(frozen: Frozen, large: bool) -> None:
    url = "http://192.168.1.20:7860/kurs/kurs/steg/1"
    report = handout(frozen, url, large=large)
    word = WordDocument(BytesIO(to_docx(report)))
    texts = {
        "pdf": _pages(to_pdf(report)),
        "docx": " ".join("\n".join(p.text for p in word.paragraphs).split()),
    }
    assert len(word.inline_shapes) == 1
    for text in texts.values():
        without = text.replace(" ", "").replace("\u00ad", "").replace("-", "")
        for said in (line for step in frozen.steps for line in step.said):
            assert said.text.replace(" ", "").replace("-", "") in without
        for quote in shown_quotes(frozen.steps[4]):
            assert quote.replace(" ", "").replace("-", "") in without
        assert "27. november 2026" in text
        assert frozen.corpus_version in text
        assert "Fagforbundet. (2023, 2. mars)." in text
        assert url.replace("-", "") in without
    if large:
        sizes = []
        pypdf.PdfReader(BytesIO(to_pdf(report))).pages[0].extract_text(
            visitor_text=lambda text, cm, tm, font, size: sizes.append(size * tm[3]) if text.strip() else None
        )
        assert min(abs(size) for size in sizes) >= 13


def test_the_handout_of_a_course_in_nynorsk_is_framed_in_nynorsk(frozen: Frozen) -> None:
    text = to_markdown(handout(replace(frozen, language="nn")))
    for said in (
        "*Utdelingsark, 27. november 2026*",
        "## Kjelder",
        "**Orda til kurshaldaren:**",
        "Snakk saman",
        "Laga 27. november",
    ):
        assert said in text


def test_the_handout_without_an_address_has_no_code(frozen: Frozen) -> None:
    assert len(WordDocument(BytesIO(to_docx(handout(frozen)))).inline_shapes) == 0


# The checklist


def test_every_line_of_a_checklist_has_its_citation_or_is_marked_as_frøyas_own(froya: Frøya) -> None:
    answer = froya.ask("Hvordan bør jeg reagere når en ansatt gjør en liten feil?")
    for report in (
        answer_checklist(answer, froya.index.documents, DAY),
        document_checklist(froya.document("sma-og-store-feil"), DAY),
        document_checklist(next(d for d in froya.documents() if d.language == "nn" and d.kind == "veiledning"), DAY),
    ):
        lines = [line for line in to_markdown(report).split("\n") if line.startswith("- [ ]")]
        assert len(lines) >= 9
        own = WORDS[report.language].own
        for line in lines:
            assert re.search(r"\[\d+(, råd \d+)?\]$", line) or line.startswith(f"- [ ] **{own}**"), line
        assert sum(own in line for line in lines) == 3
        assert "☐" in "\n".join(p.text for p in WordDocument(BytesIO(to_docx(report))).paragraphs)


def test_a_refusal_gives_no_checklist(froya: Frøya) -> None:
    with pytest.raises(FrøyaError, match="svarer ikke"):
        answer_checklist(froya.ask("Hva koster det å leie hytte i Lofoten?"), froya.index.documents, DAY)


# Addresses


@pytest.mark.parametrize(
    ("opened", "listens", "url", "loopback"),
    [
        ("http://127.0.0.1:7860/", "127.0.0.1", "", True),
        ("http://localhost:7860/", "127.0.0.1", "", True),
        ("http://[::1]:7860/", "::1", "", True),
        ("http://192.168.1.20:7860/", "0.0.0.0", "http://192.168.1.20:7860", False),
        ("https://froya.example.no/", "127.0.0.1", "https://froya.example.no", False),
    ],
)
def test_the_phones_are_only_sent_where_they_can_come(opened: str, listens: str, url: str, loopback: bool) -> None:
    found = reachable(opened, listens)
    assert (found.url, found.loopback) == (url, loopback)
    assert found.plain_http is url.startswith("http://")


def test_an_address_for_the_room_is_never_this_machine_alone() -> None:
    found = reachable("http://127.0.0.1:7860", "0.0.0.0")
    assert not found.loopback
    assert not found.url or not is_loopback(found.url.split("//")[1].rsplit(":", 1)[0])


# The commands


def test_the_commands_make_check_and_hand_out_a_course(
    frozen: Frozen, corpus_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FROYA_CORPUS", str(corpus_folder))
    monkeypatch.setenv("FROYA_INDEX", str(tmp_path / "finnes-ikke"))
    file = tmp_path / "kurs.yaml"
    assert CLI.invoke(app, ["course", "new", str(file)]).exit_code == 0
    checked = CLI.invoke(app, ["course", "check", str(file)])
    assert (checked.exit_code, checked.output) == (0, "Små og store feil på 20 minutter: 5 steg, 20 minutter.\n")
    for command in (["run", str(file)], ["handout", str(file)]):
        result = CLI.invoke(app, ["course", *command])
        assert result.exit_code == 1
        assert "ikke fryst ennå" in result.output
    write_frozen(frozen, frozen_path(file))
    made = CLI.invoke(app, ["course", "handout", str(file), "--address", "https://froya.example.no"])
    assert made.exit_code == 0, made.output
    assert {path.name for path in tmp_path.iterdir()} >= {"kurs-utdelingsark.pdf", "kurs-utdelingsark.docx"}
    for option, said in (
        (["--address", "http://127.0.0.1:7860"], "Ingen telefon når"),
        (["--address", "rommet"], "ikke en nettadresse"),
        (["--to", str(tmp_path / "borte" / "ark.pdf")], "finnes ikke"),
    ):
        result = CLI.invoke(app, ["course", "handout", str(file), *option])
        assert result.exit_code == 1
        assert said in result.output
    file.write_text("title: A\nsteps:\n  - kind: quiz\n", encoding="utf-8")
    broken = CLI.invoke(app, ["course", "check", str(file)])
    assert broken.exit_code == 1
    assert "kurs.yaml, linje 3" in broken.output


def test_a_checklist_of_a_document_needs_no_index(
    corpus_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FROYA_CORPUS", str(corpus_folder))
    monkeypatch.setenv("FROYA_INDEX", str(tmp_path / "finnes-ikke"))
    made = CLI.invoke(app, ["checklist", "--document", "sma-og-store-feil", "--export", str(tmp_path / "liste.pdf")])
    assert made.exit_code == 0, made.output
    assert (tmp_path / "liste.pdf").read_bytes().startswith(b"%PDF")
    assert CLI.invoke(app, ["checklist"]).exit_code == 1
    assert "Fant ikke" in CLI.invoke(app, ["checklist", "--document", "borte"]).output


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_word_of_the_course_is_missing_in_any_language(language: str) -> None:
    for part in fields(WORDS["nb"]):
        said, norwegian = getattr(WORDS[language], part.name), getattr(WORDS["nb"], part.name)  # type: ignore[index]
        assert said, part.name
        if isinstance(said, str):
            assert re.findall(r"\{\w+\}", said) == re.findall(r"\{\w+\}", norwegian), part.name
            assert "!" not in said


def test_the_template_lies_in_the_package() -> None:
    assert TEMPLATE.is_file()
